/* A growing block stays where it is while nothing was allocated after it, and keeps its content in any
 * case. */
#include "base/bytes.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ITEMS = 20000 };

static void test_blocks_grow_in_place(void **state)
{
	struct arena *arena = arena_new();
	unsigned char zeros[100] = {0}, *block = arena_alloc(arena, 10);
	(void)state;
	memset(block, 'a', 10);
	assert_ptr_equal(arena_grow(arena, block, 10, 100), block);
	assert_memory_equal(block, "aaaaaaaaaa", 10);
	assert_memory_equal(block + 10, zeros, 90);
	memset(arena_alloc(arena, 10), 'b', 10);
	unsigned char *moved = arena_grow(arena, block, 100, 200);
	assert_ptr_not_equal(moved, block);
	assert_memory_equal(moved, "aaaaaaaaaa", 10);
	assert_memory_equal(moved + 10, zeros, 100);
	arena_free(&arena);
}

/* Across chunks and into chunks of their own; two arrays, so that some blocks must move. */
static void test_arrays_grow_by_one(void **state)
{
	struct arena *arena = arena_new();
	size_t *rare = NULL, *items = NULL, *doubled = NULL, rare_count = 0;
	(void)state;
	for (size_t i = 0; i < ITEMS; i++) {
		items = arena_one_more(arena, items, i, sizeof *items);
		assert_int_equal(items[i], 0);
		items[i] = i;
		doubled = arena_room(arena, doubled, i, sizeof *doubled);
		assert_int_equal(doubled[i], 0);
		doubled[i] = i;
		if (i % 1000 == 0) {
			rare = arena_one_more(arena, rare, rare_count, sizeof *rare);
			rare[rare_count++] = i;
		}
	}
	for (size_t i = 0; i < ITEMS; i++)
		assert_true(items[i] == i && doubled[i] == i);
	for (size_t i = 0; i < rare_count; i++)
		assert_int_equal(rare[i], i * 1000);
	arena_free(&arena);
}

/* Of a length that is no multiple of the alignment, in memory that was used before. */
static void test_large_blocks_grow_with_zeros(void **state)
{
	enum { ODD = 40001, LARGER = 50001, USED = 0x5a };
	static const unsigned char ZEROS[LARGER];
	struct arena *arena = arena_new();
	(void)state;
	mallopt(M_PERTURB, USED);
	unsigned char *block = arena_grow(arena, NULL, 0, ODD);
	assert_memory_equal(block, ZEROS, ODD);
	block = arena_grow(arena, block, ODD, LARGER);
	assert_memory_equal(block, ZEROS, LARGER);
	mallopt(M_PERTURB, 0);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks_grow_in_place),
	    cmocka_unit_test(test_arrays_grow_by_one),
	    cmocka_unit_test(test_large_blocks_grow_with_zeros),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
