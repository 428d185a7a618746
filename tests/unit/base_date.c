#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct date parse(const char *text)
{
	struct date date = {0};
	assert_true(date_parse_iso(text, &date));
	return date;
}

static void knows_real_dates(void **state)
{
	(void)state;
	static const char *const IMPOSSIBLE[] = {"2026-02-29", "2026-13-01", "2026-00-10",
						 "2026-04-31", "2026-1-01",  "2026-01-1x",
						 "1900-02-29", "",	     "2026-01-011"};
	struct date date;
	for (size_t i = 0; i < ARRAY_SIZE(IMPOSSIBLE); i++)
		assert_false(date_parse_iso(IMPOSSIBLE[i], &date));
	assert_true(date_parse_iso("2028-02-29", &date));
	assert_true(date_parse_iso("2000-02-29", &date));
}

static void counts_days_and_months(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		int days, months;
		const char *result;
	} ROWS[] = {
	    {"2026-11-23", 60, 0, "2027-01-22"},    {"2028-02-28", 1, 0, "2028-02-29"},
	    {"2026-03-01", -1, 0, "2026-02-28"},    {"2026-01-31", 0, 1, "2026-02-28"},
	    {"2028-01-31", 0, 1, "2028-02-29"},	    {"2028-02-29", 0, 12, "2029-02-28"},
	    {"2026-12-15", 0, 1, "2027-01-15"},	    {"1969-12-31", 1, 0, "1970-01-01"},
	    {"2026-11-23", 36525, 0, "2126-11-24"},
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(ROWS); i++) {
		struct date date =
		    date_add_months(date_add_days(parse(ROWS[i].from), ROWS[i].days), ROWS[i].months);
		assert_string_equal(date_iso(arena, date), ROWS[i].result);
	}
	arena_free(&arena);
}

static void tells_ages(void **state)
{
	(void)state;
	static const struct {
		const char *birth, *on;
		int age;
	} ROWS[] = {
	    {"2000-11-23", "2026-11-22", 25}, {"2000-11-23", "2026-11-23", 26},
	    {"2008-02-29", "2026-02-28", 17}, {"2008-02-29", "2026-03-01", 18},
	    {"2008-02-29", "2028-02-29", 20},
	};
	for (size_t i = 0; i < ARRAY_SIZE(ROWS); i++)
		assert_int_equal(date_age(parse(ROWS[i].birth), parse(ROWS[i].on)), ROWS[i].age);
}

static void speaks_french(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_string_equal(date_french(arena, parse("2027-01-01")), "vendredi 1er\u00a0janvier 2027");
	assert_string_equal(date_french(arena, parse("2026-08-31")), "lundi 31\u00a0août 2026");
	assert_string_equal(date_french_time(arena, date_at(parse("2027-01-15"), 14, 30)),
			    "vendredi 15\u00a0janvier 2027 à 14\u00a0h\u00a030");
	assert_string_equal(date_french_time(arena, date_at(parse("2027-01-15"), 9, 0)),
			    "vendredi 15\u00a0janvier 2027 à 9\u00a0h");
	assert_int_equal(date_weekday(parse("2026-11-23")), 0);
	arena_free(&arena);
}

/* Europe/Paris: winter +01:00, summer +02:00. */
static void keeps_the_zone(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	time_t time;
	assert_string_equal(time_utc(arena, date_at(parse("2027-01-15"), 14, 0)), "2027-01-15T13:00:00Z");
	assert_string_equal(time_utc(arena, date_at(parse("2027-07-15"), 14, 0)), "2027-07-15T12:00:00Z");
	assert_true(time_parse_rfc3339("2026-11-23T09:00:00+01:00", &time));
	assert_string_equal(time_utc(arena, time), "2026-11-23T08:00:00Z");
	assert_string_equal(time_local(arena, time), "2026-11-23T09:00");
	assert_string_equal(time_rfc5322(arena, time), "Mon, 23 Nov 2026 09:00:00 +0100");
	assert_true(time_parse_rfc3339("2026-11-23T08:00:00.25Z", &time));
	assert_true(time_parse_local("2027-01-15T14:00", &time));
	assert_string_equal(time_utc(arena, time), "2027-01-15T13:00:00Z");
	assert_true(time_parse_rfc3339("0027-01-15T13:00:00Z", &time));
	assert_string_equal(time_utc(arena, time), "0027-01-15T13:00:00Z");
	assert_false(time_parse_rfc3339("2026-11-23T08:00:00", &time));
	assert_false(time_parse_rfc3339("2026-11-23T25:00:00Z", &time));
	assert_false(time_parse_local("2027-01-15 14:00", &time));
	arena_free(&arena);
}

static void reads_dates_of_mails(void **state)
{
	static const struct {
		const char *written, *utc; /* utc NULL: none */
	} CASES[] = {
	    {"Mon, 23 Nov 2026 08:52:00 +0100", "2026-11-23T07:52:00Z"},
	    {"3 Jan 2027 23:30 -0530", "2027-01-04T05:00:00Z"},
	    {"Sun,  3 Jan 2027 10:00:00 GMT", "2027-01-03T10:00:00Z"},
	    {"Mon, 23 Nov 2026 08:52:00 +0100 (CET)", "2026-11-23T07:52:00Z"},
	    {"Mon, 31 Feb 2026 08:52:00 +0100", NULL},
	    {"Mon, 23 Nov 2026 25:52:00 +0100", NULL},
	    {"Mon, 23 Nov 2026 08:52:00", NULL},
	    {"Mon, 23 Nov", NULL},
	    {"lundi", NULL},
	    {"", NULL},
	};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		time_t time;
		bool is_read = time_parse_rfc5322(CASES[i].written, &time);
		assert_int_equal(is_read, CASES[i].utc != NULL);
		if (is_read)
			assert_string_equal(time_utc(arena, time), CASES[i].utc);
	}
	arena_free(&arena);
}

static void rehearses(void **state)
{
	(void)state;
	time_t then;
	assert_true(time_parse_rfc3339("2030-02-28T23:30:00Z", &then));
	clock_set(then);
	assert_in_range(clock_now(), then, then + 2);
	assert_int_equal(date_today().month, 3); /* past midnight in Paris */
	clock_set(time(NULL));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
	    cmocka_unit_test(knows_real_dates),	    cmocka_unit_test(counts_days_and_months),
	    cmocka_unit_test(tells_ages),	    cmocka_unit_test(speaks_french),
	    cmocka_unit_test(keeps_the_zone),	    cmocka_unit_test(rehearses),
	    cmocka_unit_test(reads_dates_of_mails),
	};
	clock_set_zone("Europe/Paris");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
