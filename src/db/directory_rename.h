/* Private to db: recognises renamed organisations by their contacts (specification section 1). */
#ifndef DB_DIRECTORY_RENAME_H
#define DB_DIRECTORY_RENAME_H

#include "db/directory.h"

/* Renames organisations of the register to the names in the rows, before the rest is imported. */
int directory_rename(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err);
/* Stores the file's identifier for the organisation; no effect without one. ERR_DATA: another organisation
 * has it. */
int directory_identify(struct db *db, int64_t organisation, const char *identifier, struct err *err);

#endif
