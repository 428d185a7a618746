#include "db/duties.h"

#include "base/list.h"
#include "sql.h"

int duties_of(struct db *db, struct arena *arena, const char *year, struct duty **out, size_t *count,
	      struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row = false;
	int rc = sql_start(
	    &sql, db, err,
	    "SELECT id, v.party, v.duty, period IS NULL, is_reported, done_on, evidence FROM duties v"
	    " JOIN duty USING (id) WHERE period IS NULL OR period = ?1"
	    " ORDER BY v.party DESC, number",
	    "s", year);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct duty *duty = list_add(&list);
		sql_read(&sql, arena, "sssffss", &duty->id, &duty->party, &duty->text, &duty->is_once,
			 &duty->is_reported, &duty->done_on, &duty->evidence);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int duty_find(struct db *db, struct arena *arena, const char *id, struct duty *out, struct err *err)
{
	*out = (struct duty){0};
	return sql_one(db, arena, err, "no such duty",
		       "SELECT id, party, duty, is_once, is_reported FROM duty WHERE id = ?1", "s>sssff", id,
		       &out->id, &out->party, &out->text, &out->is_once, &out->is_reported);
}

int duty_report(struct db *db, const struct duty_report *report, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO duty_report (id, link, reported_at, contact, message)"
		       " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO UPDATE SET link = excluded.link,"
		       " contact = excluded.contact, message = excluded.message",
		       "sstir", report->id, report->link, report->reported_at, report->contact,
		       report->message);
}

int duty_year_begin(struct db *db, const char *year, struct err *err)
{
	return sql_run(db, NULL, err, "INSERT OR IGNORE INTO duty_year (year) VALUES (?1)", "s", year);
}

int duty_year_has_begun(struct db *db, const char *year, bool *has, struct err *err)
{
	return sql_one(db, NULL, err, "no answer", "SELECT EXISTS (SELECT 1 FROM duty_year WHERE year = ?1)",
		       "s>f", year, has);
}

int duty_offers(struct db *db, const char *year, int64_t *all, int64_t *with_forum, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT count(*), count(forum) FROM offers WHERE status <> 'held'"
		       " AND substr(date(received_at, 'localtime'), 1, 4) = ?1",
		       "s>ii", year, all, with_forum);
}
