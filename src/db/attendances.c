/* Guests of an event and their answers. */
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
	"a.contact, c.email, c.name, o.name, c.organisation, a.answer, a.participants, a.answered_at,"       \
	" a.comment, a.sequence, a.stamp, c.is_active AND NOT c.is_bounced"                                  \
	" FROM attendance a JOIN contact c ON c.id = a.contact JOIN organisation o ON o.id = c.organisation"

/* In the order of COLUMNS. */
static const struct sql_member members[] = {
    SQL_MEMBER('i', struct attendance, contact),
    SQL_MEMBER('s', struct attendance, email),
    SQL_MEMBER('s', struct attendance, name),
    SQL_MEMBER('s', struct attendance, organisation),
    SQL_MEMBER('i', struct attendance, organisation_id),
    SQL_MEMBER('s', struct attendance, answer),
    SQL_MEMBER('i', struct attendance, participants),
    SQL_MEMBER('s', struct attendance, answered_at),
    SQL_MEMBER('s', struct attendance, comment),
    SQL_MEMBER('p', struct attendance, sequence),
    SQL_MEMBER('s', struct attendance, stamp),
    SQL_MEMBER('f', struct attendance, is_served),
};

int attendance_get(struct db *db, struct arena *arena, const char *event, int64_t contact,
		   struct attendance *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " WHERE a.event = ?1 AND a.contact = ?2", "si",
			   event, contact);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, ARRAY_SIZE(members), out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "not invited");
}

int attendance_set(struct db *db, const struct attendance_change *change, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err,
			 "UPDATE attendance SET answer = ?3, participants = ?4, answered_at = ?5, stamp = ?6,"
			 " comment = ?7, sequence = ?8,"
			 " turn = iif(?9, (SELECT max(turn) + 1 FROM attendance WHERE event = ?1), turn)"
			 " WHERE event = ?1 AND contact = ?2",
			 "sisisssdf", change->event, change->contact, change->answer, change->participants,
			 change->answered_at, change->stamp, change->comment, change->sequence,
			 change->takes_turn);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "not invited");
}

int attendance_promote(struct db *db, const char *event, int64_t contact, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE attendance SET answer = 'yes' WHERE event = ?1 AND contact = ?2"
		       " AND answer = 'waiting'",
		       "si", event, contact);
}

int attendances_of(struct db *db, struct arena *arena, const char *event, struct attendance **out,
		   size_t *count, struct err *err)
{
	struct sql sql;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS " WHERE a.event = ?1"
			   " ORDER BY a.answered_at IS NULL, a.turn, a.id",
			   "s", event);
	rc = sql_read_all(&sql, rc, arena, members, ARRAY_SIZE(members), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int attendance_totals(struct db *db, const char *event, int64_t organisation, int64_t except, int64_t *all,
		      int64_t *of_organisation, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT coalesce(sum(a.participants) FILTER (WHERE a.answer = 'yes'), 0),"
		       " coalesce(sum(a.participants) FILTER (WHERE c.organisation = ?2), 0)"
		       " FROM attendance a JOIN contact c ON c.id = a.contact"
		       " WHERE a.event = ?1 AND a.answer IN ('yes', 'waiting') AND a.contact <> ?3",
		       "sii>ii", event, organisation, except, all, of_organisation);
}
