#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_quoted(void **state)
{
	struct arena *arena = arena_new();
	struct buf csv = {.arena = arena};
	(void)state;
	csv_add_quoted(&csv, "");
	csv_add_quoted(&csv, "dit \"oui\";\nou non");
	assert_string_equal(buf_text(&csv), "\"\"\"dit \"\"oui\"\";\nou non\"");
	arena_free(&arena);
}

static void test_formulas(void **state)
{
	static const char *const FORMULAS[] = {
	    "=1+1", "+33 4 78 00 00 00", "-1", "@SUM(1)", "＝1+1", "＠SUM(1)", "  =1+1", "\tx", "\rx"};
	static const char *const TEXTS[] = {"", "1=1", "nous venons à 3 - en bus", "a@b.example"};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(FORMULAS); i++)
		assert_true(csv_is_formula(FORMULAS[i]));
	for (size_t i = 0; i < ARRAY_SIZE(TEXTS); i++)
		assert_false(csv_is_formula(TEXTS[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_quoted),
	    cmocka_unit_test(test_formulas),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
