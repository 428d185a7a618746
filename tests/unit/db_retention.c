/* Deletion of old rows: first the names in them, then the rows, of which counts stay. */
#include "db_fixture.h"

#include "db/letters.h"
#include "db/messages.h"
#include "db/retention.h"

static const time_t now = 1790000000; /* 2026-09-21T14:13:20Z */
enum { DAY_S = 86400 };

static int64_t decided(struct fixture *f, const char *uid, const char *outcome, const char *hash, time_t at)
{
	bool added;
	struct decision decision = {.message_id = "<1@a>",
				    .sender = "a@a.example",
				    .subject = "Bonjour",
				    .content_hash = hash,
				    .kind = "offer",
				    .outcome = outcome,
				    .reason = "because",
				    .file_to = ""};
	assert_ok(f, message_add(f->db, "m", 7, uid, bytes_of("x"), at, &added, &f->err));
	int64_t id = strtoll(fixture_value(f, "SELECT max(id) FROM message"), NULL, 10);
	assert_ok(f, message_decide(f->db, id, &decision, &f->err));
	return id;
}

/* Erased, and gone from the mailbox. */
static void gone(struct fixture *f, int64_t id)
{
	assert_ok(f, message_erase(f->db, id, &f->err));
	assert_ok(f, message_moved(f->db, id, "erase", NULL, 0, NULL, &f->err));
}

static void test_names(void **state)
{
	struct fixture *f = *state;
	int64_t count, old = decided(f, "1", "accepted", "h1", now - 400 * DAY_S), found;
	decided(f, "2", "accepted", "h2", now);
	assert_ok(f, messages_forget_names(f->db, now - 365 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(
	    fixture_value(f, "SELECT coalesce(sender, subject, message_id, 'nobody') FROM message"
			     " WHERE id = 1"),
	    "nobody");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM message WHERE sender IS NOT NULL"), "1");
	/* The hash for duplicates stays, and is meaningless without this register's key. */
	assert_ok(f, message_duplicate(f->db, "h1", 99, &found, &f->err));
	assert_int_equal(found, old);
	assert_string_equal(
	    fixture_value(f, "SELECT count(*) FROM message WHERE content_hash IN ('h1', 'h2')"), "0");
	assert_ok(f, messages_forget_names(f->db, now - 365 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 0);
}

static void test_message_rows(void **state)
{
	struct fixture *f = *state;
	static const char COUNTS[] =
	    "SELECT group_concat(month || ' ' || kind || ' ' || outcome || ' ' || messages, ';')"
	    " FROM message_counts";
	int64_t count, there = decided(f, "1", "accepted", "h1", now - 800 * DAY_S);
	gone(f, decided(f, "2", "accepted", "h2", now - 800 * DAY_S));
	gone(f, decided(f, "3", "quarantined", "h3", now - 800 * DAY_S));
	gone(f, decided(f, "4", "accepted", "h4", now));
	const char *before = fixture_value(f, COUNTS);
	assert_ok(f, messages_sum_up(f->db, now - 730 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(fixture_value(f, "SELECT group_concat(id) FROM message"), "1,4");
	assert_string_equal(fixture_value(f, COUNTS), before);
	/* It is still in the mailbox, so its row must stay. */
	gone(f, there);
	assert_ok(f, messages_sum_up(f->db, now - 730 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(fixture_value(f, COUNTS), before);
}

static void test_files_go_sooner(void **state)
{
	struct fixture *f = *state;
	int64_t id, large = decided(f, "1", "quarantined", "h1", now - 8 * DAY_S);
	decided(f, "2", "quarantined", "h2", now - 8 * DAY_S);
	decided(f, "3", "accepted", "h3", now - 8 * DAY_S);
	assert_int_equal(fixture_tamper(f, "UPDATE message SET bytes = 100000 WHERE uid <> '2'"), SQLITE_OK);
	assert_ok(f, message_next_with_files(f->db, now - 7 * DAY_S, &id, &f->err));
	assert_int_equal(id, large);
	assert_ok(f, message_erase(f->db, id, &f->err));
	assert_int_equal(message_next_with_files(f->db, now - 7 * DAY_S, &id, &f->err), ERR_NOT_FOUND);
}

static void test_quota(void **state)
{
	struct fixture *f = *state;
	int64_t id, first = decided(f, "1", "quarantined", "h1", now - 8 * DAY_S);
	decided(f, "2", "quarantined", "h2", now);
	assert_string_equal(fixture_value(f, "SELECT sum(bytes) FROM message"), "2"); /* "x" each */
	assert_int_equal(message_next_over_quota(f->db, 2, &id, &f->err), ERR_NOT_FOUND);
	assert_ok(f, message_next_over_quota(f->db, 1, &id, &f->err));
	assert_int_equal(id, first);
	assert_ok(f, message_erase(f->db, id, &f->err));
	assert_int_equal(message_next_over_quota(f->db, 1, &id, &f->err), ERR_NOT_FOUND);
}

static int64_t sent(struct fixture *f, const char *about, time_t made_at)
{
	struct letter letter = {.template = "offer",
				.recipient = "a@a.example",
				.subject = "Bonjour",
				.about = about,
				.sender = "",
				.boundary = "",
				.message = bytes_of("x")};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	letter.message_id = letter.occasion = arena_printf(f->arena, "l%lld@p.example", (long long)letter.id);
	assert_ok(f, letter_add(f->db, &letter, NULL, 0, made_at, &f->err));
	assert_ok(f, letter_sent(f->db, letter.id, made_at, "250 ok", &f->err));
	return letter.id;
}

static void test_letter_rows(void **state)
{
	struct fixture *f = *state;
	int64_t count;
	assert_int_equal(
	    fixture_tamper(
		f, "PRAGMA foreign_keys = 0;"
		   " INSERT INTO offer (ref, status, title, is_company_hidden, sender)"
		   " VALUES ('OFF-2024-0001', 'open', 't', 0, 1), ('OFF-2024-0002', 'closed', 't', 0, 1)"),
	    SQLITE_OK);
	sent(f, "OFF-2024-0001", now - 800 * DAY_S);
	sent(f, "OFF-2024-0002", now - 800 * DAY_S);
	sent(f, "OFF-2024-0002", now);
	const char *before = fixture_value(f, "SELECT group_concat(month || letters) FROM letter_counts");
	assert_ok(f, letters_forget(f->db, now - 365 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 2);
	/* Recipients of an open offer must still be told of its end. */
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(recipient || coalesce(last_reply, '')) FROM letters"),
	    "a@a.example,erased.2,a@a.example250 ok");
	assert_ok(f, letters_sum_up(f->db, now - 730 * DAY_S, 100, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(fixture_value(f, "SELECT group_concat(id) FROM letter"), "1,3");
	assert_string_equal(fixture_value(f, "SELECT group_concat(month || letters) FROM letter_counts"),
			    before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_names), FIXTURE_TEST(test_message_rows), FIXTURE_TEST(test_files_go_sooner),
	    FIXTURE_TEST(test_quota), FIXTURE_TEST(test_letter_rows),
	};
	return FIXTURE_MAIN("db_retention", tests);
}
