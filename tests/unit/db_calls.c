#include "db_fixture.h"

#include "db/agreement.h"
#include "db/calls.h"
#include "db/diagnostics.h"
#include "db/letters.h"

static struct call full_call(struct fixture *f)
{
	return (struct call){.ref = "PAR-2027-0001",
			     .kind = "mentoring",
			     .status = "open",
			     .title = "Dix parrains",
			     .description = "Une heure par mois",
			     .place = "69007 Lyon",
			     .commune = "69387",
			     .postal_code = "69007",
			     .department = "69",
			     .region = "84",
			     .needed = 10,
			     .deadline = "2027-02-15",
			     .contact = "Anne",
			     .asker = fixture_contact(f, "anne@ml-lyon.example"),
			     .opened_at = "2027-01-11T08:30:00Z",
			     .look_at = "2027-01-11T08:30:00Z"};
}

static void test_round_trip(void **state)
{
	struct fixture *f = *state;
	struct call read;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	assert_int_equal(call_add(f->db, &call, &f->err), ERR_DATA);
	assert_ok(f, call_get(f->db, f->arena, call.ref, &read, &f->err));
	assert_string_equal(read.title, "Dix parrains");
	assert_int_equal(read.needed, 10);
	assert_null(read.theme);
	assert_null(read.closed_at);
	assert_int_equal(read.asker, call.asker);
	assert_string_equal(fixture_value(f, "SELECT asker || ' ' || needed || ' ' || region FROM calls"),
			    "anne@ml-lyon.example 10 84");
	read.status = "filled";
	read.needed = -1;
	assert_ok(f, call_update(f->db, &read, &f->err));
	assert_string_equal(fixture_value(f, "SELECT status || coalesce(needed, 'null') FROM calls"),
			    "fillednull");
	read.ref = "PAR-2027-0009";
	assert_int_equal(call_update(f->db, &read, &f->err), ERR_NOT_FOUND);
	assert_int_equal(call_get(f->db, f->arena, read.ref, &read, &f->err), ERR_NOT_FOUND);
	call.ref = "PAR-2027-0002";
	call.kind = "anything";
	assert_int_equal(call_add(f->db, &call, &f->err), ERR_DATA);
}

static void test_reminders(void **state)
{
	struct fixture *f = *state;
	struct reminder *reminders;
	size_t count;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	assert_ok(f, call_ask(f->db, call.ref, call.asker, &f->err));
	assert_ok(f, reminders_next(f->db, f->arena, &reminders, &count, &f->err));
	assert_int_equal(count, 0);
	call.ref = "MEC-2027-0001";
	assert_ok(f, call_add(f->db, &call, &f->err));
	assert_ok(f, call_ask(f->db, call.ref, call.asker, &f->err));
	assert_ok(f,
		  response_remind(f->db, "PAR-2027-0001", call.asker, "PAR-2027-0001/2027-02-10", &f->err));
	assert_ok(f,
		  response_remind(f->db, "MEC-2027-0001", call.asker, "MEC-2027-0001/2027-02-10", &f->err));
	assert_ok(f, reminders_next(f->db, f->arena, &reminders, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(reminders[0].call, "MEC-2027-0001");
	assert_string_equal(reminders[1].period, "PAR-2027-0001/2027-02-10");
	assert_int_equal(reminders[1].contact, call.asker);
	assert_ok(f, response_remind(f->db, "MEC-2027-0001", call.asker, NULL, &f->err));
	assert_ok(f, reminders_next(f->db, f->arena, &reminders, &count, &f->err));
	assert_int_equal(count, 1);
}

static void test_when(void **state)
{
	struct fixture *f = *state;
	char *ref, **open;
	size_t count;
	time_t opened;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	assert_int_equal(call_next_expired(f->db, f->arena, "2027-02-15", &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, call_next_expired(f->db, f->arena, "2027-02-16", &ref, &f->err));
	assert_string_equal(ref, call.ref);
	assert_true(time_parse_rfc3339(call.opened_at, &opened));
	assert_int_equal(call_next_to_look_at(f->db, f->arena, opened - 1, &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, call_next_to_look_at(f->db, f->arena, opened, &ref, &f->err));
	assert_ok(f, calls_open(f->db, f->arena, &open, &count, &f->err));
	assert_int_equal(count, 1);
	call.status = "expired";
	call.look_at = NULL;
	assert_ok(f, call_update(f->db, &call, &f->err));
	assert_int_equal(call_next_expired(f->db, f->arena, "2027-02-16", &ref, &f->err), ERR_NOT_FOUND);
	assert_int_equal(call_next_to_look_at(f->db, f->arena, opened, &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, calls_open(f->db, f->arena, &open, &count, &f->err));
	assert_int_equal(count, 0);
}

static void answer(struct fixture *f, const char *email, const char *word, const char *at)
{
	const struct response response = {
	    .contact = fixture_contact(f, email), .answer = word, .text = "", .answered_at = at};
	assert_ok(f, response_set(f->db, "PAR-2027-0001", &response, &f->err));
}

static void test_responses(void **state)
{
	struct fixture *f = *state;
	struct response *all, one;
	size_t count;
	bool asks;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	int64_t gaelle = fixture_contact(f, "gaelle@emballage.example");
	assert_ok(f, call_ask(f->db, call.ref, gaelle, &f->err));
	assert_ok(f, call_ask(f->db, call.ref, gaelle, &f->err));
	assert_ok(f, call_ask(f->db, call.ref, fixture_contact(f, "farid@ims.example"), &f->err));
	assert_ok(f, response_get(f->db, f->arena, call.ref, gaelle, &one, &f->err));
	assert_null(one.answer);
	assert_ok(f, call_asks(f->db, call.ref, one.organisation_id, &asks, &f->err));
	assert_true(asks);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM responses"), "0");
	answer(f, "gaelle@emballage.example", "maybe", "2027-01-12T08:00:00Z");
	answer(f, "chloe@ml-93.example", "yes", "2027-01-13T08:00:00Z");
	answer(f, "gaelle@emballage.example", "no", "2027-01-14T08:00:00Z");
	assert_ok(f, responses_of(f->db, f->arena, call.ref, &all, &count, &f->err));
	assert_int_equal(count, 3);
	assert_string_equal(all[0].email, "chloe@ml-93.example"); /* answered without being asked */
	assert_false(all[0].is_asked);
	assert_string_equal(all[1].answer, "no"); /* the last reminder */
	assert_true(all[1].is_asked);
	assert_null(all[1].text);
	assert_null(all[2].answer);
	assert_ok(f, call_asks(f->db, call.ref, all[0].organisation_id, &asks, &f->err));
	assert_false(asks);
	assert_string_equal(
	    fixture_value(
		f, "SELECT group_concat(answer, ' ') FROM (SELECT answer FROM responses ORDER BY answer)"),
	    "no yes");
	assert_int_equal(response_get(f->db, f->arena, call.ref, 999, &one, &f->err), ERR_NOT_FOUND);
}

/* The evidence for duties of both sides (specification section 7). */
static void test_evidence(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	call.ref = "INT-2027-0001";
	call.kind = "speaker";
	call.needed = -1;
	call.asker = fixture_contact(f, "farid@ims.example");
	assert_ok(f, call_add(f->db, &call, &f->err));
	call.ref = "INT-2027-0002";
	call.asker = fixture_contact(f, "elise@cnml.example");
	assert_ok(f, call_add(f->db, &call, &f->err));
	const struct response response = {.contact = fixture_contact(f, "anne@ml-lyon.example"),
					  .answer = "yes",
					  .answered_at = "2027-01-14T08:00:00Z"};
	assert_ok(f, response_set(f->db, "INT-2027-0001", &response, &f->err));
	assert_ok(f, response_set(f->db, "INT-2027-0002", &response, &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT group_concat(id || ' ' || evidence, ', ') FROM (SELECT * FROM"
			     " duty_evidence ORDER BY id, evidence)"),
	    "DEVOIR-CNML-5 INT-2027-0001, DEVOIR-IMS-4 INT-2027-0001, DEVOIR-IMS-6 PAR-2027-0001");
}

/* Specification section 8: closed, without a letter. */
static void test_end(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	struct call call = full_call(f);
	assert_ok(f, call_add(f->db, &call, &f->err));
	call.ref = "PAR-2027-0002";
	call.status = "filled";
	assert_ok(f, call_add(f->db, &call, &f->err));
	assert_ok(f, agreement_stop_flows(f->db, "[]", 1000000, &f->err));
	assert_string_equal(fixture_value(f, "SELECT group_concat(status) FROM "
					     "(SELECT * FROM call ORDER BY ref)"),
			    "closed,filled");
}

static void test_documents(void **state)
{
	struct fixture *f = *state;
	int64_t file, count;
	struct diagnostic read;
	fixture_import(f);
	const struct diagnostic diagnostic = {.ref = "DIA-2027-0001",
					      .title = "Les jeunes du Rhône",
					      .year = 2026,
					      .territory = "Rhône",
					      .codes = "D69",
					      .organisation = 1,
					      .sender = fixture_contact(f, "anne@ml-lyon.example"),
					      .received_at = 1000000};
	assert_ok(f, diagnostic_add(f->db, &diagnostic, &f->err));
	assert_ok(f, diagnostic_add_file(f->db, diagnostic.ref, "a.pdf", "application/pdf", bytes_of("%PDF"),
					 &file, &f->err));
	assert_ok(f, diagnostic_get(f->db, f->arena, diagnostic.ref, &read, &f->err));
	assert_int_equal(read.year, 2026);
	assert_null(read.event);
	assert_string_equal(read.organisation_name, "Mission locale de Lyon");
	assert_int_equal(diagnostic_get(f->db, f->arena, "DIA-2027-0002", &read, &f->err), ERR_NOT_FOUND);
	struct letter letter = {.template = "diagnostic",
				.recipient = "farid@ims.example",
				.subject = "x",
				.message_id = "1@x",
				.about = diagnostic.ref,
				.occasion = "message:1",
				.sender = "",
				.boundary = "b",
				.message = bytes_of("x")};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	assert_ok(f, letter_add(f->db, &letter, &file, 1, 1000000, &f->err));
	assert_ok(f, diagnostics_forget_files(f->db, 2000000, 10, &count, &f->err));
	assert_int_equal(count, 0); /* a queued letter needs it */
	assert_ok(f, letter_cancel(f->db, letter.id, &f->err));
	assert_ok(f, diagnostics_forget_files(f->db, 1000000, 10, &count, &f->err));
	assert_int_equal(count, 0); /* too recent */
	assert_ok(f, diagnostics_forget_files(f->db, 2000000, 10, &count, &f->err));
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_round_trip), FIXTURE_TEST(test_when),	FIXTURE_TEST(test_reminders),
	    FIXTURE_TEST(test_responses),  FIXTURE_TEST(test_evidence), FIXTURE_TEST(test_end),
	    FIXTURE_TEST(test_documents),
	};
	return FIXTURE_MAIN("db_calls", tests);
}
