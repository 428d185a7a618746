/* Rows of the promised views, for people (aligned columns) and programs (JSON, CSV). */
#ifndef PRINT_H
#define PRINT_H

#include "db.h"

enum print_format {
	PRINT_TABLE,
	PRINT_JSON,  /* one array */
	PRINT_LINES, /* a JSON object a line */
	PRINT_CSV
};

/* Prints the rows of a query to stdout as they come: a million need the room of a thousand. columns: names
 * separated by spaces that the table shows, NULL for all; JSON and CSV always have all. Columns are aligned
 * in characters by the first thousand rows, long cells cut. Prints nothing when there is no row, in JSON an
 * empty array. ERR_* of db_view_query. */
int print_rows(struct db *db, const struct view_query *query, const char *columns, enum print_format format,
	       struct err *err);

/* One record as "name  value" lines or a JSON object; *found says whether there was one. */
int print_record(struct db *db, const struct view_query *query, enum print_format format, bool *found,
		 struct err *err);

/* How wide text is on a terminal. */
size_t print_width(const char *text);
/* text, cut to `width` columns with an ellipsis, then spaces up to it. */
void print_cell(const char *text, size_t width);

#endif
