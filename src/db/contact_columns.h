/* Private to db: reads rows as struct contact. */
#ifndef DB_CONTACT_COLUMNS_H
#define DB_CONTACT_COLUMNS_H

#include "db/directory.h"
#include "sql.h"

#define CONTACT_COLUMNS                                                                                      \
	"c.id, c.organisation, c.email, c.name, o.name, o.type, c.function, c.lists, c.frequency, "          \
	"c.territories,"                                                                                     \
	" c.is_signatory, c.is_steering, c.is_active, c.is_bounced"                                          \
	" FROM contact c JOIN organisation o ON o.id = c.organisation"

/* Reads all rows of a statement that selects CONTACT_COLUMNS, and ends it; rc is the result of sql_start. */
int contacts_read(struct sql *sql, int rc, struct arena *arena, struct contact **out, size_t *count,
		  struct err *err);

#endif
