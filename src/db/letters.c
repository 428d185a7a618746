/* The queue: adding letters, taking due ones, recording results. */
#include "db/letters.h"

#include "db/anchor.h"
#include "sql.h"

#include "base/list.h"

int letter_reserve(struct db *db, int64_t *id, struct err *err)
{
	return sql_one(db, NULL, err, "no such series",
		       "INSERT INTO series (name, last) VALUES ('letter', 1)"
		       " ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
		       ">i", id);
}

/* FNV-1a, ignoring case, because `recipient` is compared without regard to case. */
static int64_t shard_of(const char *recipient)
{
	uint32_t hash = 2166136261u;
	for (; *recipient; recipient++) {
		bool is_upper = *recipient >= 'A' && *recipient <= 'Z';
		hash = (hash ^ (unsigned char)(is_upper ? *recipient + 'a' - 'A' : *recipient)) * 16777619u;
	}
	return hash;
}

static int add_row(struct db *db, const struct letter *letter, time_t now, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO letter (id, template, recipient, subject, message_id, next_attempt_at, created_at,"
	    " about, contact, occasion, sender, boundary, is_ephemeral, is_first, shard,"
	    " is_personal, survives_erasure, is_owed, list)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NOT EXISTS (SELECT 1 FROM letter"
	    " INDEXED BY letter_queued WHERE status = 'queued' AND recipient = ?3), ?13, ?14, ?15, ?16, ?17)",
	    "isssstsrsssfifffs", letter->id, letter->template, letter->recipient, letter->subject,
	    letter->message_id, now, letter->about, letter->contact, letter->occasion ? letter->occasion : "",
	    letter->sender ? letter->sender : "", letter->boundary ? letter->boundary : "",
	    letter->is_ephemeral, shard_of(letter->recipient), letter->is_personal, letter->survives_erasure,
	    letter->is_owed, letter->list);
}

int letter_add(struct db *db, const struct letter *letter, const int64_t *attachments,
	       size_t attachment_count, time_t now, struct err *err)
{
	bool own;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = add_row(db, letter, now, err);
	if (!rc)
		rc = sql_run(db, NULL, err, "INSERT INTO letter_body (letter, message) VALUES (?1, ?2)", "ib",
			     letter->id, &letter->message);
	for (size_t i = 0; i < attachment_count && !rc; i++)
		rc = sql_run(
		    db, NULL, err,
		    "INSERT INTO letter_attachment (letter, position, attachment) VALUES (?1, ?2, ?3)", "iii",
		    letter->id, (int64_t)i, attachments[i]);
	if (!rc)
		rc = sql_run(db, NULL, err,
			     "UPDATE letter SET bytes = ?2 + coalesce((SELECT sum(length(c.content)) FROM "
			     "letter_attachment a"
			     " JOIN attachment_content c ON c.attachment = a.attachment WHERE a.letter = "
			     "?1), 0) WHERE id = ?1",
			     "ii", letter->id, (int64_t)letter->message.length);
	return sql_leave(db, own, rc, err);
}

int letter_is_added(struct db *db, const struct letter *letter, bool *is, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM letter INDEXED BY letter_once WHERE template = ?1 AND "
		       "recipient = ?2"
		       " AND coalesce(about, '') = coalesce(?3, '') AND occasion = ?4)",
		       "ssss>f", letter->template, letter->recipient, letter->about,
		       letter->occasion ? letter->occasion : "", is);
}

static int read_attachments(struct db *db, struct arena *arena, int64_t id, int64_t **out, size_t *count,
			    struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err,
			   "SELECT attachment FROM letter_attachment WHERE letter = ?1 ORDER BY position",
			   "i", id);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read(&sql, arena, "i", list_add(&list));
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int letters_due(struct db *db, time_t now, struct letter_share share, int64_t *ids, size_t most,
		size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	size_t used = 0;
	bool is_held;
	int rc = anchor_is_held(db, &is_held, err);
	if (rc)
		return rc;
	/* CROSS JOIN makes the due letters the outer loop, in index order, so that nothing is sorted. */
	rc = sql_start(&sql, db, err,
		       "SELECT q.id FROM letter f INDEXED BY letter_due CROSS JOIN letter q INDEXED BY"
		       " letter_queued ON q.recipient = f.recipient AND q.status = 'queued'"
		       " WHERE f.status = 'queued' AND f.is_first AND f.next_attempt_at <= ?1"
		       " AND f.shard % ?2 = ?3 AND q.next_attempt_at <= ?1"
		       " AND NOT (?5 AND EXISTS (SELECT 1 FROM letter_attachment a WHERE a.letter = q.id))"
		       " ORDER BY f.next_attempt_at, f.id, q.id LIMIT ?4",
		       "tiiif", now, (int64_t)share.of, (int64_t)share.number, (int64_t)most, is_held);
	while (!rc && used < most && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read(&sql, NULL, "i", &ids[used++]);
	sql_end(&sql);
	*count = used;
	return rc;
}

int letter_read(struct db *db, struct arena *arena, int64_t id, struct letter *out, int64_t **attachments,
		size_t *attachment_count, struct err *err)
{
	struct letter letter = {.id = id};
	int rc = sql_one(
	    db, arena, err, "no such letter is queued",
	    "SELECT template, recipient, subject, message_id, about, contact, occasion, sender, boundary,"
	    " is_ephemeral, may_have_gone, attempts, created_at, tried_at, (SELECT message FROM letter_body "
	    "WHERE letter = "
	    "id)"
	    " FROM letter WHERE id = ?1 AND status = 'queued'",
	    "i>sssssrsssffdttb", id, &letter.template, &letter.recipient, &letter.subject, &letter.message_id,
	    &letter.about, &letter.contact, &letter.occasion, &letter.sender, &letter.boundary,
	    &letter.is_ephemeral, &letter.may_have_gone, &letter.attempts, &letter.created_at,
	    &letter.tried_at, &letter.message);
	*attachments = NULL;
	*attachment_count = 0;
	if (!rc && *letter.boundary) /* only an open multipart letter has attachments */
		rc = read_attachments(db, arena, letter.id, attachments, attachment_count, err);
	if (!rc)
		*out = letter;
	return rc;
}

int letter_is(struct db *db, int64_t id, const char *message_id, bool *is_it, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM letter WHERE id = ?1 AND message_id = ?2)", "is>f", id,
		       message_id, is_it);
}

int letter_next_due(struct db *db, struct letter_share share, time_t *at, struct err *err)
{
	return sql_one(
	    db, NULL, err, "the queue is empty",
	    "SELECT next_attempt_at FROM letter INDEXED BY letter_due WHERE status = 'queued' AND is_first"
	    " AND shard % ?1 = ?2 ORDER BY next_attempt_at, id LIMIT 1",
	    "ii>t", (int64_t)share.of, (int64_t)share.number, at);
}

/* Explains why an UPDATE of a letter's state changed no row. A letter cancelled while its bytes were being
 * sent can still be updated: its recipient must be known. */
static int explain_untouched(struct db *db, int64_t id, struct err *err)
{
	int64_t found;
	int rc = sql_one(db, NULL, err, "no such letter", "SELECT id FROM letter WHERE id = ?1", "i>i", id,
			 &found);
	return rc ? rc : err_set(err, ERR_DATA, "letter %lld is settled already", (long long)id);
}

static int erase(struct db *db, int64_t id, struct err *err)
{
	int rc = sql_run(db, NULL, err, "UPDATE letter SET subject = NULL WHERE id = ?1", "i", id);
	if (!rc)
		rc = sql_run(db, NULL, err, "DELETE FROM letter_body WHERE letter = ?1", "i", id);
	return rc;
}

/* Called at the end of each function that settles a letter; rc is the result of its UPDATE. */
static int settle(struct db *db, bool own, int rc, bool found, int64_t id, bool is_ephemeral, struct err *err)
{
	if (!rc && !found)
		rc = explain_untouched(db, id, err);
	if (!rc && is_ephemeral)
		rc = erase(db, id, err);
	return sql_leave(db, own, rc, err);
}

int letter_begin(struct db *db, int64_t id, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "UPDATE letter SET may_have_gone = 1 WHERE id = ?1 AND status = 'queued'", "i", id);
	return rc || changed ? rc : explain_untouched(db, id, err);
}

int letter_has_not_gone(struct db *db, int64_t id, struct err *err)
{
	return sql_run(db, NULL, err, "UPDATE letter SET may_have_gone = 0 WHERE id = ?1", "i", id);
}

int letter_is_queued(struct db *db, int64_t id, bool *is_queued, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM letter WHERE id = ?1 AND status = 'queued')", "i>f", id,
		       is_queued);
}

int letter_sent(struct db *db, int64_t id, time_t now, const char *reply, struct err *err)
{
	bool own, found = false, is_ephemeral = false;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_find(db, NULL, &found, err,
		      "UPDATE letter SET status = 'sent', sent_at = ?2, next_attempt_at = NULL,"
		      " attempts = attempts + 1, last_reply = ?3"
		      " WHERE id = ?1 AND status IN ('queued', 'cancelled') RETURNING is_ephemeral",
		      "its>f", id, now, reply, &is_ephemeral);
	return settle(db, own, rc, found, id, is_ephemeral, err);
}

int letter_later(struct db *db, int64_t id, time_t now, time_t next_attempt_at, const char *reply,
		 struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(
	    db, &changed, err,
	    "UPDATE letter SET next_attempt_at = iif(status = 'queued', ?2, NULL), attempts = attempts + 1,"
	    " last_reply = iif(status = 'queued', ?3, coalesce(last_reply, ?3)), tried_at = "
	    "coalesce(tried_at, ?4)"
	    " WHERE id = ?1 AND status IN ('queued', 'cancelled')",
	    "itst", id, next_attempt_at, reply, now);
	return rc || changed ? rc : explain_untouched(db, id, err);
}

int letter_failed(struct db *db, int64_t id, time_t now, const char *reply, struct err *err)
{
	bool own, found = false, is_ephemeral = false;
	(void)now; /* failed letters have no time in the promised view */
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_find(db, NULL, &found, err,
		      "UPDATE letter SET status = iif(status = 'queued', 'failed', status),"
		      " next_attempt_at = NULL, attempts = attempts + 1, last_reply = ?2"
		      " WHERE id = ?1 AND status IN ('queued', 'cancelled') RETURNING is_ephemeral",
		      "is>f", id, reply, &is_ephemeral);
	if (!rc && found)
		rc = letter_note_unsent(db, id, err);
	return settle(db, own, rc, found, id, is_ephemeral, err);
}

int letters_waiting(struct db *db, int64_t *queued, time_t *oldest, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT (SELECT count(*) FROM letter INDEXED BY letter_oldest WHERE status = 'queued'),"
	    " (SELECT min(created_at) FROM letter INDEXED BY letter_oldest WHERE status = 'queued')",
	    ">it", queued, oldest);
}
