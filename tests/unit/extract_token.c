/* Reply tokens are written and read, with anything in an address. */
#include "extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAC "0123456789abcdef"

static const struct {
	const char *subaddress;
	enum token_state state;
	enum kind kind;
	const char *ref;
	int day;
} ROWS[] = {
    {NULL, TOKEN_NONE, KIND_NONE, NULL, 0},
    {"", TOKEN_NONE, KIND_NONE, NULL, 0},
    {"x", TOKEN_NONE, KIND_NONE, NULL, 0},
    {"b.17." MAC, TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFF", TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFF.c5162" MAC, TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFF-2027-0001", TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFFR-2027-0001.c5162" MAC, TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFF-2027-0001-0002-00034.c5162" MAC, TOKEN_NONE, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c5162" MAC, TOKEN_READ, KIND_CV, "OFF-2027-0001", 0x5162},
    {"off-2027-0001.C5162" MAC, TOKEN_READ, KIND_CV, "OFF-2027-0001", 0x5162},
    {"EVT-2027-0012.rFFFF0123456789ABCDEF", TOKEN_READ, KIND_RSVP, "EVT-2027-0012", 0xffff},
    {"BIL-2026.b5162" MAC, TOKEN_READ, KIND_APPROVAL, "BIL-2026", 0x5162},
    {"MSG-17.o5162" MAC, TOKEN_READ, KIND_OFFER, "MSG-17", 0x5162},
    {"OFF-2027-0001.", TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c", TOKEN_NAMED, KIND_CV, "OFF-2027-0001", 0},
    {"off-2027-0001.C", TOKEN_NAMED, KIND_CV, "OFF-2027-0001", 0},
    {"OFF-2027-0001.z", TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c5", TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.z5162" MAC, TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c516g" MAC, TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c5162" MAC "0", TOKEN_BROKEN, KIND_NONE, NULL, 0},
    {"OFF-2027-0001.c5162012345678abcdef", TOKEN_BROKEN, KIND_NONE, NULL, 0},
};

static void test_read(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(ROWS); i++) {
		struct token token = {0};
		if (token_read(arena, ROWS[i].subaddress, &token) != ROWS[i].state)
			fail_msg("%s", ROWS[i].subaddress);
		if (ROWS[i].state == TOKEN_NAMED)
			assert_null(token.mac);
		if (ROWS[i].state != TOKEN_READ)
			continue;
		assert_int_equal(token.kind, ROWS[i].kind);
		assert_string_equal(token.ref, ROWS[i].ref);
		assert_int_equal(token.day, ROWS[i].day);
		assert_string_equal(token.mac, MAC);
	}
	arena_free(&arena);
}

/* Every kind that a letter can ask for has a letter of its own. */
static void test_written_and_read(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (int kind = KIND_NONE; kind < KIND_COUNT; kind++) {
		struct token token = {(enum kind)kind, "OFF-2027-0001", 20834, MAC}, read;
		char *text = token_write(arena, &token);
		if (kind == KIND_NONE || kind == KIND_HELP) {
			assert_null(text);
			continue;
		}
		assert_non_null(text);
		assert_int_equal(token_read(arena, text, &read), TOKEN_READ);
		assert_int_equal(read.kind, kind);
		assert_int_equal(read.day, 20834);
	}
	static const struct token BAD[] = {{KIND_CV, "OFF 1", 1, MAC},
					   {KIND_CV, "", 1, MAC},
					   {KIND_CV, "OFF-1.x", 1, MAC},
					   {KIND_CV, "OFF-1", -1, MAC},
					   {KIND_CV, "OFF-1", 65536, MAC}};
	for (size_t i = 0; i < ARRAY_SIZE(BAD); i++)
		assert_null(token_write(arena, &BAD[i]));
	arena_free(&arena);
}

static void test_record(void **state)
{
	(void)state;
	assert_string_equal(token_record(&(struct token){KIND_CV, "OFF-2027-0001", 1, MAC}), "OFF-2027-0001");
	assert_null(token_record(&(struct token){KIND_OFFER, "MSG-17", 1, MAC}));
}

static void test_tag(void **state)
{
	static const struct {
		const char *subject;
		enum kind kind;
		const char *ref;
	} rows[] = {
	    {"[CV OFF-2027-0001]", KIND_CV, "OFF-2027-0001"},
	    {"[OFFRE]", KIND_OFFER, NULL},
	    {"[ANNULATION EVT-2027-0001]", KIND_EVENT, "EVT-2027-0001"},
	    {"[DESABONNEMENT]", KIND_SUBSCRIPTION, NULL},
	    {"CV OFF-2027-0001", KIND_NONE, NULL},
	    {"[CV OFF-2027-0001", KIND_NONE, NULL},
	    {"[", KIND_NONE, NULL},
	    {"", KIND_NONE, NULL},
	    {"[x]", KIND_NONE, NULL},
	};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *ref = "?";
		assert_int_equal(kind_of_tag(arena, rows[i].subject, &ref), rows[i].kind);
		assert_true(ref && rows[i].ref ? !strcmp(ref, rows[i].ref) : ref == rows[i].ref);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_written_and_read),
	    cmocka_unit_test(test_record),
	    cmocka_unit_test(test_tag),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
