/* The patterns: their time is bounded for any input. */
#include "extract_mail.h"

#include "../../src/extract/patterns.h"
#include "base/io.h"

enum { ALLOWANCE_MS = 300, SLACK_MS = 3000 }; /* of processor time */

/* Every pattern on 64 KiB of its worst input ends by itself or at the deadline. */
static void test_deadline(void **state)
{
	static const char *const units[] = {
	    " ", "a", "1", "[", "a ", "1/", "a@a.", "oui ", "vendeurvendeur ", "é", "A.A "};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		struct arena *arena = arena_new();
		struct buf text = {.arena = arena};

		while (text.length < 2 * PATTERN_SUBJECT_BYTES)
			buf_adds(&text, units[i]);
		for (enum pattern pattern = 0; pattern < PATTERN_COUNT; pattern++) {
			long long start = io_cpu_ms();
			struct pattern_clock clock;
			struct match match;

			pattern_clock_start(&clock, ALLOWANCE_MS);
			if (pattern_find(&clock, pattern, buf_text(&text), 0, &match))
				assert_true(match.end[0] <= PATTERN_SUBJECT_BYTES);
			assert_true(io_cpu_ms() - start < ALLOWANCE_MS + SLACK_MS);
		}
		arena_free(&arena);
	}
}

/* A stopped pattern is reported, and nothing matches afterwards. */
static void test_overrun(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};
	struct pattern_clock clock;

	(void)state;
	while (text.length < PATTERN_SUBJECT_BYTES)
		buf_addc(&text, 'a');
	pattern_clock_start(&clock, ALLOWANCE_MS);
	assert_true(pattern_matches(&clock, PATTERN_ROME, "n1103"));
	assert_false(clock.is_over);
	pattern_clock_start(&clock, -1);
	assert_false(pattern_matches(&clock, PATTERN_ROME, buf_text(&text)));
	assert_true(clock.is_over);
	assert_false(pattern_matches(&clock, PATTERN_ROME, "n1103"));
	arena_free(&arena);
}

static void test_groups(void **state)
{
	struct arena *arena = arena_new();
	struct pattern_clock clock;
	struct match match;

	(void)state;
	pattern_clock_start(&clock, ALLOWANCE_MS);
	assert_true(pattern_find(&clock, PATTERN_REFERENCE, "x off-2026-0001", 0, &match));
	assert_string_equal(match_text(arena, &match, 1), "off");
	assert_int_equal(match_number(&match, 2), 2026);
	assert_true(pattern_find(&clock, PATTERN_REFERENCE, "bil-2026", 0, &match));
	assert_false(match_has(&match, 3));
	assert_null(match_text(arena, &match, 3));
	assert_int_equal(match_number(&match, 3), -1);
	assert_false(pattern_find(&clock, PATTERN_ROME, "n1103", 1, &match));
	assert_false(pattern_find(&clock, PATTERN_ROME, "n1103", 99, &match));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_deadline),
	    cmocka_unit_test(test_overrun),
	    cmocka_unit_test(test_groups),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
