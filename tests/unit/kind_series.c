/* The days of the calendar of mailings: working days, ISO weeks, the hours of the configured zone. */
#include "kind/series.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int to_paris(void **state)
{
	(void)state;
	clock_set_zone("Europe/Paris");
	return 0;
}

static void test_weeks(void **state)
{
	static const struct {
		struct date day;
		int year, week;
		struct date monday;
	} CASES[] = {
	    {{2026, 12, 31}, 2026, 53, {2026, 12, 28}}, /* a year of 53 weeks */
	    {{2027, 1, 3}, 2026, 53, {2026, 12, 28}},	/* the last days belong to the next year */
	    {{2027, 1, 4}, 2027, 1, {2027, 1, 4}},	{{2027, 12, 31}, 2027, 52, {2027, 12, 27}},
	    {{2028, 1, 2}, 2027, 52, {2027, 12, 27}},	{{2028, 2, 29}, 2028, 9, {2028, 2, 28}},
	    {{2029, 12, 31}, 2030, 1, {2029, 12, 31}}, /* a last day that belongs to the next year */
	    {{2032, 12, 27}, 2032, 53, {2032, 12, 27}},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		int year, week;
		struct date monday = date_iso_week(CASES[i].day, &year, &week);
		assert_int_equal(year, CASES[i].year);
		assert_int_equal(week, CASES[i].week);
		assert_int_equal(date_compare(monday, CASES[i].monday), 0);
	}
}

static time_t utc(const char *text)
{
	time_t time = 0;
	assert_true(time_parse_rfc3339(text, &time));
	return time;
}

/* The newest period at that time, since when, and the next one. */
static void test_due(void **state)
{
	static const struct {
		const struct series *series;
		const char *now, *period, *due, *next;
	} CASES[] = {
	    {&SERIES_DIGEST_DAILY, "2027-01-13T06:59:59Z", "2027-01-12", "2027-01-12T07:00:00Z",
	     "2027-01-13T07:00:00Z"},
	    {&SERIES_DIGEST_DAILY, "2027-01-13T07:00:00Z", "2027-01-13", "2027-01-13T07:00:00Z",
	     "2027-01-14T07:00:00Z"},
	    /* New Year is a Friday. */
	    {&SERIES_DIGEST_DAILY, "2027-01-03T12:00:00Z", "2026-12-31", "2026-12-31T07:00:00Z",
	     "2027-01-04T07:00:00Z"},
	    {&SERIES_DIGEST_DAILY, "2028-02-29T12:00:00Z", "2028-02-29", "2028-02-29T07:00:00Z",
	     "2028-03-01T07:00:00Z"},
	    {&SERIES_DIGEST_WEEKLY, "2027-01-03T12:00:00Z", "2026-W53", "2026-12-28T07:00:00Z",
	     "2027-01-04T07:00:00Z"},
	    /* Easter Monday: the weekly digest is on Tuesday, in summer time since Sunday. */
	    {&SERIES_DIGEST_WEEKLY, "2027-03-29T12:00:00Z", "2027-W12", "2027-03-22T07:00:00Z",
	     "2027-03-30T06:00:00Z"},
	    {&SERIES_DIGEST_WEEKLY, "2027-03-30T06:00:00Z", "2027-W13", "2027-03-30T06:00:00Z",
	     "2027-04-05T06:00:00Z"},
	    {&SERIES_DIGEST_WEEKLY, "2029-12-31T12:00:00Z", "2030-W01", "2029-12-31T07:00:00Z",
	     "2030-01-07T07:00:00Z"},
	    /* The night when the clocks go back. */
	    {&SERIES_OPERATOR_SUMMARY, "2027-10-31T05:59:59Z", "2027-10-30", "2027-10-30T05:00:00Z",
	     "2027-10-31T06:00:00Z"},
	    {&SERIES_OPERATOR_SUMMARY, "2027-10-31T06:00:00Z", "2027-10-31", "2027-10-31T06:00:00Z",
	     "2027-11-01T06:00:00Z"},
	    {&SERIES_NEWSLETTER, "2027-02-01T07:59:59Z", "2027-01", "2027-01-04T08:00:00Z",
	     "2027-02-01T08:00:00Z"},
	    {&SERIES_NEWSLETTER, "2027-05-02T12:00:00Z", "2027-04", "2027-04-01T07:00:00Z",
	     "2027-05-03T07:00:00Z"},
	};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		const struct series *series = CASES[i].series;
		struct date last = series_last(series, utc(CASES[i].now));
		assert_string_equal(series->period(arena, last), CASES[i].period);
		assert_string_equal(time_utc(arena, series_due_on(series, last)), CASES[i].due);
		assert_string_equal(
		    time_utc(arena, series_due_on(series, series_next(series, utc(CASES[i].now)))),
		    CASES[i].next);
	}
	arena_free(&arena);
}

/* Fifteen years: each period once, in order, without gaps, at its local hour. */
static void test_every_period(void **state)
{
	static const struct series *const ALL[] = {&SERIES_NEWSLETTER,	     &SERIES_DIGEST_DAILY,
						   &SERIES_DIGEST_WEEKLY,    &SERIES_DUTIES,
						   &SERIES_OPERATOR_SUMMARY, &SERIES_REPORT_DRAFT};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(ALL); i++) {
		const struct series *series = ALL[i];
		struct date day = series_last(series, utc("2026-01-10T12:00:00Z"));
		size_t count = 0;
		while (day.year < 2041) {
			time_t due = series_due_on(series, day);
			struct date next = series_next(series, due);
			assert_int_equal(date_compare(series_last(series, due), day), 0);
			assert_int_equal(
			    date_compare(series_last(series, series_due_on(series, next) - 1), day), 0);
			assert_int_equal(date_compare(series_before(series, next), day), 0);
			assert_true(strcmp(series->period(arena, day), series->period(arena, next)) < 0);
			assert_int_equal(strtol(time_local(arena, due) + strlen("2026-01-10T"), NULL, 10),
					 series->hour);
			day = next;
			count++;
		}
		if (series == &SERIES_NEWSLETTER)
			assert_int_equal(count, 15 * 12);
		if (series == &SERIES_DUTIES)
			assert_int_equal(count, 15 * 4);
		if (series == &SERIES_DIGEST_WEEKLY)
			assert_int_equal(count, 783); /* 52 or 53 a year */
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_weeks), cmocka_unit_test(test_due),
					   cmocka_unit_test(test_every_period)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, to_paris, NULL);
}
