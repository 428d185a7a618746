/* The counts of the annual report: by local date, in the right region, once. */
#include "db_fixture.h"

#include "db/figures.h"

enum { YEAR = 2027 };

/* Inserts through another connection, without foreign keys: each row has only the counted columns. */
static const char RECORDS[] =
    "INSERT INTO organisation (id, name, folded, type) VALUES (91, 'ml', 'ml', 'mission_locale'),"
    " (92, 'ims', 'ims x', 'ims'), (93, 'cnml', 'cnml x', 'cnml'), (94, 'ims 2', 'ims y', 'entreprise');"
    "INSERT INTO contact (id, organisation, email, name, function, lists, frequency, territories,"
    " is_signatory, is_steering, is_active, imported) VALUES"
    " (91, 91, 'a@ml', 'a', '', '', 'immediat', 'C35238 D69 C69387', 0, 0, 0, 1);" /* mostly in region 84 */
    "INSERT INTO message (id, mailbox, uidvalidity, uid, received_at, folder_uidvalidity) VALUES"
    " (1, 'm', 1, '1', '2026-12-31T23:00:00Z', 1)," /* midnight in Paris: in 2027 */
    " (2, 'm', 1, '2', '2027-12-31T22:59:59Z', 1)," /* a second before the next year */
    " (3, 'm', 1, '3', '2027-12-31T23:00:00Z', 1)," /* in 2028 */
    " (4, 'm', 1, '4', '2027-06-30T22:30:00Z', 1);" /* July */
    "INSERT INTO offer (ref, status, title, region, is_company_hidden, sender, message, filled_at) VALUES"
    " ('OFF-1', 'open', '', '84', 0, 91, 1, NULL), ('OFF-2', 'filled', '', NULL, 0, 91, 2,"
    " '2027-07-31T21:59:00Z'), ('OFF-3', 'open', '', '84', 0, 91, 3, NULL),"
    " ('OFF-4', 'held', '', '84', 0, 91, 4, NULL);"
    "INSERT INTO candidate (ref, status, mission_locale, adviser, scope, is_minor, message, is_erased) VALUES"
    " ('CAN-1', 'hired', 91, 91, 'partners', 0, 4, 0), ('CAN-2', 'withdrawn', 91, 91, 'partners', 0, 4, 1),"
    " ('CAN-3', 'rejected', 91, 91, 'partners', 0, 2, 0);"
    "INSERT INTO consent (id, candidate, event, at, recorded_at, hash, scope, expires_on) VALUES"
    " (1, 'CAN-1', 'given', '2026-12-20', '2027-07-01T10:00:00Z', hex(zeroblob(32)), 'partners', "
    "'2028-01-01'),"
    " (2, 'CAN-2', 'given', '2027-06-20', '2027-07-01T10:00:00Z', hex(zeroblob(32)), 'partners', "
    "'2028-01-01'),"
    " (3, 'CAN-2', 'withdrawn', '2027-08-01T10:00:00Z', '2027-08-01T10:00:00Z', hex(zeroblob(32)), NULL, "
    "NULL);"
    "INSERT INTO outcome (id, candidate, outcome, date, at, sender) VALUES"
    " (1, 'CAN-1', 'interview', '2027-03-01', '2027-03-05T10:00:00Z', 91),"
    " (2, 'CAN-1', 'interview', '2027-04-01', '2027-04-01T10:00:00Z', 91)," /* the same person again */
    " (3, 'CAN-1', 'hired', '2027-04-15', '2027-04-16T10:00:00Z', 91),"
    " (4, 'CAN-3', 'hired', '2027-04-15', '2027-04-16T10:00:00Z', 91),"
    " (5, 'CAN-3', 'rejected', '2027-04-20', '2027-04-20T10:00:00Z', 91);" /* corrected later */
    "INSERT INTO event (ref, status, type, title, starts_at, uid, region, sequence, organiser, co_organiser,"
    " sender) VALUES"
    " ('EVT-1', 'past', 'forum', '', '2027-09-30T22:30:00Z', 'u1', '11', 0, 92, NULL, 91)," /* October */
    " ('EVT-2', 'past', 'forum', '', '2027-05-01T08:00:00Z', 'u2', '11', 0, 94, 92, 91),"   /* of one side
											       only */
    " ('EVT-3', 'open', 'forum', '', '2027-05-02T08:00:00Z', 'u3', '94', 0, 92, 93, 91),"   /* of both
											       sides */
    " ('EVT-4', 'open', 'forum', '', '2027-05-03T08:00:00Z', 'u4', NULL, 0, 93, NULL, 91),"
    " ('EVT-5', 'cancelled', 'forum', '', '2027-05-04T08:00:00Z', 'u5', '11', 0, 92, 93, 91),"
    " ('EVT-6', 'open', 'forum', '', '2027-12-20T08:00:00Z', 'u6', '11', 0, 92, NULL, 91);" /* not started */
    "INSERT INTO attendance (event, contact, answer, participants, answered_at) VALUES"
    " ('EVT-1', 91, 'yes', 7, '2027-09-01T00:00:00Z'), ('EVT-2', 91, 'maybe', 5, '2027-04-01T00:00:00Z'),"
    " ('EVT-3', 91, 'yes', 4, '2027-04-01T00:00:00Z'), ('EVT-5', 91, 'yes', 9, '2027-04-01T00:00:00Z'),"
    " ('EVT-6', 91, 'yes', 3, '2027-04-01T00:00:00Z');"
    "INSERT INTO newsletter (ref, period, due_at, made_at, is_first, last_reader, recipients, is_done) VALUES"
    " ('LET-2027-01', '2027-01', '2027-01-04T08:00:00Z', '2027-01-04T08:00:00Z', 1, 9, 9, 1),"
    " ('LET-2027-02', '2027-02', '2027-02-01T08:00:00Z', '2027-02-01T08:00:00Z', 0, 0, 0, 1);"
    "INSERT INTO article (ref, status, title, text, is_results, author, submitted_at, newsletter) VALUES"
    " ('ART-1', 'published', '', '', 0, 91, '2026-12-20T08:00:00Z', 'LET-2027-01'),"
    " ('ART-2', 'accepted', '', '', 0, 91, '2027-02-20T08:00:00Z', NULL);"
    "INSERT INTO call (ref, kind, status, title, region, deadline, asker, opened_at) VALUES"
    " ('PAR-1', 'mentoring', 'filled', '', '84', '2027-02-01', 91, '2027-01-05T08:00:00Z'),"
    " ('MEC-1', 'financial', 'expired', '', '84', '2027-02-01', 91, '2027-01-06T08:00:00Z'),"
    " ('MEC-2', 'skills', 'expired', '', NULL, '2027-02-01', 91, '2027-03-06T08:00:00Z'),"
    " ('INT-1', 'speaker', 'open', '', '11', '2027-02-01', 91, '2027-04-06T08:00:00Z');"
    "INSERT INTO response (call, contact, is_asked, answer, answered_at) VALUES"
    " ('MEC-1', 91, 1, 'maybe', '2027-01-07T08:00:00Z'), ('MEC-2', 91, 1, 'yes', '2028-01-07T08:00:00Z');"
    "INSERT INTO diagnostic (ref, title, year, territory, codes, organisation, sender, received_at) VALUES"
    " ('DIA-1', 'Mobilité', 2026, '', 'D69', 91, 91, '2027-12-31T22:59:59Z'),"
    " ('DIA-2', 'Logement', 2027, '', 'D69', 91, 91, '2027-12-31T23:00:00Z');"
    "INSERT INTO committee (ref, year, status, starts_at, uid, sequence, started_from, minutes_at, sender)"
    " VALUES ('COM-2027', 2027, 'held', '2027-10-05T08:00:00Z', 'c', 0, '2027-09-01T00:00:00Z',"
    " '2028-01-05T08:00:00Z', 91);";

struct expected {
	const char *key;
	int64_t year;
	int month; /* region that contains one of them; 0: none */
	int64_t in_month;
	const char *region;
	int64_t in_region;
};

static const struct expected EXPECTED[] = {
    {"offers", 2, 1, 1, "84", 1},
    {"offers_closed_filled", 1, 7, 1, "84", 0},
    {"cvs", 3, 7, 2, "84", 3},
    {"consents_given", 2, 7, 2, "84", 2},
    {"consents_withdrawn", 1, 8, 1, "84", 1},
    {"interviews", 1, 3, 1, "84", 1},
    {"hires", 1, 4, 1, "84", 1},
    {"events_ims", 2, 10, 1, "11", 2},
    {"events_cnml", 1, 5, 1, "11", 0},
    {"events_common", 1, 5, 1, "94", 1},
    {"participants", 11, 10, 7, "94", 4},
    {"articles", 1, 1, 1, NULL, 0},
    {"newsletters", 1, 2, 0, NULL, 0},
    {"committees", 1, 10, 1, NULL, 0},
    {"sponsorships", 3, 1, 2, "84", 2},
    {"sponsorships_met", 2, 3, 1, "84", 1},
    {"speakers", 1, 4, 1, "11", 1},
    {"speakers_met", 0, 4, 0, "11", 0},
    {"diagnostics", 1, 12, 1, "84", 1},
};

static const struct figure *figure_of(const struct figures *figures, const char *key)
{
	for (size_t i = 0; i < figures->count; i++)
		if (!strcmp(figures->rows[i].key, key))
			return &figures->rows[i];
	fail_msg("no %s", key);
	return NULL;
}

static void check(const struct figures *figures, const struct expected *expected)
{
	const struct figure *figure = figure_of(figures, expected->key);
	int64_t months = 0;
	for (size_t m = 0; m < FIGURE_MONTHS; m++)
		months += figure->months[m];
	if (figure->year != expected->year || months != expected->year ||
	    figure->months[expected->month - 1] != expected->in_month)
		fail_msg("%s: %lld in the year, %lld in month %d", expected->key, (long long)figure->year,
			 (long long)figure->months[expected->month - 1], expected->month);
	assert_int_equal(figure->has_region, expected->region != NULL);
	for (size_t r = 0; expected->region && r < FIGURE_REGIONS; r++)
		if (!strcmp(figures->regions[r].code, expected->region) &&
		    figure->regions[r] != expected->in_region)
			fail_msg("%s: %lld in %s", expected->key, (long long)figure->regions[r],
				 expected->region);
}

static void test_figures(void **state)
{
	struct fixture *f = *state;
	struct figures figures;
	time_t now;
	clock_set_zone("Europe/Paris");
	assert_true(time_parse_rfc3339("2027-12-15T09:00:00+01:00", &now));
	assert_int_equal(fixture_tamper(f, RECORDS), SQLITE_OK);
	assert_ok(f, figures_of_year(f->db, f->arena, YEAR, now, &figures, &f->err));
	/* Records after now are not counted: the offer, the CV and the event of that December. */
	assert_int_equal(figure_of(&figures, "offers")->year, 1);
	assert_int_equal(figure_of(&figures, "cvs")->year, 2);
	assert_int_equal(figure_of(&figures, "events_ims")->year, 2);
	assert_true(time_parse_rfc3339("2027-12-31T23:59:59+01:00", &now));
	assert_ok(f, figures_of_year(f->db, f->arena, YEAR, now, &figures, &f->err));
	assert_int_equal(figure_of(&figures, "participants")->year, 14);
	assert_int_equal(fixture_tamper(f, "DELETE FROM attendance WHERE event = 'EVT-6';"
					   "DELETE FROM event WHERE ref = 'EVT-6'"),
			 SQLITE_OK);
	assert_ok(f, figures_of_year(f->db, f->arena, YEAR, now, &figures, &f->err));
	for (size_t i = 0; i < ARRAY_SIZE(EXPECTED); i++)
		check(&figures, &EXPECTED[i]);
	struct diagnostic_of_year *diagnostics;
	size_t count;
	assert_ok(f, diagnostics_of_year(f->db, f->arena, YEAR, now, &diagnostics, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(diagnostics[0].title, "Mobilité");
}

int main(void)
{
	const struct CMUnitTest tests[] = {FIXTURE_TEST(test_figures)};
	return FIXTURE_MAIN("db_figures", tests);
}
