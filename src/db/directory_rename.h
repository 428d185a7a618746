/* Private to db: an organisation is known by its contacts, whatever it is called (specification section 1).
 */
#ifndef DB_DIRECTORY_RENAME_H
#define DB_DIRECTORY_RENAME_H

#include "db/directory.h"

/* Gives organisations of the register the names that the rows have for them, before anything else is
 * imported. */
int directory_rename(struct db *db, struct arena *arena, const struct directory_row *rows, size_t count,
		     struct directory_changes *changes, struct err *err);
/* Keeps the identifier that the file has for the organisation; does nothing without one. ERR_DATA: it is
 * another's. */
int directory_identify(struct db *db, int64_t organisation, const char *identifier, struct err *err);

#endif
