/* Committees, regional agreements, and the duties with their evidence in the register (agreement Art. 2 and
 * 3). */
#include "db_fixture.h"

#include "db/committees.h"
#include "db/duties.h"
#include "db/regional_agreements.h"
#include "db/retention.h"

static struct committee committee(struct fixture *f, const char *ref, int64_t year, const char *starts_at)
{
	return (struct committee){.ref = ref,
				  .year = year,
				  .status = "planned",
				  .starts_at = starts_at,
				  .uid = arena_printf(f->arena, "%s@passerelle.example", ref),
				  .started_from = "2027-01-11T08:30:00Z",
				  .sender = fixture_contact(f, "elise@cnml.example")};
}

static void test_committees(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	struct committee added = committee(f, "COM-2027", 2027, "2027-03-10T13:00:00Z"), found, *unheld;
	size_t count;
	char *held;
	assert_ok(f, committee_add(f->db, &added, &f->err));
	assert_int_not_equal(committee_add(f->db, &added, &f->err), OK); /* one a year */
	assert_ok(f, committee_by_uid(f->db, f->arena, "com-2027@PASSERELLE.example", &found, &f->err));
	assert_string_equal(found.ref, "COM-2027");
	assert_null(found.place);
	assert_ok(f, committee_last_held(f->db, f->arena, &held, &f->err));
	assert_null(held);
	found.status = "held";
	assert_int_not_equal(committee_update(f->db, &found, &f->err), OK); /* not without minutes */
	found.minutes_at = "2027-03-12T09:00:00Z";
	assert_ok(f, committee_update(f->db, &found, &f->err));
	assert_ok(f, committee_last_held(f->db, f->arena, &held, &f->err));
	assert_string_equal(held, "2027-03-10T13:00:00Z");
	struct committee next = committee(f, "COM-2028", 2028, "2028-02-01T09:00:00Z");
	assert_ok(f, committee_add(f->db, &next, &f->err));
	assert_ok(f, committees_unheld(f->db, f->arena, &unheld, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(unheld[0].ref, "COM-2028");
	assert_int_equal(committee_get(f->db, f->arena, "COM-2029", &found, &f->err), ERR_NOT_FOUND);
	next.ref = "COM-2029";
	assert_int_equal(committee_update(f->db, &next, &f->err), ERR_NOT_FOUND);
}

static void test_regional_agreements(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	struct regional_agreement agreement = {.ref = "CNR-2027-0001",
					       .region = "84",
					       .status = "pending",
					       .signed_on = "2027-01-04",
					       .signatories = "David, Farid",
					       .proposer = fixture_contact(f, "david@arml.example")};
	int64_t anne = fixture_contact(f, "anne@ml-lyon.example"),
		gaelle = fixture_contact(f, "gaelle@emballage.example");
	struct contact *found;
	size_t count;
	assert_ok(f, regional_agreement_add(f->db, &agreement, &f->err));
	assert_ok(f, regional_party_add(f->db, agreement.ref, REGIONAL_RECIPIENT, anne, &f->err));
	assert_ok(f, regional_party_add(f->db, agreement.ref, REGIONAL_RECIPIENT, anne, &f->err));
	assert_ok(f, regional_party_add(f->db, agreement.ref, REGIONAL_RECIPIENT, gaelle, &f->err));
	assert_ok(
	    f, regional_parties(f->db, f->arena, agreement.ref, REGIONAL_RECIPIENT, &found, &count, &f->err));
	assert_int_equal(count, 2);
	assert_ok(f,
		  regional_parties(f->db, f->arena, agreement.ref, REGIONAL_ASKED, &found, &count, &f->err));
	assert_int_equal(count, 0);
	assert_ok(f, regional_recipients(f->db, f->arena, "84", "offres", &found, &count, &f->err));
	assert_int_equal(count, 0); /* not active */
	agreement.status = "active";
	agreement.active_on = "2027-01-12";
	assert_ok(f, regional_agreement_update(f->db, &agreement, &f->err));
	assert_ok(f, regional_recipients(f->db, f->arena, "84", "offres", &found, &count, &f->err));
	assert_int_equal(count, 1); /* of that list */
	assert_string_equal(found[0].email, "anne@ml-lyon.example");
	assert_ok(f, regional_recipients(f->db, f->arena, "53", "offres", &found, &count, &f->err));
	assert_int_equal(count, 0);
	assert_ok(f, regional_agreements_end(f->db, "2027-06-30", &f->err));
	assert_ok(f, regional_agreement_get(f->db, f->arena, agreement.ref, &agreement, &f->err));
	assert_string_equal(agreement.status, "ended");
	assert_string_equal(agreement.ended_on, "2027-06-30");
	assert_string_equal(fixture_value(f, "SELECT group_concat(ref) FROM agreements"), "CNR-2027-0001");
	assert_ok(f, db_setting_set(f->db, "agreement.signed_on", "2008-04-30", &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT status || ' ' || signed_on FROM agreements WHERE ref = 'CNV-NATIONALE'"),
	    "active 2008-04-30");
}

/* The evidence of each duty of 2027; "-" for none. */
static const char *evidence_of(struct fixture *f, const char *id)
{
	struct duty *duties;
	size_t count;
	assert_ok(f, duties_of(f->db, f->arena, "2027", &duties, &count, &f->err));
	assert_int_equal(count, 17);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(duties[i].id, id))
			return duties[i].done_on
				   ? arena_printf(f->arena, "%s %s", duties[i].done_on, duties[i].evidence)
				   : "-";
	return "none";
}

/* Records as the stages store them. */
static const char ACTS[] =
    "INSERT INTO committee (ref, year, status, starts_at, uid, sequence, started_from, minutes_at, sender) "
    "VALUES"
    " ('COM-2027', 2027, 'held', '2027-03-10T13:00:00Z', 'u', 0, '2027-01-01T00:00:00Z', "
    "'2027-03-12T09:00:00Z', 6);"
    "INSERT INTO newsletter (ref, period, due_at, made_at, is_first, last_reader, recipients, is_done) VALUES"
    " ('LET-2026-12', '2026-12', '2026-12-01T08:00:00Z', '2026-12-01T08:00:00Z', 1, 0, 5, 1);"
    "INSERT INTO event (ref, status, type, title, starts_at, uid, sequence, organiser, co_organiser, sender, "
    "announced_at)"
    " SELECT column1, column2, 'forum', 'Forum', '2027-06-01T08:00:00Z', column1, 0,"
    " (SELECT id FROM organisation WHERE type = column3), (SELECT id FROM organisation WHERE type = column4 "
    "LIMIT 1), 6, column5 FROM (VALUES"
    " ('EVT-2026-0009', 'past', 'ims', NULL, '2026-11-02T09:00:00Z'),"
    " ('EVT-2027-0001', 'cancelled', 'ims', NULL, '2027-02-01T09:00:00Z'),"
    " ('EVT-2027-0002', 'open', 'ims', NULL, '2027-02-02T09:00:00Z'),"
    " ('EVT-2027-0003', 'open', 'entreprise', 'mission_locale', '2027-02-03T09:00:00Z'),"
    " ('EVT-2027-0004', 'open', 'cnml', NULL, '2027-02-04T09:00:00Z'));"
    "INSERT INTO attendance (event, contact, answer, participants, answered_at) VALUES"
    " ('EVT-2026-0009', 1, 'yes', 2, '2026-11-03T09:00:00Z'), ('EVT-2027-0001', 1, 'yes', 2, "
    "'2027-02-05T09:00:00Z'),"
    " ('EVT-2027-0003', 1, 'pending', 0, NULL), ('EVT-2027-0004', 6, 'yes', 2, '2027-02-06T09:00:00Z');"
    "INSERT INTO message (id, mailbox, uidvalidity, uid, received_at, folder_uidvalidity) VALUES (1, 'm', 1, "
    "'1', '2027-12-31T23:30:00Z', 1);"
    "INSERT INTO offer (ref, status, title, is_company_hidden, sender, message) VALUES ('OFF-2027-0001', "
    "'held', 't', 0, 7, 1);"
    "INSERT INTO call (ref, kind, status, title, deadline, asker, opened_at) VALUES"
    " ('INT-2027-0001', 'speaker', 'open', 't', '2027-04-01', 5, '2027-02-06T09:00:00Z'),"
    " ('INT-2027-0002', 'speaker', 'open', 't', '2027-04-01', 6, '2027-02-07T09:00:00Z'),"
    " ('PAR-2027-0001', 'mentoring', 'open', 't', '2027-04-01', 1, '2027-02-08T09:00:00Z');"
    "INSERT INTO response (call, contact, is_asked, answer, answered_at) VALUES"
    " ('INT-2027-0001', 6, 1, 'yes', '2027-02-09T09:00:00Z'), ('INT-2027-0002', 1, 1, 'yes', "
    "'2026-12-31T09:00:00Z');"
    "INSERT INTO regional_agreement (ref, region, status, signed_on, signatories, active_on, proposer) VALUES"
    " ('CNR-2027-0001', '84', 'active', '2027-01-04', 's', '2027-01-12', 4);";

static void test_duties(void **state)
{
	struct fixture *f = *state;
	bool has;
	int64_t all, with_forum;
	clock_set_zone("Europe/Paris");
	fixture_import(f);
	assert_int_equal(fixture_tamper(f, ACTS), SQLITE_OK);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM duties"), "4"); /* no year has begun */
	assert_ok(f, duty_year_begin(f->db, "2027", &f->err));
	assert_ok(f, duty_year_begin(f->db, "2027", &f->err));
	assert_ok(f, duty_year_has_begun(f->db, "2027", &has, &f->err));
	assert_true(has);
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-1"), "2027-03-10 COM-2027");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-1"), "2027-03-10 COM-2027");
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-2"), "2026-12-01 LET-2026-12"); /* no effect when
											  repeated */
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-3"),
			    "2027-02-03 EVT-2027-0003");	  /* with guests, not cancelled */
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-5"), "-"); /* held */
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-4"), "2027-02-07 INT-2027-0002"); /* asked by ims */
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-6"), "2027-02-08 PAR-2027-0001");
	/* Answered after it was asked, even if the mailbox's clock disagrees. */
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-5"), "2027-02-07 INT-2027-0002");
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-7"), "2027-02-03 EVT-2027-0003");
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-8"), "-");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-3"), "2027-02-05 EVT-2027-0001");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-4"), "-");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-6"), "2027-02-04 EVT-2027-0004");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-7"), "2027-01-12 CNR-2027-0001");
	assert_string_equal(evidence_of(f, "DEVOIR-CNML-8"), "2027-02-03 EVT-2027-0003");
	/* Received on New Year's Eve in UTC, which is the new year in local time. */
	assert_int_equal(fixture_tamper(f, "UPDATE offer SET status = 'open', forum = 'EVT-2027-0002'"),
			 SQLITE_OK);
	assert_string_equal(evidence_of(f, "DEVOIR-IMS-5"), "-");
	assert_ok(f, duty_offers(f->db, "2028", &all, &with_forum, &f->err));
	assert_int_equal(all, 1);
	assert_int_equal(with_forum, 1);
	/* Its message row is deleted after two years; the evidence stays. */
	assert_ok(f, duty_year_begin(f->db, "2028", &f->err));
	assert_int_equal(
	    fixture_tamper(f, "UPDATE message SET outcome = 'accepted', reason = 'x', folder = NULL;"
			      "INSERT INTO message (mailbox, uidvalidity, uid, received_at,"
			      " folder_uidvalidity) VALUES ('m', 1, '2', '2030-01-01T09:00:00Z', 1)"),
	    SQLITE_OK);
	assert_ok(f, messages_sum_up(f->db, 1893456000, 100, &all, &f->err));
	assert_string_equal(fixture_value(f, "SELECT message IS NULL FROM offer"), "1");
	assert_string_equal(
	    fixture_value(f, "SELECT done_on || ' ' || evidence FROM duties WHERE id = 'DEVOIR-IMS-5'"
			     " AND period = '2028'"),
	    "2028-01-01 OFF-2027-0001");
}

static void test_reports(void **state)
{
	struct fixture *f = *state;
	struct duty_report report = {
	    .id = "DEVOIR-IMS-8", .link = "https://a.example/", .reported_at = 1800000000};
	struct duty duty;
	fixture_import(f);
	report.contact = fixture_contact(f, "farid@ims.example");
	assert_ok(f, duty_find(f->db, f->arena, "DEVOIR-IMS-8", &duty, &f->err));
	assert_true(duty.is_once && duty.is_reported);
	assert_string_equal(duty.party, "ims");
	assert_ok(f, duty_find(f->db, f->arena, "DEVOIR-IMS-2", &duty, &f->err));
	assert_true(duty.is_once && !duty.is_reported);
	assert_int_equal(duty_find(f->db, f->arena, "DEVOIR-IMS-9", &duty, &f->err), ERR_NOT_FOUND);
	assert_ok(f, duty_report(f->db, &report, &f->err));
	report.link = "https://b.example/";
	report.reported_at += 400L * 86400;
	assert_ok(f, duty_report(f->db, &report, &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT done_on || ' ' || evidence FROM duties WHERE id = 'DEVOIR-IMS-8'"),
	    "2027-01-15 https://b.example/");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_committees),
	    FIXTURE_TEST(test_regional_agreements),
	    FIXTURE_TEST(test_duties),
	    FIXTURE_TEST(test_reports),
	};
	return FIXTURE_MAIN("db_agreements", tests);
}
