/* Letters by command: retry and cancel. */
#include "db/letters.h"

#include "sql.h"

static int explain_refusal(struct db *db, int64_t id, struct err *err)
{
	struct arena *arena = arena_new();
	const char *status;
	bool has_bytes;
	int rc = sql_one(db, arena, err, "no such letter",
			 "SELECT status, EXISTS (SELECT 1 FROM letter_body WHERE letter = ?1) FROM letter"
			 " WHERE id = ?1",
			 "i>sf", id, &status, &has_bytes);
	if (!rc && !strcmp(status, "failed") && !has_bytes)
		rc = err_set(err, ERR_DATA, "letter %lld: its bytes are erased", (long long)id);
	else if (!rc)
		rc = err_set(err, ERR_DATA, "letter %lld is %s", (long long)id, status);
	arena_free(&arena);
	return rc;
}

/* A letter that is queued again is sorted by its id among its recipient's letters. */
static int order_anew(struct db *db, int64_t id, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE letter SET is_first = (id = (SELECT min(q.id) FROM letter q INDEXED BY"
	    " letter_queued WHERE q.status = 'queued' AND q.recipient = letter.recipient))"
	    " WHERE status = 'queued' AND recipient = (SELECT recipient FROM letter WHERE id = ?1)",
	    "i", id);
}

int letter_retry(struct db *db, int64_t id, time_t now, struct err *err)
{
	bool own;
	int64_t changed;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(
	    db, &changed, err,
	    "UPDATE letter SET status = 'queued', next_attempt_at = ?2, tried_at = NULL, is_failure_told = 0"
	    " WHERE id = ?1"
	    " AND status IN ('queued', 'failed')"
	    " AND EXISTS (SELECT 1 FROM letter_body WHERE letter = ?1)",
	    "it", id, now);
	if (!rc)
		rc = changed ? order_anew(db, id, err) : explain_refusal(db, id, err);
	return sql_leave(db, own, rc, err);
}

int letter_cancel(struct db *db, int64_t id, struct err *err)
{
	bool own;
	int64_t changed;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(db, &changed, err,
		     "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL,"
		     " subject = iif(is_ephemeral, NULL, subject) WHERE id = ?1 AND status = 'queued'",
		     "i", id);
	if (!rc)
		rc = changed ? sql_run(db, NULL, err,
				       "DELETE FROM letter_body WHERE letter = ?1"
				       " AND (SELECT is_ephemeral FROM letter WHERE id = ?1)",
				       "i", id)
			     : explain_refusal(db, id, err);
	return sql_leave(db, own, rc, err);
}
