/* Attacks on the suppression in the annual report: by somebody with all published tables and totals, and by
 * somebody who also knows the rule. */
#include "kind/suppression.h"

#include "base/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 2, YEARS = 1000, NARROWEST = 3, MOST = 1000000 };

static const size_t CELLS[TABLES] = {FIGURE_MONTHS, FIGURE_REGIONS};

static int64_t *values_of(struct figure *figure, size_t table)
{
	return table ? figure->regions : figure->months;
}

static const bool *hidden_of(const struct figure_mask *mask, size_t table)
{
	return table ? mask->regions : mask->months;
}

/* An own random generator: the same years on every machine. */
static uint64_t state = 20270115;

static size_t pick(size_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % below);
}

/* Distributes a total over the first `over` cells, in an order that differs by table. */
static void spread(int64_t total, int64_t *values, size_t cells)
{
	size_t over = 1 + pick(cells), from = pick(cells);
	memset(values, 0, cells * sizeof *values);
	for (int64_t i = 0; i < total; i++)
		values[(from + pick(over)) % cells]++;
}

static void make_year(struct figure *figures, size_t count)
{
	static const size_t SIZES[] = {6, 12, 40, 120, 600};
	for (size_t f = 0; f < count; f++) {
		figures[f].year = (int64_t)pick(SIZES[pick(ARRAY_SIZE(SIZES))]);
		for (size_t t = 0; t < TABLES; t++)
			spread(figures[f].year, values_of(&figures[f], t), CELLS[t]);
	}
	/* Nearly every CV has its consent in the same month and region. */
	if (count == MOST_ALIKE && pick(4)) {
		figures[1] = figures[0];
		for (size_t t = 0; t < TABLES && figures[0].year; t++) {
			int64_t *values = values_of(&figures[1], t);
			size_t cell = pick(CELLS[t]);
			while (!values[cell])
				cell = (cell + 1) % CELLS[t];
			values[cell]--;
		}
		figures[1].year -= figures[0].year > 0;
	}
}

/* --- attack with everything published: integer bounds, narrowed until nothing changes --- */

struct bounds {
	int64_t low, high;
};

static bool narrow(struct bounds *bounds, int64_t low, int64_t high)
{
	bool did = low > bounds->low || high < bounds->high;
	bounds->low = low > bounds->low ? low : bounds->low;
	bounds->high = high < bounds->high ? high : bounds->high;
	return did;
}

/* total = sum of cells, in both directions. */
static bool propagate(struct bounds *total, struct bounds *cells, size_t count)
{
	int64_t low = 0, high = 0;
	for (size_t i = 0; i < count; i++) {
		low += cells[i].low;
		high += cells[i].high;
	}
	bool did = narrow(total, low, high);
	for (size_t i = 0; i < count; i++)
		did |= narrow(&cells[i], total->low - (high - cells[i].high),
			      total->high - (low - cells[i].low));
	return did;
}

static struct bounds known(bool is_hidden, int64_t value)
{
	return is_hidden ? (struct bounds){0, MOST} : (struct bounds){value, value};
}

static void attack(struct figure *figure, const struct figure_mask *mask)
{
	struct bounds total = known(mask->year, figure->year), cells[TABLES][FIGURE_REGIONS];
	bool did = true;
	for (size_t t = 0; t < TABLES; t++)
		for (size_t i = 0; i < CELLS[t]; i++)
			cells[t][i] = known(hidden_of(mask, t)[i], values_of(figure, t)[i]);
	while (did) {
		did = false;
		for (size_t t = 0; t < TABLES; t++)
			did |= propagate(&total, cells[t], CELLS[t]);
	}
	assert_true(!mask->year || total.high - total.low + 1 >= NARROWEST);
	for (size_t t = 0; t < TABLES; t++)
		for (size_t i = 0; i < CELLS[t]; i++)
			assert_true(!hidden_of(mask, t)[i] ||
				    cells[t][i].high - cells[t][i].low + 1 >= NARROWEST);
}

/* --- the specification's conditions on the hidden cells --- */

/* Whether the small cells alone sum to enough. */
static bool check_line(const int64_t *values, size_t cells, const bool *hidden, bool is_total_hidden)
{
	int64_t sum = 0, small_sum = 0;
	size_t count = 0;
	for (size_t i = 0; i < cells; i++) {
		count += hidden[i];
		sum += hidden[i] ? values[i] : 0;
		small_sum += values[i] < SUPPRESSION_THRESHOLD ? values[i] : 0;
	}
	assert_true(!count || is_total_hidden || sum >= SUPPRESSION_THRESHOLD);
	return small_sum >= SUPPRESSION_THRESHOLD;
}

static void check(struct figure *figures, size_t count, size_t t, const struct figure_mask *mask)
{
	size_t hidden = 0, needed = 0;
	bool sums_suffice = true;
	for (size_t i = 0; i < CELLS[t]; i++) {
		bool is_small = false;
		for (size_t f = 0; f < count; f++)
			is_small = is_small || values_of(&figures[f], t)[i] < SUPPRESSION_THRESHOLD;
		assert_true(!is_small || hidden_of(mask, t)[i]);
		needed += is_small;
		hidden += hidden_of(mask, t)[i];
	}
	for (size_t f = 0; f < count; f++) {
		assert_true(mask->year || figures[f].year >= SUPPRESSION_THRESHOLD);
		sums_suffice &=
		    check_line(values_of(&figures[f], t), CELLS[t], hidden_of(mask, t), mask->year);
	}
	if (needed && !sums_suffice)
		needed++;
	assert_true(mask->year || hidden <= needed + 1);
}

static void test_attacked_years(void **unused)
{
	(void)unused;
	for (size_t year = 0; year < YEARS; year++)
		for (size_t count = 1; count <= MOST_ALIKE; count++) {
			struct figure figures[MOST_ALIKE];
			const struct figure *const alike[] = {&figures[0], &figures[1]};
			struct figure_mask mask;
			make_year(figures, count);
			suppress_figures(alike, count, &mask);
			for (size_t t = 0; t < TABLES; t++)
				check(figures, count, t, &mask);
			for (size_t f = 0; f < count; f++)
				attack(&figures[f], &mask);
		}
}

/* --- attack with knowledge of the rule: every table that would be published alike --- */

enum { SMALL = 4, HEAVIEST = 20, WORLDS = 20000 };

struct world {
	int64_t values[SMALL], total;
	bool hidden[SMALL];
};

static bool look_alike(const struct world *a, const struct world *b)
{
	bool alike = a->total == b->total;
	for (size_t i = 0; i < SMALL; i++)
		alike =
		    alike && a->hidden[i] == b->hidden[i] && (a->hidden[i] || a->values[i] == b->values[i]);
	return alike;
}

static size_t all_worlds(struct world *worlds)
{
	size_t count = 0;
	for (int64_t code = 0; code < (HEAVIEST + 1) * (HEAVIEST + 1) * (HEAVIEST + 1) * (HEAVIEST + 1);
	     code++) {
		struct world world = {.total = 0};
		int64_t rest = code;
		for (size_t i = 0; i < SMALL; i++, rest /= HEAVIEST + 1)
			world.total += world.values[i] = rest % (HEAVIEST + 1);
		if (world.total < SUPPRESSION_THRESHOLD || world.total > HEAVIEST)
			continue;
		suppress_cells(&(struct suppression_lines){world.values, 1, SMALL}, world.hidden);
		assert_true(count < WORLDS);
		worlds[count++] = world;
	}
	return count;
}

static void test_rule_is_known(void **unused)
{
	(void)unused;
	struct world *worlds = test_calloc(WORLDS, sizeof *worlds);
	size_t count = all_worlds(worlds);
	for (size_t w = 0; w < count; w++) {
		unsigned seen[SMALL] = {0};
		for (size_t other = 0; other < count; other++)
			if (look_alike(&worlds[w], &worlds[other]))
				for (size_t i = 0; i < SMALL; i++)
					seen[i] |= 1u << worlds[other].values[i];
		for (size_t i = 0; i < SMALL; i++)
			assert_true(!worlds[w].hidden[i] || __builtin_popcount(seen[i]) >= NARROWEST);
	}
	test_free(worlds);
}

static void test_cases(void **unused)
{
	(void)unused;
	static const struct {
		int64_t values[SMALL];
		const char *hidden;
	} CASES[] = {
	    {{5, 6, 7, 8}, "...."}, /* no small cell */
	    {{9, 4, 7, 8}, "xx.."}, /* the first cell is hidden too, whatever its value */
	    {{4, 9, 7, 8}, "xx.."}, /* the first that is shown */
	    {{3, 2, 7, 8}, "xx.."}, /* two that protect each other */
	    {{2, 2, 7, 8}, "xxx."}, /* these don't */
	    {{4, 4, 7, 8}, "xxx."}, /* nor these: their sum reveals both */
	    {{0, 0, 0, 9}, "xxxx"}, /* a year in one month */
	    {{4, 4, 4, 4}, "xxxx"}, /* nothing left to hide */
	};
	for (size_t c = 0; c < ARRAY_SIZE(CASES); c++) {
		bool hidden[SMALL];
		suppress_cells(&(struct suppression_lines){CASES[c].values, 1, SMALL}, hidden);
		for (size_t i = 0; i < SMALL; i++)
			assert_int_equal(hidden[i], CASES[c].hidden[i] == 'x');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_attacked_years),
	    cmocka_unit_test(test_rule_is_known),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
