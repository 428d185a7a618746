/* db: the register. One SQLite file; every process has its own connection, WAL and synchronous=FULL make each
 * commit durable, secure_delete (completed by src/db/scrub.h) and db_erase_traces make erasure real. Each
 * table is written by one file of src/db:
 *
 *	db/directory.h   organisation, contact, territory
 *	db/places.h      region, department, commune, postal (read only; loaded when the register is made)
 *	db/messages.h    message, message_raw
 *	db/offers.h      offer
 *	db/candidates.h  candidate, attachment, attachment_content, outcome
 *	db/consents.h    consent, disclosure, notice (append-only, hash-chained)
 *	db/events.h      event, attendance
 *	db/calls.h       call, response
 *	db/diagnostics.h diagnostic (its files are attachments)
 *	db/mailings.h    mailing
 *	db/dispatches.h  dispatch, dispatch_reader
 *	db/agreement.h   termination
 *	db/letters.h     letter, letter_body, letter_attachment
 *	db/retention.h   message_count, letter_count; takes old rows away
 *	db/bounces.h     what failed deliveries do to contact
 *	db/health.h      no table: what status and metrics tell
 *	db/key.h         no table: the key beside the register
 *	db/anchor.h      no table: what the register had come to, beside it
 *
 * and the promised views of the specification's section 10 stand on them. Times in columns are UTC, RFC 3339.
 *
 * Calling sequence: db_open, then db_begin, typed calls, db_commit (or db_rollback). All typed calls return
 * OK or: ERR_NOT_FOUND (no such row), ERR_DATA (a constraint refuses), ERR_TEMPORARY (locked for longer than
 * 10 s), ERR_IO (disk full, not writable, damaged). What they give lives in the arena they are given. */
#ifndef DB_H
#define DB_H

#include "base/bytes.h"
#include "base/err.h"

#include <jansson.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct db;

enum db_mode {
	DB_WRITE, /* creates the file (mode 0600) and migrates it to this program's user_version */
	DB_READ,  /* only looks; ERR_NOT_FOUND when there is no register yet */
	/* What would happen: transactions may change what they see, but no commit succeeds and nothing is
	 * written. Where there is no register yet, an empty one in memory. */
	DB_REHEARSE,
};

/* ERR_CONFIG: the path's folder can't be used, or a newer program wrote the register. */
int db_open(struct db **out, const char *path, enum db_mode mode, struct err *err);
void db_close(struct db **db);
/* Transactions of this connection wait at the mutex for those of the other processes that were told of it:
 * whoever is next is woken, where SQLite would have each ask again and again. It lives longer than db. */
void db_take_turns(struct db *db, pthread_mutex_t *writers);

int db_begin(struct db *db, struct err *err); /* BEGIN IMMEDIATE */
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db); /* harmless outside a transaction */

/* Takes the one daemon's lock on this register (a file beside it, held until the process and its children
 * end). ERR_TEMPORARY: another daemon runs. */
int db_lock_daemon(const char *path, struct err *err);
/* After a command has changed the register: the daemon, which otherwise looks once a minute, looks now. */
enum daemon_state {
	DAEMON_AWAY,   /* none runs */
	DAEMON_ASLEEP, /* one runs, but may not be woken by this user */
	DAEMON_WOKEN,
};
enum daemon_state db_wake_daemon(const char *path);

/* After a commit that erased: checkpoints until no erased byte is left in -wal and -shm (bounded: 30 s, then
 * ERR_TEMPORARY; call again later). */
int db_erase_traces(struct db *db, struct err *err);
/* The same for who has other work: another's open transaction must not hold it up. ERR_TEMPORARY: it is owed.
 * Whoever erases again and again calls it every DB_ERASE_EVERY_MS, and when there is nothing else to do: each
 * writes all pages that have changed since the last. */
enum { DB_ERASE_EVERY_MS = 1000 };
int db_erase_traces_within(struct db *db, int most_ms, struct err *err);

/* A consistent copy, mode 0600, on the disk and found whole when this returns; others may write meanwhile.
 * Nothing that was erased before is in it, and unless has_cvs no CV, no letter that carries one and no mail
 * that may. A signal that ends the process takes the unfinished file away. ERR_IO: the file exists already,
 * or can't be written; ERR_DATA: the register is damaged. */
int db_backup(struct db *db, const char *path, bool has_cvs, struct err *err);
/* A copy takes the register's place, which is whole at any moment. The caller holds the daemon's lock, and
 * goes on with db/anchor.h. ERR_DATA: it is no whole register. */
int db_restore(const char *from, const char *path, struct err *err);

/* The next reference of a series in a year: "OFF-2026-0001"; prefix OFF, CAN or EVT. Inside a transaction. */
int db_next_reference(struct db *db, struct arena *arena, const char *prefix, int year, char **out,
		      struct err *err);

/* Small values kept for the program itself: a key, the last round trip. NULL when unset. */
int db_setting_get(struct db *db, struct arena *arena, const char *name, char **out, struct err *err);
int db_setting_set(struct db *db, const char *name, const char *value, struct err *err);

/* A row of one of the promised views. Values are text (NULL for SQL NULL); is_number tells integers apart for
 * JSON. */
struct db_row {
	size_t count;
	const char *const *names;
	const char *const *values;
	const bool *is_number;
};
/* The row as a JSON object: integers, strings and nulls by column name. The caller owns the reference. */
json_t *db_row_json(const struct db_row *row);
typedef int db_each(void *user, const struct db_row *row, struct err *err);
/* Gives the rows of a promised view one by one (a million need the room of one), in the order of their first
 * column; all of them where key_column is NULL. ERR_USAGE: no such view or column; else what `each` returns,
 * which ends it. */
int db_view(struct db *db, const char *view, const char *key_column, const char *key_value, db_each *each,
	    void *user, struct err *err);

/* A db_each that appends the row to `user`, a JSON array. */
db_each db_row_keep;

/* The nth promised view's name, NULL behind the last. */
const char *db_view_at(size_t n);

struct view_query {
	const char *view;
	const char *key_column;	   /* NULL: all rows */
	const char *key_values[2]; /* the second may be NULL */
	const char *time_column;   /* NULL: the view has none */
	const char *since;	   /* RFC 3339, in UTC: only rows from then on; NULL: all */
	int64_t limit;		   /* so many, newest first; 0: all, as db_view orders them */
	bool names_first;	   /* `each` is called once more, before the rows: values is NULL */
};
int db_view_query(struct db *db, const struct view_query *query, db_each *each, void *user, struct err *err);

/* How much of the room that a register may take (128 GiB) is taken: from DB_FULL_PERCENT on people should be
 * told. */
enum { DB_FULL_PERCENT = 80 };
int db_fill(struct db *db, int *percent, struct err *err);

/* PRAGMA integrity_check and foreign_key_check; ERR_DATA with the first finding. */
int db_check(struct db *db, struct err *err);

#endif
