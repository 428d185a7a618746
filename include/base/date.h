/* Dates, times and the one clock. Times are seconds since the epoch (time_t, UTC). Local time is that of the
 * configured zone, which the program puts into TZ before anything else runs. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/bytes.h"

#include <stdbool.h>
#include <time.h>

struct date {
	int year, month, day; /* 1-12, 1-31 */
};

/* The current time, or the one that clock_set started the clock at (it goes on ticking, also in child
 * processes). */
time_t clock_now(void);
void clock_set(time_t now);
void clock_set_zone(const char *timezone); /* "Europe/Paris" */

bool date_is_valid(struct date date); /* whether the day exists: not 30 February */
int date_compare(struct date a, struct date b);
struct date date_add_days(struct date date, int days);
struct date date_add_months(struct date date, int months); /* 31 January + 1 = 28 or 29 February */
int date_weekday(struct date date);			   /* 0 Monday .. 6 Sunday */
int date_age(struct date birth, struct date on); /* age in whole years; somebody born on 29 February is a year
						    older on 1 March */
struct date date_today(void);
struct date date_of(time_t time);			/* local */
time_t date_at(struct date date, int hour, int minute); /* local, summer time as of that day */
/* Whether that local time happens exactly once: at a change of the clocks it may happen twice or never. */
bool date_is_one_time(struct date date, int hour, int minute);
bool date_parse_iso(const char *text, struct date *out);	/* YYYY-MM-DD, the whole text */
char *date_iso(struct arena *arena, struct date date);		/* YYYY-MM-DD */
char *date_french(struct arena *arena, struct date date);	/* vendredi 1er janvier 2027 */
char *date_french_month(struct arena *arena, struct date date); /* janvier 2027 */
char *date_french_time(struct arena *arena, time_t time);	/* vendredi 1er janvier 2027 à 14 h 30 */

char *date_french_brief(struct arena *arena, time_t time,
			const char *zone); /* 10 décembre à 14 h; zone NULL: the configured one */

/* Monday to Friday except the eleven national holidays (Code du travail L3133-1); regional ones don't
 * count. */
bool date_is_working(struct date date);
struct date date_first_working(struct date from);	     /* that day, or else the next working day */
struct date date_working_before(struct date from, int days); /* that many working days before it */
/* The ISO 8601 week of a day: its year, its number (1-53), its Monday. */
struct date date_iso_week(struct date date, int *year, int *week);

char *time_utc(struct arena *arena, time_t time);     /* 2027-01-15T13:00:00Z (RFC 3339) */
char *time_local(struct arena *arena, time_t time);   /* 2027-01-15T14:00 */
char *time_rfc5322(struct arena *arena, time_t time); /* Fri, 15 Jan 2027 14:00:00 +0100 */
/* The Date field of a mail (RFC 5322 section 3.3). Of the obsolete zones only GMT and UT are read. */
bool time_parse_rfc5322(const char *text, time_t *out);
bool time_parse_rfc3339(const char *text, time_t *out);
bool time_parse_local(const char *text, time_t *out); /* 2027-01-15T14:00 in the configured zone */

/* The same for another zone of the tz database; reads the database's file. NULL: the configured zone. False
 * when the database has no such zone; the text is then that of the configured one. */
bool time_parse_zoned(const char *text, const char *zone, time_t *out);
char *time_zoned(struct arena *arena, time_t time, const char *zone);		  /* 2027-01-15T14:00 */
char *date_french_time_zoned(struct arena *arena, time_t time, const char *zone); /* see date_french_time */

#endif
