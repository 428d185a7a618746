#include "db/offer_texts.h"

#include "base/list.h"
#include "sql.h"

/* offer_field and offer_change have the same columns. */
static int put_fields(struct db *db, const char *delete, const char *insert, const char *ref,
		      const struct offer_field *fields, size_t count, struct err *err)
{
	int rc = sql_run(db, NULL, err, delete, "s", ref);
	for (size_t i = 0; !rc && i < count; i++)
		rc = sql_run(db, NULL, err, insert, "ssiss", ref, fields[i].key, (int64_t)i,
			     fields[i].written, fields[i].value);
	return rc;
}

static int get_fields(struct db *db, struct arena *arena, const char *select, const char *ref,
		      struct offer_field **out, size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row;
	int rc = sql_start(&sql, db, err, select, "s", ref);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct offer_field *field = list_add(&list);
		sql_read(&sql, arena, "sss", &field->key, &field->written, &field->value);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int offer_fields_put(struct db *db, const char *ref, const struct offer_field *fields, size_t count,
		     struct err *err)
{
	return put_fields(db, "DELETE FROM offer_field WHERE offer = ?1",
			  "INSERT INTO offer_field (offer, key, position, written, value)"
			  " VALUES (?1, ?2, ?3, ?4, ?5)",
			  ref, fields, count, err);
}

int offer_fields_get(struct db *db, struct arena *arena, const char *ref, struct offer_field **out,
		     size_t *count, struct err *err)
{
	return get_fields(db, arena,
			  "SELECT key, written, value FROM offer_field WHERE offer = ?1 ORDER BY position",
			  ref, out, count, err);
}

int offer_waiting_put(struct db *db, const char *ref, const struct offer_field *fields, size_t count,
		      struct err *err)
{
	return put_fields(db, "DELETE FROM offer_change WHERE offer = ?1",
			  "INSERT INTO offer_change (offer, key, position, written, value)"
			  " VALUES (?1, ?2, ?3, ?4, ?5)",
			  ref, fields, count, err);
}

int offer_waiting_get(struct db *db, struct arena *arena, const char *ref, struct offer_field **out,
		      size_t *count, struct err *err)
{
	return get_fields(db, arena,
			  "SELECT key, written, value FROM offer_change WHERE offer = ?1 ORDER BY position",
			  ref, out, count, err);
}

int offer_remarks_put(struct db *db, const char *ref, const struct offer_remark *remarks, size_t count,
		      struct err *err)
{
	int rc = sql_run(db, NULL, err, "DELETE FROM offer_remark WHERE offer = ?1", "s", ref);
	for (size_t i = 0; !rc && i < count; i++)
		rc = sql_run(db, NULL, err,
			     "INSERT INTO offer_remark (offer, position, key, rule, article, passage, why)"
			     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			     "sisssss", ref, (int64_t)i, remarks[i].key, remarks[i].rule, remarks[i].article,
			     remarks[i].passage, remarks[i].why);
	return rc;
}

int offer_remarks_get(struct db *db, struct arena *arena, const char *ref, struct offer_remark **out,
		      size_t *count, struct err *err)
{
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	struct sql sql;
	bool row;
	int rc = sql_start(&sql, db, err,
			   "SELECT key, rule, article, passage, why FROM offer_remark WHERE offer = ?1"
			   " ORDER BY position",
			   "s", ref);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct offer_remark *remark = list_add(&list);
		sql_read(&sql, arena, "sssss", &remark->key, &remark->rule, &remark->article,
			 &remark->passage, &remark->why);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}
