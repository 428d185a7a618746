#include "db/articles.h"

#include "base/list.h"
#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, status, title, text, rubric, link, is_results, author, submitted_at, newsletter, message"

static const struct sql_member members[] = {
    SQL_MEMBER('s', struct article, ref),	   SQL_MEMBER('s', struct article, status),
    SQL_MEMBER('s', struct article, title),	   SQL_MEMBER('s', struct article, text),
    SQL_MEMBER('n', struct article, rubric),	   SQL_MEMBER('n', struct article, link),
    SQL_MEMBER('f', struct article, is_results),   SQL_MEMBER('r', struct article, author),
    SQL_MEMBER('t', struct article, submitted_at), SQL_MEMBER('s', struct article, newsletter),
    SQL_MEMBER('r', struct article, message),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

int article_add(struct db *db, const struct article *article, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "INSERT INTO article (" COLUMNS
			       ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
			       members, MEMBER_COUNT, article);
}

static int read_all(struct sql *sql, int rc, struct arena *arena, struct article **out, size_t *count,
		    struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	rc = sql_read_all(sql, rc, arena, members, MEMBER_COUNT, &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int article_get(struct db *db, struct arena *arena, const char *ref, struct article *out, struct err *err)
{
	struct sql sql;
	struct article *found;
	size_t count;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " FROM article WHERE ref = ?1", "s", ref);
	rc = read_all(&sql, rc, arena, &found, &count, err);
	if (rc || !count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "no such article");
	*out = found[0];
	return OK;
}

int article_update(struct db *db, const struct article *article, struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run_members(db, &changed, err,
				 "UPDATE article SET (" COLUMNS
				 ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) WHERE ref = ?1",
				 members, MEMBER_COUNT, article);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such article");
}

int articles_waiting(struct db *db, struct arena *arena, struct article **out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS " FROM article WHERE status = 'accepted' AND newsletter IS NULL"
			   " ORDER BY submitted_at, ref",
			   "");
	return read_all(&sql, rc, arena, out, count, err);
}
