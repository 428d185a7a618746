/* Private to db: statements in a few words. A statement is prepared once a connection and kept, found again
 * by the address of its text (so texts are string literals), and is always reset after use: until then it
 * holds its locks.
 *
 *	struct sql sql;
 *	bool row;
 *	rc = sql_start(&sql, db, err, "SELECT id, name FROM t WHERE kind = ?1 AND n > ?2", "si", kind, n);
 *	while (!rc && !(rc = sql_step(&sql, &row, err)) && row)
 *		sql_read(&sql, arena, "is", &id, &name);
 *	sql_end(&sql);
 *
 * Letters of a format, when binding and when reading:
 *	s  const char *    NULL is SQL NULL
 *	n  const char *    "" and NULL are SQL NULL
 *	i  int64_t
 *	r  int64_t         a row's id; 0 is SQL NULL
 *	p  int64_t         a number that is not negative; -1 is SQL NULL
 *	d  int
 *	f  bool
 *	t  time_t          RFC 3339
 *	b  struct bytes *  SQL NULL reads as an empty range
 * Reading takes pointers to these (b: the struct bytes itself is filled). Bound values must outlive sql_end.
 */
#ifndef DB_SQL_H
#define DB_SQL_H

#include "base/list.h"
#include "db.h"

#include <sqlite3.h>

struct sql {
	struct db *db;
	sqlite3_stmt *statement;
};

int sql_start(struct sql *sql, struct db *db, struct err *err, const char *text, const char *format, ...);
int sql_step(struct sql *sql, bool *row, struct err *err);
void sql_read(struct sql *sql, struct arena *arena, const char *format, ...);
void sql_end(struct sql *sql);

/* Runs one statement without rows, or whose rows don't matter. *changed may be NULL. */
int sql_run(struct db *db, int64_t *changed, struct err *err, const char *text, const char *format, ...);
/* Reads its first row into the given places, if there is one. `format`: the letters of the parameters, ">",
 * the letters of the columns. */
int sql_find(struct db *db, struct arena *arena, bool *found, struct err *err, const char *text,
	     const char *format, ...);
/* The same when a row is required: without one ERR_NOT_FOUND with the text `what` ("no such offer"). */
int sql_one(struct db *db, struct arena *arena, struct err *err, const char *what, const char *text,
	    const char *format, ...);

/* A struct's members as a statement's parameters or columns, in order. */
struct sql_member {
	char letter;
	size_t offset;
};
#define SQL_MEMBER(letter, type, member)                                                                     \
	{                                                                                                    \
		letter, offsetof(type, member)                                                               \
	}
int sql_start_members(struct sql *sql, struct db *db, struct err *err, const char *text,
		      const struct sql_member *members, size_t count, const void *from);
void sql_read_members(struct sql *sql, struct arena *arena, const struct sql_member *members, size_t count,
		      void *to);
/* Adds all rows of a statement to the list of structs with these members, and ends the statement; rc is the
 * result of sql_start. */
int sql_read_all(struct sql *sql, int rc, struct arena *arena, const struct sql_member *members,
		 size_t member_count, struct list *rows, struct err *err);
int sql_run_members(struct db *db, int64_t *changed, struct err *err, const char *text,
		    const struct sql_member *members, size_t count, const void *from);

/* Runs a script, such as a migration. */
int sql_script(struct db *db, const char *script, struct err *err);
/* Translates SQLite's result to one of our codes, with its message. */
int sql_error(struct db *db, int result, struct err *err);

/* Groups statements in a transaction unless the caller has one open: *own says whether one was begun. */
int sql_enter(struct db *db, bool *own, struct err *err);
/* Commits what sql_enter began, or rolls it back when rc is not OK; returns the first error. */
int sql_leave(struct db *db, bool own, int rc, struct err *err);

#endif
