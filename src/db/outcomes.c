#include "db/candidates.h"

#include "base/list.h"
#include "sql.h"

int outcome_add(struct db *db, const struct outcome *outcome, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO outcome (candidate, outcome, date, at, sender, message) VALUES (?1, ?2, "
		       "?3, ?4, ?5, ?6)",
		       "ssssrr", outcome->candidate, outcome->outcome, outcome->date, outcome->at,
		       outcome->sender, outcome->message);
}

int outcomes_of(struct db *db, struct arena *arena, const char *ref, struct outcome **out, size_t *count,
		struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(
	    &sql, db, err,
	    "SELECT o.candidate, o.outcome, o.date, o.at, o.sender, o.message, g.name FROM outcome o"
	    " JOIN contact c ON c.id = o.sender JOIN organisation g ON g.id = c.organisation"
	    " WHERE o.candidate = ?1 ORDER BY o.id",
	    "s", ref);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct outcome *outcome = list_add(&list);
		sql_read(&sql, arena, "ssssrrs", &outcome->candidate, &outcome->outcome, &outcome->date,
			 &outcome->at, &outcome->sender, &outcome->message, &outcome->organisation);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}
