#include "db/messages.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/list.h"
#include "blob.h"
#include "sql.h"

#include <limits.h>

/* Up to this size bytes are bound, which SQLite copies; larger ones are written by sqlite3_blob_open, which
 * needs no copy but writes the row twice. */
enum { DIRECT_BYTES = 2 << 20 };

static const struct blob_column RAW = {"message_raw", "raw"};

/* Duplicates are recognised by a keyed hash, which is meaningless without this register's key. */
static int keyed(struct db *db, const char *hash, char out[HASH_HEX_BYTES], struct err *err)
{
	static const char NAME[] = "hash_key";
	struct arena *arena = arena_new();
	char *key, fresh[HASH_HEX_BYTES];
	int rc = db_setting_get(db, arena, NAME, &key, err);
	if (!rc && !key) {
		unsigned char bytes[32];
		random_bytes(bytes, sizeof bytes);
		hash_sha256(&(struct bytes){bytes, sizeof bytes}, 1, fresh);
		key = fresh;
		rc = db_setting_set(db, NAME, key, err);
	}
	if (!rc)
		hash_hmac((struct bytes){(const unsigned char *)key, strlen(key)}, hash, out);
	arena_free(&arena);
	return rc;
}

/* *id: the new row, 0: it existed. */
static int add_row(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, time_t now,
		   int64_t *id, struct err *err)
{
	bool added;
	*id = 0;
	return sql_find(
	    db, NULL, &added, err,
	    "INSERT INTO message (mailbox, uidvalidity, uid, received_at, folder_uidvalidity, folder_uid)"
	    " VALUES (?1, ?2, ?3, ?4, ?2, ?3) ON CONFLICT (mailbox, uidvalidity, uid) DO NOTHING"
	    " RETURNING id",
	    "sist>i", mailbox, uidvalidity, uid, now, id);
}

static int put_raw(struct db *db, int64_t id, struct bytes raw, struct err *err)
{
	if (raw.length <= DIRECT_BYTES)
		return sql_run(db, NULL, err, "INSERT INTO message_raw (message, raw) VALUES (?1, ?2)", "ib",
			       id, &raw);
	int rc = sql_run(db, NULL, err, "INSERT INTO message_raw (message, raw) VALUES (?1, zeroblob(?2))",
			 "ii", id, (int64_t)raw.length);
	return rc ? rc : blob_write(db, RAW, id, raw, err);
}

/* Takes a body that was asked for: removes the header, as the whole message comes; *id 0: no such message. Of
 * a report only as much is kept as identifies its letter, because anybody can send one. */
static int take_asked(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
		      struct bytes *raw, int64_t *id, struct err *err)
{
	enum { REPORT_BYTES = 256 * 1024 };
	bool is_asked;
	int64_t organisation;
	int rc = sql_find(db, NULL, &is_asked, err,
			  "UPDATE message_body SET has_come = 1 WHERE asked_for IS NOT NULL AND NOT has_come"
			  " AND message ="
			  " (SELECT id FROM message WHERE mailbox = ?1 AND uidvalidity = ?2 AND uid = ?3)"
			  " RETURNING message, asked_for",
			  "sis>ii", mailbox, uidvalidity, uid, id, &organisation);
	if (rc || !is_asked)
		return rc;
	if (!organisation && raw->length > REPORT_BYTES)
		raw->length = REPORT_BYTES;
	return sql_run(db, NULL, err, "DELETE FROM message_raw WHERE message = ?1", "i", *id);
}

int message_add(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, struct bytes raw,
		time_t now, bool *added, struct err *err)
{
	return message_add_oversize(db, mailbox, uidvalidity, uid, raw, 0, now, added, err);
}

int message_arrived(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, time_t at,
		    struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE message SET arrived_at = ?4 WHERE mailbox = ?1 AND uidvalidity = ?2 AND uid = ?3", "sist",
	    mailbox, uidvalidity, uid, at);
}

int message_add_oversize(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			 struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err)
{
	bool own;
	int64_t id;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = add_row(db, mailbox, uidvalidity, uid, now, &id, err);
	*added = !rc && id;
	if (!rc && !id)
		rc = take_asked(db, mailbox, uidvalidity, uid, &header, &id, err);
	if (!rc && id && size_bytes)
		rc = sql_run(db, NULL, err, "UPDATE message SET oversize_bytes = ?2 WHERE id = ?1", "ii", id,
			     (int64_t)size_bytes);
	if (!rc && id)
		rc = put_raw(db, id, header, err);
	return sql_leave(db, own, rc, err);
}

int message_add_header(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
		       struct bytes header, size_t size_bytes, time_t now, bool *added, struct err *err)
{
	bool own;
	int64_t id;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = add_row(db, mailbox, uidvalidity, uid, now, &id, err);
	*added = !rc && id;
	if (*added && !(rc = put_raw(db, id, header, err)))
		rc = sql_run(db, NULL, err, "INSERT INTO message_body (message, size_bytes) VALUES (?1, ?2)",
			     "ii", id, (int64_t)size_bytes);
	return sql_leave(db, own, rc, err);
}

int message_add_unfetched(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid,
			  const char *reason, const char *file_to, time_t now, bool *added, struct err *err)
{
	bool own;
	int64_t id;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = add_row(db, mailbox, uidvalidity, uid, now, &id, err);
	*added = !rc && id;
	if (*added)
		rc =
		    sql_run(db, NULL, err,
			    "UPDATE message SET kind = '', outcome = 'quarantined', reason = ?2, file_to = ?3"
			    " WHERE id = ?1",
			    "isn", id, reason, file_to);
	else if (!rc)
		rc = sql_run(db, NULL, err,
			     "UPDATE message_body SET fault = ?4 WHERE asked_for IS NOT NULL AND NOT has_come"
			     " AND message ="
			     " (SELECT id FROM message WHERE mailbox = ?1 AND uidvalidity = ?2 AND uid = ?3)",
			     "siss", mailbox, uidvalidity, uid, reason);
	return sql_leave(db, own, rc, err);
}

int message_ask_body(struct db *db, int64_t id, int64_t organisation, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE message_body SET asked_for = ?2 WHERE message = ?1", "ii", id,
		       organisation);
}

int message_waits(struct db *db, int64_t organisation, int64_t id, bool *waits, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM message_body INDEXED BY message_body_asked"
		       " WHERE asked_for = ?1 AND message < ?2)",
		       "ii>f", organisation, id, waits);
}

int messages_asked(struct db *db, struct arena *arena, struct message_key **out, size_t *count,
		   struct err *err)
{
	static const struct sql_member MEMBERS[] = {
	    SQL_MEMBER('s', struct message_key, mailbox),
	    SQL_MEMBER('i', struct message_key, uidvalidity),
	    SQL_MEMBER('s', struct message_key, uid),
	};
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT mailbox, uidvalidity, uid"
			   " FROM message_body INDEXED BY message_body_asked JOIN message ON id = message"
			   " WHERE asked_for IS NOT NULL AND NOT has_come AND fault IS NULL",
			   "");
	rc = sql_read_all(&sql, rc, arena, MEMBERS, ARRAY_SIZE(MEMBERS), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int message_is_known(struct db *db, const char *mailbox, int64_t uidvalidity, const char *uid, bool *known,
		     struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT EXISTS (SELECT 1 FROM message WHERE mailbox = ?1 AND uidvalidity = ?2 AND uid = ?3)",
	    "sis>f", mailbox, uidvalidity, uid, known);
}

int message_next(struct db *db, struct arena *arena, int64_t after, struct message *out, struct err *err)
{
	return message_next_head(db, arena, after, INT_MAX, out, err);
}

int message_raw(struct db *db, struct arena *arena, int64_t id, struct bytes *raw, struct err *err)
{
	return blob_read(db, arena, RAW, id, raw, err);
}

int message_next_head(struct db *db, struct arena *arena, int64_t after, int most_bytes, struct message *out,
		      struct err *err)
{
	bool has_raw;
	int rc = sql_one(
	    db, arena, err, "no undecided message",
	    "SELECT id, oversize_bytes, min(received_at, coalesce(arrived_at, received_at)), is_released,"
	    " NOT coalesce(b.has_come, 1), b.fault, EXISTS (SELECT 1 FROM message_raw r WHERE r.message = id)"
	    " FROM message INDEXED BY message_undecided LEFT JOIN message_body b ON b.message = id"
	    " WHERE outcome IS NULL AND id > ?1"
	    " AND (b.asked_for IS NULL OR b.has_come OR b.fault IS NOT NULL)"
	    " ORDER BY id LIMIT 1",
	    "i>iitffsf", after, &out->id, &out->oversize_bytes, &out->arrived_at, &out->is_released,
	    &out->lacks_body, &out->unfetched, &has_raw);
	out->raw = (struct bytes){0};
	return rc || !has_raw ? rc : blob_read_head(db, arena, RAW, out->id, most_bytes, &out->raw, err);
}

/* Explains why an UPDATE of a message changed no row: no such message, or in another state. */
static int explain_untouched(struct db *db, int64_t id, const char *state, struct err *err)
{
	int64_t found;
	int rc = sql_one(db, NULL, err, "no such message", "SELECT id FROM message WHERE id = ?1", "i>i", id,
			 &found);
	return rc ? rc : err_set(err, ERR_DATA, "message %lld %s", (long long)id, state);
}

int message_failed(struct db *db, int64_t id, int *failures, struct err *err)
{
	return sql_one(db, NULL, err, "no such undecided message",
		       "UPDATE message SET failures = failures + 1 WHERE id = ?1 AND outcome IS NULL"
		       " RETURNING failures",
		       "i>d", id, failures);
}

/* Keeps the header block, up to the empty line; a message without one is all header. A large message stays
 * until its retention ends: overwriting costs more than keeping it. */
static int keep_header(struct db *db, int64_t id, struct err *err)
{
	enum { SMALL_BYTES = 64 * 1024 };
	return sql_run(db, NULL, err,
		       "WITH ends AS (SELECT nullif(instr(raw, x'0a0a'), 0) AS lf,"
		       " nullif(instr(raw, x'0d0a0d0a'), 0) + 1 AS crlf FROM message_raw"
		       " WHERE message = ?1 AND length(raw) <= ?2)"
		       " UPDATE message_raw SET raw = substr(raw, 1, (SELECT min(coalesce(lf, crlf),"
		       " coalesce(crlf, lf)) FROM ends)) WHERE message = ?1"
		       " AND EXISTS (SELECT 1 FROM ends WHERE coalesce(lf, crlf) < length(raw))",
		       "ii", id, (int64_t)SMALL_BYTES);
}

int message_decide(struct db *db, int64_t id, const struct decision *decision, struct err *err)
{
	bool own;
	int64_t changed = 0;
	char hash[HASH_HEX_BYTES];
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	if (decision->content_hash && (rc = keyed(db, decision->content_hash, hash, err)))
		return sql_leave(db, own, rc, err);
	rc = sql_run(
	    db, &changed, err,
	    "UPDATE message SET message_id = ?2, sender = ?3, subject = ?4, content_hash = ?5, kind = ?6,"
	    " outcome = ?7, reason = ?8, ref = ?9, file_to = ?10, bytes = iif(?7 = 'quarantined',"
	    " max(oversize_bytes, coalesce((SELECT size_bytes FROM message_body WHERE message = id),"
	    " (SELECT length(raw) FROM message_raw WHERE message = id), 0)), 0)"
	    " WHERE id = ?1 AND outcome IS NULL",
	    "issssssssn", id, decision->message_id, decision->sender, decision->subject,
	    decision->content_hash ? hash : NULL, decision->kind ? decision->kind : "", decision->outcome,
	    decision->reason ? decision->reason : "", decision->ref, decision->file_to);
	if (!rc && !changed)
		rc = explain_untouched(db, id, "was decided already", err);
	if (!rc)
		rc = sql_run(db, NULL, err, "DELETE FROM message_body WHERE message = ?1", "i", id);
	if (!rc && decision->erase_raw)
		rc = sql_run(db, NULL, err, "DELETE FROM message_raw WHERE message = ?1", "i", id);
	else if (!rc && !strcmp(decision->outcome, "quarantined"))
		rc = keep_header(db, id, err);
	return sql_leave(db, own, rc, err);
}

int message_place(struct db *db, struct arena *arena, int64_t id, const char **folder, int64_t *uidvalidity,
		  const char **uid, struct err *err)
{
	return sql_one(db, arena, err, "no such message",
		       "SELECT folder, folder_uidvalidity, folder_uid FROM message"
		       " WHERE id = ?1 AND outcome IS NOT NULL",
		       "i>sis", id, folder, uidvalidity, uid);
}

int message_release(struct db *db, int64_t id, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "UPDATE message SET outcome = NULL, reason = NULL, failures = 0, is_released = 1"
			 " WHERE id = ?1 AND outcome = 'held' AND EXISTS"
			 " (SELECT 1 FROM message_raw WHERE message = message.id)",
			 "i", id);
	return rc || changed ? rc : explain_untouched(db, id, "is not held", err);
}

int message_take_anew(struct db *db, int64_t id, struct err *err)
{
	int64_t changed = 0;
	int rc =
	    sql_run(db, &changed, err,
		    "UPDATE message SET uid = uid || ' released ' || id, folder = NULL, folder_uid = NULL,"
		    " file_to = NULL, reason = reason || '; released'"
		    " WHERE id = ?1 AND outcome = 'quarantined' AND folder IS NOT NULL AND file_to IS NULL",
		    "i", id);
	return rc || changed ? rc
			     : explain_untouched(db, id, "is not in quarantine, or no longer there", err);
}

int message_discard(struct db *db, int64_t id, const char *reason, const char *file_to, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "UPDATE message SET outcome = 'refused', reason = ?2, subject = NULL, bytes = 0,"
			 " file_to = iif(folder IS NULL, NULL, ?3)"
			 " WHERE id = ?1 AND outcome IN ('held', 'quarantined')",
			 "isn", id, reason, file_to);
	if (!rc && !changed)
		rc = explain_untouched(db, id, "is neither held nor in quarantine", err);
	return rc ? rc : sql_run(db, NULL, err, "DELETE FROM message_raw WHERE message = ?1", "i", id);
}

int message_duplicate(struct db *db, const char *content_hash, int64_t not_this, int64_t *id, struct err *err)
{
	char hash[HASH_HEX_BYTES];
	int rc = keyed(db, content_hash, hash, err);
	/* Registers of version 1 stored the hash without a key. */
	return rc ? rc
		  : sql_one(
			db, NULL, err, "no earlier message",
			"SELECT id FROM message INDEXED BY message_redelivered WHERE content_hash IN (?1, ?3)"
			" AND id <> ?2 AND outcome <> 'quarantined' ORDER BY id LIMIT 1",
			"sis>i", hash, not_this, content_hash, id);
}

int message_decided(struct db *db, struct arena *arena, int64_t id, struct decision *out, struct err *err)
{
	*out = (struct decision){0};
	return sql_one(db, arena, err, "no such message",
		       "SELECT sender, subject, kind, outcome, reason, ref FROM message WHERE id = ?1 AND "
		       "outcome IS NOT NULL",
		       "i>ssssss", id, &out->sender, &out->subject, &out->kind, &out->outcome, &out->reason,
		       &out->ref);
}

int messages_nobody(struct db *db, const char *offer, int64_t *count, struct err *err)
{
	return sql_one(db, NULL, err, "no count",
		       "SELECT coalesce(sum(nobody_available), 0) FROM offer_answers WHERE offer = ?1", "s>i",
		       offer, count);
}

int messages_count(struct db *db, const char *sender, const char *kind, const char *ref, time_t since,
		   int64_t *count, int64_t *about, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no count",
	    "SELECT count(*), coalesce(sum(ref IS ?4 AND reason = 'note passed on'), 0) FROM message"
	    " WHERE sender = ?1 AND kind = ?2 AND received_at >= ?3",
	    "ssts>ii", sender, kind, since, ref, count, about);
}

int message_raw_by_id(struct db *db, struct arena *arena, const char *message_id, struct bytes *raw,
		      struct err *err)
{
	int64_t id;
	int rc = sql_one(db, NULL, err, "no such message",
			 "SELECT message.id FROM message JOIN message_raw ON message_raw.message = message.id"
			 " WHERE message_id = ?1 ORDER BY message.id DESC LIMIT 1",
			 "s>i", message_id, &id);
	return rc ? rc : blob_read(db, arena, RAW, id, raw, err);
}

int message_erase(struct db *db, int64_t id, struct err *err)
{
	bool own;
	int64_t changed = 0;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(db, &changed, err,
		     "UPDATE message SET subject = NULL, file_to = iif(folder IS NULL, NULL, 'erase')"
		     " WHERE id = ?1 AND outcome IS NOT NULL",
		     "i", id);
	if (!rc && !changed)
		rc = explain_untouched(db, id, "is not decided yet", err);
	if (!rc)
		rc = sql_run(db, NULL, err, "DELETE FROM message_raw WHERE message = ?1", "i", id);
	return sql_leave(db, own, rc, err);
}

int message_next_kept(struct db *db, bool is_accepted, time_t received_before, int64_t *id, struct err *err)
{
	return sql_one(db, NULL, err, "no such message",
		       "SELECT id FROM message INDEXED BY message_kept"
		       " WHERE outcome IS NOT NULL AND outcome <> 'held' AND folder IS NOT NULL AND file_to "
		       "IS NOT 'erase'"
		       " AND (outcome = 'accepted') = ?1 AND received_at < ?2 ORDER BY received_at LIMIT 1",
		       "ft>i", is_accepted, received_before, id);
}

int message_moves(struct db *db, struct arena *arena, const char *mailbox, size_t most,
		  struct message_move **out, size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	if (most > INT32_MAX)
		most = INT32_MAX;
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT id, m.folder, folder_uid, message_id, folder_uidvalidity, file_to, c.folder,"
		      " c.uid, c.uidvalidity FROM message m INDEXED BY message_to_file"
		      " LEFT JOIN message_copy c ON c.message = id"
		      " WHERE mailbox = ?1 AND file_to IS NOT NULL ORDER BY file_to <> 'erase', "
		      "move_failures, id LIMIT ?2",
		      "si", mailbox, (int64_t)most);
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct message_move *move = list_add(&list);
		sql_read(&sql, arena, "isssisssi", &move->id, &move->folder, &move->uid, &move->message_id,
			 &move->uidvalidity, &move->file_to, &move->copy_folder, &move->copy_uid,
			 &move->copy_uidvalidity);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int message_moved(struct db *db, int64_t id, const char *file_to, const char *folder, int64_t uidvalidity,
		  const char *uid, struct err *err)
{
	int64_t changed;
	/* Keeps a file_to that was set in the meantime, for example by an erasure. */
	int rc = sql_run(
	    db, &changed, err,
	    "UPDATE message SET folder = ?3, folder_uidvalidity = ?4, folder_uid = ?5,"
	    " file_to = iif(?3 IS NULL OR file_to = ?2, NULL, file_to),"
	    /* Sender and Message-ID of a stranger are forgotten once the mail is erased. */
	    " sender = iif(?3 IS NULL AND outcome = 'quarantined', NULL, sender),"
	    " message_id = iif(?3 IS NULL AND outcome = 'quarantined', NULL, message_id) WHERE id = ?1",
	    "issis", id, file_to, folder, uidvalidity, uid);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such message");
}

int message_move_failed(struct db *db, int64_t id, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE message SET move_failures = move_failures + 1 WHERE id = ?1",
		       "i", id);
}

int message_copy_begin(struct db *db, int64_t id, const char *folder, int64_t uidvalidity, const char *uid,
		       struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT OR REPLACE INTO message_copy (message, folder, uidvalidity, uid)"
		       " VALUES (?1, ?2, ?3, ?4)",
		       "isis", id, folder, uidvalidity, uid);
}

int message_copy_end(struct db *db, int64_t id, struct err *err)
{
	return sql_run(db, NULL, err, "DELETE FROM message_copy WHERE message = ?1", "i", id);
}

int messages_waiting(struct db *db, int64_t *undecided, int64_t *to_move, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT (SELECT count(*) FROM message INDEXED BY message_undecided WHERE outcome IS NULL),"
	    " (SELECT count(*) FROM message INDEXED BY message_to_file WHERE file_to IS NOT NULL)",
	    ">ii", undecided, to_move);
}

int messages_aside(struct db *db, int64_t *held, int64_t *quarantined, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT count(*) FILTER (WHERE outcome = 'held'), count(*) FILTER (WHERE outcome = 'quarantined')"
	    " FROM message INDEXED BY message_aside WHERE outcome IN ('held', 'quarantined')",
	    ">ii", held, quarantined);
}
