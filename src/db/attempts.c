#include "db/attempts.h"

#include "sql.h"

int attempt_add(struct db *db, int64_t message, int64_t refused, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO attempt (message, first)"
		       " SELECT ?1, coalesce((SELECT first FROM attempt WHERE message = ?2), ?2)"
		       " FROM message WHERE id = ?2",
		       "ii", message, refused);
}

int attempt_accepted(struct db *db, struct arena *arena, int64_t refused, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no accepted attempt",
		       "SELECT coalesce(ref, '') FROM attempt JOIN message ON message.id = attempt.message"
		       " WHERE first = coalesce((SELECT first FROM attempt WHERE message = ?1), ?1)"
		       " AND outcome IN ('accepted', 'held') LIMIT 1",
		       "i>s", refused, ref);
}
