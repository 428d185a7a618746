/* Registers of every earlier version (tests/registers) are migrated to this one, and a table can be rebuilt
 * in each. */
#include "db_fixture.h"

#include "../../src/db/connection.h"

enum { MOST_BYTES = 4 << 20 };

/* The register of an earlier version, in a folder of its own. */
static void keep_register(struct fixture *f, int version)
{
	struct bytes script;
	sqlite3 *handle;
	db_close(&f->db);
	remove(f->path);
	remove(arena_printf(f->arena, "%s-wal", f->path));
	assert_ok(f, io_read_file(f->arena, arena_printf(f->arena, "tests/registers/%d.sql", version),
				  MOST_BYTES, &script, &f->err));
	assert_int_equal(sqlite3_open(f->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle,
				      arena_strndup(f->arena, (const char *)script.data, script.length), NULL,
				      NULL, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

/* As in section 7 of sqlite.org/lang_altertable.html: another CHECK, everything else unchanged. */
static const char *wider_offers(struct fixture *f)
{
	static const char NARROW[] = "'held', 'open', 'filled', 'closed', 'expired'";
	const char *sql = fixture_value(f, "SELECT sql FROM sqlite_schema WHERE name = 'offer'");
	const char *list = strstr(sql, NARROW), *name = strstr(sql, "offer");
	const char *indexes = fixture_value(f, "SELECT coalesce(group_concat(sql, ';'), '') FROM "
					       "sqlite_schema WHERE tbl_name = 'offer' AND type IN"
					       " ('index', 'trigger') AND sql IS NOT NULL");
	assert_non_null(list);
	assert_non_null(name);
	return arena_printf(
	    f->arena,
	    "CREATE TABLE offer_new%.*s%s, 'shared'%s; INSERT INTO offer_new SELECT * FROM offer;"
	    "DROP TABLE offer; ALTER TABLE offer_new RENAME TO offer; %s",
	    (int)(list - name - 5), name + 5, NARROW, list + strlen(NARROW), indexes);
}

static void test_each_version(void **state)
{
	struct fixture *f = *state;
	for (int version = 1; version < migrate_version(); version++) {
		keep_register(f, version);
		const char *offers =
		    fixture_value(f, "SELECT count(*) || group_concat(ref || status) FROM offers");
		const char *letters = fixture_value(f, "SELECT count(*) || max(subject) FROM letters");
		assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
		db_close(&f->db);
		assert_string_equal(fixture_value(f, "PRAGMA user_version"),
				    arena_printf(f->arena, "%d", migrate_version()));
		assert_string_equal(
		    fixture_value(f, "SELECT count(*) || group_concat(ref || status) FROM offers"), offers);
		assert_string_equal(fixture_value(f, "SELECT count(*) || max(subject) FROM letters"),
				    letters);
		assert_string_equal(fixture_value(f, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
		assert_string_equal(fixture_value(f, "PRAGMA integrity_check"), "ok");
	}
}

static void test_flags_of_letters(void **state)
{
	struct fixture *f = *state;
	keep_register(f, 1);
	assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
	assert_string_equal(
	    fixture_value(
		f, "SELECT count(*) FROM letter WHERE is_personal <> (about LIKE 'CAN-%' OR is_ephemeral)"
		   " OR survives_erasure <> (template LIKE 'withdrawal%')"),
	    "0");
	assert_string_not_equal(fixture_value(f, "SELECT count(*) FROM letter WHERE survives_erasure"), "0");
}

static void test_table_is_rebuilt(void **state)
{
	struct fixture *f = *state;
	for (int version = 1; version < migrate_version(); version++) {
		keep_register(f, version);
		assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
		const char *before = fixture_value(f, "SELECT group_concat(ref || title) FROM offers");
		assert_ok(f, migrate_script(f->db, wider_offers(f), &f->err));
		assert_string_equal(fixture_value(f, "SELECT group_concat(ref || title) FROM offers"),
				    before);
		assert_int_equal(
		    fixture_tamper(f, "UPDATE offer SET status = 'shared' WHERE ref = 'OFF-2026-0001'"),
		    SQLITE_OK);
		assert_int_not_equal(fixture_tamper(f, "UPDATE offer SET status = 'lost'"), SQLITE_OK);
		assert_string_equal(fixture_value(f, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
		assert_string_equal(fixture_value(f, "SELECT sql LIKE '%REFERENCES offer%' FROM sqlite_schema"
						     " WHERE name = 'candidate'"),
				    "1");
	}
}

/* A change that leaves a dangling reference is rolled back as a whole. */
static void test_lost_reference(void **state)
{
	struct fixture *f = *state;
	keep_register(f, 1);
	assert_ok(f, db_open(&f->db, f->path, DB_WRITE, &f->err));
	const char *before = fixture_value(f, "SELECT count(*) FROM offers");
	assert_int_equal(migrate_script(f->db, "DELETE FROM offer", &f->err), ERR_INTERNAL);
	assert_non_null(strstr(f->err.text, "refers to nothing"));
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM offers"), before);
	/* Foreign keys are enforced again. */
	assert_int_not_equal(sqlite3_exec(f->db->handle, "DELETE FROM offer", NULL, NULL, NULL), SQLITE_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_each_version),
	    FIXTURE_TEST(test_flags_of_letters),
	    FIXTURE_TEST(test_table_is_rebuilt),
	    FIXTURE_TEST(test_lost_reference),
	};
	return FIXTURE_MAIN("db_migrate", tests);
}
