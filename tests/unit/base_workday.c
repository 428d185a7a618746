/* Working days: Monday to Friday except the eleven holidays of Code du travail L3133-1. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2026, LAST_YEAR = 2040 };

/* Easter Monday, Ascension and Whit Monday, from printed calendars; month and day. */
static const int MOVING[LAST_YEAR - FIRST_YEAR + 1][3][2] = {
    {{4, 6}, {5, 14}, {5, 25}}, {{3, 29}, {5, 6}, {5, 17}},  {{4, 17}, {5, 25}, {6, 5}},
    {{4, 2}, {5, 10}, {5, 21}}, {{4, 22}, {5, 30}, {6, 10}}, {{4, 14}, {5, 22}, {6, 2}},
    {{3, 29}, {5, 6}, {5, 17}}, {{4, 18}, {5, 26}, {6, 6}},  {{4, 10}, {5, 18}, {5, 29}},
    {{3, 26}, {5, 3}, {5, 14}}, {{4, 14}, {5, 22}, {6, 2}},  {{4, 6}, {5, 14}, {5, 25}},
    {{4, 26}, {6, 3}, {6, 14}}, {{4, 11}, {5, 19}, {5, 30}}, {{4, 2}, {5, 10}, {5, 21}},
};
static const int FIXED[][2] = {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};

static bool is_listed(struct date date)
{
	for (size_t i = 0; i < ARRAY_SIZE(FIXED); i++)
		if (date.month == FIXED[i][0] && date.day == FIXED[i][1])
			return true;
	for (size_t i = 0; i < 3; i++)
		if (date.month == MOVING[date.year - FIRST_YEAR][i][0] &&
		    date.day == MOVING[date.year - FIRST_YEAR][i][1])
			return true;
	return false;
}

static void test_every_day(void **state)
{
	(void)state;
	for (struct date date = {FIRST_YEAR, 1, 1}; date.year <= LAST_YEAR; date = date_add_days(date, 1)) {
		bool is_working = date_weekday(date) < 5 && !is_listed(date);
		if (date_is_working(date) != is_working)
			fail_msg("%d-%02d-%02d", date.year, date.month, date.day);
	}
}

static void test_first(void **state)
{
	static const struct {
		struct date from, first;
	} CASES[] = {
	    {{2027, 1, 1}, {2027, 1, 4}},   /* a Friday that is New Year */
	    {{2026, 11, 1}, {2026, 11, 2}}, /* All Saints on a Sunday */
	    {{2027, 5, 1}, {2027, 5, 3}},   /* a Saturday */
	    {{2028, 5, 1}, {2028, 5, 2}},   /* a Monday */
	    {{2028, 2, 29}, {2028, 2, 29}},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++)
		assert_int_equal(date_compare(date_first_working(CASES[i].from), CASES[i].first), 0);
}

static void test_before(void **state)
{
	static const struct {
		struct date from;
		int days;
		struct date before;
	} CASES[] = {
	    {{2027, 2, 15}, 3, {2027, 2, 10}}, /* from a Monday over the weekend */
	    {{2027, 2, 14}, 3, {2027, 2, 10}}, /* from a Sunday the same */
	    {{2027, 5, 10}, 3, {2027, 5, 4}},  /* Ascension is in between */
	    {{2027, 1, 4}, 1, {2026, 12, 31}}, /* New Year is in between */
	    {{2028, 3, 1}, 1, {2028, 2, 29}},  {{2027, 2, 15}, 0, {2027, 2, 15}},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++)
		assert_int_equal(
		    date_compare(date_working_before(CASES[i].from, CASES[i].days), CASES[i].before), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_day), cmocka_unit_test(test_first),
					   cmocka_unit_test(test_before)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
