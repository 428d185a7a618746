#include "kind/suppression.h"

#include <string.h>

static bool is_small(const struct suppression_lines *lines, size_t cell)
{
	for (size_t line = 0; line < lines->lines; line++)
		if (lines->values[line * lines->cells + cell] < SUPPRESSION_THRESHOLD)
			return true;
	return false;
}

/* Whether the hidden cells of a line can be computed from their sum, which a published total reveals. */
static bool is_told(const int64_t *values, size_t cells, const bool *hidden)
{
	const int64_t largest = SUPPRESSION_THRESHOLD - 1; /* largest value that is suppressed by itself */
	int64_t sum = 0, most = 0;
	bool are_small = true;
	for (size_t i = 0; i < cells; i++) {
		if (!hidden[i])
			continue;
		sum += values[i];
		most += largest;
		are_small = are_small && values[i] <= largest;
	}
	return most && (sum < SUPPRESSION_THRESHOLD || (are_small && sum > most - 2));
}

void suppress_cells(const struct suppression_lines *lines, bool *hidden)
{
	bool is_any_told = false;
	size_t first_shown = lines->cells;
	for (size_t cell = lines->cells; cell-- > 0;) {
		hidden[cell] = is_small(lines, cell);
		first_shown = hidden[cell] ? first_shown : cell;
	}
	for (size_t line = 0; line < lines->lines; line++)
		is_any_told =
		    is_any_told || is_told(lines->values + line * lines->cells, lines->cells, hidden);
	if (is_any_told && first_shown < lines->cells)
		hidden[first_shown] = true;
}

void suppress_figures(const struct figure *const *figures, size_t count, struct figure_mask *mask)
{
	int64_t months[MOST_ALIKE * FIGURE_MONTHS], regions[MOST_ALIKE * FIGURE_REGIONS];
	mask->year = false;
	for (size_t i = 0; i < count; i++) {
		mask->year = mask->year || figures[i]->year < SUPPRESSION_THRESHOLD;
		memcpy(months + i * FIGURE_MONTHS, figures[i]->months, sizeof figures[i]->months);
		memcpy(regions + i * FIGURE_REGIONS, figures[i]->regions, sizeof figures[i]->regions);
	}
	suppress_cells(&(struct suppression_lines){months, count, FIGURE_MONTHS}, mask->months);
	suppress_cells(&(struct suppression_lines){regions, count, FIGURE_REGIONS}, mask->regions);
	for (size_t m = 0; m < FIGURE_MONTHS; m++)
		mask->months[m] = mask->months[m] || mask->year;
	for (size_t r = 0; r < FIGURE_REGIONS; r++)
		mask->regions[r] = mask->regions[r] || mask->year;
}
