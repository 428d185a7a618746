#include "db_fixture.h"

#include "db/messages.h"
#include "processor.h"

static const time_t now = 1790000000; /* 2026-09-21T14:13:20Z */

static int64_t add(struct fixture *f, const char *uid, const char *raw)
{
	bool added = false;
	assert_ok(f, message_add(f->db, "imap://a/INBOX", 7, uid, bytes_of(raw), now, &added, &f->err));
	assert_true(added);
	const char *id = fixture_value(f, "SELECT max(id) FROM message");
	return strtoll(id, NULL, 10);
}

static struct decision decision_of(const char *outcome)
{
	return (struct decision){.message_id = "<1@a>",
				 .sender = "a@a.example",
				 .subject = "Bonjour",
				 .content_hash = "h1",
				 .kind = "offer",
				 .outcome = outcome,
				 .reason = "because",
				 .file_to = "Traites"};
}

static void test_kept_once(void **state)
{
	struct fixture *f = *state;
	bool added, known;
	add(f, "1", "one");
	assert_ok(f, message_add(f->db, "imap://a/INBOX", 7, "1", bytes_of("again"), now, &added, &f->err));
	assert_false(added);
	assert_ok(f, message_add(f->db, "imap://a/INBOX", 8, "1", bytes_of("other validity"), now, &added,
				 &f->err));
	assert_true(added);
	assert_ok(f,
		  message_add(f->db, "maildir:b", 7, "1", bytes_of("other mailbox"), now, &added, &f->err));
	assert_true(added);
	assert_ok(f, message_is_known(f->db, "maildir:b", 7, "1", &known, &f->err));
	assert_true(known);
	assert_ok(f, message_is_known(f->db, "maildir:b", 7, "2", &known, &f->err));
	assert_false(known);
	assert_string_equal(fixture_value(f, "SELECT received_at FROM messages WHERE id = 1"),
			    "2026-09-21T14:13:20Z");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM message_raw"), "3");
}

static void test_in_order_and_once(void **state)
{
	struct fixture *f = *state;
	struct message message;
	int failures = 0;
	struct decision decision = decision_of("accepted");
	assert_int_equal(message_next(f->db, f->arena, 0, &message, &f->err), ERR_NOT_FOUND);
	add(f, "2", "first");
	add(f, "1", "second");
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_int_equal(message.raw.length, 5);
	assert_memory_equal(message.raw.data, "first", 5);
	assert_int_equal(message.oversize_bytes, 0);
	for (int n = 1; n <= 3; n++) {
		assert_ok(f, message_failed(f->db, message.id, &failures, &f->err));
		assert_int_equal(failures, n);
	}
	assert_ok(f, message_decide(f->db, message.id, &decision, &f->err));
	decision.outcome = "refused";
	assert_int_equal(message_decide(f->db, message.id, &decision, &f->err), ERR_DATA);
	assert_int_equal(message_decide(f->db, 99, &decision, &f->err), ERR_NOT_FOUND);
	assert_int_equal(message_failed(f->db, message.id, &failures, &f->err), ERR_NOT_FOUND);
	assert_int_equal(message_failed(f->db, 99, &failures, &f->err), ERR_NOT_FOUND);
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_memory_equal(message.raw.data, "second", 6);
	decision.outcome = "lost"; /* no such outcome */
	assert_int_equal(message_decide(f->db, message.id, &decision, &f->err), ERR_DATA);
	decision.outcome = "held";
	decision.file_to = "Elsewhere"; /* no such folder */
	assert_int_equal(message_decide(f->db, message.id, &decision, &f->err), ERR_DATA);
	assert_string_equal(fixture_value(f, "SELECT group_concat(coalesce(outcome, '-')) FROM messages"),
			    "accepted,-");
}

static void test_triggers_keep_outcome_and_row(void **state)
{
	struct fixture *f = *state;
	struct decision decision = decision_of("refused");
	assert_ok(f, message_decide(f->db, add(f, "1", "one"), &decision, &f->err));
	assert_int_equal(fixture_tamper(f, "UPDATE message SET outcome = 'accepted'"), SQLITE_CONSTRAINT);
	assert_int_equal(fixture_tamper(f, "UPDATE message SET outcome = NULL, reason = NULL"),
			 SQLITE_CONSTRAINT);
	assert_int_equal(fixture_tamper(f, "DELETE FROM message"), SQLITE_CONSTRAINT);
	assert_int_equal(fixture_tamper(f, "UPDATE message SET subject = NULL"), SQLITE_OK);
}

static void test_duplicates(void **state)
{
	struct fixture *f = *state;
	struct decision decision = decision_of("quarantined");
	int64_t id = 0;
	assert_ok(f, message_decide(f->db, add(f, "1", "one"), &decision, &f->err));
	assert_int_equal(message_duplicate(f->db, "h1", 9, &id, &f->err), ERR_NOT_FOUND);
	decision.outcome = "refused";
	assert_ok(f, message_decide(f->db, add(f, "2", "one"), &decision, &f->err));
	decision.outcome = "ignored";
	assert_ok(f, message_decide(f->db, add(f, "3", "one"), &decision, &f->err));
	assert_ok(f, message_duplicate(f->db, "h1", 9, &id, &f->err));
	assert_int_equal(id, 2);
	assert_ok(f, message_duplicate(f->db, "h1", 2, &id, &f->err));
	assert_int_equal(id, 3);
	assert_int_equal(message_duplicate(f->db, "h2", 9, &id, &f->err), ERR_NOT_FOUND);
	decision.message_id = NULL;
	assert_ok(f, message_decide(f->db, add(f, "4", "without an id"), &decision, &f->err));
	assert_ok(f, message_duplicate(f->db, "h1", 99, &id, &f->err)); /* with any Message-ID */
	assert_int_equal(message_duplicate(f->db, "h2", 99, &id, &f->err), ERR_NOT_FOUND);
}

static void test_oversize(void **state)
{
	struct fixture *f = *state;
	struct message message;
	bool added;
	struct bytes header = bytes_of("Subject: too large\r\n\r\n");
	assert_ok(f, message_add_oversize(f->db, "m", 1, "5", header, 123456789, now, &added, &f->err));
	assert_true(added);
	assert_ok(f, message_add_oversize(f->db, "m", 1, "5", header, 123456789, now, &added, &f->err));
	assert_false(added);
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_int_equal(message.oversize_bytes, 123456789);
	assert_int_equal(message.raw.length, header.length);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM messages"), "1");
}

static void add_header(struct fixture *f, const char *uid)
{
	bool added;
	assert_ok(f, message_add_header(f->db, "m", 1, uid, bytes_of("From: a\r\n\r\n"), 300000, now, &added,
					&f->err));
	assert_true(added);
}

static size_t asked(struct fixture *f, struct message_key **out)
{
	size_t count;
	assert_ok(f, messages_asked(f->db, f->arena, out, &count, &f->err));
	return count;
}

/* Of a large message the header comes first. Only a message to be read gets its body, and its organisation's
 * mail waits. */
static void test_bodies_are_asked_for(void **state)
{
	struct fixture *f = *state;
	struct message message;
	struct message_key *asked_for;
	bool added, waits;
	add_header(f, "1");
	add_header(f, "2");
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_true(message.lacks_body && !message.unfetched && !message.oversize_bytes);
	assert_int_equal(asked(f, &asked_for), 0);
	assert_ok(f, message_add(f->db, "m", 1, "1", bytes_of("nobody asked"), now, &added, &f->err));
	assert_ok(f, message_ask_body(f->db, 1, 7, &f->err));
	assert_int_equal(asked(f, &asked_for), 1);
	assert_string_equal(asked_for->uid, "1");
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_int_equal(message.id, 2);
	for (int64_t organisation = 7; organisation <= 8; organisation++) {
		assert_ok(f, message_waits(f->db, organisation, 2, &waits, &f->err));
		assert_int_equal(waits, organisation == 7);
	}
	assert_ok(f, message_waits(f->db, 7, 1, &waits, &f->err));
	assert_false(waits);
	assert_ok(f, message_add(f->db, "m", 1, "1", bytes_of("From: a\r\n\r\nall"), now, &added, &f->err));
	assert_false(added);
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_int_equal(message.id, 1);
	assert_false(message.lacks_body);
	assert_memory_equal(message.raw.data, "From: a\r\n\r\nall", message.raw.length);
	assert_int_equal(asked(f, &asked_for), 0);
	assert_ok(f, message_waits(f->db, 7, 2, &waits, &f->err)); /* for its turn */
	assert_true(waits);
	struct decision read = decision_of("accepted");
	assert_ok(f, message_decide(f->db, 1, &read, &f->err));
	assert_ok(f, message_waits(f->db, 7, 2, &waits, &f->err));
	assert_false(waits);
	/* A stranger's message takes the size of its copy in the mailbox. */
	struct decision decision = decision_of("quarantined");
	assert_ok(f, message_decide(f->db, 2, &decision, &f->err));
	assert_string_equal(fixture_value(f, "SELECT bytes FROM message WHERE id = 2"), "300000");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM message_body"), "0");
}

static void test_body_that_cant_be_had(void **state)
{
	struct fixture *f = *state;
	struct message message;
	struct message_key *asked_for;
	bool added;
	add_header(f, "1");
	assert_ok(f, message_add_unfetched(f->db, "m", 1, "1", "gone", "", now, &added, &f->err));
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_null(message.unfetched); /* not asked for */
	assert_ok(f, message_ask_body(f->db, 1, 0, &f->err));
	assert_int_equal(message_next(f->db, f->arena, 0, &message, &f->err), ERR_NOT_FOUND);
	assert_ok(f, message_add_unfetched(f->db, "m", 1, "1", "gone", "", now, &added, &f->err));
	assert_false(added);
	assert_int_equal(asked(f, &asked_for), 0);
	assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
	assert_string_equal(message.unfetched, "gone");
	assert_true(message.lacks_body);
}

/* Anybody can send something that looks like a report. */
static void test_reports_are_cut(void **state)
{
	struct fixture *f = *state;
	bool added;
	struct bytes large = {arena_alloc(f->arena, 300000), 300000};
	add_header(f, "1");
	assert_ok(f, message_ask_body(f->db, 1, 0, &f->err));
	assert_ok(f, message_add(f->db, "m", 1, "1", large, now, &added, &f->err));
	assert_string_equal(fixture_value(f, "SELECT length(raw) FROM message_raw"), "262144");
}

static void test_unfetched(void **state)
{
	struct fixture *f = *state;
	struct message message;
	struct message_move *moves;
	size_t count;
	bool added;
	assert_ok(f, message_add_unfetched(f->db, "m", 1, "5", "lost", "Quarantaine", now, &added, &f->err));
	assert_true(added);
	assert_ok(f, message_add_unfetched(f->db, "m", 1, "5", "lost", "Quarantaine", now, &added, &f->err));
	assert_false(added);
	assert_ok(f, message_add_unfetched(f->db, "m", 1, "6", "stays", "", now, &added, &f->err));
	assert_int_equal(message_next(f->db, f->arena, 0, &message, &f->err), ERR_NOT_FOUND);
	assert_string_equal(fixture_value(f, "SELECT group_concat(outcome || ': ' || reason) FROM messages"),
			    "quarantined: lost,quarantined: stays");
	int64_t held, quarantined;
	assert_ok(f, messages_aside(f->db, &held, &quarantined, &f->err));
	assert_int_equal(held, 0);
	assert_int_equal(quarantined, 2);
	assert_ok(f, message_moves(f->db, f->arena, "m", 10, &moves, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(moves[0].file_to, "Quarantaine");
}

static size_t moves_of(struct fixture *f, struct message_move **moves, size_t most)
{
	size_t count;
	assert_ok(f, message_moves(f->db, f->arena, "imap://a/INBOX", most, moves, &count, &f->err));
	return count;
}

static void test_moves(void **state)
{
	struct fixture *f = *state;
	struct message_move *moves;
	struct decision decision = decision_of("accepted");
	int64_t first = add(f, "11", "one"), second = add(f, "12", "two"), third = add(f, "13", "three"),
		undecided, to_move;
	add(f, "14", "four");
	assert_ok(f, message_decide(f->db, second, &decision, &f->err));
	assert_ok(f, message_decide(f->db, first, &decision, &f->err));
	decision.file_to = "";
	assert_ok(f, message_decide(f->db, third, &decision, &f->err));
	assert_ok(f, messages_waiting(f->db, &undecided, &to_move, &f->err));
	assert_int_equal(undecided, 1);
	assert_int_equal(to_move, 2);
	assert_int_equal(moves_of(f, &moves, 1), 1);
	assert_int_equal(moves_of(f, &moves, 9), 2);
	assert_int_equal(moves[0].id, first);
	assert_string_equal(moves[0].folder, "");
	assert_string_equal(moves[0].uid, "11");
	assert_string_equal(moves[0].message_id, "<1@a>");
	assert_int_equal(moves[0].uidvalidity, 7);
	assert_ok(f, message_moved(f->db, first, "Traites", "Traites", 3, NULL, &f->err));
	assert_int_equal(moves_of(f, &moves, 9), 1);
	/* Erasing follows the message to its present folder. */
	assert_ok(f, message_erase(f->db, first, &f->err));
	assert_int_equal(moves_of(f, &moves, 9), 2);
	assert_string_equal(moves[0].file_to, "erase");
	assert_string_equal(moves[0].folder, "Traites");
	assert_int_equal(moves[0].uidvalidity, 3);
	assert_null(moves[0].uid);
	assert_ok(f, message_moved(f->db, first, "erase", NULL, 0, NULL, &f->err));
	assert_int_equal(moves_of(f, &moves, 9), 1);
	assert_ok(f, message_erase(f->db, first, &f->err)); /* nothing is left to do */
	assert_int_equal(moves_of(f, &moves, 9), 1);
	/* Erasing was requested while it was being moved. */
	assert_ok(f, message_erase(f->db, second, &f->err));
	assert_ok(f, message_moved(f->db, second, "Traites", "Traites", 3, "40", &f->err));
	assert_int_equal(moves_of(f, &moves, 9), 1);
	assert_string_equal(moves[0].file_to, "erase");
	assert_string_equal(moves[0].uid, "40");
	assert_int_equal(message_moved(f->db, 99, "Traites", "Traites", 3, "40", &f->err), ERR_NOT_FOUND);
}

/* Seen before: 600 moves that the server refused delayed the erasure of a CV for ever. */
static void test_refused_moves_starve_nothing(void **state)
{
	enum { MOVES = 600, BATCH = 500 };
	struct fixture *f = *state;
	struct message_move *moves;
	int64_t last = 0;
	for (int i = 0; i < MOVES; i++) {
		struct decision decision = decision_of("accepted");
		last = add(f, arena_printf(f->arena, "%d", i), "x");
		assert_ok(f, message_decide(f->db, last, &decision, &f->err));
	}
	assert_int_equal(moves_of(f, &moves, BATCH), BATCH);
	for (int i = 0; i < BATCH; i++)
		assert_ok(f, message_move_failed(f->db, moves[i].id, &f->err));
	assert_int_equal(moves_of(f, &moves, BATCH), BATCH);
	assert_true(moves[0].id > BATCH); /* untried ones */
	assert_ok(f, message_erase(f->db, last, &f->err));
	assert_int_equal(moves_of(f, &moves, BATCH), BATCH);
	assert_int_equal(moves[0].id, last);
	assert_string_equal(moves[0].file_to, "erase");
}

static void test_erasure(void **state)
{
	struct fixture *f = *state;
	struct decision decision = decision_of("refused");
	int64_t erased = add(f, "1", "one"), kept = add(f, "2", "two"), waiting = add(f, "3", "three");
	decision.erase_raw = true;
	assert_ok(f, message_decide(f->db, erased, &decision, &f->err));
	decision.erase_raw = false;
	assert_ok(f, message_decide(f->db, kept, &decision, &f->err));
	assert_string_equal(fixture_value(f, "SELECT group_concat(message) FROM message_raw"), "2,3");
	assert_ok(f, message_erase(f->db, kept, &f->err));
	assert_string_equal(fixture_value(f, "SELECT group_concat(message) FROM message_raw"), "3");
	assert_string_equal(fixture_value(f, "SELECT coalesce(subject, 'gone') FROM messages WHERE id = 2"),
			    "gone");
	assert_int_equal(message_erase(f->db, waiting, &f->err), ERR_DATA);
	assert_int_equal(message_erase(f->db, 99, &f->err), ERR_NOT_FOUND);
}

/* A batch is one transaction: all or nothing. */
static void test_batch(void **state)
{
	struct fixture *f = *state;
	bool added;
	assert_ok(f, db_begin(f->db, &f->err));
	assert_ok(f, message_add(f->db, "m", 1, "1", bytes_of("x"), now, &added, &f->err));
	assert_ok(f, message_add(f->db, "m", 1, "2", bytes_of(""), now, &added, &f->err));
	db_rollback(f->db);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM message"), "0");
}

/* A register with 200,000 decided messages is as fast as an empty one. */
static void test_large_register(void **state)
{
	struct fixture *f = *state;
	struct message message;
	struct message_move *moves;
	size_t count;
	int64_t id, undecided, to_move, held, quarantined;
	assert_int_equal(
	    fixture_tamper(f,
			   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
			   " INSERT INTO message (mailbox, uidvalidity, uid, received_at, message_id,"
			   " content_hash, outcome, reason, folder_uidvalidity)"
			   " SELECT 'm', 1, i, '2026-01-01T00:00:00Z', i, i, 'accepted', '', 1 FROM n"),
	    SQLITE_OK);
	add(f, "last", "here");
	long long start_ms = processor_ms();
	for (int i = 0; i < 1000; i++) {
		assert_ok(f, message_next(f->db, f->arena, 0, &message, &f->err));
		assert_ok(f, message_duplicate(f->db, "777", message.id, &id, &f->err));
		assert_ok(f, message_moves(f->db, f->arena, "m", 10, &moves, &count, &f->err));
		assert_ok(f, messages_waiting(f->db, &undecided, &to_move, &f->err));
		assert_ok(f, messages_aside(f->db, &held, &quarantined, &f->err));
	}
	long long took_ms = processor_ms() - start_ms;
	assert_int_equal(id, 777);
	assert_int_equal(undecided, 1);
	assert_int_equal(held + quarantined, 0);
	if (took_ms > 1000) /* one scan of the table takes 10 ms, so 10 s in total */
		fail_msg("1000 rounds took %lld ms", took_ms);
}

static void test_strangers_are_forgotten(void **state)
{
	struct fixture *f = *state;
	struct decision decision = decision_of("quarantined");
	decision.sender = "inconnu@ailleurs.example";
	int64_t id = add(f, "77", "x");
	assert_ok(f, message_decide(f->db, id, &decision, &f->err));
	assert_ok(f, message_erase(f->db, id, &f->err));
	assert_string_equal(fixture_value(f, "SELECT sender FROM messages"), "inconnu@ailleurs.example");
	assert_ok(f, message_moved(f->db, id, "erase", NULL, 0, NULL, &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT coalesce(sender, message_id, subject, 'nobody') FROM messages"),
	    "nobody");
	assert_string_equal(fixture_value(f, "SELECT outcome FROM messages"), "quarantined");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_kept_once),
	    FIXTURE_TEST(test_in_order_and_once),
	    FIXTURE_TEST(test_triggers_keep_outcome_and_row),
	    FIXTURE_TEST(test_duplicates),
	    FIXTURE_TEST(test_oversize),
	    FIXTURE_TEST(test_bodies_are_asked_for),
	    FIXTURE_TEST(test_body_that_cant_be_had),
	    FIXTURE_TEST(test_reports_are_cut),
	    FIXTURE_TEST(test_unfetched),
	    FIXTURE_TEST(test_strangers_are_forgotten),
	    FIXTURE_TEST(test_moves),
	    FIXTURE_TEST(test_refused_moves_starve_nothing),
	    FIXTURE_TEST(test_erasure),
	    FIXTURE_TEST(test_batch),
	    FIXTURE_TEST(test_large_register),
	};
	return FIXTURE_MAIN("db_messages", tests);
}
