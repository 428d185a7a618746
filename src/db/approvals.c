#include "db/approvals.h"

#include "sql.h"

int approval_add(struct db *db, const struct approval *approval, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO approval (about, contact, side, answer, text, answered_at, message)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		       "sissntr", approval->about, approval->contact, approval->side, approval->answer,
		       approval->text, approval->answered_at, approval->message);
}
