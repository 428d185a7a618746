/* Alternatives that are brought together match the same texts in the same way. */
#include "extract_mail.h"

#include "../../src/extract/patterns.h"
#include "../../src/extract/rule_alternatives.h"

static void test_alternatives_are_brought_together(void **state)
{
	static const char *const rows[][2] = {
	    {"brune|blonde|brave", "b(?:r(?:une|ave)|londe)"},
	    {"vous avez|tu as|vous aurez", "vous a(?:vez|urez)|tu as"},
	    {"au|aux", "au(?:|x)"},
	    {"aux|au", "au(?:x|)"},
	    {"ages?|age limite", "age(?:s?| limite)"},
	    {"ab?|ac", "a(?:b?|c)"},
	    {"a?b|ac", "a?b|ac"},
	    {"a{2}|ab", "a{2}|ab"},
	    {"age {mot}|age|jeune", "age(?: {mot}|)|jeune"},
	    {"ab|\\bx|ac", "ab|\\bx|ac"},
	    {"ab|(?:cd|ce)|ac", "ab|(?:c(?:d|e))|ac"},
	    {"(?<!a|b)ca|(?=x|y)", "(?<!a|b)ca|(?=x|y)"},
	    {"(?:^|[ (,:])-|[)|]", "(?:^|[ (,:])-|[)|]"},
	    {"a\\|b|a\\)c", "a(?:\\|b|\\)c)"},
	    {"a)b", "a)b"},
	    {"(ab|ac", "(ab|ac"},
	    {"", ""},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_string_equal(alternatives_grouped(arena, rows[i][0]), rows[i][1]);
	arena_free(&arena);
}

/* Every list of three of these alternatives, on every text of two of them. */
static void test_matches_stay_the_same(void **state)
{
	static const char *const parts[] = {"a", "ab",	"abc", "a?c",	"(?:a|ab)", "ab?",
					    "b", "ba*", "",    "\\bab", "a(?=b)",   "[ab]c"};
	static const char *const texts[] = {"a", "ab", "abc", "c", "b", "ba", "", "ac", "bc", "aab"};
	const size_t count = ARRAY_SIZE(parts);
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < count * count * count; i++) {
		struct arena *arena = arena_new();
		const char *plain = arena_printf(arena, "%s|%s|%s", parts[i % count],
						 parts[i / count % count], parts[i / count / count]);
		struct pattern_code *codes[2];
		struct pattern_clock clock;

		pattern_clock_start(&clock, 1000);
		assert_int_equal(pattern_compile_lines(plain, &codes[0], &err), OK);
		assert_int_equal(pattern_compile_lines(alternatives_grouped(arena, plain), &codes[1], &err),
				 OK);
		for (size_t t = 0; t < ARRAY_SIZE(texts) * ARRAY_SIZE(texts); t++) {
			const char *text = arena_printf(arena, "%s%s", texts[t % ARRAY_SIZE(texts)],
							texts[t / ARRAY_SIZE(texts)]);
			struct match matches[2] = {0};
			bool is_found[2];

			for (size_t c = 0; c < 2; c++)
				is_found[c] = pattern_code_find(&clock, codes[c], text, 0, &matches[c]);
			assert_int_equal(is_found[0], is_found[1]);
			assert_int_equal(matches[0].start[0], matches[1].start[0]);
			assert_int_equal(matches[0].end[0], matches[1].end[0]);
		}
		pattern_free(&codes[0]);
		pattern_free(&codes[1]);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_alternatives_are_brought_together),
	    cmocka_unit_test(test_matches_stay_the_same),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
