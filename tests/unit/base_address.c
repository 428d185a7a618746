/* Valid addresses, and texts that could inject a command or a header. */
#include "base/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *address, *expected; /* NULL: refused */
} cases[] = {
    {"lea.martin@ml-lyon.example", "lea.martin@ml-lyon.example"},
    {"partenariat+b.12.abcdef@passerelle.example", "partenariat+b.12.abcdef@passerelle.example"},
    {"o'neill@x.example", "o'neill@x.example"},
    {"a@[192.0.2.1]", NULL},
    {"a_b@under_score.example", NULL},
    {"\"a@b\"@x.example", NULL},
    {".a@x.example", NULL},
    {"a.@x.example", NULL},
    {"a..b@x.example", NULL},
    {"a@x..example", NULL},
    {"a@-x.example", NULL},
    {"a@x-.example", NULL},
    {"root@localhost", "root@localhost"},
    {"accueil@mission-locale-\xc3\xa9tampes.example", "accueil@xn--mission-locale-tampes-p5b.example"},
    {"accueil@mission-locale-e\xcc\x81tampes.example", "accueil@xn--mission-locale-tampes-p5b.example"},
    {"accueil@\xc3\x89tampes.example", "accueil@xn--tampes-9ua.example"},
    {"l\xc3\xa9"
     "a@ml.example",
     NULL},
    {"a@b\r\nRCPT TO:<c@d", NULL},
    {"a@b\nc", NULL},
    {"a@b>", NULL},
    {"<a@b", NULL},
    {"a b@c", NULL},
    {"a@b c", NULL},
    {"a@b\tc", NULL},
    {"a\x7f@b", NULL},
    {"a@b\x01", NULL},
    {"a@\xef\xbc\x9c"
     "b",
     NULL}, /* a full-width < that IDNA maps */
    {"a@b\xc2\xa0"
     "c.example",
     NULL},			       /* a no-break space that IDNA maps */
    {"a@\xe2\x80\xa8x.example", NULL}, /* LINE SEPARATOR */
    {"a@\xff.example", NULL},	       /* not UTF-8 */
    {"a", NULL},
    {"@b", NULL},
    {"a@", NULL},
    {"", NULL},
    {"0123456789012345678901234567890123456789012345678901234567890123@x", /* 64 */
     "0123456789012345678901234567890123456789012345678901234567890123@x"},
    {"01234567890123456789012345678901234567890123456789012345678901234@x", NULL},
};

static void test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		const char *fault = NULL;
		char *result = address_to_ascii(arena, cases[i].address, &fault);

		if (cases[i].expected) {
			if (!result)
				fail_msg("%s was refused: %s", cases[i].address, fault);
			assert_string_equal(result, cases[i].expected);
			assert_null(fault);
		} else {
			if (result)
				fail_msg("%s was taken as %s", cases[i].address, result);
			assert_non_null(fault);
		}
		arena_free(&arena);
	}
}

static void test_length_of_the_whole(void **state)
{
	(void)state;
	for (int domain_length = 250; domain_length <= 260; domain_length++) {
		struct arena *arena = arena_new();
		const char *fault = NULL;
		char *address = arena_alloc(arena, 300);

		memset(address, 'x', (size_t)domain_length + 2);
		address[1] = '@';
		for (int dot = 50; dot < domain_length; dot += 50)
			address[dot] = '.';
		assert_int_equal(address_to_ascii(arena, address, &fault) != NULL, domain_length + 2 <= 254);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_addresses),
					   cmocka_unit_test(test_length_of_the_whole)};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
