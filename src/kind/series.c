#include "kind/series.h"

static bool is_first_working_of_month(struct date date)
{
	return !date_compare(date, date_first_working((struct date){date.year, date.month, 1}));
}

enum { QUARTER_MONTHS = 3 };

static bool is_first_working_of_quarter(struct date date)
{
	return date.month % QUARTER_MONTHS == 1 && is_first_working_of_month(date);
}

static bool is_first_working_of_week(struct date date)
{
	return !date_compare(date, date_first_working(date_add_days(date, -date_weekday(date))));
}

static bool is_any(struct date date)
{
	return date_is_valid(date);
}

/* The day on which the report of the year before is drafted. */
static bool is_report_day(struct date date)
{
	enum { REPORT_DAY = 15 };
	return date.month == 1 && date.day == REPORT_DAY;
}

static char *month_of(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d-%02d", date.year, date.month);
}

static char *quarter_of(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d-Q%d", date.year, (date.month - 1) / QUARTER_MONTHS + 1);
}

static char *week_of(struct arena *arena, struct date date)
{
	int year, week;
	date_iso_week(date, &year, &week);
	return arena_printf(arena, "%d-W%02d", year, week);
}

static char *year_before(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d", date.year - 1);
}

const struct series SERIES_NEWSLETTER = {"newsletter", 9, is_first_working_of_month, month_of},
		    SERIES_DIGEST_DAILY = {"digest_daily", 8, date_is_working, date_iso},
		    SERIES_DIGEST_WEEKLY = {"digest_weekly", 8, is_first_working_of_week, week_of},
		    SERIES_OPERATOR_SUMMARY = {"operator_summary", 7, is_any, date_iso},
		    SERIES_DUTIES = {"duties", 10, is_first_working_of_quarter, quarter_of},

		    SERIES_REPORT_DRAFT = {"report_draft", 9, is_report_day, year_before};

time_t series_due_on(const struct series *series, struct date date)
{
	return date_at(date, series->hour, 0);
}

struct date series_last(const struct series *series, time_t now)
{
	struct date date = date_of(now);
	while (!series->falls_on(date) || series_due_on(series, date) > now)
		date = date_add_days(date, -1);
	return date;
}

struct date series_before(const struct series *series, struct date date)
{
	do
		date = date_add_days(date, -1);
	while (!series->falls_on(date));
	return date;
}

struct date series_next(const struct series *series, time_t now)
{
	struct date date = date_of(now);
	while (!series->falls_on(date) || series_due_on(series, date) <= now)
		date = date_add_days(date, 1);
	return date;
}
