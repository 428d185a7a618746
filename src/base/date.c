#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static time_t clock_shift;

time_t clock_now(void)
{
	return time(NULL) + clock_shift;
}

void clock_set(time_t now)
{
	clock_shift = now - time(NULL);
}

void clock_set_zone(const char *timezone)
{
	setenv("TZ", timezone, 1);
	tzset();
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : DAYS[month - 1];
}

bool date_is_valid(struct date date)
{
	return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
	       date.day <= days_in(date.year, date.month);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar (years counted from March, in eras of 400). */
static long day_number(struct date date)
{
	long year = date.year - (date.month <= 2);
	long era = (year >= 0 ? year : year - 399) / 400;
	long of_era = year - era * 400;
	long of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_add_days(struct date date, int days)
{
	long number = day_number(date) + days + 719468;
	long era = (number >= 0 ? number : number - 146096) / 146097;
	long of_era = number - era * 146097;
	long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long march = (5 * of_year + 2) / 153;
	int month = (int)(march < 10 ? march + 3 : march - 9);
	return (struct date){(int)(year_of_era + era * 400) + (month <= 2), month,
			     (int)(of_year - (153 * march + 2) / 5 + 1)};
}

struct date date_add_months(struct date date, int months)
{
	int total = date.year * 12 + date.month - 1 + months;
	struct date sum = {total / 12, total % 12 + 1, date.day};
	int last = days_in(sum.year, sum.month);
	if (sum.day > last)
		sum.day = last;
	return sum;
}

int date_weekday(struct date date)
{
	long weekday = (day_number(date) + 3) % 7;
	return (int)(weekday < 0 ? weekday + 7 : weekday);
}

int date_age(struct date birth, struct date on)
{
	bool before_birthday = on.month < birth.month || (on.month == birth.month && on.day < birth.day);
	return on.year - birth.year - before_birthday;
}

struct date date_of(time_t time)
{
	struct tm tm;
	localtime_r(&time, &tm);
	return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

struct date date_today(void)
{
	return date_of(clock_now());
}

time_t date_at(struct date date, int hour, int minute)
{
	struct tm tm = {.tm_year = date.year - 1900,
			.tm_mon = date.month - 1,
			.tm_mday = date.day,
			.tm_hour = hour,
			.tm_min = minute,
			.tm_isdst = -1};
	return mktime(&tm);
}

bool date_is_one_time(struct date date, int hour, int minute)
{
	enum { HOUR_S = 3600 };
	time_t time = date_at(date, hour, minute);
	/* Clocks change by an hour, or by half an hour (Lord Howe). */
	static const int shifts[] = {-HOUR_S, -HOUR_S / 2, 0, HOUR_S / 2, HOUR_S};
	int times = 0;
	for (size_t i = 0; i < ARRAY_SIZE(shifts); i++) {
		time_t shifted = time + shifts[i];
		struct tm tm;
		if (!localtime_r(&shifted, &tm))
			return false;
		times += tm.tm_mday == date.day && tm.tm_hour == hour && tm.tm_min == minute;
	}
	return times == 1;
}

/* Reads `count` digits at text; -1 when there are fewer. */
static int digits(const char *text, int count)
{
	int value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + text[i] - '0';
	}
	return value;
}

static bool parse_day(const char *text, struct date *out)
{
	if (strnlen(text, 10) < 10 || text[4] != '-' || text[7] != '-')
		return false;
	struct date date = {digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
	if (!date_is_valid(date))
		return false;
	*out = date;
	return true;
}

bool date_parse_iso(const char *text, struct date *out)
{
	return strlen(text) == 10 && parse_day(text, out);
}

char *date_iso(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static const char *const FRENCH_MONTHS[] = {"janvier",	 "février", "mars",	"avril",
					    "mai",	 "juin",    "juillet",	"août",
					    "septembre", "octobre", "novembre", "décembre"};

static char *day_and_month(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d%s\u00a0%s", date.day, date.day == 1 ? "er" : "",
			    FRENCH_MONTHS[date.month - 1]);
}

char *date_french_month(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%s %d", FRENCH_MONTHS[date.month - 1], date.year);
}

char *date_french(struct arena *arena, struct date date)
{
	static const char *const DAYS[] = {"lundi",    "mardi",	 "mercredi", "jeudi",
					   "vendredi", "samedi", "dimanche"};
	return arena_printf(arena, "%s %s %d", DAYS[date_weekday(date)], day_and_month(arena, date),
			    date.year);
}

static char *hour_french(struct arena *arena, time_t time)
{
	struct tm tm;
	localtime_r(&time, &tm);
	if (!tm.tm_min)
		return arena_printf(arena, "%d\u00a0h", tm.tm_hour);
	return arena_printf(arena, "%d\u00a0h\u00a0%02d", tm.tm_hour, tm.tm_min);
}

char *date_french_time(struct arena *arena, time_t time)
{
	return arena_printf(arena, "%s à %s", date_french(arena, date_of(time)), hour_french(arena, time));
}

/* To the minute; four-digit year, which %Y of strftime doesn't guarantee. */
static char *minute_iso(struct arena *arena, const struct tm *tm)
{
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", tm->tm_year + 1900, tm->tm_mon + 1,
			    tm->tm_mday, tm->tm_hour, tm->tm_min);
}

char *time_utc(struct arena *arena, time_t time)
{
	struct tm tm;
	gmtime_r(&time, &tm);
	return arena_printf(arena, "%s:%02dZ", minute_iso(arena, &tm), tm.tm_sec);
}

char *time_local(struct arena *arena, time_t time)
{
	struct tm tm;
	localtime_r(&time, &tm);
	return minute_iso(arena, &tm);
}

/* The program never calls setlocale, so %a and %b are English, as RFC 5322 requires. */
char *time_rfc5322(struct arena *arena, time_t time)
{
	struct tm tm;
	char text[64];
	localtime_r(&time, &tm);
	if (!strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S %z", &tm))
		text[0] = '\0';
	return arena_strdup(arena, text);
}

static bool parse_hour(const char *text, int *hour, int *minute)
{
	if (strnlen(text, 5) < 5 || text[2] != ':')
		return false;
	*hour = digits(text, 2);
	*minute = digits(text + 3, 2);
	return *hour >= 0 && *hour <= 23 && *minute >= 0 && *minute <= 59;
}

bool time_parse_local(const char *text, time_t *out)
{
	struct date date;
	int hour, minute;
	if (strlen(text) != 16 || !parse_day(text, &date) || text[10] != 'T' ||
	    !parse_hour(text + 11, &hour, &minute))
		return false;
	*out = date_at(date, hour, minute);
	return true;
}

bool time_parse_rfc3339(const char *text, time_t *out)
{
	struct date date;
	int hour, minute, zone_hour = 0, zone_minute = 0, seconds;
	if (!parse_day(text, &date) || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
	    !parse_hour(text + 11, &hour, &minute) || text[16] != ':' ||
	    (seconds = digits(text + 17, 2)) < 0 || seconds > 60)
		return false;
	const char *zone = text + 19;
	if (*zone == '.')
		do
			zone++;
		while (*zone >= '0' && *zone <= '9');
	int sign = *zone == '-' ? -1 : 1;
	if (*zone == '+' || *zone == '-') {
		if (strlen(zone) != 6 || !parse_hour(zone + 1, &zone_hour, &zone_minute))
			return false;
	} else if ((*zone != 'Z' && *zone != 'z') || zone[1]) {
		return false;
	}
	long minutes = hour * 60 + minute - sign * (zone_hour * 60 + zone_minute);
	*out = (time_t)(day_number(date) * 86400 + minutes * 60 + seconds);
	return true;
}

enum { ZONE_BYTES = 64 };

/* glibc takes an unknown name for UTC, and accepts a path. */
static bool zone_exists(const char *zone)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
	char path[128];
	size_t length = strlen(zone);
	if (!length || length >= ZONE_BYTES || strspn(zone, letters) != length || *zone == '/')
		return false;
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
	return access(path, R_OK) == 0;
}

/* Sets local time to that of the zone until leave_zone. */
static bool enter_zone(const char *zone, char configured[ZONE_BYTES])
{
	const char *now = getenv("TZ");
	configured[0] = '\0';
	if (!zone || !now || strlen(now) >= ZONE_BYTES || !zone_exists(zone))
		return !zone;
	snprintf(configured, ZONE_BYTES, "%s", now);
	clock_set_zone(zone);
	return true;
}

static void leave_zone(const char configured[ZONE_BYTES])
{
	if (*configured)
		clock_set_zone(configured);
}

bool time_parse_zoned(const char *text, const char *zone, time_t *out)
{
	char configured[ZONE_BYTES];
	bool is_known = enter_zone(zone, configured);
	bool is_read = time_parse_local(text, out);
	leave_zone(configured);
	return is_known && is_read;
}

static char *in_zone(struct arena *arena, time_t time, const char *zone,
		     char *(*text_of)(struct arena *, time_t))
{
	char configured[ZONE_BYTES];
	enter_zone(zone, configured);
	char *text = text_of(arena, time);
	leave_zone(configured);
	return text;
}

char *time_zoned(struct arena *arena, time_t time, const char *zone)
{
	return in_zone(arena, time, zone, time_local);
}

char *date_french_time_zoned(struct arena *arena, time_t time, const char *zone)
{
	return in_zone(arena, time, zone, date_french_time);
}

static char *brief(struct arena *arena, time_t time)
{
	return arena_printf(arena, "%s à %s", day_and_month(arena, date_of(time)), hour_french(arena, time));
}

char *date_french_brief(struct arena *arena, time_t time, const char *zone)
{
	return in_zone(arena, time, zone, brief);
}

/* The number of a month by its English abbreviation. */
static int month_of(const char *text)
{
	static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	for (size_t i = 0; i < 12; i++)
		if (!strncmp(text, MONTHS + 3 * i, 3))
			return (int)i + 1;
	return 0;
}

static const char *skip_spaces(const char *text)
{
	return text + strspn(text, " ");
}

bool time_parse_rfc5322(const char *text, time_t *out)
{
	const char *comma = strchr(text, ',');
	char *end;
	struct date date;
	int hour, minute, seconds = 0, zone = 0;
	text = skip_spaces(comma ? comma + 1 : text);
	date.day = (int)strtol(text, &end, 10);
	text = skip_spaces(end);
	date.month = month_of(text);
	date.year = date.month ? digits(skip_spaces(text + 3), 4) : 0;
	if (!date_is_valid(date))
		return false;
	text = skip_spaces(skip_spaces(text + 3) + 4);
	if (!parse_hour(text, &hour, &minute))
		return false;
	text += 5;
	if (*text == ':' && ((seconds = digits(text + 1, 2)) < 0 || seconds > 60))
		return false;
	text = skip_spaces(*text == ':' ? text + 3 : text);
	if (*text == '+' || *text == '-') {
		int at = digits(text + 1, 4);
		if (at < 0 || at % 100 > 59)
			return false;
		zone = (at / 100 * 60 + at % 100) * (*text == '-' ? -1 : 1);
	} else if (strncmp(text, "GMT", 3) && strncmp(text, "UT", 2)) {
		return false;
	}
	*out = (time_t)(day_number(date) * 86400 + (hour * 60 + minute - zone) * 60L + seconds);
	return true;
}
