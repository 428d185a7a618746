/* The directory file (specification section 1): CSV with ; or , in UTF-8 or Windows-1252, the first row names
 * the columns: organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage
 */
#ifndef EXTRACT_DIRECTORY_H
#define EXTRACT_DIRECTORY_H

#include "db/directory.h"

struct directory_fault {
	size_t line;
	const char *what; /* English, one line: column, what was read, what is accepted */
};

/* Reads all rows; with any fault in the file, collects all faults instead, and the rows are valid only when
 * *fault_count is 0. An address or type that contradicts an earlier row is a fault. ERR_DATA: not a directory
 * file (no header row). ERR_LIMIT: larger than 20 MB. */
int directory_read(struct arena *arena, struct bytes file, struct directory_row **rows, size_t *row_count,
		   struct directory_fault **faults, size_t *fault_count, struct err *err);

#endif
