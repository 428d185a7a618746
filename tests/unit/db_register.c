/* Opening, migrating, locking, the promised views, transactions, settings, errors. */
#include "db_fixture.h"

#include "../../src/db/connection.h"

#include "db/messages.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void test_reopening_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct bytes before, after;
	db_close(&f->db);
	assert_ok(f, io_read_file(f->arena, f->path, 64 << 20, &before, &f->err));
	assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
	db_close(&f->db);
	db_close(&f->db); /* no effect */
	assert_ok(f, io_read_file(f->arena, f->path, 64 << 20, &after, &f->err));
	assert_int_equal(before.length, after.length);
	assert_memory_equal(before.data, after.data, before.length);
	assert_string_equal(fixture_value(f, "PRAGMA user_version"),
			    arena_printf(f->arena, "%d", migrate_version()));
	assert_string_equal(fixture_value(f, "PRAGMA journal_mode"), "wal");
}

static void test_newer_register_is_refused(void **state)
{
	struct fixture *f = *state;
	db_close(&f->db);
	assert_int_equal(fixture_tamper(f, "PRAGMA user_version = 999"), SQLITE_OK);
	assert_int_equal(db_open(&f->db, f->path, DB_WRITE, &f->err), ERR_CONFIG);
	assert_null(f->db);
	assert_int_equal(db_open(&f->db, f->path, DB_READ, &f->err), ERR_CONFIG);
	assert_string_equal(fixture_value(f, "PRAGMA user_version"), "999");
}

static void test_opening_what_is_not_there(void **state)
{
	struct fixture *f = *state;
	char path[160];
	struct db *db = NULL;
	snprintf(path, sizeof(path), "%s/none.db", f->folder);
	assert_int_equal(db_open(&db, path, DB_READ, &f->err), ERR_NOT_FOUND);
	assert_int_equal(access(path, F_OK), -1); /* opening read-only creates nothing */
	fixture_write(path, (struct bytes){NULL, 0});
	assert_int_equal(db_open(&db, path, DB_READ, &f->err), ERR_NOT_FOUND);
	fixture_write(
	    path, bytes_of("This is no register, whatever it may say of itself. It is long enough to look."));
	assert_int_equal(db_open(&db, path, DB_WRITE, &f->err), ERR_IO);
	snprintf(path, sizeof(path), "%s/none/register.db", f->folder);
	assert_int_equal(db_open(&db, path, DB_WRITE, &f->err), ERR_CONFIG);
	assert_int_equal(db_open(&db, f->folder, DB_WRITE, &f->err), ERR_CONFIG);
	assert_null(db);
}

static void test_rehearsal_writes_nothing(void **state)
{
	struct fixture *f = *state;
	struct bytes before, after;
	char *value = NULL, none[160];
	db_close(&f->db);
	assert_ok(f, io_read_file(f->arena, f->path, 64 << 20, &before, &f->err));
	for (int commits = 0; commits < 2; commits++) {
		assert_ok(f, db_open(&f->db, f->path, DB_REHEARSE, &f->err));
		assert_ok(f, db_begin(f->db, &f->err));
		assert_ok(f, db_setting_set(f->db, "try", "1", &f->err));
		assert_ok(f, db_setting_get(f->db, f->arena, "try", &value, &f->err));
		assert_string_equal(value, "1");
		if (commits)
			assert_int_not_equal(db_commit(f->db, &f->err), OK);
		db_rollback(f->db);
		db_close(&f->db);
	}
	assert_ok(f, io_read_file(f->arena, f->path, 64 << 20, &after, &f->err));
	assert_int_equal(before.length, after.length);
	assert_memory_equal(before.data, after.data, before.length);
	snprintf(none, sizeof none, "%s/none.db", f->folder);
	assert_ok(f, db_open(&f->db, none, DB_REHEARSE, &f->err));
	assert_ok(f, db_setting_get(f->db, f->arena, "try", &value, &f->err));
	assert_null(value);
	assert_int_equal(access(none, F_OK), -1);
}

static void test_files_are_private(void **state)
{
	struct fixture *f = *state;
	static const char *const ends[] = {"", "-wal", "-shm"};
	char path[128];
	struct stat stat_of;
	db_close(&f->db);
	unlink(f->path);
	mode_t old = umask(0);
	assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
	umask(old);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, ends[i]);
		assert_int_equal(stat(path, &stat_of), 0);
		assert_int_equal(stat_of.st_mode & 0777, 0600);
	}
}

/* Several processes create the same register at once: one does, the others wait for it. */
static void test_made_once_by_many(void **state)
{
	struct fixture *f = *state;
	enum { MANY = 4 };
	pid_t pids[MANY];
	db_close(&f->db);
	unlink(f->path);
	for (int i = 0; i < MANY; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0) {
			struct err err = {0};
			struct db *db = NULL;
			_exit(db_open(&db, f->path, DB_WRITE, &err) ? 1 : 0);
		}
	}
	for (int i = 0; i < MANY; i++) {
		int status;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM department"), "109");
}

static void test_views_are_as_promised(void **state)
{
	static const char *const views[][2] = {
	    {"messages", "id received_at message_id sender subject kind outcome reason ref"},
	    {"offers",
	     "ref status title company place commune postal_code department region contract nature rome level"
	     " salary hours start openings deadline contact forum received_at"},
	    {"candidates", "ref status given_name family_name offer mission_locale scope minor rome level"
			   " received_at"},
	    {"consents", "id candidate event at collected_by scope expires_on message_id hash notice "
			 "notice_sha256 recorded_at"},
	    {"disclosures", "id candidate consent recipient at message_id hash"},
	    {"erasures", "candidate recipient asked_at asked_again_at answered_at is_done"},
	    {"outcomes", "id candidate offer mission_locale outcome date at sender current"},
	    {"events",
	     "ref status type title starts_at ends_at place commune capacity quota deadline organiser uid"
	     " sequence next_mailing_at"},
	    {"attendances", "event contact answer participants answered_at comment"},
	    {"letters",
	     "id template recipient subject message_id status attempts next_attempt_at sent_at last_reply"
	     " about created_at"},
	    {"contacts",
	     "email name organisation type active bounced lists frequency territories welcomed_at"},
	};
	char query[128];
	for (size_t i = 0; i < ARRAY_SIZE(views); i++) {
		snprintf(query, sizeof(query), "SELECT group_concat(name, ' ') FROM pragma_table_info('%s')",
			 views[i][0]);
		assert_string_equal(fixture_value(*state, query), views[i][1]);
	}
}

struct seen {
	size_t rows;
	char text[400];
	int rc;
};

static int see(void *user, const struct db_row *row, struct err *err)
{
	struct seen *seen = user;
	(void)err;
	seen->rows++;
	for (size_t i = 0; i < row->count; i++) {
		size_t length = strlen(seen->text);
		snprintf(seen->text + length, sizeof(seen->text) - length, "%s=%s%s ", row->names[i],
			 row->values[i] ? row->values[i] : "NULL", row->is_number[i] ? "#" : "");
	}
	return seen->rc;
}

static void test_view_gives_rows(void **state)
{
	struct fixture *f = *state;
	struct seen all = {0}, one = {0}, stopped = {.rc = ERR_IO};
	fixture_import(f);
	assert_ok(f, db_view(f->db, "contacts", NULL, NULL, see, &all, &f->err));
	assert_int_equal(all.rows, FIXTURE_ROWS);
	assert_ok(f, db_view(f->db, "contacts", "email", "elise@cnml.example", see, &one, &f->err));
	assert_string_equal(
	    one.text,
	    "email=elise@cnml.example name=Élise organisation=CNML type=cnml active=1# bounced=0# lists= "
	    "frequency=immediat territories=FR welcomed_at=NULL ");
	assert_int_equal(db_view(f->db, "contacts", NULL, NULL, see, &stopped, &f->err), ERR_IO);
	assert_int_equal(stopped.rows, 1);
	assert_int_equal(db_view(f->db, "contact", NULL, NULL, see, &all, &f->err), ERR_USAGE);
	assert_int_equal(db_view(f->db, "contacts", "x\" OR 1", "", see, &all, &f->err), ERR_USAGE);
}

static void test_references(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *prefix;
		int year;
		const char *ref;
	} steps[] = {{"OFF", 2026, "OFF-2026-0001"},
		     {"OFF", 2026, "OFF-2026-0002"},
		     {"CAN", 2026, "CAN-2026-0001"},
		     {"OFF", 2027, "OFF-2027-0001"},
		     {"OFF", 2026, "OFF-2026-0003"}};
	char *ref;
	assert_int_equal(db_next_reference(f->db, f->arena, "OFF", 2026, &ref, &f->err), ERR_INTERNAL);
	for (int round = 0; round < 2; round++) {
		assert_ok(f, db_begin(f->db, &f->err));
		for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
			assert_ok(f, db_next_reference(f->db, f->arena, steps[i].prefix, steps[i].year, &ref,
						       &f->err));
			assert_string_equal(ref, steps[i].ref);
		}
		db_rollback(f->db); /* a number rolled back is issued again */
		db_rollback(f->db);
	}
	fixture_tamper(f, "INSERT INTO series VALUES ('OFF-2026', 9999)");
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_next_reference(f->db, f->arena, "OFF", 2026, &ref, &f->err));
	assert_string_equal(ref, "OFF-2026-10000");
}

static void test_settings(void **state)
{
	struct fixture *f = *state;
	char *value;
	struct err untouched = {.text = "untouched"};
	assert_ok(f, db_setting_get(f->db, f->arena, "key", &value, &untouched));
	assert_null(value);
	assert_string_equal(untouched.text, "untouched");
	assert_ok(f, db_setting_set(f->db, "key", "1", &f->err));
	assert_ok(f, db_setting_set(f->db, "key", "2", &f->err));
	assert_ok(f, db_setting_get(f->db, f->arena, "key", &value, &f->err));
	assert_string_equal(value, "2");
	assert_ok(f, db_setting_set(f->db, "key", NULL, &f->err));
	assert_ok(f, db_setting_get(f->db, f->arena, "key", &value, &f->err));
	assert_null(value);
}

static void test_two_connections(void **state)
{
	struct fixture *f = *state;
	struct db *other = NULL;
	char *value;
	assert_ok(f, db_open(&other, f->path, DB_READ, &f->err));
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_setting_set(f->db, "key", "mine", &f->err));
	assert_ok(f, db_setting_get(other, f->arena, "key", &value, &f->err));
	assert_null(value); /* not committed yet */
	assert_ok(f, db_commit(f->db, &f->err));
	assert_ok(f, db_setting_get(other, f->arena, "key", &value, &f->err));
	assert_string_equal(value, "mine");
	assert_int_equal(db_setting_set(other, "key", "theirs", &f->err), ERR_IO); /* read only */
	db_close(&other);
}

/* A writer waits for another for up to ten seconds. */
static void test_writers_take_turns(void **state)
{
	struct fixture *f = *state;
	char *value;
	int ready[2], status;
	char byte = 0;
	assert_int_equal(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct db *db = NULL;
		int rc = db_open(&db, f->path, DB_WRITE, NULL) || db_begin(db, NULL);
		(void)!write(ready[1], &byte, 1);
		nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
		rc = rc || db_setting_set(db, "key", "child", NULL) || db_commit(db, NULL);
		_exit(rc);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, db_setting_get(f->db, f->arena, "key", &value, &f->err));
	assert_string_equal(value, "child");
	db_rollback(f->db);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(ready[0]);
	close(ready[1]);
}

static void test_one_daemon(void **state)
{
	struct fixture *f = *state;
	int status, hold[2], go[2];
	char byte = 0;
	assert_int_equal(pipe(hold), 0);
	assert_int_equal(pipe(go), 0);
	pid_t daemon = fork();
	if (daemon == 0) {
		int rc = db_lock_daemon(f->path, NULL);
		pid_t child = fork(); /* holds the lock after its parent has ended */
		if (child == 0) {
			close(go[1]);
			(void)!write(hold[1], &byte, 1);
			(void)!read(go[0], &byte, 1);
			_exit(0);
		}
		_exit(rc ? 1 : 0);
	}
	assert_int_equal(waitpid(daemon, &status, 0), daemon);
	assert_int_equal(status, 0);
	assert_int_equal(read(hold[0], &byte, 1), 1);
	assert_int_equal(db_lock_daemon(f->path, &f->err), ERR_TEMPORARY);
	assert_non_null(strstr(f->err.text, "another daemon"));
	close(hold[1]);
	close(go[1]);
	assert_int_equal(read(hold[0], &byte, 1), 0); /* the child has ended */
	assert_ok(f, db_lock_daemon(f->path, &f->err));
	close(hold[0]);
	close(go[0]);
}

/* A full disk, simulated by a limit on the file size. */
static void test_full_disk(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		struct err err = {0};
		struct db *db = NULL;
		bool added;
		struct arena *arena = arena_new();
		struct bytes raw = {arena_alloc(arena, 20 << 20), 20 << 20};
		int rc = db_open(&db, f->path, DB_WRITE, &err);
		struct rlimit limit = {10 << 20, 10 << 20};
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		if (!rc)
			rc = message_add(db, "m", 1, "1", raw, 0, &added, &err);
		_exit(rc == ERR_IO && err.text[0] ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	bool known;
	assert_ok(f, message_is_known(f->db, "m", 1, "1", &known, &f->err));
	assert_false(known);
	assert_ok(f, db_check(f->db, &f->err));
}

static void test_check_finds_damage(void **state)
{
	struct fixture *f = *state;
	assert_ok(f, db_check(f->db, &f->err));
	fixture_tamper(f, "INSERT INTO message_raw VALUES (99, x'00')"); /* foreign keys off */
	assert_int_equal(db_check(f->db, &f->err), ERR_DATA);
	assert_non_null(strstr(f->err.text, "message_raw"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_reopening_changes_nothing),
	    FIXTURE_TEST(test_newer_register_is_refused),
	    FIXTURE_TEST(test_opening_what_is_not_there),
	    FIXTURE_TEST(test_rehearsal_writes_nothing),
	    FIXTURE_TEST(test_files_are_private),
	    FIXTURE_TEST(test_made_once_by_many),
	    FIXTURE_TEST(test_views_are_as_promised),
	    FIXTURE_TEST(test_view_gives_rows),
	    FIXTURE_TEST(test_references),
	    FIXTURE_TEST(test_settings),
	    FIXTURE_TEST(test_two_connections),
	    FIXTURE_TEST(test_writers_take_turns),
	    FIXTURE_TEST(test_one_daemon),
	    FIXTURE_TEST(test_full_disk),
	    FIXTURE_TEST(test_check_finds_damage),
	};
	return FIXTURE_MAIN("db_register", tests);
}
