/* Statistical disclosure control for the annual report (specification section 7; GDPR recital 26): which
 * cells of a small one-dimensional table under a published total are hidden, so that no count of fewer than
 * five young people is visible or can be computed by subtraction.
 *
 * Method: cell suppression with a threshold rule, solved exactly. Primary suppression: every cell below the
 * threshold. Secondary suppression: in one dimension with one total, the optimum needs no search (Cox,
 * "Suppression methodology and statistical disclosure control", JASA 75, 1980: the hidden cells of a line
 * protect each other when their sum is large enough). The hidden cells of a line must sum to at least the
 * threshold. If they don't, one more cell is enough, because every visible cell reaches the threshold alone.
 * That cell is the first visible one in the table's order, whatever its value: a choice by value would tell a
 * reader who knows the rule something about the values. One more cell is also hidden when otherwise all
 * hidden cells would be known to have the largest value below the threshold (the minimality attack: Wong and
 * others, VLDB 2007).
 *
 * A table of months and one of regions share only their total, so each is a line of its own. */
#ifndef KIND_SUPPRESSION_H
#define KIND_SUPPRESSION_H

#include "db/figures.h"

enum { SUPPRESSION_THRESHOLD = 5 };

/* Counts that are hidden together because they are nearly equal: the cells of each, line after line. */
struct suppression_lines {
	const int64_t *values; /* lines * cells, none negative */
	size_t lines, cells;
};

/* Sets hidden[cells]; the mask applies to all lines. */
void suppress_cells(const struct suppression_lines *lines, bool *hidden);

/* The suppressed cells of one figure: its total, its months, its regions. */
struct figure_mask {
	bool year, months[FIGURE_MONTHS], regions[FIGURE_REGIONS];
};

/* The mask of figures that are hidden together, at most MOST_ALIKE. Under a hidden total no cell can be
 * computed by subtraction, but each cell is as small as the total, so all are hidden. */
enum { MOST_ALIKE = 2 };
void suppress_figures(const struct figure *const *figures, size_t count, struct figure_mask *mask);

#endif
