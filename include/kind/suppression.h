/* Statistical disclosure control for the annual report (specification section 7; GDPR recital 26): which
 * cells of a small one-dimensional table under a published total are hidden, so that no count of fewer than
 * five young people stands there or comes back by subtraction.
 *
 * Method: cell suppression with a threshold rule, solved exactly. Primary: every cell below the threshold.
 * Secondary: in one dimension with one total the optimum is known without a search (Cox, "Suppression
 * methodology and statistical disclosure control", JASA 75, 1980: the hidden cells of a line protect each
 * other when their sum does): the hidden cells of a line add up to the threshold at least, and where they do
 * not, one cell more makes them do so, for every cell that is left shown reaches it alone. So there is never
 * more than one. The cell that is taken is the first in the order of the table, whatever its value, because a
 * choice by value tells something about the values to a reader who knows the rule; and one is taken also
 * where all hidden cells would else be known to be as large as the threshold lets them be (the minimality
 * attack: Wong and others, VLDB 2007).
 *
 * A table of months and one of regions share their total and nothing else, so each is a line of its own. */
#ifndef KIND_SUPPRESSION_H
#define KIND_SUPPRESSION_H

#include "db/figures.h"

enum { SUPPRESSION_THRESHOLD = 5 };

/* Counts that hide alike, since one of them is nearly the other: their cells one line after the other. */
struct suppression_lines {
	const int64_t *values; /* lines * cells, none negative */
	size_t lines, cells;
};

/* Sets hidden[cells], for the cells of all lines. */
void suppress_cells(const struct suppression_lines *lines, bool *hidden);

/* The cells of one figure that are not published: its total, its months, its regions. */
struct figure_mask {
	bool year, months[FIGURE_MONTHS], regions[FIGURE_REGIONS];
};

/* The mask of figures that hide alike, at most MOST_ALIKE. A total that is hidden publishes nothing that its
 * cells could be told from, but then each cell is as small as the total: all are hidden. */
enum { MOST_ALIKE = 2 };
void suppress_figures(const struct figure *const *figures, size_t count, struct figure_mask *mask);

#endif
