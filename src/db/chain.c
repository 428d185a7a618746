#include "chain.h"

#include "connection.h"
#include "sql.h"

static const char first_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

static void start(struct buf *buf, const char *before, int64_t id)
{
	buf_printf(buf, "%s;%lld;", before, (long long)id);
}

/* NULL is written differently from "", so that no two records look alike. */
static void add_value(struct buf *buf, const char *value, size_t length)
{
	if (!value) {
		buf_adds(buf, "-,");
		return;
	}
	buf_printf(buf, "%zu:", length);
	buf_add(buf, value, length);
	buf_adds(buf, ",");
}

static void finish(const struct buf *buf, char hash[HASH_HEX_BYTES])
{
	struct bytes record = buf_bytes(buf);
	hash_sha256(&record, 1, hash);
}

static int next(struct db *db, struct arena *arena, const struct chain *chain, const char *const *values,
		int64_t *id, char hash[HASH_HEX_BYTES], struct err *err)
{
	int64_t last = 0;
	const char *before = first_hash;
	bool found;
	struct buf buf = {.arena = arena};
	int rc = sql_find(db, arena, &found, err, chain->last, ">is", &last, &before);
	if (rc)
		return rc;
	*id = last + 1;
	start(&buf, before, *id);
	for (size_t i = 0; i < chain->value_count; i++)
		add_value(&buf, values[i], values[i] ? strlen(values[i]) : 0);
	finish(&buf, hash);
	return db_setting_set(db, chain->newest, hash, err);
}

int chain_next(struct db *db, const struct chain *chain, const char *const *values, int64_t *id,
	       char hash[HASH_HEX_BYTES], struct err *err)
{
	struct arena *arena = arena_new();
	int rc = next(db, arena, chain, values, id, hash, err);
	arena_free(&arena);
	return rc;
}

/* Values are hashed with their stored length, because a text may contain NUL. `before`: on entry the hash of
 * the record before, on return that of this one. */
static int verify_link(const struct chain *chain, sqlite3_stmt *row, int64_t expected_id,
		       char before[HASH_HEX_BYTES], struct err *err)
{
	struct arena *arena = arena_new();
	struct buf buf = {.arena = arena};
	int64_t id = sqlite3_column_int64(row, 0);
	const char *hash = (const char *)sqlite3_column_text(row, 1);
	int rc = OK;
	start(&buf, before, id);
	for (int i = 2; i < (int)chain->value_count + 2; i++) {
		const char *value = (const char *)sqlite3_column_text(row, i);
		add_value(&buf, value, (size_t)sqlite3_column_bytes(row, i));
	}
	finish(&buf, before);
	if (id != expected_id)
		rc =
		    err_set(err, ERR_DATA, "%s: record %lld is missing", chain->what, (long long)expected_id);
	else if (!hash || strcmp(hash, before) != 0 || sqlite3_column_bytes(row, 1) != HASH_HEX_BYTES - 1)
		rc = err_set(err, ERR_DATA, "%s: record %lld breaks the chain", chain->what, (long long)id);
	arena_free(&arena);
	return rc;
}

static int verify_links(struct db *db, const struct chain *chain, int64_t *count, char last[HASH_HEX_BYTES],
			struct err *err)
{
	struct sql sql;
	bool row;
	int rc = sql_start(&sql, db, err, chain->all, "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		rc = verify_link(chain, sql.statement, ++*count, last, err);
	sql_end(&sql);
	return rc;
}

int chain_verify(struct db *db, const struct chain *chain, int64_t *count, struct err *err)
{
	struct arena *arena = arena_new();
	char last[HASH_HEX_BYTES], *kept;
	memcpy(last, first_hash, sizeof(last));
	*count = 0;
	int rc = verify_links(db, chain, count, last, err);
	if (!rc)
		rc = db_setting_get(db, arena, chain->newest, &kept, err);
	if (!rc && strcmp(kept ? kept : first_hash, last) != 0)
		rc = err_set(err, ERR_DATA, "%s: records after %lld are missing", chain->what,
			     (long long)*count);
	arena_free(&arena);
	return rc;
}
