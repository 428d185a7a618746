/* The enhanced code of a refusal, as relays hand it on. */
#include "../../src/submit/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_status(void **state)
{
	static const char *const rows[][2] = {
	    {"550 5.1.1 no such user", "5.1.1"},
	    {"550-5.1.1 no such", "5.1.1"},
	    {"550 550 5.1.1 <a@laposte.example> Adresse inconnue",
	     "5.1.1"}, /* as La Poste's servers are handed on */
	    {"554 550 5.1.1 unknown", "5.1.1"},
	    {"550 550-5.1.1 unknown", "5.1.1"},
	    {"550 550 550 5.1.10 unknown", "5.1.10"},
	    {"550 5.1.1", "5.1.1"},
	    {"550 no such user", "5.0.0"},
	    {"550 550", "5.0.0"},
	    {"550 550 ", "5.0.0"},
	    {"550 450 4.2.1 later", "5.0.0"},
	    {"450 4.1.1 later", "5.0.0"},
	    {"5", "5.0.0"},
	    {"", "5.0.0"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char status[12];
		verdict_status(rows[i][0], status);
		assert_string_equal(status, rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_status)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
