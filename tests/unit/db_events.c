#include "db_fixture.h"

#include "base/date.h"
#include "db/events.h"
#include "db/mailings.h"

static struct event full_event(struct fixture *f)
{
	return (struct event){.ref = "EVT-2026-0001",
			      .status = "open",
			      .type = "forum",
			      .title = "Forum de l'emploi",
			      .starts_at = "2026-10-01T07:00:00Z",
			      .ends_at = "2026-10-01T15:00:00Z",
			      .place = "Lyon 7e",
			      .commune = "69387",
			      .deadline = "2026-09-25",
			      .uid = "evt1@p.example",
			      .department = "69",
			      .region = "84",
			      .postal_code = "69007",
			      .description = "Dix entreprises",
			      .publics = "tous",
			      .capacity = 20,
			      .quota = 0,
			      .sequence = 2,
			      .organiser = 4,
			      .co_organiser = 1,
			      .sender = fixture_contact(f, "farid@ims.example")};
}

static void test_event_round_trip(void **state)
{
	struct fixture *f = *state;
	struct event read;
	fixture_import(f);
	struct event event = full_event(f);
	struct event bare = {.ref = "EVT-2026-0002",
			     .status = "open",
			     .type = "other",
			     .title = "x",
			     .uid = "evt2@p.example",
			     .starts_at = "2026-10-01T07:00:00Z",
			     .capacity = -1,
			     .quota = -1,
			     .organiser = 4,
			     .sender = 1};
	assert_ok(f, event_add(f->db, &event, &f->err));
	assert_ok(f, event_add(f->db, &bare, &f->err));
	assert_ok(f, event_get(f->db, f->arena, "EVT-2026-0001", &read, &f->err));
	assert_string_equal(read.title, "Forum de l'emploi");
	assert_string_equal(read.ends_at, "2026-10-01T15:00:00Z");
	assert_string_equal(read.publics, "tous");
	assert_string_equal(read.uid, "evt1@p.example");
	assert_string_equal(read.postal_code, "69007");
	assert_int_equal(read.capacity, 20);
	assert_int_equal(read.quota, 0); /* capacity 0 is not the same as none */
	assert_int_equal(read.sequence, 2);
	assert_int_equal(read.organiser, 4);
	assert_int_equal(read.co_organiser, 1);
	assert_string_equal(read.organiser_name,
			    fixture_value(f, "SELECT name FROM organisation WHERE id = 4"));
	assert_ok(f, event_get(f->db, f->arena, "EVT-2026-0002", &read, &f->err));
	assert_null(read.ends_at);
	assert_int_equal(read.capacity, -1);
	assert_int_equal(read.quota, -1);
	assert_int_equal(read.co_organiser, 0);
	assert_string_equal(
	    fixture_value(f, "SELECT coalesce(capacity, 'null') FROM events WHERE ref = 'EVT-2026-0002'"),
	    "null");
	event.status = "cancelled";
	event.sequence = 3;
	assert_ok(f, event_update(f->db, &event, &f->err));
	assert_ok(f, event_get(f->db, f->arena, "EVT-2026-0001", &read, &f->err));
	assert_string_equal(read.status, "cancelled");
	assert_int_equal(read.sequence, 3);
	event.ref = "EVT-2026-0009";
	assert_int_equal(event_update(f->db, &event, &f->err), ERR_NOT_FOUND);
	assert_int_equal(event_get(f->db, f->arena, "EVT-2026-0009", &read, &f->err), ERR_NOT_FOUND);
	assert_int_equal(event_add(f->db, &event, &f->err), ERR_DATA); /* the same uid */
	event.uid = "evt9@p.example";
	event.type = "party";
	assert_int_equal(event_add(f->db, &event, &f->err), ERR_DATA);
}

static void test_found_by_uid(void **state)
{
	struct fixture *f = *state;
	char *ref;
	fixture_import(f);
	struct event event = full_event(f);
	event.uid = "EVT-2026-0001@p.example";
	event.source_uid = "theirs";
	event.look_at = "2026-09-24T06:00:00Z";
	assert_ok(f, event_add(f->db, &event, &f->err));
	assert_ok(f, event_by_uid(f->db, f->arena, "evt-2026-0001@P.example", &ref, &f->err));
	assert_string_equal(ref, event.ref);
	assert_int_equal(event_by_uid(f->db, f->arena, "", &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, event_by_source(f->db, f->arena, 4, "theirs", &ref, &f->err));
	assert_int_equal(event_by_source(f->db, f->arena, 1, "theirs", &ref, &f->err), ERR_NOT_FOUND);
	time_t hour = 0;
	assert_true(time_parse_rfc3339(event.look_at, &hour));
	assert_int_equal(event_next_to_look_at(f->db, f->arena, hour - 1, &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, event_next_to_look_at(f->db, f->arena, hour, &ref, &f->err));
}

static void test_mailed_once(void **state)
{
	struct fixture *f = *state;
	bool exists;
	struct mailing mailing = {
	    .kind = "event_list", .period = "EVT-2026-0001/2026-09-26", .recipients = 1};
	assert_ok(f, mailing_exists(f->db, mailing.kind, mailing.period, &exists, &f->err));
	assert_false(exists);
	assert_ok(f, mailing_add(f->db, &mailing, &f->err));
	assert_ok(f, mailing_exists(f->db, mailing.kind, mailing.period, &exists, &f->err));
	assert_true(exists);
	mailing.reason = "too late";
	assert_int_equal(mailing_add(f->db, &mailing, &f->err), ERR_DATA);
	mailing.kind = "event_pending";
	assert_ok(f, mailing_add(f->db, &mailing, &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(status || coalesce(reason, '')) FROM mailings"),
	    "done,skippedtoo late");
}

static void test_past(void **state)
{
	struct fixture *f = *state;
	char *ref;
	fixture_import(f);
	struct event event = full_event(f);
	assert_ok(f, event_add(f->db, &event, &f->err));
	event.ref = "EVT-2026-0002"; /* an event without an end is over once it has started */
	event.uid = "2";
	event.ends_at = NULL;
	assert_ok(f, event_add(f->db, &event, &f->err));
	assert_int_equal(event_next_past(f->db, f->arena, "2026-10-01T07:00:00Z", &ref, &f->err),
			 ERR_NOT_FOUND);
	assert_ok(f, event_next_past(f->db, f->arena, "2026-10-01T07:00:01Z", &ref, &f->err));
	assert_string_equal(ref, "EVT-2026-0002");
	event.status = "past";
	assert_ok(f, event_update(f->db, &event, &f->err));
	assert_int_equal(event_next_past(f->db, f->arena, "2026-10-01T15:00:00Z", &ref, &f->err),
			 ERR_NOT_FOUND);
	assert_ok(f, event_next_past(f->db, f->arena, "2026-10-02T00:00:00Z", &ref, &f->err));
	assert_string_equal(ref, "EVT-2026-0001");
}

static void invite(struct fixture *f, int64_t contacts[4])
{
	static const char *const emails[] = {"anne@ml-lyon.example", "benoit@ml-lyon.example",
					     "chloe@ml-93.example", "david@arml.example"};
	fixture_import(f);
	struct event event = full_event(f);
	assert_ok(f, event_add(f->db, &event, &f->err));
	for (int i = 0; i < 4; i++) {
		contacts[i] = fixture_contact(f, emails[i]);
		assert_ok(f, attendance_add(f->db, event.ref, contacts[i], &f->err));
	}
}

static int answer(struct fixture *f, int64_t contact, const char *word, int64_t participants, const char *at)
{
	struct attendance_change change = {.event = "EVT-2026-0001",
					   .contact = contact,
					   .answer = word,
					   .participants = participants,
					   .answered_at = at,
					   .stamp = at,
					   .takes_turn = !!strcmp(word, "pending")};
	return attendance_set(f->db, &change, &f->err);
}

static void test_invited_once(void **state)
{
	struct fixture *f = *state;
	int64_t c[4];
	struct attendance read;
	invite(f, c);
	assert_int_equal(attendance_add(f->db, "EVT-2026-0001", c[0], &f->err), ERR_DATA);
	assert_int_equal(attendance_add(f->db, "EVT-2026-0009", c[0], &f->err), ERR_DATA);
	assert_ok(f, attendance_get(f->db, f->arena, "EVT-2026-0001", c[0], &read, &f->err));
	assert_string_equal(read.answer, "pending");
	assert_string_equal(read.email, "anne@ml-lyon.example");
	assert_string_equal(read.organisation, "Mission locale de Lyon");
	assert_null(read.answered_at);
	assert_int_equal(attendance_get(f->db, f->arena, "EVT-2026-0001", 99, &read, &f->err), ERR_NOT_FOUND);
	assert_int_equal(answer(f, 99, "yes", 1, "2026-09-20T10:00:00Z"), ERR_NOT_FOUND);
	assert_int_equal(answer(f, c[0], "perhaps", 1, "2026-09-20T10:00:00Z"), ERR_DATA);
	assert_int_equal(answer(f, c[0], "no", 1, "2026-09-20T10:00:00Z"),
			 ERR_DATA); /* nobody comes with a no */
	assert_int_equal(answer(f, c[0], "yes", -1, "2026-09-20T10:00:00Z"), ERR_DATA);
	assert_int_equal(answer(f, c[0], "yes", 1, NULL), ERR_DATA);
	assert_ok(f, answer(f, c[0], "yes", 4, "2026-09-20T10:00:00Z"));
	assert_string_equal(
	    fixture_value(f, "SELECT contact || answer || participants || answered_at FROM attendances"
			     " WHERE answer = 'yes'"),
	    "anne@ml-lyon.exampleyes42026-09-20T10:00:00Z");
}

static void assert_order(struct fixture *f, const char *expected)
{
	struct attendance *all;
	size_t count;
	char order[8] = "";
	assert_ok(f, attendances_of(f->db, f->arena, "EVT-2026-0001", &all, &count, &f->err));
	assert_int_equal(count, strlen(expected));
	for (size_t i = 0; i < count; i++)
		order[i] = all[i].email[0];
	assert_string_equal(order, expected);
}

static void test_order(void **state)
{
	struct fixture *f = *state;
	int64_t c[4];
	invite(f, c);
	assert_order(f, "abcd");
	assert_ok(f, answer(f, c[3], "waiting", 2, "2026-09-20T10:00:00Z"));
	assert_ok(f,
		  answer(f, c[1], "waiting", 2, "2026-09-20T10:00:00Z")); /* later within the same second */
	assert_ok(f, answer(f, c[0], "yes", 2, "2026-09-19T10:00:00Z"));
	assert_order(f, "dbac"); /* each at the end of the waiting list */
	struct attendance_change lower = {.event = "EVT-2026-0001",
					  .contact = c[3],
					  .answer = "waiting",
					  .participants = 1,
					  .answered_at = "2026-09-21T10:00:00Z",
					  .comment = "un de moins"};
	assert_ok(f, attendance_set(f->db, &lower, &f->err));
	assert_order(f, "dbac"); /* lowering the number keeps the turn */
	assert_ok(f, attendance_promote(f->db, "EVT-2026-0001", c[3], &f->err));
	assert_string_equal(fixture_value(f, "SELECT answer || participants || comment FROM attendances"
					     " WHERE contact LIKE 'david%'"),
			    "yes1un de moins");
	assert_ok(f, answer(f, c[3], "waiting", 5, "2026-09-20T10:00:00Z"));
	assert_order(f, "badc");
	assert_ok(f, answer(f, c[0], "pending", 0, NULL));
	assert_order(f, "bdca");
}

static void test_totals(void **state)
{
	struct fixture *f = *state;
	int64_t c[4], all, of_organisation;
	struct attendance first;
	invite(f, c);
	assert_ok(f, attendance_get(f->db, f->arena, "EVT-2026-0001", c[0], &first, &f->err));
	assert_ok(f, attendance_totals(f->db, "EVT-2026-0001", first.organisation_id, 0, &all,
				       &of_organisation, &f->err));
	assert_int_equal(all + of_organisation, 0);
	assert_ok(f, answer(f, c[0], "yes", 4, "2026-09-20T10:00:00Z"));
	assert_ok(f, answer(f, c[1], "waiting", 3, "2026-09-20T10:00:00Z"));
	assert_ok(f, answer(f, c[2], "yes", 2, "2026-09-20T10:00:00Z"));
	assert_ok(f, answer(f, c[3], "maybe", 9, "2026-09-20T10:00:00Z"));
	assert_ok(f, attendance_totals(f->db, "EVT-2026-0001", first.organisation_id, 0, &all,
				       &of_organisation, &f->err));
	assert_int_equal(all, 6);
	assert_int_equal(of_organisation, 7);
	assert_ok(f, attendance_totals(f->db, "EVT-2026-0001", first.organisation_id, c[0], &all,
				       &of_organisation, &f->err));
	assert_int_equal(all, 2);
	assert_int_equal(of_organisation, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_event_round_trip), FIXTURE_TEST(test_past),
	    FIXTURE_TEST(test_found_by_uid),	 FIXTURE_TEST(test_mailed_once),
	    FIXTURE_TEST(test_invited_once),	 FIXTURE_TEST(test_order),
	    FIXTURE_TEST(test_totals),
	};
	return FIXTURE_MAIN("db_events", tests);
}
