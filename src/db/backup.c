/* A copy of the register while others write to it, by SQLite's online backup in one step: what was committed
 * when it began, and nothing else. It is written through scrub.h, so that what lies unused in the pages that
 * are read, in the register or its WAL, does not come into it. */
#include "connection.h"
#include "scrub.h"
#include "sql.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE_MS = 20 };

static int make_file(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return err_set(err, ERR_IO, "backup %s: %s%s", path, strerror(errno),
			       errno == EEXIST ? "; nothing is overwritten" : "");
	close(fd);
	return OK;
}

static int copy_pages(struct db *db, struct db *copy, struct err *err)
{
	long long deadline_ms = io_now_ms() + BUSY_TIMEOUT_MS;
	int result;
	sqlite3_backup *backup = sqlite3_backup_init(copy->handle, "main", db->handle, "main");
	if (!backup)
		return sql_error(copy, sqlite3_extended_errcode(copy->handle), err);
	for (;;) {
		result = sqlite3_backup_step(backup, -1);
		bool is_locked = (result & 0xff) == SQLITE_BUSY || (result & 0xff) == SQLITE_LOCKED;
		if (!is_locked || io_now_ms() >= deadline_ms)
			break;
		nanosleep(&(struct timespec){.tv_nsec = PAUSE_MS * 1000000L}, NULL);
	}
	sqlite3_backup_finish(backup);
	return result == SQLITE_DONE ? OK : sql_error(copy, result, err);
}

/* One file that needs none beside it, and that is whole. */
static int fill(struct db *db, const char *path, struct err *err)
{
	struct db *copy = calloc(1, sizeof(*copy));
	const char *vfs = scrub_vfs();
	int rc;
	if (!copy || !vfs) {
		free(copy);
		return err_set(err, ERR_INTERNAL, "backup: out of memory");
	}
	int result = sqlite3_open_v2(path, &copy->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, vfs);
	if (result != SQLITE_OK)
		rc = sql_error(copy, result, err);
	else
		(void)((rc = sql_script(copy, "PRAGMA synchronous = FULL;", err)) ||
		       (rc = copy_pages(db, copy, err)) ||
		       (rc = sql_script(copy, "PRAGMA journal_mode = DELETE;", err)) ||
		       (rc = db_check(copy, err)));
	db_close(&copy);
	return rc ? err_prefix(err, "backup %s", path) : OK;
}

int db_backup(struct db *db, const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	const char *unfinished = arena_printf(arena, "%s.part", path);
	int rc = make_file(path, err); /* its name is taken from now on */
	bool is_ours = !rc, is_begun = !rc && !(rc = make_file(unfinished, err));
	if (!rc && !(rc = fill(db, unfinished, err)) && (rename(unfinished, path) || io_sync_folder_of(path)))
		rc = err_set(err, ERR_IO, "backup %s: %s", path, strerror(errno));
	if (rc && is_begun)
		unlink(unfinished);
	if (rc && is_ours)
		unlink(path);
	arena_free(&arena);
	return rc;
}
