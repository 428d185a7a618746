/* The promised views, for `list`, `show` and reports. */
#include "connection.h"
#include "sql.h"

static const char *const views[] = {"messages",	     "offers",	 "candidates",	   "consents",
				    "disclosures",   "outcomes", "events",	   "attendances",
				    "letters",	     "contacts", "outcome_counts", "notices",
				    "offer_answers", "mailings", "event_mailings", "attendance_counts"};

static bool is_view(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(views); i++)
		if (strcmp(views[i], name) == 0)
			return true;
	return false;
}

static int prepare(struct db *db, char *text, sqlite3_stmt **out, struct err *err)
{
	if (!text)
		return err_set(err, ERR_INTERNAL, "register: out of memory");
	int result = sqlite3_prepare_v2(db->handle, text, -1, out, NULL);
	sqlite3_free(text);
	return result == SQLITE_OK ? OK : sql_error(db, result, err);
}

static bool has_column(sqlite3_stmt *statement, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++)
		if (strcmp(sqlite3_column_name(statement, i), name) == 0)
			return true;
	return false;
}

static int prepare_view(struct db *db, const char *view, const char *key_column, const char *key_value,
			sqlite3_stmt **out, struct err *err)
{
	int rc = prepare(db, sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY 1", view), out, err);
	if (rc || !key_column)
		return rc;
	if (!has_column(*out, key_column))
		return err_set(err, ERR_USAGE, "%s has no such column", view);
	sqlite3_finalize(*out);
	*out = NULL;
	rc = prepare(db,
		     sqlite3_mprintf("SELECT * FROM \"%w\" WHERE \"%w\" = ?1 ORDER BY 1", view, key_column),
		     out, err);
	if (!rc)
		sqlite3_bind_text(*out, 1, key_value, -1, SQLITE_STATIC);
	return rc;
}

/* One row's arrays, reused for each: a million rows need the room of one. */
struct row_arrays {
	size_t count;
	const char **names, **values;
	bool *is_number;
};

static struct row_arrays make_arrays(struct arena *arena, sqlite3_stmt *statement)
{
	struct row_arrays arrays = {.count = (size_t)sqlite3_column_count(statement)};
	arrays.names = arena_array(arena, arrays.count, sizeof(*arrays.names));
	arrays.values = arena_array(arena, arrays.count, sizeof(*arrays.values));
	arrays.is_number = arena_array(arena, arrays.count, sizeof(*arrays.is_number));
	return arrays;
}

static int give_row(sqlite3_stmt *statement, struct row_arrays *arrays, db_each *each, void *user,
		    struct err *err)
{
	for (size_t i = 0; i < arrays->count; i++) {
		arrays->names[i] = sqlite3_column_name(statement, (int)i);
		arrays->is_number[i] = sqlite3_column_type(statement, (int)i) == SQLITE_INTEGER;
		arrays->values[i] = (const char *)sqlite3_column_text(statement, (int)i);
	}
	struct db_row row = {arrays->count, arrays->names, arrays->values, arrays->is_number};
	return each(user, &row, err);
}

static int give_rows(struct db *db, sqlite3_stmt *statement, db_each *each, void *user, struct err *err)
{
	struct arena *arena = arena_new();
	struct row_arrays arrays = make_arrays(arena, statement);
	int result, rc = OK;
	while (!rc && (result = sqlite3_step(statement)) != SQLITE_DONE)
		rc = result == SQLITE_ROW ? give_row(statement, &arrays, each, user, err)
					  : sql_error(db, result, err);
	arena_free(&arena);
	return rc;
}

int db_view(struct db *db, const char *view, const char *key_column, const char *key_value, db_each *each,
	    void *user, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	if (!is_view(view))
		return err_set(err, ERR_USAGE, "no such view");
	int rc = prepare_view(db, view, key_column, key_value, &statement, err);
	if (!rc)
		rc = give_rows(db, statement, each, user, err);
	sqlite3_finalize(statement);
	return rc;
}

json_t *db_row_json(const struct db_row *row)
{
	json_t *object = json_object();
	for (size_t i = 0; i < row->count; i++)
		json_object_set_new(object, row->names[i],
				    !row->values[i]	? json_null()
				    : row->is_number[i] ? json_integer(strtoll(row->values[i], NULL, 10))
							: json_string(row->values[i]));
	return object;
}
