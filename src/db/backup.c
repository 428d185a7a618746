/* Backup while others write, by SQLite's online backup in one step: a copy of what was committed when it
 * began. It is written through scrub.h, so that unused bytes in the pages of the register and its WAL are not
 * copied. Also the restore. */
#include "connection.h"
#include "db/letters.h"
#include "scrub.h"
#include "sql.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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

/* The unfinished copy, which the signal handler removes: half a register is no backup. */
static char unfinished_names[3][4096];
static const int ENDING_SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};

static void remove_unfinished(int signal_number)
{
	for (size_t i = 0; i < ARRAY_SIZE(unfinished_names); i++)
		if (*unfinished_names[i])
			unlink(unfinished_names[i]);
	raise(signal_number);
}

static void guard_unfinished(const char *path, const char *unfinished)
{
	struct sigaction action = {.sa_handler = remove_unfinished, .sa_flags = (int)SA_RESETHAND};
	snprintf(unfinished_names[0], sizeof unfinished_names[0], "%s", path);
	snprintf(unfinished_names[1], sizeof unfinished_names[1], "%s", unfinished);
	snprintf(unfinished_names[2], sizeof unfinished_names[2], "%s-journal", unfinished);
	for (size_t i = 0; i < ARRAY_SIZE(ENDING_SIGNALS); i++)
		sigaction(ENDING_SIGNALS[i], &action, NULL);
}

static void unguard(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	for (size_t i = 0; i < ARRAY_SIZE(ENDING_SIGNALS); i++)
		sigaction(ENDING_SIGNALS[i], &action, NULL);
}

#define WITH_CV                                                                                              \
	"(SELECT l.letter FROM letter_attachment l JOIN attachment a ON a.id = l.attachment"                 \
	" WHERE a.candidate IS NOT NULL)"

/* Mails are left out like CVs: undecided ones are fetched from the mailbox again. */
static const char WITHOUT_CVS[] =
    "PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; BEGIN;"
    "UPDATE candidate SET unsent_why = '" UNSENT_RESTORED
    "' WHERE NOT is_erased AND EXISTS (SELECT 1 FROM letter l"
    " JOIN letter_attachment a ON a.letter = l.id WHERE l.about = ref AND l.status = 'queued' AND l.template "
    "= 'cv');"
    "DELETE FROM letter_body WHERE letter IN " WITH_CV ";"
    "UPDATE letter SET status = 'cancelled', next_attempt_at = NULL, subject = NULL, last_reply = "
    "'" UNSENT_RESTORED "'"
    " WHERE status = 'queued' AND id IN " WITH_CV ";"
    "DELETE FROM attachment_content WHERE attachment IN (SELECT id FROM attachment WHERE candidate IS NOT "
    "NULL);"
    "DELETE FROM message_raw WHERE message NOT IN (SELECT id FROM message WHERE outcome = 'held' AND kind "
    "NOT IN ('', 'cv'));"
    "DELETE FROM message_copy WHERE message IN (SELECT id FROM message WHERE outcome IS NULL);"
    "DELETE FROM message_body;"
    "DROP TRIGGER message_is_kept;"
    "DELETE FROM message WHERE outcome IS NULL;"
    "CREATE TRIGGER message_is_kept BEFORE DELETE ON message"
    " WHEN OLD.outcome IS NULL OR OLD.folder IS NOT NULL OR OLD.file_to IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'messages that are not settled are not deleted'); END;"
    "COMMIT; VACUUM;";

/* Leaves WAL mode, so that the copy is one file, and checks it. */
static int fill(struct db *db, const char *path, bool has_cvs, struct err *err)
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
		       (!has_cvs && (rc = sql_script(copy, WITHOUT_CVS, err))) || (rc = db_check(copy, err)));
	db_close(&copy);
	return rc ? err_prefix(err, "backup %s", path) : OK;
}

int db_backup(struct db *db, const char *path, bool has_cvs, struct err *err)
{
	struct arena *arena = arena_new();
	const char *unfinished = arena_printf(arena, "%s.part", path);
	int rc = make_file(path, err); /* reserves the name */
	bool is_ours = !rc;
	if (is_ours)
		guard_unfinished(path, unfinished);
	bool is_begun = !rc && !(rc = make_file(unfinished, err));
	if (!rc && !(rc = fill(db, unfinished, has_cvs, err)) &&
	    (rename(unfinished, path) || io_sync_folder_of(path)))
		rc = err_set(err, ERR_IO, "backup %s: %s", path, strerror(errno));
	if (rc && is_begun)
		unlink(unfinished);
	if (rc && is_ours)
		unlink(path);
	unguard();
	arena_free(&arena);
	return rc;
}

/* Opens the copy read only and runs db_check over it. */
static int open_source(struct db **out, const char *path, struct err *err)
{
	struct db *source = calloc(1, sizeof(*source));
	int version = 0;
	if (!source)
		return err_set(err, ERR_INTERNAL, "restore: out of memory");
	int result =
	    sqlite3_open_v2(path, &source->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL);
	int rc =
	    result == SQLITE_OK ? migrate_current(source, &version, err) : sql_error(source, result, err);
	if (!rc && (version < 1 || version > migrate_version()))
		rc = err_set(err, ERR_DATA,
			     version < 1 ? "no register" : "written by a newer version of this program");
	if (!rc)
		rc = db_check(source, err);
	if (rc) {
		db_close(&source);
		err_prefix(err, "restore %s", path);
		return rc;
	}
	*out = source;
	return OK;
}

int db_restore(const char *from, const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	const char *unfinished = arena_printf(arena, "%s.restored", path);
	struct db *source = NULL;
	int rc = open_source(&source, from, err);
	unlink(unfinished); /* left by a killed restore */
	if (source && !(rc = make_file(unfinished, err)) && !(rc = fill(source, unfinished, true, err))) {
		/* The former register's WAL must not be read into the new one. */
		unlink(arena_printf(arena, "%s-wal", path));
		unlink(arena_printf(arena, "%s-shm", path));
		if (rename(unfinished, path) || io_sync_folder_of(path))
			rc = err_set(err, ERR_IO, "restore %s: %s", path, strerror(errno));
	}
	if (rc)
		unlink(unfinished);
	db_close(&source);
	arena_free(&arena);
	return rc;
}
