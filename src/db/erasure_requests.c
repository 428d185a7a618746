#include "db/erasure_requests.h"

#include "sql.h"

/* Unanswered requests ("e") since a letter with this template ("l") was sent, or could not be. Uses the index
 * of unanswered requests; the planner needs the whole condition for that. */
#define SILENT_SINCE(template, made_at)                                                                      \
	" FROM erasure_request e INDEXED BY erasure_request_silent"                                          \
	" JOIN letter l INDEXED BY letter_about ON l.about = e.candidate AND l.recipient = e.recipient"      \
	" AND l.template = '" template "' AND l.status <> 'queued'"                                          \
				       " WHERE e.answered_at IS NULL AND e.told_at IS NULL AND "             \
				       "coalesce(l.sent_at, " made_at ") < ?1"

int erasure_request_add(struct db *db, const char *candidate, const char *recipient, time_t now,
			struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO erasure_request (candidate, recipient, asked_at) VALUES (?1, ?2, ?3)"
		       " ON CONFLICT DO NOTHING",
		       "sst", candidate, recipient, now);
}

int erasure_request_answer(struct db *db, const char *candidate, const char *email, int64_t organisation,
			   bool is_done, time_t now, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE erasure_request SET answered_at = ?5, is_done = ?4 WHERE candidate = ?1"
		       " AND coalesce(is_done, 0) = 0 AND (recipient = ?2 OR NOT EXISTS (SELECT 1"
		       " FROM erasure_request own WHERE own.candidate = ?1 AND own.recipient = ?2)"
		       " AND recipient IN (SELECT email FROM contact WHERE organisation = ?3))",
		       "ssift", candidate, email, organisation, is_done, now);
}

int erasure_request_next_silent(struct db *db, struct arena *arena, time_t before,
				struct erasure_request *out, struct err *err)
{
	return sql_one(
	    db, arena, err, "all have answered or been asked again",
	    "SELECT e.candidate, e.recipient, coalesce(l.sent_at, e.asked_at)" SILENT_SINCE(
		"withdrawal", "e.asked_at") " AND e.asked_again_at IS NULL ORDER BY e.asked_at LIMIT 1",
	    "t>sst", before, &out->candidate, &out->recipient, &out->asked_at);
}

int erasure_request_asked_again(struct db *db, const struct erasure_request *request, time_t now,
				struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE erasure_request SET asked_again_at = ?3 WHERE candidate = ?1 AND recipient = ?2", "sst",
	    request->candidate, request->recipient, now);
}

int erasure_requests_silent(struct db *db, struct arena *arena, time_t before, struct erasure_request **out,
			    size_t *count, struct err *err)
{
	static const struct sql_member members[] = {
	    SQL_MEMBER('s', struct erasure_request, candidate),
	    SQL_MEMBER('s', struct erasure_request, recipient),
	    SQL_MEMBER('t', struct erasure_request, asked_at),
	    SQL_MEMBER('t', struct erasure_request, asked_again_at),
	};
	struct sql sql;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT e.candidate, e.recipient, e.asked_at, e.asked_again_at" SILENT_SINCE(
			  "withdrawal_reminder", "e.asked_again_at") " ORDER BY e.candidate, e.recipient",
		      "t", before);
	rc = sql_read_all(&sql, rc, arena, members, ARRAY_SIZE(members), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int erasure_requests_told(struct db *db, time_t before, time_t now, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "UPDATE erasure_request SET told_at = ?2 WHERE (candidate, recipient) IN"
	    " (SELECT e.candidate, e.recipient" SILENT_SINCE("withdrawal_reminder", "e.asked_again_at") ")",
	    "tt", before, now);
}

int erasure_requests_forget(struct db *db, time_t before, size_t most, int64_t *count, struct err *err)
{
	return sql_run(
	    db, count, err,
	    "DELETE FROM erasure_request WHERE (candidate, recipient) IN (SELECT candidate, recipient"
	    " FROM erasure_request WHERE asked_at < ?1 LIMIT ?2)",
	    "ti", before, (int64_t)most);
}
