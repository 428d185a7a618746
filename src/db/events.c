#include "db/events.h"

#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, status, type, title, starts_at, ends_at, place, commune, deadline, uid, department, region, "  \
	"postal_code,"                                                                                       \
	" description, publics, capacity, quota, sequence, organiser, co_organiser, sender, message"
#define PARAMETERS                                                                                           \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "   \
	"?22"

/* In the order of COLUMNS; the organisation's name, which is read beside them, comes last. */
static const struct sql_member members[] = {
    SQL_MEMBER('s', struct event, ref),
    SQL_MEMBER('s', struct event, status),
    SQL_MEMBER('s', struct event, type),
    SQL_MEMBER('s', struct event, title),
    SQL_MEMBER('s', struct event, starts_at),
    SQL_MEMBER('s', struct event, ends_at),
    SQL_MEMBER('s', struct event, place),
    SQL_MEMBER('s', struct event, commune),
    SQL_MEMBER('s', struct event, deadline),
    SQL_MEMBER('s', struct event, uid),
    SQL_MEMBER('s', struct event, department),
    SQL_MEMBER('s', struct event, region),
    SQL_MEMBER('s', struct event, postal_code),
    SQL_MEMBER('s', struct event, description),
    SQL_MEMBER('s', struct event, publics),
    SQL_MEMBER('p', struct event, capacity),
    SQL_MEMBER('p', struct event, quota),
    SQL_MEMBER('d', struct event, sequence),
    SQL_MEMBER('r', struct event, organiser),
    SQL_MEMBER('r', struct event, co_organiser),
    SQL_MEMBER('r', struct event, sender),
    SQL_MEMBER('r', struct event, message),
    SQL_MEMBER('s', struct event, organiser_name),
};
enum { READ_COUNT = ARRAY_SIZE(members), WRITE_COUNT = READ_COUNT - 1 };

int event_add(struct db *db, const struct event *event, struct err *err)
{
	return sql_run_members(db, NULL, err, "INSERT INTO event (" COLUMNS ") VALUES (" PARAMETERS ")",
			       members, WRITE_COUNT, event);
}

int event_get(struct db *db, struct arena *arena, const char *ref, struct event *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS ", (SELECT name FROM organisation WHERE id = organiser)"
			   " FROM event WHERE ref = ?1",
			   "s", ref);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, READ_COUNT, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such event");
}

int event_update(struct db *db, const struct event *event, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run_members(db, &changed, err,
				 "UPDATE event SET (" COLUMNS ") = (" PARAMETERS ") WHERE ref = ?1", members,
				 WRITE_COUNT, event);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such event");
}

int event_next_past(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err)
{
	return sql_one(
	    db, arena, err, "no event has ended",
	    "SELECT ref FROM event INDEXED BY event_open WHERE status = 'open'"
	    " AND coalesce(ends_at, starts_at) < ?1 ORDER BY coalesce(ends_at, starts_at), ref LIMIT 1",
	    "s>s", now, ref);
}
