#include "sql.h"

#include "base/date.h"
#include "connection.h"

#include <stdarg.h>
#include <stdint.h>

struct sql_code {
	int result; /* a primary result code of SQLite */
	int code;
};

static const struct sql_code codes[] = {
    {SQLITE_BUSY, ERR_TEMPORARY},  {SQLITE_LOCKED, ERR_TEMPORARY}, {SQLITE_CONSTRAINT, ERR_DATA},
    {SQLITE_MISMATCH, ERR_DATA},   {SQLITE_TOOBIG, ERR_LIMIT},	   {SQLITE_ERROR, ERR_INTERNAL},
    {SQLITE_MISUSE, ERR_INTERNAL}, {SQLITE_RANGE, ERR_INTERNAL},   {SQLITE_AUTH, ERR_INTERNAL},
};

int sql_error(struct db *db, int result, struct err *err)
{
	/* A constraint's message names table and column, never a value. */
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		if (codes[i].result == (result & 0xff))
			return err_set(err, codes[i].code, "register: %s", sqlite3_errmsg(db->handle));
	return err_set(err, ERR_IO, "register: %s", sqlite3_errmsg(db->handle));
}

static int find_statement(struct db *db, const char *text, sqlite3_stmt **out, struct err *err)
{
	size_t slot = ((uintptr_t)text >> 3) % STATEMENT_SLOTS;
	size_t tried = 0;
	while (db->statements[slot].text && db->statements[slot].text != text) {
		if (++tried == STATEMENT_SLOTS)
			return err_set(err, ERR_INTERNAL, "register: more statements than slots");
		slot = (slot + 1) % STATEMENT_SLOTS;
	}
	struct statement *statement = &db->statements[slot];
	if (!statement->text) {
		int result = sqlite3_prepare_v3(db->handle, text, -1, SQLITE_PREPARE_PERSISTENT,
						&statement->statement, NULL);
		if (result != SQLITE_OK)
			return sql_error(db, result, err);
		statement->text = text;
	}
	if (sqlite3_stmt_busy(statement->statement))
		return err_set(err, ERR_INTERNAL, "register: a statement is used within itself");
	*out = statement->statement;
	return OK;
}

static int bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	return sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

static int bind_time(sqlite3_stmt *statement, int at, time_t time)
{
	struct arena *arena = arena_new();
	int result = sqlite3_bind_text(statement, at, time_utc(arena, time), -1, SQLITE_TRANSIENT);
	arena_free(&arena);
	return result;
}

static int bind_bytes(sqlite3_stmt *statement, int at, const struct bytes *bytes)
{
	return sqlite3_bind_blob64(statement, at, bytes->length ? (const void *)bytes->data : "",
				   bytes->length, SQLITE_STATIC);
}

static int bind_number(sqlite3_stmt *statement, int at, char letter, int64_t number)
{
	if ((letter == 'r' && number == 0) || (letter == 'p' && number < 0))
		return sqlite3_bind_null(statement, at);
	return sqlite3_bind_int64(statement, at, number);
}

/* Binds the value that `from` points at. */
static int bind_one(sqlite3_stmt *statement, int at, char letter, const void *from)
{
	const char *text;
	switch (letter) {
	case 's':
		return bind_text(statement, at, *(const char *const *)from);
	case 'n':
		text = *(const char *const *)from;
		return bind_text(statement, at, text && *text ? text : NULL);
	case 'i':
	case 'r':
	case 'p':
		return bind_number(statement, at, letter, *(const int64_t *)from);
	case 'd':
		return sqlite3_bind_int(statement, at, *(const int *)from);
	case 'f':
		return sqlite3_bind_int(statement, at, *(const bool *)from);
	case 't':
		return bind_time(statement, at, *(const time_t *)from);
	case 'b':
		return bind_bytes(statement, at, from);
	default:
		return SQLITE_MISUSE;
	}
}

static int bind_next(sqlite3_stmt *statement, int at, char letter, va_list *values)
{
	switch (letter) {
	case 's':
	case 'n':
		return bind_one(statement, at, letter, &(const char *){va_arg(*values, const char *)});
	case 'i':
	case 'r':
	case 'p':
		return bind_one(statement, at, letter, &(int64_t){va_arg(*values, int64_t)});
	case 'd':
		return bind_one(statement, at, letter, &(int){va_arg(*values, int)});
	case 'f':
		return bind_one(statement, at, letter, &(bool){va_arg(*values, int)});
	case 't':
		return bind_one(statement, at, letter, &(time_t){va_arg(*values, time_t)});
	case 'b':
		return bind_one(statement, at, letter, va_arg(*values, const struct bytes *));
	default:
		return SQLITE_MISUSE;
	}
}

/* Binds values up to the end of the format or its ">"; *format is advanced to there. */
static int start(struct sql *sql, struct db *db, struct err *err, const char *text, const char **format,
		 va_list *values)
{
	*sql = (struct sql){.db = db};
	int rc = find_statement(db, text, &sql->statement, err);
	if (rc)
		return rc;
	for (int at = 1; **format && **format != '>'; (*format)++, at++) {
		int result = bind_next(sql->statement, at, **format, values);
		if (result != SQLITE_OK) {
			rc = sql_error(db, result, err);
			sql_end(sql);
			return rc;
		}
	}
	return OK;
}

int sql_start(struct sql *sql, struct db *db, struct err *err, const char *text, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int rc = start(sql, db, err, text, &format, &values);
	va_end(values);
	return rc;
}

int sql_start_members(struct sql *sql, struct db *db, struct err *err, const char *text,
		      const struct sql_member *members, size_t count, const void *from)
{
	int rc = sql_start(sql, db, err, text, "");
	for (size_t i = 0; i < count && !rc; i++) {
		const void *value = (const char *)from + members[i].offset;
		int result = bind_one(sql->statement, (int)i + 1, members[i].letter, value);
		if (result != SQLITE_OK) {
			rc = sql_error(db, result, err);
			sql_end(sql);
		}
	}
	return rc;
}

int sql_step(struct sql *sql, bool *row, struct err *err)
{
	int result = sqlite3_step(sql->statement);
	*row = result == SQLITE_ROW;
	return result == SQLITE_ROW || result == SQLITE_DONE ? OK : sql_error(sql->db, result, err);
}

static const char *read_text(sqlite3_stmt *statement, int at, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);
	return text ? arena_strndup(arena, text, (size_t)sqlite3_column_bytes(statement, at)) : NULL;
}

static time_t read_time(sqlite3_stmt *statement, int at)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);
	time_t time = 0;
	if (!text || !time_parse_rfc3339(text, &time))
		return 0;
	return time;
}

static struct bytes read_bytes(sqlite3_stmt *statement, int at, struct arena *arena)
{
	const void *data = sqlite3_column_blob(statement, at);
	struct bytes bytes = {data, (size_t)sqlite3_column_bytes(statement, at)};
	return data ? bytes_copy(arena, bytes) : (struct bytes){0};
}

static void read_one(sqlite3_stmt *statement, struct arena *arena, int at, char letter, void *to)
{
	bool is_null = sqlite3_column_type(statement, at) == SQLITE_NULL;
	switch (letter) {
	case 's':
		*(const char **)to = read_text(statement, at, arena);
		break;
	case 'n':
		*(const char **)to = is_null ? "" : read_text(statement, at, arena);
		break;
	case 'i':
	case 'r':
		*(int64_t *)to = sqlite3_column_int64(statement, at);
		break;
	case 'p':
		*(int64_t *)to = is_null ? -1 : sqlite3_column_int64(statement, at);
		break;
	case 'd':
		*(int *)to = sqlite3_column_int(statement, at);
		break;
	case 'f':
		*(bool *)to = sqlite3_column_int(statement, at) != 0;
		break;
	case 't':
		*(time_t *)to = read_time(statement, at);
		break;
	case 'b':
		*(struct bytes *)to = read_bytes(statement, at, arena);
		break;
	}
}

static void read_all(struct sql *sql, struct arena *arena, const char *format, va_list *places)
{
	for (int at = 0; format[at]; at++)
		read_one(sql->statement, arena, at, format[at], va_arg(*places, void *));
}

void sql_read(struct sql *sql, struct arena *arena, const char *format, ...)
{
	va_list places;
	va_start(places, format);
	read_all(sql, arena, format, &places);
	va_end(places);
}

void sql_read_members(struct sql *sql, struct arena *arena, const struct sql_member *members, size_t count,
		      void *to)
{
	for (size_t i = 0; i < count; i++)
		read_one(sql->statement, arena, (int)i, members[i].letter, (char *)to + members[i].offset);
}

void sql_end(struct sql *sql)
{
	if (!sql->statement)
		return;
	sqlite3_reset(sql->statement);
	sqlite3_clear_bindings(sql->statement);
	sql->statement = NULL;
}

static int run_to_end(struct sql *sql, int64_t *changed, struct err *err)
{
	bool row;
	int rc;
	while (!(rc = sql_step(sql, &row, err)) && row)
		continue;
	if (changed && !rc)
		*changed = sqlite3_changes64(sql->db->handle);
	sql_end(sql);
	return rc;
}

int sql_run(struct db *db, int64_t *changed, struct err *err, const char *text, const char *format, ...)
{
	struct sql sql;
	va_list values;
	va_start(values, format);
	int rc = start(&sql, db, err, text, &format, &values);
	va_end(values);
	return rc ? rc : run_to_end(&sql, changed, err);
}

int sql_read_all(struct sql *sql, int rc, struct arena *arena, const struct sql_member *members,
		 size_t member_count, struct list *rows, struct err *err)
{
	bool row = false;
	while (!rc && !(rc = sql_step(sql, &row, err)) && row)
		sql_read_members(sql, arena, members, member_count, list_add(rows));
	sql_end(sql);
	return rc;
}

int sql_run_members(struct db *db, int64_t *changed, struct err *err, const char *text,
		    const struct sql_member *members, size_t count, const void *from)
{
	struct sql sql;
	int rc = sql_start_members(&sql, db, err, text, members, count, from);
	return rc ? rc : run_to_end(&sql, changed, err);
}

static int find(struct db *db, struct arena *arena, bool *found, struct err *err, const char *text,
		const char *format, va_list *values)
{
	struct sql sql;
	*found = false;
	int rc = start(&sql, db, err, text, &format, values);
	if (!rc)
		rc = sql_step(&sql, found, err);
	if (!rc && *found && *format)
		read_all(&sql, arena, format + 1, values);
	sql_end(&sql);
	return rc;
}

int sql_find(struct db *db, struct arena *arena, bool *found, struct err *err, const char *text,
	     const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int rc = find(db, arena, found, err, text, format, &values);
	va_end(values);
	return rc;
}

int sql_one(struct db *db, struct arena *arena, struct err *err, const char *what, const char *text,
	    const char *format, ...)
{
	va_list values;
	bool found;
	va_start(values, format);
	int rc = find(db, arena, &found, err, text, format, &values);
	va_end(values);
	return rc || found ? rc : err_set(err, ERR_NOT_FOUND, "register: %s", what);
}

int sql_script(struct db *db, const char *script, struct err *err)
{
	int result = sqlite3_exec(db->handle, script, NULL, NULL, NULL);
	return result == SQLITE_OK ? OK : sql_error(db, result, err);
}

int sql_enter(struct db *db, bool *own, struct err *err)
{
	*own = sqlite3_get_autocommit(db->handle) != 0;
	return *own ? db_begin(db, err) : OK;
}

int sql_leave(struct db *db, bool own, int rc, struct err *err)
{
	if (!own)
		return rc;
	if (!rc)
		rc = db_commit(db, err);
	if (rc)
		db_rollback(db);
	return rc;
}
