/* The chain: a record's hash is SHA-256 over the hash before it (64 zeros for the first) and the record. */
#include "db/consents.h"

#include "connection.h"
#include "sql.h"

#include "base/hash.h"

/* The newest hash is kept apart too, so that taking the last records away shows. */
static const char newest_hash[] = "consents.newest_hash";
static const char first_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

/* Each value with its length before it, NULL apart from "", so that no two records are written alike. */
static void encode(struct buf *buf, const char *value)
{
	if (value)
		buf_printf(buf, "%zu:%s,", strlen(value), value);
	else
		buf_adds(buf, "-,");
}

static void hash_record(struct arena *arena, const char *before, int64_t id, const struct consent *consent,
			char hex[HASH_HEX_BYTES])
{
	struct buf buf = {.arena = arena};
	buf_printf(&buf, "%s;%lld;", before, (long long)id);
	encode(&buf, consent->candidate);
	encode(&buf, consent->event);
	encode(&buf, consent->at);
	encode(&buf, consent->collected_by);
	encode(&buf, consent->scope);
	encode(&buf, consent->expires_on);
	encode(&buf, consent->message_id);
	encode(&buf, consent->notice);
	struct bytes record = buf_bytes(&buf);
	hash_sha256(&record, 1, hex);
}

static int add(struct db *db, struct arena *arena, const struct consent *consent, struct err *err)
{
	int64_t last = 0;
	const char *before = first_hash;
	bool found;
	char hash[HASH_HEX_BYTES];
	int rc = sql_find(db, arena, &found, err, "SELECT id, hash FROM consent ORDER BY id DESC LIMIT 1",
			  ">is", &last, &before);
	if (rc)
		return rc;
	hash_record(arena, before, last + 1, consent, hash);
	rc = sql_run(db, NULL, err,
		     "INSERT INTO consent (id, candidate, event, at, collected_by, scope, expires_on, "
		     "message_id, notice,"
		     " hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
		     "isssssssss", last + 1, consent->candidate, consent->event, consent->at,
		     consent->collected_by, consent->scope, consent->expires_on, consent->message_id,
		     consent->notice, hash);
	return rc ? rc : db_setting_set(db, newest_hash, hash, err);
}

int consent_add(struct db *db, const struct consent *consent, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	struct arena *arena = arena_new();
	rc = add(db, arena, consent, err);
	arena_free(&arena);
	return sql_leave(db, own, rc, err);
}

int consent_is_current(struct db *db, const char *candidate, const char *today, bool *current,
		       struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT coalesce((SELECT event = 'given' AND expires_on >= ?2 FROM consent"
		       " WHERE candidate = ?1 ORDER BY id DESC LIMIT 1), 0)",
		       "ss>f", candidate, today, current);
}

struct link {
	int64_t id;
	struct consent consent;
	const char *hash;
};

/* `before` holds the hash of the record before and then that of this one. */
static int verify_link(struct sql *sql, int64_t expected_id, char before[HASH_HEX_BYTES], struct err *err)
{
	struct arena *arena = arena_new();
	struct link link;
	struct consent *c = &link.consent;
	int rc = OK;
	sql_read(sql, arena, "isssssssss", &link.id, &c->candidate, &c->event, &c->at, &c->collected_by,
		 &c->scope, &c->expires_on, &c->message_id, &c->notice, &link.hash);
	hash_record(arena, before, link.id, c, before);
	if (link.id != expected_id)
		rc = err_set(err, ERR_DATA, "register of consent: record %lld is missing",
			     (long long)expected_id);
	else if (strcmp(link.hash, before) != 0)
		rc = err_set(err, ERR_DATA, "register of consent: record %lld breaks the chain",
			     (long long)link.id);
	arena_free(&arena);
	return rc;
}

static int verify_links(struct db *db, int64_t *count, char last[HASH_HEX_BYTES], struct err *err)
{
	struct sql sql;
	bool row;
	int rc = sql_start(
	    &sql, db, err,
	    "SELECT id, candidate, event, at, collected_by, scope, expires_on, message_id, notice, hash"
	    " FROM consent ORDER BY id",
	    "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		rc = verify_link(&sql, ++*count, last, err);
	sql_end(&sql);
	return rc;
}

static int verify_newest(struct db *db, int64_t count, const char *last, struct err *err)
{
	struct arena *arena = arena_new();
	char *kept;
	int rc = db_setting_get(db, arena, newest_hash, &kept, err);
	if (!rc && strcmp(kept ? kept : first_hash, last) != 0)
		rc = err_set(err, ERR_DATA, "register of consent: records after %lld are missing",
			     (long long)count);
	arena_free(&arena);
	return rc;
}

/* Both reads see one snapshot, so that a record added meanwhile is not taken for a break. */
int consents_verify(struct db *db, int64_t *count, struct err *err)
{
	char last[HASH_HEX_BYTES];
	bool own = sqlite3_get_autocommit(db->handle) != 0;
	memcpy(last, first_hash, sizeof(last));
	*count = 0;
	int rc = own ? sql_run(db, NULL, err, "BEGIN DEFERRED", "") : OK;
	if (rc)
		return rc;
	if (!(rc = verify_links(db, count, last, err)))
		rc = verify_newest(db, *count, last, err);
	if (own)
		db_rollback(db);
	return rc;
}
