/* The cells of a directory row and their valid values (private to the stage). */
#ifndef EXTRACT_DIRECTORY_CELLS_H
#define EXTRACT_DIRECTORY_CELLS_H

#include "extract/directory.h"

#include <stdbool.h>

enum column {
	COLUMN_ORGANISATION,
	COLUMN_TYPE,
	COLUMN_NAME,
	COLUMN_EMAIL,
	COLUMN_FUNCTION,
	COLUMN_TERRITORIES,
	COLUMN_LISTS,
	COLUMN_FREQUENCY,
	COLUMN_SIGNATORY,
	COLUMN_STEERING,
	COLUMN_IDENTIFIER,
	COLUMN_COUNT
};

extern const char *const directory_columns[COLUMN_COUNT]; /* their names in the file */

/* Reads one cell into the row. NULL when valid, else one English line: what was read, what is accepted. */
const char *directory_cell(struct arena *arena, enum column column, const char *cell,
			   struct directory_row *row);

/* The default for an empty cell of lists. */
const char *directory_default_lists(enum organisation_type type);

#endif
