/* Rows of tables with more than two columns -> labelled lines (private to the stage). */
#ifndef EXTRACT_ROWS_H
#define EXTRACT_ROWS_H

#include "extract.h"

/* The body with each line of three cells or more ("a\tb\tc") taken apart: two pairs in one row are two
 * labelled lines; what stands in a third column is a line below its label's; every other row is the lines of
 * its cells. */
const struct body *rows_split(struct arena *arena, const struct body *body);

/* The cell numbers its row: "1", "2.", "3°". */
bool rows_is_number(const char *cell);

#endif
