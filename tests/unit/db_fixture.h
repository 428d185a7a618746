/* Each test has a register of its own, in a folder that is removed. Loading the places takes most of the
 * time, so that is done once and the result copied. */
#ifndef DB_FIXTURE_H
#define DB_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/date.h"
#include "base/io.h"
#include "db.h"
#include "db/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char folder[64], path[96];
	struct arena *arena;
	struct db *db;
	struct err err;
};

static struct bytes fixture_register;
static struct arena *fixture_arena;

static inline void fixture_write(const char *path, struct bytes bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(io_write_all(fd, bytes.data, bytes.length, 0, NULL), OK);
	close(fd);
}

static inline void fixture_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
	assert_int_equal(rmdir(folder), 0);
}

static inline void fixture_make_folder(struct fixture *f)
{
	snprintf(f->folder, sizeof(f->folder), "/tmp/passerelle-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/register.db", f->folder);
	f->arena = arena_new();
}

static inline int fixture_group_setup(void **state)
{
	struct fixture f = {0};
	(void)state;
	fixture_arena = arena_new();
	fixture_make_folder(&f);
	assert_int_equal(db_open(&f.db, f.path, DB_WRITE, &f.err), OK);
	db_close(&f.db);
	assert_int_equal(io_read_file(fixture_arena, f.path, 64 << 20, &fixture_register, NULL), OK);
	arena_free(&f.arena);
	fixture_remove(f.folder);
	return 0;
}

static inline int fixture_group_teardown(void **state)
{
	(void)state;
	arena_free(&fixture_arena);
	return 0;
}

static inline int fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	assert_non_null(f);
	fixture_make_folder(f);
	fixture_write(f->path, fixture_register);
	assert_int_equal(db_open(&f->db, f->path, DB_WRITE, &f->err), OK);
	*state = f;
	return 0;
}

static inline int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	db_close(&f->db);
	arena_free(&f->arena);
	fixture_remove(f->folder);
	free(f);
	return 0;
}

/* Shows the register's error text on failure. */
#define assert_ok(f, call)                                                                                   \
	do {                                                                                                 \
		int fixture_rc = (call);                                                                     \
		if (fixture_rc)                                                                              \
			fail_msg("%s: %d %s", #call, fixture_rc, (f)->err.text);                             \
	} while (0)

/* Runs SQL on another connection, without our settings. Returns SQLite's result. */
static inline int fixture_tamper(struct fixture *f, const char *script)
{
	sqlite3 *handle;
	assert_int_equal(sqlite3_open(f->path, &handle), SQLITE_OK);
	int result = sqlite3_exec(handle, script, NULL, NULL, NULL);
	sqlite3_close(handle);
	return result;
}

/* The first column of the first row, "" for NULL, "none" without a row. */
static inline const char *fixture_value(struct fixture *f, const char *query)
{
	sqlite3 *handle;
	sqlite3_stmt *statement;
	const char *value = "none";
	assert_int_equal(sqlite3_open(f->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle, query, -1, &statement, NULL), SQLITE_OK);
	if (sqlite3_step(statement) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);
		value = arena_strdup(f->arena, text ? text : "");
	}
	sqlite3_finalize(statement);
	sqlite3_close(handle);
	return value;
}

/* A small directory: one contact for each kind of organisation, two for the first mission locale. */
static const struct directory_row fixture_rows[] = {
    {2, "Mission locale de Lyon", ORGANISATION_MISSION_LOCALE, "Anne", "anne@ml-lyon.example", "",
     "C69123 D01", "offres evenements", "immediat", false, false, NULL},
    {3, "Mission locale de Lyon", ORGANISATION_MISSION_LOCALE, "Benoît", "benoit@ml-lyon.example", "",
     "P69100", "offres", "quotidien", false, false, NULL},
    {4, "Mission locale de Saint-Denis", ORGANISATION_MISSION_LOCALE, "Chloé", "chloe@ml-93.example", "",
     "C93066", "offres evenements", "immediat", false, false, NULL},
    {5, "ARML Auvergne-Rhône-Alpes", ORGANISATION_ASSOCIATION_REGIONALE, "David", "david@arml.example", "",
     "R84", "offres", "immediat", true, true, NULL},
    {6, "CNML", ORGANISATION_CNML, "Élise", "elise@cnml.example", "", "FR", "", "immediat", true, true, NULL},
    {7, "IMS", ORGANISATION_IMS, "Farid", "farid@ims.example", "", "FR", "cv", "immediat", true, true, NULL},
    {8, "Rhône Emballage", ORGANISATION_ENTREPRISE, "Gaëlle", "gaelle@emballage.example", "", "", "",
     "immediat", false, false, NULL},
};
enum { FIXTURE_ROWS = ARRAY_SIZE(fixture_rows) };

static inline void fixture_import(struct fixture *f)
{
	struct directory_changes changes;
	assert_ok(f, directory_import(f->db, f->arena, fixture_rows, FIXTURE_ROWS, &changes, &f->err));
}

static inline int64_t fixture_contact(struct fixture *f, const char *email)
{
	struct contact contact;
	assert_ok(f, contact_by_email(f->db, f->arena, email, &contact, &f->err));
	return contact.id;
}

static inline int fixture_run(const struct CMUnitTest *tests, size_t count, const char *name)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return _cmocka_run_group_tests(name, tests, count, fixture_group_setup, fixture_group_teardown);
}
#define FIXTURE_TEST(function)	  cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)
#define FIXTURE_MAIN(name, tests) fixture_run(tests, ARRAY_SIZE(tests), name)

#endif
