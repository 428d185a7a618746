#include "db/newsletters.h"

#include "base/list.h"
#include "contact_columns.h"

#define COLUMNS	     "ref, period, due_at, made_at, is_first, last_reader, recipients, is_done"
#define ITEM_COLUMNS "i.position, i.part, i.ref, i.data, i.is_for_all, i.is_addressed"

static const struct sql_member members[] = {
    SQL_MEMBER('s', struct newsletter, ref),	    SQL_MEMBER('s', struct newsletter, period),
    SQL_MEMBER('t', struct newsletter, due_at),	    SQL_MEMBER('t', struct newsletter, made_at),
    SQL_MEMBER('f', struct newsletter, is_first),   SQL_MEMBER('i', struct newsletter, last_reader),
    SQL_MEMBER('i', struct newsletter, recipients), SQL_MEMBER('f', struct newsletter, is_done),
};
enum { MEMBER_COUNT = ARRAY_SIZE(members) };

static const struct sql_member item_members[] = {
    SQL_MEMBER('i', struct newsletter_item, position),
    SQL_MEMBER('s', struct newsletter_item, part),
    SQL_MEMBER('s', struct newsletter_item, ref),
    SQL_MEMBER('s', struct newsletter_item, data),
    SQL_MEMBER('f', struct newsletter_item, is_for_all),
    SQL_MEMBER('f', struct newsletter_item, is_addressed),
};

static int read_one(struct sql *sql, int rc, struct arena *arena, struct newsletter *out, struct err *err)
{
	bool row = false;
	if (!rc && !(rc = sql_step(sql, &row, err)) && row)
		sql_read_members(sql, arena, members, MEMBER_COUNT, out);
	sql_end(sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such newsletter");
}

int newsletter_get(struct db *db, struct arena *arena, const char *ref, struct newsletter *out,
		   struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err, "SELECT " COLUMNS " FROM newsletter WHERE ref = ?1", "s", ref);
	return read_one(&sql, rc, arena, out, err);
}

int newsletter_unfinished(struct db *db, struct arena *arena, struct newsletter *out, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS " FROM newsletter WHERE NOT is_done ORDER BY ref LIMIT 1", "");
	return read_one(&sql, rc, arena, out, err);
}

int newsletter_add(struct db *db, const struct newsletter *newsletter, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "INSERT INTO newsletter (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
			       members, MEMBER_COUNT, newsletter);
}

int newsletter_update(struct db *db, const struct newsletter *newsletter, struct err *err)
{
	return sql_run_members(db, NULL, err,
			       "UPDATE newsletter SET (" COLUMNS ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
			       " WHERE ref = ?1",
			       members, MEMBER_COUNT, newsletter);
}

int newsletter_any(struct db *db, bool *any, struct err *err)
{
	return sql_one(db, NULL, err, "no answer",
		       "SELECT EXISTS (SELECT 1 FROM newsletter WHERE recipients > 0)", ">f", any);
}

int newsletter_item_add(struct db *db, const char *ref, const struct newsletter_item *item, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT INTO newsletter_item (newsletter, position, part, ref, data, is_for_all,"
		       " is_addressed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		       "sisssff", ref, item->position, item->part, item->ref, item->data, item->is_for_all,
		       item->is_addressed);
}

static int read_items(struct sql *sql, int rc, struct arena *arena, struct newsletter_item **out,
		      size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	rc = sql_read_all(sql, rc, arena, item_members, ARRAY_SIZE(item_members), &list, err);
	*out = list.items;
	*count = list.count;
	return rc;
}

int newsletter_item_next(struct db *db, struct arena *arena, const char *ref, struct newsletter_item *out,
			 struct err *err)
{
	struct sql sql;
	struct newsletter_item *found;
	size_t count;
	int rc = sql_start(&sql, db, err,
			   "SELECT " ITEM_COLUMNS " FROM newsletter_item i WHERE newsletter = ?1"
			   " AND NOT is_addressed ORDER BY position LIMIT 1",
			   "s", ref);
	rc = read_items(&sql, rc, arena, &found, &count, err);
	if (rc || !count)
		return rc ? rc : err_set(err, ERR_NOT_FOUND, "every item has its readers");
	*out = found[0];
	return OK;
}

int newsletter_item_settle(struct db *db, const char *ref, int64_t position, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE newsletter_item SET is_addressed = 1 WHERE newsletter = ?1 AND position = ?2",
		       "si", ref, position);
}

int newsletter_address(struct db *db, const char *ref, int64_t position, int64_t contact, struct err *err)
{
	return sql_run(db, NULL, err,
		       "INSERT OR IGNORE INTO newsletter_address (newsletter, contact, position)"
		       " VALUES (?1, ?2, ?3)",
		       "sii", ref, contact, position);
}

int newsletter_items(struct db *db, struct arena *arena, const char *ref, int64_t contact,
		     struct newsletter_item **out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " ITEM_COLUMNS " FROM newsletter_item i WHERE newsletter = ?1 AND"
			   " (is_for_all OR ?2 = 0 OR position IN (SELECT position FROM newsletter_address"
			   " WHERE newsletter = ?1 AND contact = ?2)) ORDER BY position",
			   "si", ref, contact);
	return read_items(&sql, rc, arena, out, count, err);
}

int newsletter_forget_items(struct db *db, const char *ref, struct err *err)
{
	int rc = sql_run(db, NULL, err, "DELETE FROM newsletter_address WHERE newsletter = ?1", "s", ref);
	return rc ? rc
		  : sql_run(db, NULL, err, "DELETE FROM newsletter_item WHERE newsletter = ?1", "s", ref);
}

int newsletter_publish(struct db *db, const char *ref, struct err *err)
{
	return sql_run(db, NULL, err,
		       "UPDATE article SET status = 'published', newsletter = ?1 WHERE ref IN"
		       " (SELECT ref FROM newsletter_item WHERE newsletter = ?1 AND part = 'article')",
		       "s", ref);
}

int newsletter_readers(struct db *db, struct arena *arena, int64_t after, size_t most, struct contact **out,
		       size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT " CONTACT_COLUMNS " WHERE c.id > ?1 AND c.is_active AND NOT c.is_bounced"
			   " AND instr(' ' || c.lists || ' ', ' newsletter ') ORDER BY c.id LIMIT ?2",
			   "ii", after, (int64_t)most);
	return contacts_read(&sql, rc, arena, out, count, err);
}

static int read_refs(struct sql *sql, int rc, struct arena *arena, char ***out, size_t *count,
		     struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	bool row = false;
	while (!rc && !(rc = sql_step(sql, &row, err)) && row)
		sql_read(sql, arena, "s", list_add(&list));
	sql_end(sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int newsletter_offers(struct db *db, struct arena *arena, char ***out, size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT ref FROM offer INDEXED BY offer_open WHERE status = 'open' AND NOT EXISTS"
			   " (SELECT 1 FROM newsletter_item WHERE part = 'offer' AND ref = offer.ref)"
			   " ORDER BY ref",
			   "");
	return read_refs(&sql, rc, arena, out, count, err);
}

int newsletter_events(struct db *db, struct arena *arena, time_t now, time_t until, char ***out,
		      size_t *count, struct err *err)
{
	struct sql sql;
	int rc = sql_start(&sql, db, err,
			   "SELECT ref FROM event WHERE status = 'open' AND starts_at > ?1"
			   " AND starts_at <= ?2 ORDER BY starts_at, ref",
			   "tt", now, until);
	return read_refs(&sql, rc, arena, out, count, err);
}

int newsletter_tells(struct db *db, const char *event, int64_t contact, bool *tells, struct err *err)
{
	return sql_one(
	    db, NULL, err, "no answer",
	    "SELECT EXISTS (SELECT 1 FROM newsletter_item i JOIN newsletter_address a"
	    " ON a.newsletter = i.newsletter AND a.position = i.position"
	    " JOIN newsletter n ON n.ref = i.newsletter"
	    " WHERE i.part IN ('event', 'call') AND i.ref = ?1 AND a.contact = ?2 AND n.last_reader >= ?2)",
	    "si>f", event, contact, tells);
}
