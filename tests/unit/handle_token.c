/* A reply token is valid for its contact, purpose, record, year and key only. */
#include "handle/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { DAY = 24 * 60 * 60 };

static const struct key KEY = {.bytes = {1, 2, 3}}, OTHER = {.bytes = {3, 2, 1}};
static const char ADDRESS[] = "partenariat@passerelle.example", CONTACT[] = "Conseil@ml.example";
static const time_t NOW = 1800000000;

static struct token issued(struct arena *arena)
{
	char *address = token_address(arena, &KEY, ADDRESS, NULL, KIND_CV, "OFF-2027-0001", CONTACT, NOW);
	struct token token;
	assert_non_null(address);
	assert_memory_equal(address, "partenariat+OFF-2027-0001.c", 27);
	char *subaddress = strchr(address, '+') + 1;
	*strchr(subaddress, '@') = '\0';
	assert_int_equal(token_read(arena, subaddress, &token), TOKEN_READ);
	return token;
}

static void test_trust(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct token token = issued(arena), changed;
	assert_int_equal(token_check(arena, &KEY, &token, CONTACT, NOW), TOKEN_GOOD);
	assert_int_equal(token_check(arena, &KEY, &token, "conseil@ML.example", NOW), TOKEN_GOOD);
	assert_int_equal(token_check(arena, &KEY, &token, "autre@ml.example", NOW), TOKEN_FOREIGN);
	assert_int_equal(token_check(arena, &OTHER, &token, CONTACT, NOW), TOKEN_FOREIGN);
	assert_int_equal(token_check(arena, NULL, &token, CONTACT, NOW), TOKEN_FOREIGN);
	assert_int_equal(token_check(arena, &KEY, &token, CONTACT, NOW + TOKEN_DAYS * DAY), TOKEN_GOOD);
	assert_int_equal(token_check(arena, &KEY, &token, CONTACT, NOW + (TOKEN_DAYS + 1) * DAY),
			 TOKEN_EXPIRED);
	for (int kind = 1; kind < KIND_COUNT; kind++) {
		changed = token;
		changed.kind = (enum kind)kind;
		assert_int_equal(token_check(arena, &KEY, &changed, CONTACT, NOW),
				 kind == KIND_CV ? TOKEN_GOOD : TOKEN_FOREIGN);
	}
	changed = token;
	changed.ref = "OFF-2027-0002";
	assert_int_equal(token_check(arena, &KEY, &changed, CONTACT, NOW), TOKEN_FOREIGN);
	changed = token;
	changed.day++; /* the day can't be changed */
	assert_int_equal(token_check(arena, &KEY, &changed, CONTACT, NOW), TOKEN_FOREIGN);
	arena_free(&arena);
}

static void test_replaced_key(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct token token = issued(arena);
	struct key key = OTHER;
	clock_set(NOW);
	memcpy(key.former[0].bytes, KEY.bytes, KEY_BYTES);
	key.former[0].replaced_on = date_today();
	key.former_count = 1;
	assert_int_equal(token_check(arena, &key, &token, CONTACT, NOW), TOKEN_GOOD);
	key.former[0].replaced_on = date_add_days(date_today(), -KEY_DAYS);
	assert_int_equal(token_check(arena, &key, &token, CONTACT, NOW), TOKEN_GOOD);
	key.former[0].replaced_on = date_add_days(date_today(), -KEY_DAYS - 1);
	assert_int_equal(token_check(arena, &key, &token, CONTACT, NOW), TOKEN_FOREIGN);
	arena_free(&arena);
}

static void test_none(void **state)
{
	static const char LONG[] = "une-adresse-partagee-dont-le-nom-est-long@passerelle.example";
	(void)state;
	struct arena *arena = arena_new();
	assert_null(token_address(arena, NULL, ADDRESS, NULL, KIND_CV, "OFF-2027-0001", CONTACT, NOW));
	assert_null(token_address(arena, &KEY, ADDRESS, NULL, KIND_NONE, "OFF-2027-0001", CONTACT, NOW));
	assert_null(token_address(arena, &KEY, ADDRESS, NULL, KIND_CV, NULL, CONTACT, NOW));
	assert_string_equal(token_thread_address(arena, ADDRESS, NULL, KIND_CV, "OFF-2027-0001"),
			    "partenariat+OFF-2027-0001.c@passerelle.example");
	assert_null(token_thread_address(arena, ADDRESS, NULL, KIND_NONE, "OFF-2027-0001"));
	assert_null(token_thread_address(arena, ADDRESS, NULL, KIND_CV, NULL));
	assert_null(token_address(arena, &KEY, LONG, NULL, KIND_CV, "OFF-2027-0001", CONTACT, NOW));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_trust),
	    cmocka_unit_test(test_replaced_key),
	    cmocka_unit_test(test_none),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
