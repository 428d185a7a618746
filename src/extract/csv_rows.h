/* A CSV file, row by row, with the line on which each row begins (private to the stage; libcsv). */
#ifndef EXTRACT_CSV_ROWS_H
#define EXTRACT_CSV_ROWS_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct csv_row {
	size_t line;		  /* from 1 */
	const char *const *cells; /* in NFC, trimmed */
	size_t count;
};

typedef void csv_take(void *user, const struct csv_row *row);

/* Hands each row that is not blank to `take`; cells live in the arena. The separator is ; or , or a tab,
 * whichever the first line has more of. UTF-8 with or without byte order mark, else Windows-1252. Returns
 * false when quoting goes wrong, and on which line; rows before it have been handed over. */
bool csv_read(struct arena *arena, struct bytes file, csv_take *take, void *user, size_t *bad_line);
/* The same of UTF-8 without a mark, whose separator is known. */
bool csv_read_text(struct arena *arena, struct bytes text, char separator, csv_take *take, void *user,
		   size_t *bad_line);

#endif
