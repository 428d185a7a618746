#include "blob.h"

#include "connection.h"
#include "sql.h"

#include <limits.h>

static int open_blob(struct db *db, struct blob_column column, int64_t row, bool writes, sqlite3_blob **out)
{
	return sqlite3_blob_open(db->handle, "main", column.table, column.name, row, writes, out);
}

int blob_write(struct db *db, struct blob_column column, int64_t row, struct bytes bytes, struct err *err)
{
	sqlite3_blob *blob = NULL;
	int result = open_blob(db, column, row, true, &blob);
	if (result == SQLITE_OK)
		result = sqlite3_blob_write(blob, bytes.data, (int)bytes.length, 0);
	int closed = sqlite3_blob_close(blob);
	result = result ? result : closed;
	return result == SQLITE_OK ? OK : sql_error(db, result, err);
}

int blob_read(struct db *db, struct arena *arena, struct blob_column column, int64_t row, struct bytes *out,
	      struct err *err)
{
	return blob_read_head(db, arena, column, row, INT_MAX, out, err);
}

int blob_read_head(struct db *db, struct arena *arena, struct blob_column column, int64_t row, int most_bytes,
		   struct bytes *out, struct err *err)
{
	sqlite3_blob *blob = NULL;
	int result = open_blob(db, column, row, false, &blob);
	if (result == SQLITE_OK) {
		int whole = sqlite3_blob_bytes(blob), length = whole < most_bytes ? whole : most_bytes;
		unsigned char *data = arena_alloc(arena, (size_t)length);
		result = sqlite3_blob_read(blob, data, length, 0);
		*out = (struct bytes){data, (size_t)length};
	}
	sqlite3_blob_close(blob);
	return result == SQLITE_OK ? OK : sql_error(db, result, err);
}

int attachment_add(struct db *db, const char *candidate, const char *diagnostic, const char *name,
		   const char *type, struct bytes content, int64_t *id, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_one(db, NULL, err, "nothing added",
		     "INSERT INTO attachment (candidate, diagnostic, name, type) VALUES (?1, ?2, ?3, ?4)"
		     " RETURNING id",
		     "ssss>i", candidate, diagnostic, name, type, id);
	if (!rc)
		rc = sql_run(db, NULL, err,
			     "INSERT INTO attachment_content (attachment, content) VALUES (?1, ?2)", "ib",
			     *id, &content);
	return sql_leave(db, own, rc, err);
}
