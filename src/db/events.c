#include "db/events.h"

#include "base/list.h"
#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, status, type, title, starts_at, ends_at, place, commune, deadline, uid, department, region, "  \
	"postal_code,"                                                                                       \
	" description, publics, capacity, quota, sequence, organiser, co_organiser, sender, message,"        \
	" contact, agenda, targets, zone, co_contact, started_from, source_uid, source_stamp, "              \
	"source_sequence, closed_at, look_at, announced_at"
#define PARAMETERS                                                                                           \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "   \
	"?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34"

/* In the order of COLUMNS; the organisation's name, which is joined, comes last. */
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
    SQL_MEMBER('s', struct event, contact),
    SQL_MEMBER('s', struct event, agenda),
    SQL_MEMBER('s', struct event, targets),
    SQL_MEMBER('s', struct event, zone),
    SQL_MEMBER('r', struct event, co_contact),
    SQL_MEMBER('s', struct event, started_from),
    SQL_MEMBER('s', struct event, source_uid),
    SQL_MEMBER('s', struct event, source_stamp),
    SQL_MEMBER('p', struct event, source_sequence),
    SQL_MEMBER('s', struct event, closed_at),
    SQL_MEMBER('s', struct event, look_at),
    SQL_MEMBER('s', struct event, announced_at),
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

int event_by_uid(struct db *db, struct arena *arena, const char *uid, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no such event", "SELECT ref FROM event WHERE uid = ?1 COLLATE NOCASE",
		       "s>s", uid, ref);
}

int event_by_source(struct db *db, struct arena *arena, int64_t organisation, const char *uid, char **ref,
		    struct err *err)
{
	return sql_one(db, arena, err, "no such event",
		       "SELECT ref FROM event WHERE organiser = ?1 AND source_uid = ?2", "is>s", organisation,
		       uid, ref);
}

int events_of_guest(struct db *db, struct arena *arena, int64_t contact, const char *now, struct event **out,
		    size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT " COLUMNS ", (SELECT name FROM organisation WHERE id = organiser)"
		      " FROM event INDEXED BY event_open WHERE status = 'open' AND starts_at > ?2 AND EXISTS"
		      " (SELECT 1 FROM attendance WHERE event = ref AND contact = ?1)"
		      " ORDER BY starts_at, ref LIMIT 20",
		      "is", contact, now);
	rc = sql_read_all(&sql, rc, arena, members, READ_COUNT, &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int event_next_past(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err)
{
	return sql_one(
	    db, arena, err, "no event has ended",
	    "SELECT ref FROM event INDEXED BY event_open WHERE status = 'open'"
	    " AND coalesce(ends_at, starts_at) < ?1 ORDER BY coalesce(ends_at, starts_at), ref LIMIT 1",
	    "s>s", now, ref);
}

int event_next_open(struct db *db, struct arena *arena, const char *now, char **ref, struct err *err)
{
	return sql_one(
	    db, arena, err, "no event is to come",
	    "SELECT ref FROM event INDEXED BY event_open WHERE status = 'open'"
	    " AND coalesce(ends_at, starts_at) >= ?1 ORDER BY coalesce(ends_at, starts_at), ref LIMIT 1",
	    "s>s", now, ref);
}

int event_next_to_look_at(struct db *db, struct arena *arena, time_t now, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no event is due",
		       "SELECT ref FROM event INDEXED BY event_look_at WHERE look_at <= ?1"
		       " ORDER BY look_at, ref LIMIT 1",
		       "t>s", now, ref);
}
