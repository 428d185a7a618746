/* Who is invited to an event and who comes. */
#include "db/events.h"

#include "base/list.h"
#include "sql.h"

int attendance_add(struct db *db, const char *event, int64_t contact, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO attendance (event, contact, answer) VALUES (?1, ?2, 'pending')", "si",
		       event, contact);
}

#define COLUMNS                                                                                              \
	"a.contact, c.email, c.name, o.name, c.organisation, a.answer, a.participants, a.answered_at"        \
	" FROM attendance a JOIN contact c ON c.id = a.contact JOIN organisation o ON o.id = c.organisation"

static void read_row(struct sql *sql, struct arena *arena, struct attendance *out)
{
	sql_read(sql, arena, "isssisis", &out->contact, &out->email, &out->name, &out->organisation,
		 &out->organisation_id, &out->answer, &out->participants, &out->answered_at);
}

int attendance_get(struct db *db, struct arena *arena, const char *event, int64_t contact,
		   struct attendance *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " WHERE a.event = ?1 AND a.contact = ?2", "si",
			   event, contact);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		read_row(&sql, arena, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "not invited");
}

int attendance_set(struct db *db, const char *event, int64_t contact, const char *answer,
		   int64_t participants, const char *answered_at, struct err *err)
{
	int64_t changed = 0;
	/* Saying the same again keeps one's turn in the waiting list. */
	int rc =
	    sql_run(db, &changed, err,
		    "UPDATE attendance SET answer = ?3, participants = ?4, answered_at = ?5,"
		    " turn = iif(answer = ?3, turn, (SELECT max(turn) + 1 FROM attendance WHERE event = ?1))"
		    " WHERE event = ?1 AND contact = ?2",
		    "sisis", event, contact, answer, participants, answered_at);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "not invited");
}

int attendances_of(struct db *db, struct arena *arena, const char *event, struct attendance **out,
		   size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS " WHERE a.event = ?1"
			   " ORDER BY a.answered_at IS NULL, a.answered_at, a.turn, a.id",
			   "s", event);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		read_row(&sql, arena, list_add(&list));
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int attendance_totals(struct db *db, const char *event, int64_t organisation, int64_t except, int64_t *all,
		      int64_t *of_organisation, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT coalesce(sum(a.participants), 0),"
		       " coalesce(sum(a.participants) FILTER (WHERE c.organisation = ?2), 0)"
		       " FROM attendance a JOIN contact c ON c.id = a.contact"
		       " WHERE a.event = ?1 AND a.answer = 'yes' AND a.contact <> ?3",
		       "sii>ii", event, organisation, except, all, of_organisation);
}
