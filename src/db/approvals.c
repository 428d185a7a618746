#include "db/approvals.h"

#include "sql.h"

int approval_add(struct db *db, const struct approval *approval, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO approval (about, contact, side, answer, text, answered_at, message, version)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	    "sissntrr", approval->about, approval->contact, approval->side, approval->answer, approval->text,
	    approval->answered_at, approval->message, approval->version);
}

int approvals_count(struct db *db, const char *about, int64_t version, const char *side, int64_t *count,
		    struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT count(DISTINCT contact) FROM approval"
		       " WHERE about = ?1 AND version = ?2 AND side = ?3 AND answer = 'yes'",
		       "sis>i", about, version, side, count);
}
