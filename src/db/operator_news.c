#include "db/operator_news.h"

#include "base/list.h"
#include "sql.h"

#define NEWS                                                                                                 \
	" FROM message m LEFT JOIN contact c ON c.email = m.sender"                                          \
	" LEFT JOIN organisation o ON o.id = c.organisation WHERE m.id > ?1 AND m.id <= ?2"                  \
	" AND m.outcome IN ('held', 'quarantined') AND (m.outcome = 'quarantined' OR m.ref IS NULL"          \
	" OR m.ref NOT LIKE 'OFF-%' OR EXISTS (SELECT 1 FROM offer WHERE ref = m.ref AND status = 'held')"   \
	" OR EXISTS (SELECT 1 FROM offer_change WHERE offer = m.ref))"

static int read_messages(struct db *db, struct arena *arena, int64_t after, int64_t last, size_t most,
			 struct list *list, struct err *err)
{
	static const struct sql_member members[] = {
	    SQL_MEMBER('i', struct news_message, id),	   SQL_MEMBER('s', struct news_message, received_at),
	    SQL_MEMBER('s', struct news_message, kind),	   SQL_MEMBER('s', struct news_message, organisation),
	    SQL_MEMBER('s', struct news_message, ref),	   SQL_MEMBER('s', struct news_message, reason),
	    SQL_MEMBER('f', struct news_message, is_held),
	};
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT id, received_at, kind, name, ref, reason, is_held FROM (SELECT m.id,"
			   " m.received_at, m.kind, o.name, m.ref, m.reason, m.outcome = 'held' AS is_held,"
			   " row_number() OVER (PARTITION BY m.outcome ORDER BY m.id) AS n" NEWS ")"
			   " WHERE n <= ?3 ORDER BY is_held DESC, id",
			   "iii", after, last, (int64_t)most);
	return sql_read_all(&sql, rc, arena, members, ARRAY_SIZE(members), list, err);
}

int news_messages(struct db *db, struct arena *arena, int64_t after, size_t most, struct news_message **out,
		  size_t *count, int64_t *total, int64_t *last, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_one(db, NULL, err, "no answer",
			 "SELECT coalesce((SELECT min(id) - 1 FROM message WHERE outcome IS NULL),"
			 " (SELECT max(id) FROM message), 0)",
			 ">i", last);
	if (!rc)
		rc = sql_one(db, NULL, err, "no answer", "SELECT count(*)" NEWS, "ii>i", after, *last, total);
	if (!rc)
		rc = read_messages(db, arena, after, *last, most, &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int news_letters(struct db *db, struct arena *arena, size_t most, struct news_letter **out, size_t *count,
		 int64_t *total, struct err *err)
{
	static const struct sql_member members[] = {
	    SQL_MEMBER('i', struct news_letter, id),
	    SQL_MEMBER('s', struct news_letter, template),
	    SQL_MEMBER('s', struct news_letter, organisation),
	    SQL_MEMBER('s', struct news_letter, reply),
	};
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	int rc = sql_one(db, NULL, err, "no answer",
			 "SELECT count(*) FROM letter INDEXED BY letter_failed WHERE status = 'failed'"
			 " AND NOT is_failure_told",
			 ">i", total);
	if (rc)
		return rc;
	rc = sql_start(
	    &sql, db, err,
	    "SELECT l.id, l.template, coalesce(o.name, ''), coalesce(l.last_reply, '') FROM letter l"
	    " INDEXED BY letter_failed LEFT JOIN contact c ON c.id = l.contact"
	    " LEFT JOIN organisation o ON o.id = c.organisation"
	    " WHERE l.status = 'failed' AND NOT l.is_failure_told ORDER BY l.id LIMIT ?1",
	    "i", (int64_t)most);
	rc = sql_read_all(&sql, rc, arena, members, ARRAY_SIZE(members), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int news_refused_report(struct db *db, int64_t *out, int64_t *refused, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT coalesce((SELECT year FROM report r WHERE status = 'refused' AND version ="
		       " (SELECT max(version) FROM report WHERE ref = r.ref) ORDER BY year DESC LIMIT 1), 0),"
		       " (SELECT count(*) FROM report WHERE status = 'refused')",
		       ">ii", out, refused);
}

int news_letters_told(struct db *db, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE letter INDEXED BY letter_failed SET is_failure_told = 1"
		       " WHERE status = 'failed' AND NOT is_failure_told",
		       "");
}
