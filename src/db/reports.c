#include "db/reports.h"

#include "sql.h"

#define COLUMNS "ref, year, version, status, sha256, document, drafted_at, published_at"

static const struct sql_member members[] = {
    SQL_MEMBER('s', struct report, ref),	SQL_MEMBER('i', struct report, year),
    SQL_MEMBER('i', struct report, version),	SQL_MEMBER('s', struct report, status),
    SQL_MEMBER('s', struct report, sha256),	SQL_MEMBER('s', struct report, document),
    SQL_MEMBER('t', struct report, drafted_at), SQL_MEMBER('s', struct report, published_at),
};

int report_add(struct db *db, const struct report *report, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "INSERT INTO report (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
			       members, ARRAY_SIZE(members), report);
}

int report_get(struct db *db, struct arena *arena, const char *ref, int64_t version, struct report *out,
	       struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS " FROM report WHERE ref = ?1 AND (?2 = 0 OR version = ?2)"
			   " ORDER BY version DESC LIMIT 1",
			   "si", ref, version);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, ARRAY_SIZE(members), out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such report");
}

int report_version_of_letter(struct db *db, const char *message_id, const char *ref, int64_t *version,
			     struct err *err)
{
	bool found;
	*version = 0;
	return sql_find(db, NULL, &found, err,
			"SELECT r.version FROM letter l JOIN report r ON r.ref = l.about"
			" AND l.occasion = 'version:' || r.version WHERE l.message_id = ?1 AND l.about = ?2",
			"ss>i", message_id, ref, version);
}

int report_update(struct db *db, const struct report *report, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE report SET status = ?3, published_at = ?4 WHERE ref = ?1 AND version = ?2",
		       "siss", report->ref, report->version, report->status, report->published_at);
}
