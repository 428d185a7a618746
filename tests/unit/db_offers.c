/* Offers and candidates: stored and read back; what the register refuses. */
#include "db_fixture.h"

#include "db/candidates.h"
#include "db/messages.h"
#include "db/offers.h"

static struct offer full_offer(struct fixture *f)
{
	return (struct offer){.ref = "OFF-2026-0001",
			      .status = "open",
			      .title = "Préparateur de commandes (H/F)",
			      .company = "Rhône Emballage",
			      .place = "69007 Lyon",
			      .commune = "69387",
			      .postal_code = "69007",
			      .department = "69",
			      .region = "84",
			      .contract = "CDD",
			      .nature = "E1",
			      .rome = "N1103",
			      .level = "0",
			      .salary = "11,50 €/h",
			      .hours = "35h",
			      .start = "now",
			      .deadline = "2026-10-01",
			      .contact = "gaelle@emballage.example",
			      .forum = "EVT-2026-0001",
			      .openings = "3",
			      .description = "Missions\nProfil",
			      .experience = "débutant accepté",
			      .duration = "6 mois",
			      .reference = "R1",
			      .diffusion = "D69 D01",
			      .is_company_hidden = true,
			      .sender = fixture_contact(f, "gaelle@emballage.example"),
			      .message = 1};
}

static void add_message(struct fixture *f)
{
	bool added;
	fixture_import(f);
	assert_ok(f, message_add(f->db, "m", 1, "1", bytes_of("x"), 0, &added, &f->err));
}

static void assert_same(const char *name, const char *a, const char *b)
{
	if ((a == NULL) != (b == NULL) || (a && strcmp(a, b) != 0))
		fail_msg("%s: %s instead of %s", name, a ? a : "NULL", b ? b : "NULL");
}

#define SAME(member) assert_same(#member, a->member, b->member)

static void assert_same_offer(const struct offer *a, const struct offer *b)
{
	SAME(ref), SAME(status), SAME(title), SAME(company), SAME(place), SAME(commune), SAME(postal_code);
	SAME(department), SAME(region), SAME(contract), SAME(nature), SAME(rome), SAME(level), SAME(salary);
	SAME(hours), SAME(start), SAME(deadline), SAME(contact), SAME(forum), SAME(openings),
	    SAME(description);
	SAME(experience), SAME(duration), SAME(reference), SAME(diffusion);
	assert_int_equal(a->is_company_hidden, b->is_company_hidden);
	assert_int_equal(a->sender, b->sender);
	assert_int_equal(a->message, b->message);
}

static void test_offer_round_trip(void **state)
{
	struct fixture *f = *state;
	struct offer read;
	add_message(f);
	struct offer offer = full_offer(f);
	struct offer bare = {.ref = "OFF-2026-0002", .status = "held", .title = "x", .sender = offer.sender};
	assert_ok(f, offer_add(f->db, &offer, &f->err));
	assert_ok(f, offer_add(f->db, &bare, &f->err));
	assert_ok(f, offer_get(f->db, f->arena, "OFF-2026-0001", &read, &f->err));
	assert_same_offer(&read, &offer);
	assert_ok(f, offer_get(f->db, f->arena, "OFF-2026-0002", &read, &f->err));
	assert_same_offer(&read, &bare);
	assert_string_equal(fixture_value(f, "SELECT typeof(level) || typeof(openings) FROM offers"),
			    "integerinteger");
	bare = offer;
	bare.ref = "OFF-2026-0002";
	bare.openings = NULL;
	assert_ok(f, offer_update(f->db, &bare, &f->err));
	assert_ok(f, offer_get(f->db, f->arena, "OFF-2026-0002", &read, &f->err));
	assert_same_offer(&read, &bare);
	bare.ref = "OFF-2026-0003";
	assert_int_equal(offer_update(f->db, &bare, &f->err), ERR_NOT_FOUND);
	assert_int_equal(offer_get(f->db, f->arena, "OFF-2026-0003", &read, &f->err), ERR_NOT_FOUND);
	assert_int_equal(offer_add(f->db, &offer, &f->err), ERR_DATA); /* twice */
}

static void test_offer_constraints(void **state)
{
	struct fixture *f = *state;
	add_message(f);
	const struct offer good = full_offer(f);
	struct {
		const char *what;
		struct offer offer;
	} bad[] = {{"status", good},   {"level 1", good}, {"level x", good},
		   {"openings", good}, {"commune", good}, {"department", good},
		   {"sender", good},   {"message", good}, {"title", good}};
	bad[0].offer.status = "ouverte";
	bad[1].offer.level = "1";
	bad[2].offer.level = "bac";
	bad[3].offer.openings = "0";
	bad[4].offer.commune = "00000";
	bad[5].offer.department = "99";
	bad[6].offer.sender = 99;
	bad[7].offer.message = 99;
	bad[8].offer.title = NULL;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		f->err = (struct err){0};
		if (offer_add(f->db, &bad[i].offer, &f->err) != ERR_DATA)
			fail_msg("%s was taken", bad[i].what);
		assert_null(strstr(f->err.text, "emballage")); /* no personal data in errors */
	}
	assert_ok(f, offer_add(f->db, &good, &f->err));
}

/* Equal matches: newest first, also beyond numbers of four digits. */
static void test_offers_match(void **state)
{
	static const char *const refs[] = {"OFF-2026-9999", "OFF-2026-10000", "OFF-2027-0001"};
	struct fixture *f = *state;
	struct offer_match *found;
	size_t count;
	add_message(f);
	struct offer offer = full_offer(f);
	for (size_t i = 0; i < ARRAY_SIZE(refs); i++) {
		offer.ref = refs[i];
		assert_ok(f, offer_add(f->db, &offer, &f->err));
	}
	struct offer_search search = {
	    .organisation = 1, .rome = offer.rome, .level = "8", .today = "2026-09-01", .most = 10};
	assert_ok(f, offers_match(f->db, f->arena, &search, &found, &count, &f->err));
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(found[i].ref, refs[2 - i]);
		assert_int_equal(found[i].score & MATCH_SAME_JOB, MATCH_SAME_JOB);
	}
	search.rome = "A1101";
	assert_ok(f, offers_match(f->db, f->arena, &search, &found, &count, &f->err));
	assert_int_equal(count, 0);
}

static void set_territory(const struct fixture *f, const char *codes)
{
	sqlite3 *db;
	char *rest = arena_strdup(f->arena, codes);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	sqlite3_exec(db, "DELETE FROM territory WHERE organisation = 1", NULL, NULL, NULL);
	for (char *code; (code = strtok_r(rest, " ", &rest));)
		assert_int_equal(
		    sqlite3_exec(db, arena_printf(f->arena, "INSERT INTO territory VALUES (1, '%s')", code),
				 NULL, NULL, NULL),
		    SQLITE_OK);
	sqlite3_close(db);
}

/* By any code of its territory, also when the last arrondissement completes a commune. */
static void test_offers_match_territory(void **state)
{
	static const struct {
		const char *commune, *postal_code, *department, *region, *codes;
		bool is_in;
	} rows[] = {
	    {"69387", "69007", "69", "84", "C69123", true},  {"69387", "69007", "69", "84", "P69007", true},
	    {"69387", "69007", "69", "84", "P69008", false}, {"69123", NULL, "69", "84", "C69387", false},
	    {"69266", NULL, "69", "84", "A82", true},	     {NULL, "69100", "69", "84", "C69266", true},
	    {NULL, NULL, "69", "84", "R84", true},	     {NULL, NULL, "69", "84", "C69266", false},
	    {NULL, NULL, NULL, "84", "D69", false},	     {NULL, NULL, NULL, "84", "FR", true},
	    {NULL, NULL, NULL, NULL, "R84", false},	     {NULL, NULL, NULL, NULL, "FR", true},
	    {NULL, NULL, NULL, "94", "D2A D2B", true},	     {NULL, NULL, "75", "11", "C75056", true},
	};
	struct fixture *f = *state;
	add_message(f);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct offer_match *found;
		size_t count;
		struct offer offer = full_offer(f);
		offer.ref = arena_printf(f->arena, "OFF-2026-1%03zu", i);
		offer.commune = rows[i].commune;
		offer.postal_code = rows[i].postal_code;
		offer.department = rows[i].department;
		offer.region = rows[i].region;
		assert_ok(f, offer_add(f->db, &offer, &f->err));
		set_territory(f, rows[i].codes);
		struct offer_search search = {
		    .organisation = 1, .rome = offer.rome, .today = "2026-09-01", .most = 100};
		assert_ok(f, offers_match(f->db, f->arena, &search, &found, &count, &f->err));
		for (size_t k = 0; k < count; k++)
			if (!strcmp(found[k].ref, offer.ref) &&
			    !!(found[k].score & MATCH_IN_TERRITORY) != rows[i].is_in)
				fail_msg("row %zu", i);
	}
}

static void test_offers_expire(void **state)
{
	struct fixture *f = *state;
	static const char *const deadlines[] = {"2026-10-03", "2026-10-01", "2026-10-02", NULL};
	char *ref;
	add_message(f);
	struct offer offer = full_offer(f);
	for (int i = 0; i < 4; i++) {
		offer.ref = arena_printf(f->arena, "OFF-2026-000%d", i);
		offer.deadline = deadlines[i];
		assert_ok(f, offer_add(f->db, &offer, &f->err));
	}
	assert_int_equal(offer_next_expired(f->db, f->arena, "2026-10-01", &ref, &f->err), ERR_NOT_FOUND);
	assert_ok(f, offer_next_expired(f->db, f->arena, "2026-10-03", &ref, &f->err));
	assert_string_equal(ref, "OFF-2026-0001");
	assert_ok(f, offer_get(f->db, f->arena, ref, &offer, &f->err));
	offer.status = "expired";
	assert_ok(f, offer_update(f->db, &offer, &f->err));
	assert_ok(f, offer_next_expired(f->db, f->arena, "2026-10-03", &ref, &f->err));
	assert_string_equal(ref, "OFF-2026-0002");
}

static struct candidate full_candidate(struct fixture *f)
{
	return (struct candidate){.ref = "CAN-2026-0001",
				  .status = "forwarded",
				  .given_name = "Karim",
				  .family_name = "Benali",
				  .offer = "OFF-2026-0001",
				  .mission_locale = 1,
				  .adviser = fixture_contact(f, "anne@ml-lyon.example"),
				  .scope = "offer",
				  .is_minor = true,
				  .rome = "N1103",
				  .level = "3",
				  .wanted = "magasinier",
				  .mobility = "Lyon",
				  .consent_expires_on = "2027-09-01",
				  .message = 1};
}

static void test_candidate_and_files(void **state)
{
	struct fixture *f = *state;
	struct candidate read;
	struct candidate_file *files, file;
	size_t count;
	int64_t ids[2];
	add_message(f);
	struct offer offer = full_offer(f);
	assert_ok(f, offer_add(f->db, &offer, &f->err));
	struct candidate candidate = full_candidate(f);
	const struct candidate *a = &read, *b = &candidate;
	assert_ok(f, candidate_add(f->db, &candidate, &f->err));
	assert_int_equal(candidate_add(f->db, &candidate, &f->err), ERR_DATA);
	assert_ok(f, candidate_get(f->db, f->arena, "CAN-2026-0001", &read, &f->err));
	SAME(ref), SAME(status), SAME(given_name), SAME(family_name), SAME(offer), SAME(scope), SAME(rome),
	    SAME(level);
	SAME(wanted), SAME(mobility), SAME(consent_expires_on);
	assert_string_equal(read.mission_locale_name, "Mission locale de Lyon");
	assert_true(read.is_minor);
	assert_int_equal(read.adviser, candidate.adviser);
	assert_ok(f, candidate_set_status(f->db, "CAN-2026-0001", "hired", &f->err));
	assert_int_equal(candidate_set_status(f->db, "CAN-2026-0001", "lost", &f->err), ERR_DATA);
	assert_int_equal(candidate_set_status(f->db, "CAN-2026-0009", "hired", &f->err), ERR_NOT_FOUND);
	struct bytes content = {(const unsigned char *)"%PDF\0\xff", 6};
	assert_ok(f, candidate_add_file(f->db, "CAN-2026-0001", "cv.pdf", "application/pdf", content, &ids[0],
					&f->err));
	assert_ok(f, candidate_add_file(f->db, "CAN-2026-0001", "b.png", "image/png", bytes_of(""), &ids[1],
					&f->err));
	assert_int_equal(
	    candidate_add_file(f->db, "CAN-2026-0009", "b", "image/png", content, &ids[1], &f->err),
	    ERR_DATA);
	assert_ok(f, candidate_files(f->db, f->arena, "CAN-2026-0001", &files, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(files[0].name, "cv.pdf");
	assert_int_equal(files[0].content.length, 6);
	assert_memory_equal(files[0].content.data, content.data, 6);
	assert_int_equal(files[1].content.length, 0);
	assert_ok(f, candidate_erase(f->db, "CAN-2026-0001", &f->err));
	assert_ok(f, candidate_file_get(f->db, f->arena, ids[0], &file, &f->err));
	assert_null(file.name);
	assert_int_equal(file.content.length, 0);
	assert_ok(f, candidate_get(f->db, f->arena, "CAN-2026-0001", &read, &f->err));
	assert_null(read.given_name);
	assert_null(read.wanted);
	assert_string_equal(read.status, "hired");
	assert_string_equal(read.scope, "offer");
	assert_int_equal(candidate_erase(f->db, "CAN-2026-0009", &f->err), ERR_NOT_FOUND);
	assert_int_equal(candidate_file_get(f->db, f->arena, 99, &file, &f->err), ERR_NOT_FOUND);
}

static void test_spontaneous_needs_partners(void **state)
{
	struct fixture *f = *state;
	add_message(f);
	struct candidate candidate = full_candidate(f);
	assert_int_equal(candidate_add(f->db, &candidate, &f->err), ERR_DATA); /* no such offer */
	candidate.offer = NULL;
	assert_int_equal(candidate_add(f->db, &candidate, &f->err), ERR_DATA);
	candidate.scope = "partners";
	assert_ok(f, candidate_add(f->db, &candidate, &f->err));
	assert_string_equal(
	    fixture_value(f, "SELECT mission_locale || minor || coalesce(offer, '-') FROM candidates"),
	    "Mission locale de Lyon1-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_offer_round_trip),
	    FIXTURE_TEST(test_offer_constraints),
	    FIXTURE_TEST(test_offers_match),
	    FIXTURE_TEST(test_offers_match_territory),
	    FIXTURE_TEST(test_offers_expire),
	    FIXTURE_TEST(test_candidate_and_files),
	    FIXTURE_TEST(test_spontaneous_needs_partners),
	};
	return FIXTURE_MAIN("db_offers", tests);
}
