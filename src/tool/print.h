/* Rows of the promised views, for people (aligned columns) and programs (JSON, CSV). */
#ifndef PRINT_H
#define PRINT_H

#include "db.h"

enum print_format {
	PRINT_TABLE,
	PRINT_JSON,  /* one array */
	PRINT_LINES, /* one JSON object a line */
	PRINT_CSV
};

/* Prints the rows of a query to stdout as they are read, with a thousand in memory. columns: names separated
 * by spaces that the table shows, NULL for all; JSON and CSV always have all. Widths are computed from the
 * first thousand rows, in characters; long cells are cut. Without rows prints nothing, in JSON an empty
 * array. ERR_* of db_view_query. */
int print_rows(struct db *db, const struct view_query *query, const char *columns, enum print_format format,
	       struct err *err);

/* Prints one record as "name  value" lines or a JSON object; *found: whether it exists. */
int print_record(struct db *db, const struct view_query *query, enum print_format format, bool *found,
		 struct err *err);

/* The width of text on a terminal. */
size_t print_width(const char *text);
/* text, cut to `width` columns with an ellipsis, or padded with spaces. */
void print_cell(const char *text, size_t width);

#endif
