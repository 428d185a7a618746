/* Cells of CSV files (RFC 4180) that people open in a spreadsheet. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/bytes.h"

/* Adds the text in quotation marks. */
void csv_add_quoted(struct buf *csv, const char *text);
/* Whether a spreadsheet would compute the text instead of showing it. A cell with another person's text then
 * gets an apostrophe before it. */
bool csv_is_formula(const char *text);

#endif
