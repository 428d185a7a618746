#include "db/answers.h"

#include "sql.h"

#include "base/list.h"

int answers_count(struct db *db, int64_t contact, time_t since, int64_t *count, int64_t *bytes,
		  struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT count(*), coalesce(sum(bytes), 0) FROM letter INDEXED BY letter_answer"
		       " WHERE contact = ?1 AND sender = '' AND created_at >= ?2",
		       "it>ii", contact, since, count, bytes);
}

int answers_without_form(struct db *db, int64_t contact, time_t since, int64_t *count, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT count(*) FROM letter INDEXED BY letter_answer"
		       " WHERE contact = ?1 AND sender = '' AND created_at >= ?2 AND template IN"
		       " ('guide', 'held', 'note_acknowledgement', 'note_returned', 'two_readings')",
		       "it>i", contact, since, count);
}

int broadcasts_count(struct db *db, int64_t organisation, time_t since, int64_t *count, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT count(*) FROM broadcast INDEXED BY broadcast_organisation"
		       " WHERE organisation = ?1 AND at >= ?2",
		       "it>i", organisation, since, count);
}

int broadcast_add(struct db *db, int64_t message, int64_t organisation, time_t now, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO broadcast (message, organisation, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
	    "iit", message, organisation, now);
}

int answer_withhold(struct db *db, int64_t contact, int64_t message, const char *faults, time_t now,
		    struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO withheld_answer (contact, message, at, faults) VALUES (?1, ?2, ?3, ?4)",
		       "iits", contact, message, now, faults);
}

int answers_withheld_next(struct db *db, time_t until, int64_t *contact, struct err *err)
{
	return sql_one(db, NULL, err, "no answer is withheld",
		       "SELECT contact FROM withheld_answer WHERE at <= ?1 ORDER BY at, id LIMIT 1", "t>i",
		       until, contact);
}

static int read_withheld(struct db *db, struct arena *arena, int64_t contact, size_t most, struct list *list,
			 struct err *err)
{
	struct sql sql;
	bool row;
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT m.received_at, m.subject, m.outcome, m.ref, a.faults FROM withheld_answer a"
		      " JOIN message m ON m.id = a.message WHERE a.contact = ?1 ORDER BY a.id LIMIT ?2",
		      "ii", contact, (int64_t)most);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct withheld_answer *answer = list_add(list);
		sql_read(&sql, arena, "sssss", &answer->received_at, &answer->subject, &answer->outcome,
			 &answer->ref, &answer->faults);
	}
	sql_end(&sql);
	return rc;
}

int answers_withheld_take(struct db *db, struct arena *arena, int64_t contact, size_t most,
			  struct withheld_answer **out, size_t *count, int64_t *total, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = read_withheld(db, arena, contact, most, &list, err);
	if (!rc)
		rc = sql_run(db, total, err, "DELETE FROM withheld_answer WHERE contact = ?1", "i", contact);
	*out = list.items;
	*count = list.count;
	return rc;
}
