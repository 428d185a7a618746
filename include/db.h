/* db: the register, one SQLite file. Every process has its own connection. WAL and synchronous=FULL make each
 * commit durable; secure_delete (completed by src/db/scrub.h) and db_erase_traces make erasure real. Each
 * table is written by one file of src/db:
 *
 *	db/directory.h   organisation, contact, territory
 *	db/places.h      region, department, commune, postal (read only; loaded when the register is created)
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
 *	db/retention.h   message_count, letter_count; removes old rows
 *	db/bounces.h     effects of failed deliveries on contact
 *	db/health.h      no table: figures for status and metrics
 *	db/key.h         no table: the key, a file beside the register
 *	db/anchor.h      no table: the newest state of the register, in files beside it
 *
 * The promised views of section 10 of the specification are built on them. Times in columns are UTC, RFC
 * 3339.
 *
 * Calling sequence: db_open, then db_begin, typed calls, db_commit (or db_rollback). All typed calls return
 * OK or: ERR_NOT_FOUND (no such row), ERR_DATA (a constraint refuses), ERR_TEMPORARY (locked for longer than
 * 10 s), ERR_IO (disk full, not writable, damaged). Results live in the arena passed in. */
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
	DB_READ,  /* read only; ERR_NOT_FOUND when there is no register yet */
	/* Dry run: a transaction sees its own changes, but no commit succeeds and nothing is written. Without
	 * a register it works on an empty one in memory. */
	DB_REHEARSE,
};

/* ERR_CONFIG: the folder of the path can't be used, or a newer version of the program wrote the register. */
int db_open(struct db **out, const char *path, enum db_mode mode, struct err *err);
void db_close(struct db **db);
/* From now on transactions of this connection first lock `mutex`, which the other processes use too: the next
 * in line is woken, whereas SQLite would have every process poll. The mutex must outlive db. */
void db_take_turns(struct db *db, pthread_mutex_t *writers);

int db_begin(struct db *db, struct err *err); /* BEGIN IMMEDIATE */
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db); /* harmless outside of a transaction */

/* Takes the lock that allows one daemon per register (a file beside it, held until the process and its
 * children end). ERR_TEMPORARY: another daemon runs. */
int db_lock_daemon(const char *path, struct err *err);
/* Call after a command has changed the register: wakes the daemon, which otherwise looks once a minute. */
enum daemon_state {
	DAEMON_AWAY,   /* no daemon runs */
	DAEMON_ASLEEP, /* a daemon runs, but this user may not wake it */
	DAEMON_WOKEN,
};
enum daemon_state db_wake_daemon(const char *path);

/* Call after a commit that erased: checkpoints until -wal and -shm hold no erased byte. ERR_TEMPORARY after
 * 30 s: call again later. */
int db_erase_traces(struct db *db, struct err *err);
/* The same without waiting for other processes' transactions. ERR_TEMPORARY: not done yet. A caller that
 * erases often calls this every DB_ERASE_EVERY_MS and when idle, because each call writes all pages changed
 * since the last. */
enum { DB_ERASE_EVERY_MS = 1000 };
int db_erase_traces_within(struct db *db, int most_ms, struct err *err);

/* A consistent copy, mode 0600, synced and checked when this returns; others may write meanwhile. It holds
 * nothing that was erased before and, unless has_cvs, no CV, no letter with one and no mail that may hold
 * one. A signal that ends the process removes the unfinished file. ERR_IO: the file exists or can't be
 * written; ERR_DATA: the register is damaged. */
int db_backup(struct db *db, const char *path, bool has_cvs, struct err *err);
/* Atomically replaces the register with a copy. The caller holds the daemon's lock, and updates the anchor
 * afterwards (db/anchor.h). ERR_DATA: the copy is no intact register. */
int db_restore(const char *from, const char *path, struct err *err);

/* The next reference of a series in a year: "OFF-2026-0001"; prefix OFF, CAN or EVT. Inside a transaction. */
int db_next_reference(struct db *db, struct arena *arena, const char *prefix, int year, char **out,
		      struct err *err);

/* Small values of the program itself: a key, the time of the last round trip. NULL when unset. */
int db_setting_get(struct db *db, struct arena *arena, const char *name, char **out, struct err *err);
int db_setting_set(struct db *db, const char *name, const char *value, struct err *err);

/* A row of a promised view. Values are text (NULL for SQL NULL); is_number marks integers, for JSON. */
struct db_row {
	size_t count;
	const char *const *names;
	const char *const *values;
	const bool *is_number;
};
/* The row as a JSON object of integers, strings and nulls by column name. The caller owns the reference. */
json_t *db_row_json(const struct db_row *row);
typedef int db_each(void *user, const struct db_row *row, struct err *err);
/* Calls `each` for the rows of a promised view, one at a time in memory, ordered by the first column;
 * key_column NULL: all rows. ERR_USAGE: no such view or column; otherwise what `each` returns, which ends the
 * loop when not OK. */
int db_view(struct db *db, const char *view, const char *key_column, const char *key_value, db_each *each,
	    void *user, struct err *err);

/* A db_each that appends the row to `user`, a JSON array. */
db_each db_row_keep;

/* The name of the nth promised view, NULL after the last. */
const char *db_view_at(size_t n);

struct view_query {
	const char *view;
	const char *key_column;	   /* NULL: all rows */
	const char *key_values[2]; /* the second may be NULL */
	const char *time_column;   /* NULL: the view has none */
	const char *since;	   /* RFC 3339 in UTC: only rows from this time on; NULL: all */
	int64_t limit;		   /* that many rows, newest first; 0: all rows, ordered as in db_view */
	bool names_first;	   /* call `each` once before the rows, with values NULL */
};
int db_view_query(struct db *db, const struct view_query *query, db_each *each, void *user, struct err *err);

/* The share of the maximal register size (128 GiB) that is used, in percent. Warn from DB_FULL_PERCENT on. */
enum { DB_FULL_PERCENT = 80 };
int db_fill(struct db *db, int *percent, struct err *err);

/* PRAGMA integrity_check and foreign_key_check; ERR_DATA with the first finding. */
int db_check(struct db *db, struct err *err);

#endif
