/* Table rows with more than two columns -> labelled lines (private to the stage). */
#ifndef EXTRACT_ROWS_H
#define EXTRACT_ROWS_H

#include "extract.h"

/* The body with each line of three or more cells ("a\tb\tc") split: two pairs in a row become two labelled
 * lines; a third column becomes a line below its label; any other row becomes the lines of its cells. */
const struct body *rows_split(struct arena *arena, const struct body *body);

/* Whether the cell is a row number: "1", "2.", "3°". */
bool rows_is_number(const char *cell);

#endif
