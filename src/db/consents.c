#include "db/consents.h"

#include "chain.h"
#include "connection.h"
#include "db/letters.h"
#include "sql.h"

static const struct chain consents = {
    .what = "register of consent",
    .newest = "consents.newest_hash",
    .last = "SELECT id, hash FROM consent ORDER BY id DESC LIMIT 1",
    .all = "SELECT id, hash, candidate, event, at, collected_by, scope, expires_on, message_id, notice,"
	   " notice_hash, recorded_at FROM consent ORDER BY id",
    .value_count = 10,
};

static const struct chain disclosures = {
    .what = "register of recipients",
    .newest = "disclosures.newest_hash",
    .last = "SELECT id, hash FROM disclosure ORDER BY id DESC LIMIT 1",
    .all = "SELECT d.id, d.hash, d.candidate, d.consent, c.hash, d.recipient, d.at, d.message_id"
	   " FROM disclosure d LEFT JOIN consent c ON c.id = d.consent ORDER BY d.id",
    .value_count = 6,
};

static int add(struct db *db, const struct consent *c, int64_t *id, char hash[HASH_HEX_BYTES],
	       struct err *err)
{
	const char *const values[] = {c->candidate,   c->event,	     c->at,	    c->collected_by,
				      c->scope,	      c->expires_on, c->message_id, c->notice,
				      c->notice_hash, c->recorded_at};
	int rc = chain_next(db, &consents, values, id, hash, err);
	return rc ? rc
		  : sql_run(db, NULL, err,
			    "INSERT INTO consent (id, candidate, event, at, collected_by, scope, expires_on, "
			    "message_id, notice, notice_hash, recorded_at, hash)"
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
			    "isssssssssss", *id, c->candidate, c->event, c->at, c->collected_by, c->scope,
			    c->expires_on, c->message_id, c->notice, c->notice_hash, c->recorded_at, hash);
}

int consent_add(struct db *db, struct arena *arena, const struct consent *consent, int64_t *id,
		const char **hash, struct err *err)
{
	bool own;
	int64_t new_id;
	char new_hash[HASH_HEX_BYTES];
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_leave(db, own, add(db, consent, &new_id, new_hash, err), err);
	if (!rc && id)
		*id = new_id;
	if (!rc && hash)
		*hash = arena_strdup(arena, new_hash);
	return rc;
}

int consent_given(struct db *db, struct arena *arena, const char *candidate, struct consent *out,
		  struct err *err)
{
	return sql_one(
	    db, arena, err, "no consent",
	    "SELECT candidate, event, at, collected_by, scope, expires_on, message_id, notice, notice_hash,"
	    " recorded_at FROM consent WHERE candidate = ?1 AND event = 'given' ORDER BY id DESC LIMIT 1",
	    "s>ssssssssss", candidate, &out->candidate, &out->event, &out->at, &out->collected_by,
	    &out->scope, &out->expires_on, &out->message_id, &out->notice, &out->notice_hash,
	    &out->recorded_at);
}

int consent_allows(struct db *db, const char *candidate, const char *today, const char **why, struct err *err)
{
	bool found, is_current, is_whole, is_in_scope, is_in_time;
	int rc = sql_find(db, NULL, &found, err,
			  "SELECT e.event = 'given' AND e.expires_on >= ?2, NOT c.is_erased,"
			  " e.scope IS c.scope AND (e.scope = 'partners' OR EXISTS (SELECT 1 FROM offer o"
			  " WHERE o.ref = c.offer AND o.status = 'open')),"
			  " c.send_by IS NULL OR c.send_by >= ?2"
			  " FROM candidate c JOIN consent e ON e.candidate = c.ref"
			  " WHERE c.ref = ?1 ORDER BY e.id DESC LIMIT 1",
			  "ss>ffff", candidate, today, &is_current, &is_whole, &is_in_scope, &is_in_time);
	if (rc)
		return rc;
	*why = !found || !is_whole || !is_current ? "not sent: the consent is withdrawn or has expired"
	       : !is_in_scope			  ? UNSENT_OFFER
	       : !is_in_time			  ? UNSENT_AGE
						  : NULL;
	return OK;
}

static int add_disclosure(struct db *db, struct arena *arena, const char *candidate, const char *recipient,
			  const char *at, const char *message_id, struct err *err)
{
	int64_t consent, id;
	const char *consent_hash;
	char hash[HASH_HEX_BYTES];
	bool found;
	int rc = sql_find(db, arena, &found, err,
			  "SELECT 1 FROM disclosure WHERE candidate = ?1 AND message_id = ?2", "ss>i",
			  candidate, message_id, &id);
	if (rc || found)
		return rc;
	rc = sql_one(
	    db, arena, err, "no consent",
	    "SELECT id, hash FROM consent WHERE candidate = ?1 AND event = 'given' ORDER BY id DESC LIMIT 1",
	    "s>is", candidate, &consent, &consent_hash);
	if (rc)
		return rc;
	const char *const values[] = {candidate,    arena_printf(arena, "%lld", (long long)consent),
				      consent_hash, recipient,
				      at,	    message_id};
	rc = chain_next(db, &disclosures, values, &id, hash, err);
	return rc ? rc
		  : sql_run(db, NULL, err,
			    "INSERT INTO disclosure (id, candidate, consent, recipient, at, message_id, hash)"
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			    "isissss", id, candidate, consent, recipient, at, message_id, hash);
}

int disclosure_add(struct db *db, const char *candidate, const char *recipient, const char *at,
		   const char *message_id, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	struct arena *arena = arena_new();
	rc = add_disclosure(db, arena, candidate, recipient, at, message_id, err);
	arena_free(&arena);
	return sql_leave(db, own, rc, err);
}

static void hash_text(const char *text, char hash[HASH_HEX_BYTES])
{
	struct bytes bytes = bytes_of(text);
	hash_sha256(&bytes, 1, hash);
}

int notice_keep(struct db *db, const char *version, const char *text, struct err *err)
{
	char hash[HASH_HEX_BYTES];
	hash_text(text, hash);
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO notice (sha256, version, text) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", "sss",
	    hash, version, text);
}

static int verify_notices(struct db *db, struct err *err)
{
	struct sql sql;
	bool row;
	struct arena *arena = arena_new();
	int rc = sql_start(&sql, db, err, "SELECT sha256, version, text FROM notice", "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		const char *kept, *version, *text;
		char hash[HASH_HEX_BYTES];
		sql_read(&sql, arena, "sss", &kept, &version, &text);
		hash_text(text, hash);
		if (strcmp(hash, kept) != 0)
			rc = err_set(err, ERR_DATA,
				     "register of consent: notice %.40s is not the text that was hashed",
				     version);
	}
	sql_end(&sql);
	arena_free(&arena);
	return rc;
}

/* States that must never occur. Each query selects one name for the error message. */
static const struct {
	const char *query, *finding;
} impossible[] = {
    {"SELECT 'record ' || c.id FROM consent c LEFT JOIN notice n ON n.sha256 = c.notice_hash"
     " WHERE c.notice_hash <> '' AND n.version IS NOT c.notice ORDER BY c.id LIMIT 1",
     "has no notice of its version and hash"},
    {"SELECT c.ref FROM candidate c LEFT JOIN consent e ON e.id = (SELECT max(id) FROM consent WHERE "
     "candidate = c.ref)"
     " WHERE NOT c.is_erased AND (e.event IS NOT 'given' OR e.expires_on IS NOT c.consent_expires_on"
     " OR e.scope IS NOT c.scope) ORDER BY c.ref LIMIT 1",
     "is held, but not as the register says"},
    {"SELECT c.ref FROM candidate c JOIN attachment a ON a.candidate = c.ref WHERE c.is_erased"
     " AND (a.name IS NOT NULL OR EXISTS (SELECT 1 FROM attachment_content WHERE attachment = a.id)) LIMIT 1",
     "is erased, but its files are not"},
    {"SELECT c.ref FROM candidate c WHERE c.is_erased AND NOT EXISTS (SELECT 1 FROM consent WHERE candidate "
     "= c.ref"
     " AND event <> 'given') LIMIT 1",
     "is erased without a record that says so"},
    {"WITH wanted (name) AS (VALUES ('consent_is_never_changed'), ('consent_is_never_deleted'),"
     " ('consent_is_only_appended'), ('disclosure_is_never_changed'), ('disclosure_is_never_deleted'),"
     " ('disclosure_is_only_appended'), ('notice_is_never_changed'), ('notice_is_never_deleted'))"
     " SELECT 'trigger ' || name FROM wanted WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema s"
     " WHERE s.type = 'trigger' AND s.name = wanted.name) ORDER BY name LIMIT 1",
     "is missing: records could be changed"},
};

static int verify_impossible(struct db *db, struct err *err)
{
	struct arena *arena = arena_new();
	int rc = OK;
	for (size_t i = 0; i < ARRAY_SIZE(impossible) && !rc; i++) {
		bool found;
		const char *name;
		rc = sql_find(db, arena, &found, err, impossible[i].query, ">s", &name);
		if (!rc && found)
			rc =
			    err_set(err, ERR_DATA, "register of consent: %s %s", name, impossible[i].finding);
	}
	arena_free(&arena);
	return rc;
}

static int verify(struct db *db, int64_t *count, struct err *err)
{
	int64_t recipients;
	int rc;
	(void)((rc = chain_verify(db, &consents, count, err)) ||
	       (rc = chain_verify(db, &disclosures, &recipients, err)) || (rc = verify_notices(db, err)) ||
	       (rc = verify_impossible(db, err)));
	return rc;
}

/* All reads see one snapshot; otherwise a record added meanwhile would look like a break. */
int consents_verify(struct db *db, int64_t *count, struct err *err)
{
	bool own = sqlite3_get_autocommit(db->handle) != 0;
	int rc = own ? sql_run(db, NULL, err, "BEGIN DEFERRED", "") : OK;
	if (rc)
		return rc;
	rc = verify(db, count, err);
	if (own)
		db_rollback(db);
	return rc;
}
