/* Opening and closing, transactions, erasure. */
#include "connection.h"
#include "scrub.h"
#include "sql.h"

#include "base/io.h"
#include "base/shared_mutex.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ERASE_DEADLINE_MS = 30000, ERASE_PAUSE_MS = 20, LOCK_PAUSE_NS = 500000, TURN_MS = 1000 };

static const char IN_MEMORY[] = ":memory:";

/* trusted_schema off: triggers and views in the file can't call functions with effects outside. */
static const char settings[] = "PRAGMA trusted_schema = OFF;"
			       "PRAGMA cell_size_check = ON;"
			       "PRAGMA page_size = 4096;"	   /* see scrub.h */
			       "PRAGMA max_page_count = 33554431;" /* likewise */
			       "PRAGMA temp_store = MEMORY;"	   /* no temporary files in /var/tmp */
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA synchronous = FULL;";

/* SQLite gives -wal and -shm the mode of the register, so creating the register first makes all three
 * private. */
static int create_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0) {
		bool is_folder = errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == EISDIR;
		return err_set(err, is_folder ? ERR_CONFIG : ERR_IO, "register %s: %s", path,
			       strerror(errno));
	}
	close(fd);
	return OK;
}

static int find_file(const char *path, struct err *err)
{
	if (access(path, F_OK) == 0)
		return OK;
	return err_set(err, errno == EACCES ? ERR_CONFIG : ERR_NOT_FOUND, "register %s: %s", path,
		       strerror(errno));
}

/* Switching to WAL needs exclusive access for a moment, and SQLite does not wait for that: processes that
 * create the same register take turns here. */
static int set_wal(struct db *db, struct err *err)
{
	long long deadline_ms = io_now_ms() + MAKING_TIMEOUT_MS;
	for (;;) {
		int rc = sql_script(db, "PRAGMA journal_mode = WAL;", err);
		if (rc != ERR_TEMPORARY || io_now_ms() >= deadline_ms)
			return rc;
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
}

static int check_version(struct db *db, const char *path, struct err *err)
{
	int version;
	int rc = migrate_current(db, &version, err);
	if (rc)
		return rc;
	if (version == 0)
		return err_set(err, ERR_NOT_FOUND, "register %s: empty", path);
	if (version > migrate_version())
		return err_set(err, ERR_CONFIG, "register %s: written by a newer version of this program",
			       path);
	if (version < migrate_version())
		return err_set(err, ERR_CONFIG, "register %s: not yet brought to this version; `run` does it",
			       path);
	return OK;
}

static int refuse_commit(void *user)
{
	(void)user;
	return 1;
}

/* Keeps changes in this connection's memory until the rollback, so that none reaches -wal. */
static int never_commit(struct db *db, struct err *err)
{
	sqlite3_commit_hook(db->handle, refuse_commit, NULL);
	return sql_script(db, "PRAGMA cache_spill = OFF;", err);
}

/* SQLite's own busy handler sleeps longer and longer; a stage that competes with a busy one would rarely be
 * awake when the register is free. */
static int wait_for_lock(void *user, int times)
{
	struct db *db = user;
	if (!times)
		db->busy_until_ms = io_now_ms() + db->busy_timeout_ms;
	nanosleep(&(struct timespec){.tv_nsec = LOCK_PAUSE_NS}, NULL);
	return io_now_ms() < db->busy_until_ms;
}

static int set_up(struct db *db, const char *path, enum db_mode mode, struct err *err)
{
	sqlite3_extended_result_codes(db->handle, 1);
	db->busy_timeout_ms = mode == DB_WRITE ? MAKING_TIMEOUT_MS : BUSY_TIMEOUT_MS;
	sqlite3_busy_handler(db->handle, wait_for_lock, db);
	/* Without this SQLite takes a misspelt quoted column for a string. */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	int rc = sql_script(db, settings, err);
	if (rc)
		return rc;
	if (mode == DB_WRITE || path == IN_MEMORY)
		(void)((rc = set_wal(db, err)) || (rc = migrate(db, err)));
	else
		rc = check_version(db, path, err);
	db->busy_timeout_ms = BUSY_TIMEOUT_MS;
	if (!rc && mode == DB_READ)
		rc = sql_script(db, "PRAGMA query_only = ON;", err);
	return rc || mode != DB_REHEARSE ? rc : never_commit(db, err);
}

int db_open(struct db **out, const char *path, enum db_mode mode, struct err *err)
{
	if (mode == DB_REHEARSE && access(path, F_OK) && errno == ENOENT)
		path = IN_MEMORY;
	int rc = mode == DB_WRITE ? create_file(path, err) : path == IN_MEMORY ? OK : find_file(path, err);
	if (rc)
		return rc;
	const char *vfs = scrub_vfs();
	struct db *db = calloc(1, sizeof(*db));
	if (!db || !vfs) {
		free(db);
		return err_set(err, ERR_INTERNAL, "register: out of memory");
	}
	int flags =
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	int result = sqlite3_open_v2(path, &db->handle, flags, vfs);
	rc = result == SQLITE_OK ? set_up(db, path, mode, err) : sql_error(db, result, err);
	if (rc) {
		int fault = sqlite3_errcode(db->handle);
		db_close(&db);
		return fault == SQLITE_NOTADB || fault == SQLITE_CANTOPEN ? err_prefix(err, "%s", path) : rc;
	}
	*out = db;
	return OK;
}

static void pass_on_turn(struct db *db)
{
	if (db->has_turn)
		pthread_mutex_unlock(db->writers);
	db->has_turn = false;
}

void db_close(struct db **db)
{
	if (!*db)
		return;
	pass_on_turn(*db);
	for (size_t i = 0; i < STATEMENT_SLOTS; i++)
		sqlite3_finalize((*db)->statements[i].statement);
	sqlite3_close_v2((*db)->handle);
	free(*db);
	*db = NULL;
}

void db_take_turns(struct db *db, pthread_mutex_t *writers)
{
	db->writers = writers;
}

/* On time-out, SQLite's own lock decides alone. */
static void take_turn(struct db *db)
{
	if (!db->writers || db->has_turn)
		return;
	int result = shared_mutex_lock(db->writers, TURN_MS);
	db->has_turn = !result || result == EOWNERDEAD;
}

int db_begin(struct db *db, struct err *err)
{
	take_turn(db);
	int rc = sql_run(db, NULL, err, "BEGIN IMMEDIATE", "");
	if (rc)
		pass_on_turn(db);
	return rc;
}

int db_commit(struct db *db, struct err *err)
{
	int rc = sql_run(db, NULL, err, "COMMIT", "");
	if (!rc)
		pass_on_turn(db);
	return rc;
}

void db_rollback(struct db *db)
{
	/* A failed statement may have rolled back the transaction already. */
	if (!sqlite3_get_autocommit(db->handle))
		sql_run(db, NULL, NULL, "ROLLBACK", "");
	pass_on_turn(db);
}

/* secure_delete overwrites what was erased in its pages, but the WAL holds older copies of those pages until
 * a checkpoint copies the new ones and truncates it. A reader of an older snapshot delays that. */
int db_erase_traces_within(struct db *db, int most_ms, struct err *err)
{
	long long deadline_ms = io_now_ms() + most_ms;
	int result;
	db->busy_timeout_ms = ERASE_PAUSE_MS;
	for (;;) {
		result = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
		if ((result & 0xff) != SQLITE_BUSY || io_now_ms() >= deadline_ms)
			break;
		nanosleep(&(struct timespec){.tv_nsec = ERASE_PAUSE_MS * 1000000L}, NULL);
	}
	db->busy_timeout_ms = BUSY_TIMEOUT_MS;
	return result == SQLITE_OK ? OK : sql_error(db, result, err);
}

int db_erase_traces(struct db *db, struct err *err)
{
	return db_erase_traces_within(db, ERASE_DEADLINE_MS, err);
}

int db_fill(struct db *db, int *percent, struct err *err)
{
	int64_t used, most;
	int rc = sql_one(db, NULL, err, "no answer",
			 "SELECT page_count, max_page_count FROM pragma_page_count,"
			 " pragma_max_page_count",
			 ">ii", &used, &most);
	if (!rc)
		*percent = (int)(used * 100 / most);
	return rc;
}

int db_check(struct db *db, struct err *err)
{
	struct arena *arena = arena_new();
	const char *finding, *table;
	bool found = false;
	int rc = sql_one(db, arena, err, "no answer", "PRAGMA integrity_check(1)", ">s", &finding);
	if (!rc && strcmp(finding, "ok") != 0)
		rc = err_set(err, ERR_DATA, "register is damaged: %.200s", finding);
	if (!rc)
		rc = sql_find(db, arena, &found, err, "PRAGMA foreign_key_check", ">s", &table);
	if (!rc && found)
		rc = err_set(err, ERR_DATA, "register: a row of %s refers to a row that is not there", table);
	arena_free(&arena);
	return rc;
}
