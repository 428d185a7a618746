/* Reads CSV row by row, with the line on which each row starts (private to the stage; libcsv). */
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

/* Passes each non-blank row to `take`; cells live in the arena. The separator is the one of ; , and tab that
 * the first line has most of. UTF-8 with or without byte order mark, else Windows-1252. False when quoting is
 * malformed, with the line; earlier rows have been passed. */
bool csv_read(struct arena *arena, struct bytes file, csv_take *take, void *user, size_t *bad_line);
/* The same for UTF-8 without byte order mark and with a known separator. */
bool csv_read_text(struct arena *arena, struct bytes text, char separator, csv_take *take, void *user,
		   size_t *bad_line);

#endif
