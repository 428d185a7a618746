#include "db_candidate.h"

#include "db/consents.h"

static void add(struct fixture *f, const char *ref, const char *event, const char *expires_on)
{
	struct consent consent = {.candidate = ref,
				  .event = event,
				  .at = "2026-09-01T00:00:00Z",
				  .collected_by = "Anne",
				  .scope = "partners",
				  .expires_on = expires_on,
				  .message_id = "<1@a>",
				  .notice = "1",
				  .notice_hash = "",
				  .recorded_at = "2026-09-02T08:00:00Z"};
	assert_ok(f, consent_add(f->db, f->arena, &consent, NULL, NULL, &f->err));
}

static void fill(struct fixture *f)
{
	fixture_import(f);
	add_forwarded(f, "CAN-2026-0001");
	add_forwarded(f, "CAN-2026-0002");
	add(f, "CAN-2026-0001", "given", "2027-09-01");
	add(f, "CAN-2026-0002", "given", "2027-09-01");
	add(f, "CAN-2026-0001", "withdrawn", NULL);
	assert_ok(f, candidate_erase(f->db, "CAN-2026-0001", &f->err));
	assert_ok(f, disclosure_add(f->db, "CAN-2026-0001", "drh@emballage.example", "2026-09-03T08:00:00Z",
				    "a@b", &f->err));
	assert_ok(f, disclosure_add(f->db, "CAN-2026-0001", "drh@emballage.example", "2026-09-04T08:00:00Z",
				    "a@b", &f->err)); /* the same letter: recorded once */
	assert_ok(f, disclosure_add(f->db, "CAN-2026-0002", "farid@ims.example", "2026-09-03T08:00:00Z",
				    "c@b", &f->err));
}

static void test_allows(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *ref, *today;
		bool allows;
	} rows[] = {
	    {"CAN-2026-0001", "2026-10-01", false}, /* withdrawn */
	    {"CAN-2026-0002", "2026-10-01", true},  {"CAN-2026-0002", "2027-09-01", true},
	    {"CAN-2026-0002", "2027-09-02", false}, {"CAN-2026-0009", "2026-10-01", false},
	};
	const char *why;
	fill(f);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_ok(f, consent_allows(f->db, rows[i].ref, rows[i].today, &why, &f->err));
		assert_int_equal(why == NULL, rows[i].allows);
	}
	add(f, "CAN-2026-0001", "given", "2027-10-01"); /* a record doesn't restore what was erased */
	assert_ok(f, consent_allows(f->db, "CAN-2026-0001", "2026-10-01", &why, &f->err));
	assert_non_null(why);
	add(f, "CAN-2026-0002", "given", "2027-12-01"); /* given again */
	assert_ok(f, consent_allows(f->db, "CAN-2026-0002", "2027-12-01", &why, &f->err));
	assert_null(why);
}

/* Anybody can compute the hash from the columns. */
static void test_hash_is_as_described(void **state)
{
	struct fixture *f = *state;
	fill(f);
	assert_string_equal(fixture_value(f, "SELECT hash FROM consents WHERE id = 1"),
			    "f63d94585ba68cbf6655a7143232274f6dcf88fe621532c630143f8d5d2566bd");
	assert_string_equal(fixture_value(f, "SELECT hash FROM consents WHERE id = 3"),
			    "08ea9f46d5ef1e9da7fd7d58cb30fc16bb271a11632f9294a14c803a5d17d44b");
}

#define OFF                                                                                                  \
	"DROP TRIGGER consent_is_never_changed; DROP TRIGGER consent_is_never_deleted; DROP TRIGGER "        \
	"consent_is_only_appended; DROP TRIGGER disclosure_is_never_changed; DROP TRIGGER "                  \
	"disclosure_is_never_deleted;"                                                                       \
	"DROP TRIGGER notice_is_never_changed;"

static void test_tampering_is_found(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *script;
		const char *finding;
	} rows[] = {
	    {"UPDATE consent SET at = '2026-09-02T00:00:00Z' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET candidate = 'CAN-2026-0001' WHERE id = 2", "record 2 breaks"},
	    {"UPDATE consent SET event = 'given', expires_on = '2030-01-01' WHERE id = 3", "record 3 breaks"},
	    {"UPDATE consent SET collected_by = NULL WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET collected_by = '' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET scope = 'offer' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET expires_on = '2028-09-01' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET message_id = '<2@a>' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET notice = '2' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET collected_by = 'Ann', scope = 'offer' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET hash = replace(hash, 'a', 'b')", "record 1 breaks"},
	    {"DELETE FROM consent WHERE id = 1", "record 1 is missing"},
	    {"DELETE FROM consent WHERE id = 2", "record 2 is missing"},
	    {"DELETE FROM consent WHERE id = 3", "records after 2 are missing"},
	    {"DELETE FROM consent", "records after 0 are missing"},
	    {"UPDATE consent SET id = 4 WHERE id = 3", "record 3 is missing"},
	    {"UPDATE consent SET id = 9 WHERE id = 1; UPDATE consent SET id = 1 WHERE id = 2;"
	     " UPDATE consent SET id = 2 WHERE id = 9",
	     "record 1 breaks"},
	    {"INSERT INTO consent SELECT 4, candidate, event, at, collected_by, scope, expires_on, "
	     "message_id, notice, notice_hash, recorded_at, hash"
	     " FROM consent WHERE id = 3",
	     "record 4 breaks"},
	    {"DELETE FROM setting", "records after 3 are missing"},
	    {"UPDATE consent SET notice_hash = 'x' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET recorded_at = '2026-09-01T00:00:00Z' WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET collected_by = collected_by || char(0) WHERE id = 1", "record 1 breaks"},
	    {"UPDATE consent SET hash = upper(hash) WHERE id = 2", "record 2 breaks"},
	    {"UPDATE consent SET hash = hash || char(0) WHERE id = 2", "record 2 breaks"},
	    {"UPDATE disclosure SET recipient = 'other@emballage.example' WHERE id = 1",
	     "recipients: record 1 breaks"},
	    {"UPDATE disclosure SET consent = 2 WHERE id = 1", "recipients: record 1 breaks"},
	    {"DELETE FROM disclosure WHERE id = 1", "recipients: record 1 is missing"},
	    {"DELETE FROM disclosure WHERE id = 2", "recipients: records after 1 are missing"},
	    {"UPDATE notice SET text = text || '.'", "notice 2026-11 is not the text"},
	    {"INSERT INTO candidate SELECT 'CAN-2026-0009', status, 'A', 'B', offer, mission_locale, "
	     "adviser, scope, is_minor,"
	     " rome, level, wanted, mobility, consent_expires_on, message, 0, send_by, reminded_for, "
	     "unsent_why FROM "
	     "candidate"
	     " WHERE ref = 'CAN-2026-0002'",
	     "CAN-2026-0009 is held"},
	    {"UPDATE candidate SET consent_expires_on = '2028-01-01' WHERE ref = 'CAN-2026-0002'",
	     "CAN-2026-0002 is held"},
	    {"UPDATE candidate SET is_erased = 0 WHERE ref = 'CAN-2026-0001'", "CAN-2026-0001 is held"},
	    {"UPDATE candidate SET is_erased = 1 WHERE ref = 'CAN-2026-0002'",
	     "CAN-2026-0002 is erased without"},
	    {"SELECT 1", "trigger consent_is_never_changed is missing"},
	};
	fill(f);
	assert_ok(f, notice_keep(f->db, "2026-11", "ce que le jeune a lu", &f->err));
	db_close(&f->db);
	struct bytes whole;
	assert_ok(f, io_read_file(f->arena, f->path, 64 << 20, &whole, &f->err));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		int64_t count;
		fixture_write(f->path, whole);
		assert_int_equal(fixture_tamper(f, OFF), SQLITE_OK);
		assert_int_equal(fixture_tamper(f, rows[i].script), SQLITE_OK);
		assert_ok(f, db_open(&f->db, f->path, DB_READ, &f->err));
		int rc = consents_verify(f->db, &count, &f->err);
		db_close(&f->db);
		if (rc != ERR_DATA || !strstr(f->err.text, rows[i].finding))
			fail_msg("%s: %d %s", rows[i].script, rc, f->err.text);
	}
}

static void test_whole_chain_verifies(void **state)
{
	struct fixture *f = *state;
	int64_t count = 9;
	assert_ok(f, consents_verify(f->db, &count, &f->err));
	assert_int_equal(count, 0);
	fill(f);
	assert_ok(f, consents_verify(f->db, &count, &f->err));
	assert_int_equal(count, 3);
	assert_ok(f, db_begin(f->db, &f->err));
	add(f, "CAN-2026-0002", "expired", NULL);
	assert_ok(f, candidate_erase(f->db, "CAN-2026-0002", &f->err));
	assert_ok(f, consents_verify(f->db, &count, &f->err)); /* inside a transaction, which stays open */
	assert_int_equal(count, 4);
	db_rollback(f->db);
	assert_ok(f, consents_verify(f->db, &count, &f->err));
	assert_int_equal(count, 3);
	assert_ok(f, db_begin(f->db, &f->err)); /* verifying left no transaction open */
}

static void test_append_only(void **state)
{
	struct fixture *f = *state;
	static const char *const refused[] = {
	    "UPDATE consent SET at = at",
	    "UPDATE consent SET hash = hash WHERE id = 1",
	    "DELETE FROM consent WHERE id = 3",
	    "REPLACE INTO consent SELECT * FROM consent WHERE id = 2",
	    "INSERT INTO consent SELECT -1, candidate, event, at, '', scope, expires_on, '', '', '', at, "
	    "hash FROM "
	    "consent WHERE id = 1",
	    "PRAGMA recursive_triggers = OFF; INSERT OR REPLACE INTO consent SELECT * FROM consent WHERE id "
	    "= 3",
	    "UPDATE consents SET at = ''",
	};
	int64_t count;
	fill(f);
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
		assert_int_not_equal(fixture_tamper(f, refused[i]), SQLITE_OK);
	assert_ok(f, consents_verify(f->db, &count, &f->err));
	assert_int_equal(count, 3);
}

static void test_records_are_complete(void **state)
{
	struct fixture *f = *state;
	static const struct consent bad[] = {
	    {.candidate = "CAN-2026-0001",
	     .event = "maybe",
	     .at = "2026-09-01T00:00:00Z",
	     .scope = "offer",
	     .expires_on = "2027-01-01"},
	    {.candidate = "CAN-2026-0001",
	     .event = "given",
	     .at = "2026-09-01T00:00:00Z",
	     .scope = "all",
	     .expires_on = "2027-01-01"},
	    {.candidate = "CAN-2026-0001", .event = "given", .at = "2026-09-01T00:00:00Z", .scope = "offer"},
	    {.candidate = "CAN-2026-0001",
	     .event = "given",
	     .at = "2026-09-01T00:00:00Z",
	     .expires_on = "2027-01-01"},
	    {.candidate = "CAN-2026-0001", .event = "given", .scope = "offer", .expires_on = "2027-01-01"},
	    {.candidate = "CAN-2026-0009",
	     .event = "given",
	     .at = "2026-09-01T00:00:00Z",
	     .scope = "offer",
	     .expires_on = "2027-01-01"},
	};
	int64_t count;
	fill(f);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		if (consent_add(f->db, f->arena, &bad[i], NULL, NULL, &f->err) != ERR_DATA)
			fail_msg("row %zu was taken", i);
	assert_ok(f, consents_verify(f->db, &count, &f->err));
	assert_int_equal(count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_allows),
	    FIXTURE_TEST(test_hash_is_as_described),
	    FIXTURE_TEST(test_tampering_is_found),
	    FIXTURE_TEST(test_whole_chain_verifies),
	    FIXTURE_TEST(test_append_only),
	    FIXTURE_TEST(test_records_are_complete),
	};
	return FIXTURE_MAIN("db_consents", tests);
}
