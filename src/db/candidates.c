#include "db/candidates.h"

#include "base/list.h"
#include "blob.h"
#include "sql.h"

#define COLUMNS                                                                                              \
	"ref, status, given_name, family_name, offer, mission_locale, adviser, scope, is_minor, rome, "      \
	"level, wanted,"                                                                                     \
	" mobility, consent_expires_on, message, send_by, is_erased"

/* In the order of COLUMNS; the organisation's name, which is joined, comes last. */
static const struct sql_member members[] = {
    SQL_MEMBER('s', struct candidate, ref),	   SQL_MEMBER('s', struct candidate, status),
    SQL_MEMBER('s', struct candidate, given_name), SQL_MEMBER('s', struct candidate, family_name),
    SQL_MEMBER('s', struct candidate, offer),	   SQL_MEMBER('r', struct candidate, mission_locale),
    SQL_MEMBER('r', struct candidate, adviser),	   SQL_MEMBER('s', struct candidate, scope),
    SQL_MEMBER('f', struct candidate, is_minor),   SQL_MEMBER('s', struct candidate, rome),
    SQL_MEMBER('s', struct candidate, level),	   SQL_MEMBER('s', struct candidate, wanted),
    SQL_MEMBER('s', struct candidate, mobility),   SQL_MEMBER('s', struct candidate, consent_expires_on),
    SQL_MEMBER('r', struct candidate, message),	   SQL_MEMBER('s', struct candidate, send_by),
    SQL_MEMBER('f', struct candidate, is_erased),  SQL_MEMBER('s', struct candidate, mission_locale_name),
};
enum { READ_COUNT = ARRAY_SIZE(members), WRITE_COUNT = READ_COUNT - 1 };

int candidate_add(struct db *db, const struct candidate *candidate, struct err *err)
{
	return sql_run_members(
	    db, NULL, err,
	    "INSERT INTO candidate (" COLUMNS
	    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
	    members, WRITE_COUNT, candidate);
}

int candidate_get(struct db *db, struct arena *arena, const char *ref, struct candidate *out, struct err *err)
{
	struct sql sql;
	bool row = false;
	int rc = sql_start(&sql, db, err,
			   "SELECT " COLUMNS ", (SELECT name FROM organisation WHERE id = mission_locale)"
			   " FROM candidate WHERE ref = ?1",
			   "s", ref);
	if (!rc && !(rc = sql_step(&sql, &row, err)) && row)
		sql_read_members(&sql, arena, members, READ_COUNT, out);
	sql_end(&sql);
	return rc || row ? rc : err_set(err, ERR_NOT_FOUND, "no such candidate");
}

int candidate_set_status(struct db *db, const char *ref, const char *status, struct err *err)
{
	int64_t changed = 0;
	int rc =
	    sql_run(db, &changed, err, "UPDATE candidate SET status = ?2 WHERE ref = ?1", "ss", ref, status);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such candidate");
}

int candidate_add_file(struct db *db, const char *ref, const char *name, const char *type,
		       struct bytes content, int64_t *id, struct err *err)
{
	return attachment_add(db, ref, NULL, name, type, content, id, err);
}

#define FILE_COLUMNS                                                                                         \
	"a.id, a.name, a.type, c.content FROM attachment a LEFT JOIN attachment_content c ON c.attachment "  \
	"= a.id"

int candidate_files(struct db *db, struct arena *arena, const char *ref, struct candidate_file **out,
		    size_t *count, struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = sql_start(&sql, db, err, "SELECT " FILE_COLUMNS " WHERE a.candidate = ?1 ORDER BY a.id", "s",
			   ref);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct candidate_file *file = list_add(&list);
		sql_read(&sql, arena, "issb", &file->id, &file->name, &file->type, &file->content);
	}
	sql_end(&sql);
	*out = list.items;
	*count = list.count;
	return rc;
}

int candidate_file_get(struct db *db, struct arena *arena, int64_t id, struct candidate_file *out,
		       struct err *err)
{
	return sql_one(db, arena, err, "no such file", "SELECT " FILE_COLUMNS " WHERE a.id = ?1", "i>issb",
		       id, &out->id, &out->name, &out->type, &out->content);
}

int candidate_erase(struct db *db, const char *ref, struct err *err)
{
	bool own;
	int64_t changed = 0;
	int rc = sql_enter(db, &own, err);
	if (rc)
		return rc;
	rc = sql_run(db, &changed, err,
		     "UPDATE candidate SET given_name = NULL, family_name = NULL, rome = NULL, level = NULL,"
		     " wanted = NULL, mobility = NULL, send_by = NULL, reminded_for = NULL,"
		     " unsent_why = NULL, is_erased = 1"
		     " WHERE ref = ?1",
		     "s", ref);
	if (!rc && !changed)
		rc = err_set(err, ERR_NOT_FOUND, "no such candidate");
	if (!rc)
		rc = sql_run(db, NULL, err,
			     "DELETE FROM attachment_content WHERE attachment IN"
			     " (SELECT id FROM attachment WHERE candidate = ?1)",
			     "s", ref);
	if (!rc)
		rc = sql_run(db, NULL, err, "UPDATE attachment SET name = NULL WHERE candidate = ?1", "s",
			     ref);
	return sql_leave(db, own, rc, err);
}

static int change(struct db *db, struct err *err, const char *text, const char *ref)
{
	int64_t changed = 0;
	int rc = sql_run(db, &changed, err, text, "s", ref);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such candidate");
}

int candidate_renew(struct db *db, const char *ref, const char *scope, const char *expires_on,
		    struct err *err)
{
	int64_t changed = 0;
	int rc = sql_run(
	    db, &changed, err,
	    "UPDATE candidate SET scope = ?2, consent_expires_on = ?3 WHERE ref = ?1 AND NOT is_erased",
	    "sss", ref, scope, expires_on);
	return rc || changed ? rc : err_set(err, ERR_NOT_FOUND, "no such candidate");
}

int candidate_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err)
{
	return sql_one(
	    db, arena, err, "no consent expires",
	    "SELECT ref FROM candidate INDEXED BY candidate_expiring"
	    " WHERE NOT is_erased AND consent_expires_on < ?1 ORDER BY consent_expires_on, ref LIMIT 1",
	    "s>s", today, ref);
}

int candidate_next_to_remind(struct db *db, struct arena *arena, const char *until, char **ref,
			     struct err *err)
{
	return sql_one(
	    db, arena, err, "nobody is to be reminded",
	    "SELECT ref FROM candidate INDEXED BY candidate_expiring"
	    " WHERE NOT is_erased AND consent_expires_on <= ?1 AND reminded_for IS NOT consent_expires_on"
	    " ORDER BY consent_expires_on, ref LIMIT 1",
	    "s>s", until, ref);
}

int candidate_reminded(struct db *db, const char *ref, struct err *err)
{
	return change(db, err, "UPDATE candidate SET reminded_for = consent_expires_on WHERE ref = ?1", ref);
}

int candidate_next_past_send_by(struct db *db, struct arena *arena, const char *today, char **ref,
				struct err *err)
{
	return sql_one(db, arena, err, "no last day is over",
		       "SELECT ref FROM candidate INDEXED BY candidate_send_by"
		       " WHERE send_by IS NOT NULL AND send_by < ?1 ORDER BY send_by, ref LIMIT 1",
		       "s>s", today, ref);
}

int candidate_forget_send_by(struct db *db, const char *ref, struct err *err)
{
	return change(db, err, "UPDATE candidate SET send_by = NULL WHERE ref = ?1", ref);
}

int candidate_next_unsent(struct db *db, struct arena *arena, char **ref, char **why, struct err *err)
{
	return sql_one(db, arena, err, "every CV was sent",
		       "SELECT ref, unsent_why FROM candidate INDEXED BY candidate_unsent"
		       " WHERE unsent_why IS NOT NULL ORDER BY ref LIMIT 1",
		       ">ss", ref, why);
}

int candidate_unsent_told(struct db *db, const char *ref, struct err *err)
{
	return change(db, err, "UPDATE candidate SET unsent_why = NULL WHERE ref = ?1", ref);
}

int candidate_next_held(struct db *db, struct arena *arena, char **ref, struct err *err)
{
	return sql_one(db, arena, err, "no candidate is held",
		       "SELECT ref FROM candidate INDEXED BY candidate_expiring WHERE NOT is_erased"
		       " ORDER BY consent_expires_on, ref LIMIT 1",
		       ">s", ref);
}
