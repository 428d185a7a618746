/* The promised views, for `list`, `show` and reports. */
#include "connection.h"
#include "sql.h"

static const char *const views[] = {
    "messages",	      "offers",		"candidates",	  "consents",
    "disclosures",    "outcomes",	"events",	  "attendances",
    "letters",	      "contacts",	"outcome_counts", "notices",
    "offer_answers",  "mailings",	"event_mailings", "attendance_counts",
    "approvals",      "articles",	"committees",	  "committee_mailings",
    "agreements",     "duties",		"reports",	  "report_figures",
    "newest_reports", "calls",		"responses",	  "call_mailings",
    "diagnostics",    "erasures",	"newsletters",	  "offer_texts",
    "offer_remarks",  "message_counts", "letter_counts",  "directory"};

const char *db_view_at(size_t n)
{
	return n < ARRAY_SIZE(views) ? views[n] : NULL;
}

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

/* Column names come from the program, but SQLite would take a misspelt one for a string. */
static int check_columns(struct db *db, const struct view_query *query, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int rc = prepare(db, sqlite3_mprintf("SELECT * FROM \"%w\"", query->view), &statement, err);
	if (!rc && ((query->key_column && !has_column(statement, query->key_column)) ||
		    (query->time_column && !has_column(statement, query->time_column))))
		rc = err_set(err, ERR_USAGE, "%s has no such column", query->view);
	sqlite3_finalize(statement);
	return rc;
}

static char *query_text(const struct view_query *query)
{
	sqlite3_str *text = sqlite3_str_new(NULL);
	sqlite3_str_appendf(text, "SELECT * FROM \"%w\" WHERE true", query->view);
	if (query->key_column)
		sqlite3_str_appendf(text, " AND \"%w\" IN (?1, ?2)", query->key_column);
	if (query->since)
		sqlite3_str_appendf(text, " AND \"%w\" >= ?3", query->time_column);
	if (!query->limit)
		sqlite3_str_appendall(text, " ORDER BY 1");
	else if (query->time_column)
		sqlite3_str_appendf(text, " ORDER BY \"%w\" DESC, 1 DESC LIMIT ?4", query->time_column);
	else
		sqlite3_str_appendall(text, " ORDER BY 1 DESC LIMIT ?4");
	return sqlite3_str_finish(text);
}

static int prepare_view(struct db *db, const struct view_query *query, sqlite3_stmt **out, struct err *err)
{
	int rc = check_columns(db, query, err);
	if (rc || (rc = prepare(db, query_text(query), out, err)))
		return rc;
	sqlite3_bind_text(*out, 1, query->key_values[0], -1, SQLITE_STATIC);
	sqlite3_bind_text(*out, 2, query->key_values[1], -1, SQLITE_STATIC);
	sqlite3_bind_text(*out, 3, query->since, -1, SQLITE_STATIC);
	sqlite3_bind_int64(*out, 4, query->limit);
	return OK;
}

/* The arrays of one row, reused for each, as there may be a million rows. */
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

static int give_names(sqlite3_stmt *statement, struct row_arrays *arrays, db_each *each, void *user,
		      struct err *err)
{
	for (size_t i = 0; i < arrays->count; i++)
		arrays->names[i] = sqlite3_column_name(statement, (int)i);
	return each(user, &(struct db_row){.count = arrays->count, .names = arrays->names}, err);
}

static int give_rows(struct db *db, const struct view_query *query, sqlite3_stmt *statement, db_each *each,
		     void *user, struct err *err)
{
	struct arena *arena = arena_new();
	struct row_arrays arrays = make_arrays(arena, statement);
	int result, rc = query->names_first ? give_names(statement, &arrays, each, user, err) : OK;
	while (!rc && (result = sqlite3_step(statement)) != SQLITE_DONE)
		rc = result == SQLITE_ROW ? give_row(statement, &arrays, each, user, err)
					  : sql_error(db, result, err);
	arena_free(&arena);
	return rc;
}

int db_view_query(struct db *db, const struct view_query *query, db_each *each, void *user, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	if (!is_view(query->view))
		return err_set(err, ERR_USAGE, "no such view");
	int rc = prepare_view(db, query, &statement, err);
	if (!rc)
		rc = give_rows(db, query, statement, each, user, err);
	sqlite3_finalize(statement);
	return rc;
}

int db_view(struct db *db, const char *view, const char *key_column, const char *key_value, db_each *each,
	    void *user, struct err *err)
{
	return db_view_query(
	    db, &(struct view_query){.view = view, .key_column = key_column, .key_values = {key_value}}, each,
	    user, err);
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

int db_row_keep(void *user, const struct db_row *row, struct err *err)
{
	(void)err;
	json_array_append_new(user, db_row_json(row));
	return OK;
}
