/* The bytes of one row's column, written and read in place: SQLite makes a copy of its own, or two, of a
 * value that is bound or selected. */
#ifndef DB_BLOB_H
#define DB_BLOB_H

#include "db.h"

struct blob_column {
	const char *table, *name;
};

/* Into the zeroblob() of that length that is there. */
int blob_write(struct db *db, struct blob_column column, int64_t row, struct bytes bytes, struct err *err);
int blob_read(struct db *db, struct arena *arena, struct blob_column column, int64_t row, struct bytes *out,
	      struct err *err);
/* At most so many of its first bytes. */
int blob_read_head(struct db *db, struct arena *arena, struct blob_column column, int64_t row, int most_bytes,
		   struct bytes *out, struct err *err);

/* A file of a candidate or of a diagnostic; the other one is NULL. *id: the attachment's. */
int attachment_add(struct db *db, const char *candidate, const char *diagnostic, const char *name,
		   const char *type, struct bytes content, int64_t *id, struct err *err);

#endif
