#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

#include <ctype.h>

/* The groups of PATTERN_MOMENT. */
enum {
	WEEKDAY = 1,
	ISO_YEAR,
	ISO_MONTH,
	ISO_DAY,
	WRITTEN_DAY,
	WRITTEN_MONTH,
	WRITTEN_YEAR,
	NUMERIC_DAY,
	NUMERIC_SEPARATOR,
	NUMERIC_MONTH,
	NUMERIC_YEAR,
	HOUR,
	MINUTE,
	BARE_HOUR,
	MIDDAY,
};

enum { MOST_TOKENS = 2 }; /* number of dates and of times in the value */

struct day {
	struct date date;
	bool has_year, has_century;
	int weekday; /* 0 Monday, -1 none */
};

struct scan {
	struct day days[MOST_TOKENS];
	int hours[MOST_TOKENS], minutes[MOST_TOKENS];
	size_t day_count, time_count;
	bool has_more, has_leftover; /* further dates or times; other digits */
};

int month_number(const char *name)
{
	static const char *const starts[] = {"jan",  "fev", "mar", "avr", "mai", "juin",
					     "juil", "aou", "sep", "oct", "nov", "dec"};

	for (int i = 0; i < 12; i++)
		if (text_starts_with(name, starts[i]))
			return i + 1;
	return 0;
}

int weekday_number(const char *name)
{
	static const char *const starts[] = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim"};

	for (int i = 0; i < 7; i++)
		if (text_starts_with(name, starts[i]))
			return i;
	return -1;
}

static void set_year(struct day *day, const struct match *match, size_t group)
{
	day->has_year = match_has(match, group);
	if (!day->has_year)
		return;
	day->date.year = (int)match_number(match, group);
	day->has_century = match->end[group] - match->start[group] == 4;
}

static void add_day(struct reading *reading, const struct match *match, struct scan *scan)
{
	struct day day = {.weekday = -1};

	if (match_has(match, WEEKDAY))
		day.weekday = weekday_number(match_text(reading->arena, match, WEEKDAY));
	if (match_has(match, ISO_YEAR)) {
		set_year(&day, match, ISO_YEAR);
		day.date.month = (int)match_number(match, ISO_MONTH);
		day.date.day = (int)match_number(match, ISO_DAY);
	} else if (match_has(match, WRITTEN_DAY)) {
		set_year(&day, match, WRITTEN_YEAR);
		day.date.month = month_number(match_text(reading->arena, match, WRITTEN_MONTH));
		day.date.day = (int)match_number(match, WRITTEN_DAY);
	} else {
		set_year(&day, match, NUMERIC_YEAR);
		day.date.month = (int)match_number(match, NUMERIC_MONTH);
		day.date.day = (int)match_number(match, NUMERIC_DAY);
	}
	if (scan->day_count == MOST_TOKENS)
		scan->has_more = true;
	else
		scan->days[scan->day_count++] = day;
}

static void add_time(const struct match *match, struct scan *scan)
{
	int hour = 12, minute = 0;

	if (match_has(match, HOUR)) {
		hour = (int)match_number(match, HOUR);
		minute = match_has(match, MINUTE) ? (int)match_number(match, MINUTE) : 0;
	} else if (match_has(match, BARE_HOUR)) {
		hour = (int)match_number(match, BARE_HOUR);
	}
	if (scan->time_count == MOST_TOKENS) {
		scan->has_more = true;
		return;
	}
	scan->hours[scan->time_count] = hour;
	scan->minutes[scan->time_count++] = minute;
}

static bool has_digit(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (isdigit((unsigned char)text[i]))
			return true;
	return false;
}

/* "accueil à 13 h 30, début à 14 h": words between two times that make them no range. */
static bool parts_times(const char *text, size_t length)
{
	static const char *const joining[] = {"jusqu",	 "jusque", "heures", "apres", "midi", "matin",
					      "matinee", "soir",   "fini",   "fin",   "puis"};
	enum { LETTERS = 4 };

	for (size_t at = 0; at < length;) {
		size_t letters = 0;
		bool is_joining = false;

		while (at + letters < length && isalpha((unsigned char)text[at + letters]))
			letters++;
		for (size_t i = 0; i < ARRAY_SIZE(joining) && !is_joining; i++)
			is_joining =
			    strlen(joining[i]) == letters && !strncmp(text + at, joining[i], letters);
		if (letters >= LETTERS && !is_joining)
			return true;
		at += letters ? letters : 1;
	}
	return false;
}

static void scan_text(struct reading *reading, const char *folded, struct scan *scan)
{
	struct match match;
	size_t at = 0;

	while (pattern_find(reading->clock, PATTERN_MOMENT, folded, at, &match) && !scan->has_more) {
		scan->has_leftover |= has_digit(folded + at, match.start[0] - at);
		scan->has_more |= scan->time_count == 1 && parts_times(folded + at, match.start[0] - at);
		if (match_has(&match, HOUR) || match_has(&match, BARE_HOUR) || match_has(&match, MIDDAY))
			add_time(&match, scan);
		else
			add_day(reading, &match, scan);
		at = match.end[0];
	}
	scan->has_leftover |= has_digit(folded + at, strlen(folded + at));
}

/* The year nearest to today, in either direction, in which that day exists and is on the right side of
 * today. */
static bool guess_year(struct date *date, struct date today, int step)
{
	enum { LEAP_GAP = 8 }; /* between leap years around 1900 and 2100 */

	date->year = today.year;
	for (int tries = 0; tries <= LEAP_GAP + 1; tries++, date->year += step)
		if (date_is_valid(*date) && date_compare(*date, today) * step >= 0)
			return true;
	return false;
}

static const char *settle_day(struct day *day, struct date today, enum missing_year missing)
{
	if (day->has_year && !day->has_century) {
		day->date.year += 2000;
		if (missing == YEAR_OF_BIRTH && day->date.year > today.year)
			day->date.year -= 100;
	}
	if (!day->has_year) {
		if (missing == YEAR_OF_BIRTH)
			return phrase("fault.no_year");
		if (!guess_year(&day->date, today, missing == YEAR_NEXT ? 1 : -1))
			return phrase("fault.date_impossible");
	}
	if (!date_is_valid(day->date))
		return phrase("fault.date_impossible");
	if (day->weekday >= 0 && day->weekday != date_weekday(day->date))
		return phrase("fault.weekday");
	return NULL;
}

static const char *settle_days(struct scan *scan, struct date today, enum missing_year missing)
{
	const char *fault = NULL;

	/* "du 15/01 au 16/01/2027": the year is given once. */
	if (scan->day_count == 2 && !scan->days[0].has_year && scan->days[1].has_year) {
		scan->days[0].date.year = scan->days[1].date.year;
		scan->days[0].has_year = true;
		scan->days[0].has_century = scan->days[1].has_century;
	}
	for (size_t i = 0; i < scan->day_count && !fault; i++)
		fault = settle_day(&scan->days[i], today, missing);
	for (size_t i = 0; i < scan->time_count && !fault; i++)
		if (scan->hours[i] > 23 || scan->minutes[i] > 59)
			fault = phrase("fault.hour_impossible");
	return fault;
}

static bool names_part_of_day(const char *folded)
{
	return strstr(folded, "apres-midi") || strstr(folded, "apres midi") || strstr(folded, "soir") ||
	       strstr(folded, "matin");
}

/* "de 2 h à 5 h de l'après-midi", "à 7 h du soir": hours of the clock's second half. Returns what is wrong
 * with them, or NULL. */
static const char *settle_part_of_day(const char *folded, struct scan *scan)
{
	enum { NOON = 12, LATEST_OF_AFTERNOON = 7, EARLIEST_OF_EVENING = 5 };
	bool is_afternoon = strstr(folded, "apres-midi") || strstr(folded, "apres midi");
	bool is_evening = strstr(folded, "soir");
	int *first = &scan->hours[0], *last = scan->time_count ? &scan->hours[scan->time_count - 1] : NULL;

	if (!last || !(is_afternoon || is_evening) || *last >= NOON || *last == 0)
		return NULL;
	/* "de 10 h à 2 h de l'après-midi" begins in the morning. */
	bool is_whole = first == last || *first <= *last;
	if ((is_whole && strstr(folded, "matin")) ||
	    (is_evening ? *last < EARLIEST_OF_EVENING && !is_afternoon : *last > LATEST_OF_AFTERNOON))
		return phrase("fault.part_of_day");
	*last += NOON;
	if (is_whole && first != last)
		*first += NOON;
	return NULL;
}

void moments_read(struct reading *reading, const char *text, enum missing_year missing, struct moments *out)
{
	const char *folded = text_fold(reading->arena, text);
	struct scan scan = {0};

	*out = (struct moments){0};
	scan_text(reading, folded, &scan);
	out->hour_fault = settle_part_of_day(folded, &scan);
	if (!scan.time_count && names_part_of_day(folded))
		out->hour_fault = phrase("fault.no_hour");
	if (scan.has_more || scan.has_leftover)
		out->fault = scan.day_count + scan.time_count > 0 ? phrase("fault.several_dates")
								  : phrase("fault.date");
	else
		out->fault = settle_days(&scan, reading->today, missing);
	out->has_date = scan.day_count > 0;
	if (out->fault)
		return;
	out->date = scan.days[0].date;
	out->has_end_date = scan.day_count > 1;
	out->end_date = scan.days[1].date;
	out->has_time = scan.time_count > 0;
	out->hour = scan.hours[0];
	out->minute = scan.minutes[0];
	out->has_end_time = scan.time_count > 1;
	out->end_hour = scan.hours[1];
	out->end_minute = scan.minutes[1];
}

const char *one_date_read(struct reading *reading, const char *text, enum missing_year missing,
			  struct date *out)
{
	struct moments moments;

	if (missing == YEAR_NEXT && weekday_day_read(reading, text, out))
		return NULL;
	moments_read(reading, text, missing, &moments);
	*out = moments.date;
	if (moments.fault)
		return moments.fault;
	if (!moments.has_date)
		return phrase("fault.date");
	return moments.has_end_date ? phrase("fault.several_dates") : NULL;
}

void read_deadline(struct reading *reading, const struct field_def *field, const char *text)
{
	struct date date;
	const char *fault = one_date_read(reading, text, YEAR_NEXT, &date);

	if (!fault && date_compare(date, reading->today) < 0)
		fault = phrase("fault.date_past");
	if (fault)
		value_fault(reading, field, text, fault);
	else
		value_set(reading, field->key, text, date_iso(reading->arena, date));
}

void read_past_date(struct reading *reading, const struct field_def *field, const char *text)
{
	struct date date;
	const char *fault = one_date_read(reading, text, YEAR_LAST, &date);

	if (fault)
		value_fault(reading, field, text, fault);
	else
		value_set(reading, field->key, text, date_iso(reading->arena, date));
}

/* "Entretien, 3/12": the day beside the word, unless it has a line of its own; other numbers are ignored. */
void outcome_date_read(struct reading *reading, const char *text)
{
	struct moments moments;

	if (form_get(reading->settled, "outcome_date"))
		return;
	moments_read(reading, text, YEAR_LAST, &moments);
	if (moments.fault && strpbrk(text, "0123456789"))
		value_fault(reading, field_by_key("outcome_date"), text, moments.fault);
	else if (!moments.fault && moments.has_date && !moments.has_end_date)
		value_set(reading, "outcome_date", "", date_iso(reading->arena, moments.date));
}

void read_consent_date(struct reading *reading, const struct field_def *field, const char *text)
{
	struct date date;
	const char *fault = one_date_read(reading, text, YEAR_LAST, &date);

	if (!fault && date_compare(date, reading->today) > 0)
		fault = phrase("fault.consent_in_future");
	if (!fault && date_compare(date, date_add_months(reading->today, -12)) < 0)
		fault = phrase("fault.consent_old");
	if (fault)
		value_fault(reading, field, text, fault);
	else
		value_set(reading, field->key, text, date_iso(reading->arena, date));
}

static char *local_time(struct arena *arena, struct date date, int hour, int minute)
{
	return arena_printf(arena,
			    "%s"
			    "T%02d:%02d",
			    date_iso(arena, date), hour, minute);
}

/* Keeps the parts of the date that are not given again. */
static bool is_change_of_event(const struct reading *reading)
{
	const struct form *form = reading->settled;

	return form && form->ref && (form->kind == KIND_EVENT || form->kind == KIND_COMMITTEE);
}

/* Somebody who asks for a speaker may not know the time yet. */
static bool may_lack_hour(const struct reading *reading)
{
	return is_change_of_event(reading) || (reading->settled && reading->settled->kind == KIND_SPEAKER);
}

static void read_new_day(struct reading *reading, const struct field_def *field, const char *text,
			 struct date day)
{
	if (date_compare(day, reading->today) < 0)
		value_fault(reading, field, text, phrase("fault.date_past"));
	else
		value_set(reading, field->key, text, date_iso(reading->arena, day));
}

void read_moment(struct reading *reading, const struct field_def *field, const char *text)
{
	struct moments moments;
	char *start, *end;

	moments_read(reading, text, YEAR_NEXT, &moments);
	if (!moments.fault && !moments.has_date)
		moments.fault = phrase("fault.date");
	if (!moments.fault && !moments.has_time && may_lack_hour(reading) && !moments.has_end_date &&
	    !(moments.hour_fault && is_change_of_event(reading))) {
		read_new_day(reading, field, text, moments.date);
		return;
	}
	if (!moments.fault)
		moments.fault = moments.has_time ? moments.hour_fault : phrase("fault.no_hour");
	if (!moments.fault && !date_is_one_time(moments.date, moments.hour, moments.minute))
		moments.fault = phrase("fault.clock_change");
	if (!moments.fault && moments.has_end_time &&
	    !date_is_one_time(moments.has_end_date ? moments.end_date : moments.date, moments.end_hour,
			      moments.end_minute))
		moments.fault = phrase("fault.clock_change");
	if (!moments.fault && date_at(moments.date, moments.hour, moments.minute) < reading->now)
		moments.fault = phrase("fault.date_past");
	if (moments.fault) {
		value_fault(reading, field, text, moments.fault);
		return;
	}
	start = local_time(reading->arena, moments.date, moments.hour, moments.minute);
	if (!moments.has_end_time) {
		value_set(reading, field->key, text, start);
		return;
	}
	end = local_time(reading->arena, moments.has_end_date ? moments.end_date : moments.date,
			 moments.end_hour, moments.end_minute);
	if (strcmp(end, start) <= 0) {
		value_fault(reading, field, text, phrase("fault.end_before_start"));
		return;
	}
	value_set(reading, field->key, text, start);
	value_set(reading, "end", "", end);
}

/* A time without a date is on the day of the start. */
static const char *complete_end(struct moments *moments, const char *start)
{
	char day[sizeof("2027-01-15")];

	if (!moments->has_time)
		return phrase("fault.no_hour");
	if (moments->has_end_time || moments->has_end_date)
		return phrase("fault.several_dates");
	if (moments->hour_fault || moments->has_date)
		return moments->hour_fault;
	if (!start)
		return phrase("fault.end_hour_alone");
	snprintf(day, sizeof(day), "%s", start);
	return date_parse_iso(day, &moments->date) ? NULL : phrase("fault.date");
}

void read_end(struct reading *reading, const struct field_def *field, const char *text)
{
	const char *start = form_get(reading->settled, "date");
	struct moments moments;
	char *end;

	moments_read(reading, text, YEAR_NEXT, &moments);
	if (!moments.fault && !moments.hour_fault && !moments.has_date && moments.has_time &&
	    !moments.has_end_time && is_change_of_event(reading)) {
		value_set(reading, field->key, text,
			  arena_printf(reading->arena, "%02d:%02d", moments.hour, moments.minute));
		return;
	}
	if (!moments.fault)
		moments.fault = complete_end(&moments, start);
	if (!moments.fault && !date_is_one_time(moments.date, moments.hour, moments.minute))
		moments.fault = phrase("fault.clock_change");
	if (moments.fault) {
		value_fault(reading, field, text, moments.fault);
		return;
	}
	end = local_time(reading->arena, moments.date, moments.hour, moments.minute);
	if (start && strlen(start) == strlen(end) && strcmp(end, start) <= 0)
		value_fault(reading, field, text, phrase("fault.end_before_start"));
	else
		value_set(reading, field->key, text, end);
}
