/* The rows of a sheet or text document being read, counted against the limits. */
#ifndef DECODE_OFFICE_ROWS_H
#define DECODE_OFFICE_ROWS_H

#include "decode/document.h"

/* A cell that spans rows below. */
struct merged_cell {
	unsigned column, first, last; /* `first` and `last`: row numbers */
};

struct rows {
	struct arena *arena;
	struct document_budget *budget;
	struct sheet *sheet; /* receives the rows */
	struct row open;
	unsigned wide, across; /* of the open row: the column of a cell that spans several, and how many */
	struct merged_cell *merged;
	size_t merged_count;
};

/* Adds a cell to the open row when it has a value other than blank or a colon. May change the text. */
enum document_fault rows_add(struct rows *rows, unsigned column, struct bytes text, bool lacks_value);
/* Ends the open row; a row without cells is dropped. */
void rows_end(struct rows *rows, unsigned number, unsigned table);
/* Drops the open row; returns whether it had content. */
bool rows_drop(struct rows *rows);

/* Notes that the cell spans down to that row. */
void rows_merge(struct rows *rows, unsigned column, unsigned first, unsigned last);
/* Notes that the cell of a row that has ended spans several columns. */
void rows_widen(struct rows *rows, unsigned number, unsigned column, unsigned columns);
/* At the end of a sheet: repeats the text of merged cells in each of their rows that has content. */
enum document_fault rows_fill_merged(struct rows *rows);

/* Starts the document's next sheet. */
struct sheet *document_add_sheet(struct arena *arena, struct document *document, const char *name);

#endif
