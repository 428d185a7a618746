/* Rows of the promised views, for people (aligned columns) and programs (JSON, CSV). */
#ifndef PRINT_H
#define PRINT_H

#include "db.h"

enum print_format { PRINT_TABLE, PRINT_JSON, PRINT_CSV };

struct print_source {
	const char *view, *key_column, *key_value; /* see db_view */
};

/* Prints all rows of the sources (of one view) to stdout. columns: names separated by spaces that the table
 * shows, NULL for all; JSON and CSV always have all. Columns are aligned in characters, long cells cut. ERR_*
 * of db_view. */
int print_rows(struct db *db, struct arena *arena, const struct print_source *sources, size_t count,
	       const char *columns, enum print_format format, struct err *err);

/* One record as "name  value" lines or a JSON object; *found says whether there was one. */
int print_record(struct db *db, struct arena *arena, const struct print_source *source,
		 enum print_format format, bool *found, struct err *err);

/* How wide text is on a terminal. */
size_t print_width(const char *text);
/* text, cut to `width` columns with an ellipsis, then spaces up to it. */
void print_cell(const char *text, size_t width);

#endif
