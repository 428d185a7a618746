#include "db/corrections.h"

#include "sql.h"

int correction_add(struct db *db, int64_t message, int64_t refused, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO correction (message, first)"
		       " SELECT ?1, coalesce((SELECT first FROM correction WHERE message = ?2), ?2)"
		       " FROM message WHERE id = ?2",
		       "ii", message, refused);
}

int correction_accepted(struct db *db, struct arena *arena, int64_t refused, char **ref, struct err *err)
{
	return sql_one(
	    db, arena, err, "no accepted correction",
	    "SELECT coalesce(ref, '') FROM correction JOIN message ON message.id = correction.message"
	    " WHERE first = coalesce((SELECT first FROM correction WHERE message = ?1), ?1)"
	    " AND outcome IN ('accepted', 'held') LIMIT 1",
	    "i>s", refused, ref);
}
