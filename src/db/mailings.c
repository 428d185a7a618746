#include "db/mailings.h"

#include "sql.h"

int mailing_add(struct db *db, const struct mailing *mailing, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO mailing (kind, period, due_at, done_at, recipients, status, reason)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, iif(?6 IS NULL, 'done', 'skipped'), ?6)",
		       "ssttis", mailing->kind, mailing->period, mailing->due_at, mailing->done_at,
		       mailing->recipients, mailing->reason);
}

int mailing_exists(struct db *db, const char *kind, const char *period, bool *exists, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM mailing WHERE kind = ?1 AND period = ?2)", "ss>f", kind,
		       period, exists);
}
