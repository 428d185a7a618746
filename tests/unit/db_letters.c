#include "db_fixture.h"

#include "db/candidates.h"
#include "db/letters.h"
#include "processor.h"

static const time_t now = 1790000000; /* 2026-09-21T14:13:20Z */

/* Adds a letter with defaults for what is not given; returns its id. */
static int try_add(struct fixture *f, struct letter letter, const int64_t *files, size_t file_count,
		   int64_t *id)
{
	struct err err = {0};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	*id = letter.id;
	if (!letter.template)
		letter.template = "offer";
	if (!letter.message_id)
		letter.message_id = arena_printf(f->arena, "<l%lld@p.example>", (long long)letter.id);
	letter.subject = "Bonjour";
	letter.sender = "bounce@p.example";
	letter.message = bytes_of("Subject: Bonjour\r\n\r\nLe corps\r\n");
	letter.boundary = file_count ? "b1" : "";
	return letter_add(f->db, &letter, files, file_count, now, &err);
}

static int64_t add_to(struct fixture *f, const char *recipient, const char *occasion)
{
	int64_t id;
	assert_int_equal(
	    try_add(f, (struct letter){.recipient = recipient, .occasion = occasion}, NULL, 0, &id), OK);
	return id;
}

static const struct letter_share everything = {0, 1};

static int64_t next(struct fixture *f, time_t at)
{
	int64_t id = 0;
	size_t count;
	assert_ok(f, letters_due(f->db, at, everything, &id, 1, &count, &f->err));
	return count ? id : 0;
}

static void test_nothing_twice(void **state)
{
	struct fixture *f = *state;
	static const struct {
		struct letter letter;
		int rc;
	} steps[] = {
	    {{.template = "offer", .recipient = "a@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	     OK},
	    {{.template = "offer", .recipient = "a@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	     ERR_DATA},
	    {{.template = "offer", .recipient = "A@A.example", .about = "OFF-2026-0001", .occasion = "new"},
	     ERR_DATA},
	    {{.template = "offer",
	      .recipient = "a@a.example",
	      .about = "OFF-2026-0001",
	      .occasion = "closed"},
	     OK},
	    {{.template = "offer", .recipient = "a@a.example", .about = "OFF-2026-0002", .occasion = "new"},
	     OK},
	    {{.template = "copy", .recipient = "a@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	     OK},
	    {{.template = "offer", .recipient = "b@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	     OK},
	    {{.template = "news", .recipient = "a@a.example", .occasion = "2026-09"}, OK},
	    {{.template = "news", .recipient = "a@a.example", .occasion = "2026-09"}, ERR_DATA},
	    {{.template = "news", .recipient = "a@a.example", .occasion = "2026-10"}, OK},
	    {{.template = "x", .recipient = "c@a.example", .occasion = "", .message_id = "<l1@p.example>"},
	     ERR_DATA},
	};
	for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
		int64_t id;
		int rc = try_add(f, steps[i].letter, NULL, 0, &id);
		if (rc != steps[i].rc)
			fail_msg("step %zu: %d", i, rc);
	}
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM letter_body"), "7");
}

static void test_next_gives_all(void **state)
{
	struct fixture *f = *state;
	struct letter letter;
	int64_t *files, id;
	size_t count;
	fixture_import(f);
	struct letter wanted = {.recipient = "anne@ml-lyon.example",
				.contact = fixture_contact(f, "anne@ml-lyon.example"),
				.about = "OFF-2026-0001",
				.occasion = "new",
				.is_ephemeral = true};
	assert_int_equal(letter_read(f->db, f->arena, 1, &letter, &files, &count, &f->err), ERR_NOT_FOUND);
	assert_int_equal(try_add(f, wanted, NULL, 0, &id), OK);
	assert_ok(f, letter_read(f->db, f->arena, id, &letter, &files, &count, &f->err));
	assert_int_equal(letter.id, id);
	assert_string_equal(letter.template, "offer");
	assert_string_equal(letter.recipient, "anne@ml-lyon.example");
	assert_string_equal(letter.subject, "Bonjour");
	assert_string_equal(letter.message_id, "<l1@p.example>");
	assert_string_equal(letter.about, "OFF-2026-0001");
	assert_int_equal(letter.contact, wanted.contact);
	assert_string_equal(letter.occasion, "new");
	assert_string_equal(letter.sender, "bounce@p.example");
	assert_string_equal(letter.boundary, "");
	assert_true(letter.is_ephemeral);
	assert_int_equal(letter.attempts, 0);
	assert_int_equal(letter.created_at, now);
	assert_int_equal(letter.message.length, strlen("Subject: Bonjour\r\n\r\nLe corps\r\n"));
	assert_int_equal(count, 0);
}

/* Letters to one recipient are sent by id; one that waits holds back the later ones to the same recipient
 * only. */
static void test_order(void **state)
{
	struct fixture *f = *state;
	time_t due;
	int64_t a1 = add_to(f, "a@a.example", "1"), a2 = add_to(f, "A@a.example", "2"),
		b1 = add_to(f, "b@a.example", "1"), a3 = add_to(f, "a@a.example", "3");
	assert_int_equal(next(f, now - 1), 0);
	assert_int_equal(next(f, now), a1);
	assert_ok(f, letter_later(f->db, a1, now, now + 600, "451 4.7.1 greylisted", &f->err));
	assert_int_equal(next(f, now + 1), b1);
	assert_ok(f, letter_sent(f->db, b1, now + 1, "250 2.0.0 ok", &f->err));
	assert_int_equal(next(f, now + 599), 0);
	assert_ok(f, letter_next_due(f->db, everything, &due, &f->err));
	assert_int_equal(due, now + 600);
	assert_int_equal(next(f, now + 600), a1);
	assert_ok(f, letter_failed(f->db, a1, now + 600, "550 5.1.1 unknown", &f->err));
	assert_int_equal(next(f, now + 600), a2);
	assert_ok(f, letter_sent(f->db, a2, now + 601, "250 ok", &f->err));
	assert_int_equal(next(f, now + 601), a3);
	assert_ok(f, letter_sent(f->db, a3, now + 602, "250 ok", &f->err));
	assert_int_equal(next(f, now + 99999), 0);
	assert_int_equal(letter_next_due(f->db, everything, &due, &f->err), ERR_NOT_FOUND);
	/* A new letter to the same recipient is first again. */
	int64_t a4 = add_to(f, "a@a.example", "4");
	assert_int_equal(next(f, now), a4);
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(id || status || attempts || coalesce(last_reply, '-')"
			     " || coalesce(sent_at, '-') || coalesce(next_attempt_at, '-'), ' ')"
			     " FROM letters"),
	    "1failed2550 5.1.1 unknown-- 2sent1250 ok2026-09-21T14:23:21Z- "
	    "3sent1250 2.0.0 ok2026-09-21T14:13:21Z- 4sent1250 ok2026-09-21T14:23:22Z- "
	    "5queued0--2026-09-21T14:13:20Z");
}

/* Each letter is in one shard, all of a recipient in the same one, in order. */
static void test_shares(void **state)
{
	enum { RECIPIENTS = 40, EACH = 3, SHARES = 4, ALL = RECIPIENTS * EACH };
	struct fixture *f = *state;
	int64_t ids[ALL];
	int seen[ALL + 1] = {0}, share_of[RECIPIENTS];
	size_t count, total = 0;
	time_t due;
	for (int turn = 0; turn < EACH; turn++)
		for (int i = 0; i < RECIPIENTS; i++)
			add_to(f, arena_printf(f->arena, turn == 1 ? "R%d@A.example" : "r%d@a.example", i),
			       arena_printf(f->arena, "%d", turn));
	for (unsigned number = 0; number < SHARES; number++) {
		struct letter_share share = {number, SHARES};
		assert_ok(f, letter_next_due(f->db, share, &due, &f->err));
		assert_ok(f, letters_due(f->db, now, share, ids, ALL, &count, &f->err));
		assert_in_range(count, EACH, ALL / 2);
		assert_int_equal(count % EACH, 0);
		for (size_t i = 0; i < count; i++) {
			seen[ids[i]]++;
			share_of[(ids[i] - 1) % RECIPIENTS] = (int)number;
			if (i % EACH)
				assert_int_equal(ids[i], ids[i - 1] + RECIPIENTS);
		}
		total += count;
	}
	assert_int_equal(total, ALL);
	for (int id = 1; id <= ALL; id++)
		assert_int_equal(seen[id], 1);
	assert_ok(f, letters_due(f->db, now, (struct letter_share){(unsigned)share_of[0], SHARES}, ids, 2,
				 &count, &f->err));
	assert_int_equal(count, 2);
	/* A recipient's second letter isn't due before its time, even when the first one is. */
	assert_ok(f, letter_later(f->db, 1 + RECIPIENTS, now, now + 60, "451", &f->err));
	assert_ok(f, letters_due(f->db, now, everything, ids, ALL, &count, &f->err));
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(ids[i], 1 + RECIPIENTS);
}

static void test_by_hand(void **state)
{
	struct fixture *f = *state;
	int64_t a1 = add_to(f, "a@a.example", "1"), a2 = add_to(f, "a@a.example", "2"), e, count_all;
	struct letter letter;
	int64_t *files;
	size_t count;
	time_t oldest;
	assert_ok(f, letter_failed(f->db, a1, now, "450 4.7.1 too old", &f->err));
	assert_int_equal(next(f, now), a2);
	assert_ok(f, letter_retry(f->db, a1, now + 5, &f->err));
	assert_int_equal(next(f, now + 4), 0); /* before the other one again */
	assert_int_equal(next(f, now + 5), a1);
	assert_ok(f, letter_later(f->db, a1, now + 6, now + 600, "451", &f->err));
	assert_ok(f, letter_read(f->db, f->arena, a1, &letter, &files, &count, &f->err));
	assert_int_equal(letter.tried_at, now + 6);
	assert_ok(f, letter_later(f->db, a1, now + 7, now + 600, "451", &f->err));
	assert_ok(f, letter_read(f->db, f->arena, a1, &letter, &files, &count, &f->err));
	assert_int_equal(letter.tried_at, now + 6);
	assert_int_equal(letter.attempts, 3);
	assert_ok(f, letter_retry(f->db, a1, now + 8, &f->err));
	assert_int_equal(next(f, now + 8), a1);
	assert_ok(f, letter_cancel(f->db, a1, &f->err));
	assert_int_equal(next(f, now + 8), a2);
	assert_int_equal(letter_cancel(f->db, a1, &f->err), ERR_DATA);
	assert_int_equal(letter_retry(f->db, a1, now, &f->err), ERR_DATA);
	assert_ok(f, letter_sent(f->db, a2, now, "250", &f->err));
	assert_int_equal(letter_retry(f->db, a2, now, &f->err), ERR_DATA);
	assert_int_equal(letter_retry(f->db, 99, now, &f->err), ERR_NOT_FOUND);
	assert_int_equal(letter_cancel(f->db, 99, &f->err), ERR_NOT_FOUND);
	assert_int_equal(
	    try_add(f, (struct letter){.recipient = "b@a.example", .occasion = "e", .is_ephemeral = true},
		    NULL, 0, &e),
	    OK);
	assert_ok(f, letter_cancel(f->db, e, &f->err));
	assert_string_equal(fixture_value(f, "SELECT group_concat(letter) FROM letter_body"), "1,2");
	assert_ok(f, letters_waiting(f->db, &count_all, &oldest, &f->err));
	assert_int_equal(count_all, 0);
}

/* A recipient with a long waiting queue costs no time. */
static void test_long_queue(void **state)
{
	struct fixture *f = *state;
	int64_t first = 0, id;
	assert_ok(f, db_begin(f->db, &f->err));
	for (int i = 0; i < 5000; i++) {
		id = add_to(f, "slow@a.example", arena_printf(f->arena, "%d", i));
		first = first ? first : id;
	}
	assert_ok(f, letter_later(f->db, first, now, now + 9999, "451", &f->err));
	int64_t other = add_to(f, "b@a.example", "1");
	assert_ok(f, db_commit(f->db, &f->err));
	long long start_ms = processor_ms();
	for (int i = 0; i < 1000; i++)
		assert_int_equal(next(f, now), other);
	if (processor_ms() - start_ms > 500)
		fail_msg("1000 rounds took %lld ms", processor_ms() - start_ms);
}

static void test_settled_stays(void **state)
{
	struct fixture *f = *state;
	int64_t id = add_to(f, "a@a.example", "1"), queued;
	time_t oldest;
	assert_ok(f, letters_waiting(f->db, &queued, &oldest, &f->err));
	assert_int_equal(queued, 1);
	assert_int_equal(oldest, now);
	assert_ok(f, letter_sent(f->db, id, now, "250", &f->err));
	assert_int_equal(letter_sent(f->db, id, now, "250", &f->err), ERR_DATA);
	assert_int_equal(letter_later(f->db, id, now, now, "451", &f->err), ERR_DATA);
	assert_int_equal(letter_failed(f->db, id, now, "550", &f->err), ERR_DATA);
	assert_int_equal(letter_sent(f->db, 99, now, "250", &f->err), ERR_NOT_FOUND);
	assert_string_equal(fixture_value(f, "SELECT last_reply FROM letter"), "250");
	assert_ok(f, letters_waiting(f->db, &queued, &oldest, &f->err));
	assert_int_equal(queued, 0);
}

static void test_ephemeral(void **state)
{
	struct fixture *f = *state;
	int64_t ids[3];
	for (int i = 0; i < 3; i++) {
		struct letter letter = {
		    .recipient = "a@a.example", .occasion = i ? "b" : "a", .is_ephemeral = i < 2};
		letter.about = i == 2 ? "X" : NULL;
		assert_int_equal(try_add(f, letter, NULL, 0, &ids[i]), OK);
	}
	assert_ok(f, letter_sent(f->db, ids[0], now, "250", &f->err));
	assert_ok(f, letter_failed(f->db, ids[1], now, "550", &f->err));
	assert_ok(f, letter_sent(f->db, ids[2], now, "250", &f->err));
	assert_string_equal(fixture_value(f, "SELECT group_concat(coalesce(subject, '-'), ' ') FROM letters"),
			    "- - Bonjour");
	assert_string_equal(fixture_value(f, "SELECT group_concat(letter) FROM letter_body"), "3");
}

static void add_candidate(struct fixture *f, const char *ref, int64_t *file)
{
	struct candidate candidate = {
	    .ref = ref, .status = "forwarded", .given_name = "Karim", .scope = "partners"};
	candidate.mission_locale = 1;
	candidate.adviser = fixture_contact(f, "anne@ml-lyon.example");
	assert_ok(f, candidate_add(f->db, &candidate, &f->err));
	assert_ok(f, candidate_add_file(f->db, ref, "cv.pdf", "application/pdf", bytes_of("%PDF-1.4"), file,
					&f->err));
}

static void test_cancelled_with_its_candidate(void **state)
{
	struct fixture *f = *state;
	int64_t files[2], ids[4], *attached, count;
	size_t attached_count;
	struct letter letter;
	fixture_import(f);
	add_candidate(f, "CAN-2026-0001", &files[0]);
	add_candidate(f, "CAN-2026-0002", &files[1]);
	static const struct letter letters[] = {
	    {.recipient = "a@a.example", .about = "CAN-2026-0001", .template = "cv"},
	    {.recipient = "b@a.example", .about = "CAN-2026-0001", .template = "cv"},
	    {.recipient = "a@a.example", .about = "CAN-2026-0002", .template = "cv"},
	    {.recipient = "a@a.example", .about = "CAN-2026-0001", .template = "cv_note"},
	};
	const int64_t both[] = {files[1], files[0]};
	assert_int_equal(try_add(f, letters[0], files, 1, &ids[0]), OK);
	assert_int_equal(try_add(f, letters[1], files, 1, &ids[1]), OK);
	assert_int_equal(try_add(f, letters[2], both, 2, &ids[2]), OK);
	assert_int_equal(try_add(f, letters[3], NULL, 0, &ids[3]), OK);
	assert_ok(f, letter_sent(f->db, ids[1], now, "250", &f->err));
	assert_ok(f, letter_later(f->db, ids[0], now, now + 5, "451", &f->err));
	assert_ok(f, letters_cancel_about_candidate(f->db, "CAN-2026-0001", NULL, &count, &f->err));
	assert_int_equal(count, 2); /* the third letter had both files */
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(status || coalesce(subject, '-'), ' ') FROM letters"),
	    "cancelled- sentBonjour cancelled- queuedBonjour");
	assert_string_equal(fixture_value(f, "SELECT group_concat(letter) FROM letter_body"), "2,4");
	assert_int_equal(next(f, now), ids[3]); /* the recipient's next letter moves up */
	/* It was being sent already. */
	assert_ok(f, letter_later(f->db, ids[0], now, now, "451", &f->err));
	assert_int_equal(next(f, now + 9), ids[3]);
	assert_ok(f, letter_sent(f->db, ids[0], now, "250", &f->err));
	assert_string_equal(fixture_value(f, "SELECT status FROM letter WHERE id = 1"), "sent");
	assert_ok(f, letters_cancel_about_candidate(f->db, "CAN-2026-0002", NULL, &count, &f->err));
	assert_int_equal(count, 0);
	assert_int_equal(
	    try_add(f, (struct letter){.recipient = "c@a.example", .occasion = "c"}, both, 2, &ids[0]), OK);
	assert_ok(f, letter_sent(f->db, ids[3], now, "250", &f->err));
	assert_ok(f, letter_read(f->db, f->arena, ids[0], &letter, &attached, &attached_count, &f->err));
	assert_int_equal(attached_count, 2);
	assert_int_equal(attached[0], files[1]);
	assert_int_equal(attached[1], files[0]);
	assert_string_equal(letter.boundary, "b1");
}

static void test_erased_about(void **state)
{
	struct fixture *f = *state;
	int64_t id;
	static const struct letter letters[] = {
	    {.recipient = "a@a.example", .about = "CAN-2026-0001", .template = "cv"},
	    {.recipient = "b@a.example", .about = "CAN-2026-0001", .template = "cv"},
	    {.recipient = "b@a.example",
	     .about = "CAN-2026-0001",
	     .template = "withdrawal",
	     .survives_erasure = true},
	    {.recipient = "a@a.example", .about = "CAN-2026-0002", .template = "cv"},
	};
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(try_add(f, letters[i], NULL, 0, &id), OK);
	assert_ok(f, letter_sent(f->db, 1, now, "250", &f->err));
	assert_ok(f, letters_erase_about(f->db, "CAN-2026-0001", &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(status || coalesce(subject, '-'), ' ') FROM letters"),
	    "sent- cancelled- queuedBonjour queuedBonjour");
	assert_string_equal(fixture_value(f, "SELECT group_concat(letter) FROM letter_body"), "3,4");
}

static void test_recipients(void **state)
{
	struct fixture *f = *state;
	struct letter_recipient *found;
	char *template, *about;
	size_t count;
	int64_t id;
	static const struct letter letters[] = {
	    {.recipient = "a@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	    {.recipient = "b@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	    {.recipient = "A@a.example", .about = "OFF-2026-0001", .occasion = "changed"},
	    {.recipient = "c@a.example", .about = "OFF-2026-0001", .occasion = "new"},
	    {.recipient = "d@a.example", .about = "OFF-2026-0002", .occasion = "new"},
	};
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(try_add(f, letters[i], NULL, 0, &id), OK);
	assert_ok(f, letter_sent(f->db, 1, now, "250", &f->err));
	assert_ok(f, letter_failed(f->db, 4, now, "550", &f->err));
	assert_ok(f, letters_recipients(f->db, f->arena, "offer", "OFF-2026-0001", &found, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(found[0].email, "b@a.example");
	assert_string_equal(found[1].message_id, "<l3@p.example>");
	assert_int_equal(found[0].contact, 0);
	assert_ok(f, letter_by_message_id(f->db, f->arena, "<l5@p.example>", 0, &template, &about, &f->err));
	assert_string_equal(template, "offer");
	assert_string_equal(about, "OFF-2026-0002");
	assert_int_equal(letter_by_message_id(f->db, f->arena, "<x@y>", 0, &template, &about, &f->err),
			 ERR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_nothing_twice),
	    FIXTURE_TEST(test_next_gives_all),
	    FIXTURE_TEST(test_order),
	    FIXTURE_TEST(test_shares),
	    FIXTURE_TEST(test_by_hand),
	    FIXTURE_TEST(test_long_queue),
	    FIXTURE_TEST(test_settled_stays),
	    FIXTURE_TEST(test_ephemeral),
	    FIXTURE_TEST(test_cancelled_with_its_candidate),
	    FIXTURE_TEST(test_erased_about),
	    FIXTURE_TEST(test_recipients),
	};
	return FIXTURE_MAIN("db_letters", tests);
}
