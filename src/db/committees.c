#include "db/committees.h"

#include "base/list.h"
#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, year, status, starts_at, ends_at, place, agenda, uid, sequence, started_from, closed_at,"      \
	" minutes, present, minutes_at, sender, message"
#define PARAMETERS "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16"

static const struct sql_member members[] = {
    SQL_MEMBER('s', struct committee, ref),	  SQL_MEMBER('i', struct committee, year),
    SQL_MEMBER('s', struct committee, status),	  SQL_MEMBER('s', struct committee, starts_at),
    SQL_MEMBER('s', struct committee, ends_at),	  SQL_MEMBER('s', struct committee, place),
    SQL_MEMBER('s', struct committee, agenda),	  SQL_MEMBER('s', struct committee, uid),
    SQL_MEMBER('d', struct committee, sequence),  SQL_MEMBER('s', struct committee, started_from),
    SQL_MEMBER('s', struct committee, closed_at), SQL_MEMBER('s', struct committee, minutes),
    SQL_MEMBER('s', struct committee, present),	  SQL_MEMBER('s', struct committee, minutes_at),
    SQL_MEMBER('r', struct committee, sender),	  SQL_MEMBER('r', struct committee, message),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

int committee_add(struct db *db, const struct committee *committee, struct err *err)
{
	return sql_run_members(db, NULL, err, "INSERT INTO committee (" COLUMNS ") VALUES (" PARAMETERS ")",
			       members, MEMBER_COUNT, committee);
}

static int read_all(struct sql *sql, int rc, struct arena *arena, struct committee **out, size_t *count,
		    struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	rc = sql_read_all(sql, rc, arena, members, MEMBER_COUNT, &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

static int read_one(struct sql *sql, int rc, struct arena *arena, struct committee *out, struct err *err)
{
	struct committee *found;
	size_t count;
	rc = read_all(sql, rc, arena, &found, &count, err);
	if (rc || !count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "no such committee");
	*out = found[0];
	return OK;
}

int committee_get(struct db *db, struct arena *arena, const char *ref, struct committee *out, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " FROM committee WHERE ref = ?1", "s", ref);
	return read_one(&sql, rc, arena, out, err);
}

int committee_by_uid(struct db *db, struct arena *arena, const char *uid, struct committee *out,
		     struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " FROM committee WHERE uid = ?1 COLLATE NOCASE",
			   "s", uid);
	return read_one(&sql, rc, arena, out, err);
}

int committee_update(struct db *db, const struct committee *committee, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run_members(db, &changed, err,
				 "UPDATE committee SET (" COLUMNS ") = (" PARAMETERS ") WHERE ref = ?1",
				 members, MEMBER_COUNT, committee);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such committee");
}

int committees_unheld(struct db *db, struct arena *arena, struct committee **out, size_t *count,
		      struct err *err)
{
	struct sql sql;
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT " COLUMNS " FROM committee WHERE status <> 'held' ORDER BY starts_at, ref", "");
	return read_all(&sql, rc, arena, out, count, err);
}

int committee_last_held(struct db *db, struct arena *arena, char **out, struct err *err)
{
	return sql_one(db, arena, err, "no answer",
		       "SELECT max(starts_at) FROM committee WHERE status = 'held'", ">s", out);
}
