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

int refused_form_keep(struct db *db, int64_t message, const char *document, time_t now, time_t since,
		      struct err *err)
{
	int rc = sql_run(db, NULL, err, "DELETE FROM refused_form WHERE at < ?1", "t", since);
	return rc ? rc
		  : sql_run(db, NULL, err,
			    "INSERT INTO refused_form (message, at, document) VALUES (?1, ?2, ?3)", "its",
			    message, now, document);
}

int refused_form_get(struct db *db, struct arena *arena, int64_t message, time_t since, char **document,
		     struct err *err)
{
	return sql_one(db, arena, err, "no refused form",
		       "SELECT document FROM refused_form WHERE message = ?1 AND at >= ?2", "it>s", message,
		       since, document);
}

int refused_by_letter(struct db *db, const char *message_id, int64_t contact, int64_t *message,
		      struct err *err)
{
	return sql_one(db, NULL, err, "no refusal",
		       "SELECT CAST(substr(occasion, 9) AS INTEGER) FROM letter"
		       " WHERE message_id = ?1 AND contact = ?2 AND template = 'refusal'"
		       " AND occasion LIKE 'message:%'",
		       "si>i", message_id, contact, message);
}
