/* Reads and writes the bytes of a column in place: a bound or selected value would be copied by SQLite once
 * or twice. */
#ifndef DB_BLOB_H
#define DB_BLOB_H

#include "db.h"

struct blob_column {
	const char *table, *name;
};

/* Writes into an existing zeroblob() of the same length. */
int blob_write(struct db *db, struct blob_column column, int64_t row, struct bytes bytes, struct err *err);
int blob_read(struct db *db, struct arena *arena, struct blob_column column, int64_t row, struct bytes *out,
	      struct err *err);
/* At most that many of its first bytes. */
int blob_read_head(struct db *db, struct arena *arena, struct blob_column column, int64_t row, int most_bytes,
		   struct bytes *out, struct err *err);

/* Adds a file of a candidate or of a diagnostic; the other argument is NULL. *id: the attachment's. */
int attachment_add(struct db *db, const char *candidate, const char *diagnostic, const char *name,
		   const char *type, struct bytes content, int64_t *id, struct err *err);

#endif
