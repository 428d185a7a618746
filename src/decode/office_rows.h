/* The rows of a sheet or a text document while they are read, counted against the limits. */
#ifndef DECODE_OFFICE_ROWS_H
#define DECODE_OFFICE_ROWS_H

#include "decode/document.h"

/* A cell that reaches into rows below. */
struct merged_cell {
	unsigned column, first, last; /* `first` and `last`: rows by their numbers */
};

struct rows {
	struct arena *arena;
	struct document_budget *budget;
	struct sheet *sheet; /* takes the rows */
	struct row open;
	struct merged_cell *merged;
	size_t merged_count;
};

/* Adds a cell to the open row unless it is blank, or a colon, and has a value. The text may be changed. */
enum document_fault rows_add(struct rows *rows, unsigned column, struct bytes text, bool lacks_value);
/* Ends the open row; one without cells is none. */
void rows_end(struct rows *rows, unsigned number, unsigned table);
/* Drops the open row and tells whether anything stood in it. */
bool rows_drop(struct rows *rows);

/* Notes that the cell reaches down to that row. */
void rows_merge(struct rows *rows, unsigned column, unsigned first, unsigned last);
/* At the sheet's end: what was written once for several rows is said by each of them in which anything
 * stands.
 */
enum document_fault rows_fill_merged(struct rows *rows);

/* The document's next sheet. */
struct sheet *document_add_sheet(struct arena *arena, struct document *document, const char *name);

#endif
