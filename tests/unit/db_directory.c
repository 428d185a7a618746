#include "db_fixture.h"
#include "processor.h"

static struct directory_changes import(struct fixture *f, const struct directory_row *rows, size_t count)
{
	struct directory_changes changes;
	assert_ok(f, directory_import(f->db, f->arena, rows, count, &changes, &f->err));
	return changes;
}

static void assert_changes(struct directory_changes c, size_t added, size_t updated, size_t unchanged,
			   size_t deactivated)
{
	if (c.added != added || c.updated != updated || c.unchanged != unchanged ||
	    c.deactivated != deactivated)
		fail_msg("added %zu, updated %zu, unchanged %zu, deactivated %zu", c.added, c.updated,
			 c.unchanged, c.deactivated);
}

static void test_import_again(void **state)
{
	struct fixture *f = *state;
	struct contact contact;
	assert_changes(import(f, fixture_rows, FIXTURE_ROWS), FIXTURE_ROWS, 0, 0, 0);
	assert_changes(import(f, fixture_rows, FIXTURE_ROWS), 0, 0, FIXTURE_ROWS, 0);
	struct directory_row rows[FIXTURE_ROWS];
	memcpy(rows, fixture_rows, sizeof(rows));
	rows[0].email = "ANNE@ML-Lyon.example"; /* the same address */
	rows[0].territories = "D69";
	rows[2].organisation = "MISSION LOCALE DE SAINT‑DENIS"; /* the same name in another spelling */
	assert_changes(import(f, rows, FIXTURE_ROWS - 1), 0, 2, FIXTURE_ROWS - 3, 1);
	assert_ok(f, contact_by_email(f->db, f->arena, "anne@ml-lyon.example", &contact, &f->err));
	assert_string_equal(contact.territories, "D69");
	assert_string_equal(contact.organisation, "Mission locale de Lyon");
	assert_string_equal(contact.type_name, "mission_locale");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM organisation"), "6");
	assert_int_equal(contact_by_email(f->db, f->arena, "gaelle@emballage.example", &contact, &f->err),
			 ERR_NOT_FOUND);
	assert_string_equal(
	    fixture_value(f, "SELECT active FROM contacts WHERE email = 'gaelle@emballage.example'"), "0");
	/* A contact that comes back has its old id. */
	assert_changes(import(f, fixture_rows, FIXTURE_ROWS), 0, 3, FIXTURE_ROWS - 3, 0);
	assert_ok(f, contact_by_email(f->db, f->arena, "GAELLE@emballage.example", &contact, &f->err));
	assert_int_equal(contact.id, 7);
}

/* A name in another spelling is the same organisation, with all its records. */
static void test_renamed(void **state)
{
	static const struct directory_row before[] = {
	    {2, "ML Gerland", ORGANISATION_MISSION_LOCALE, "", "a@ml.example", "", "D69", "", "immediat",
	     false, false, NULL},
	    {3, "ML Gerland", ORGANISATION_MISSION_LOCALE, "", "b@ml.example", "", "D69", "", "immediat",
	     false, false, NULL},
	    {4, "Tissages Roy", ORGANISATION_ENTREPRISE, "", "a@roy.example", "", "D69", "", "immediat",
	     false, false, "T7"},
	    {5, "Fonderie", ORGANISATION_ENTREPRISE, "", "a@fonte.example", "", "D69", "", "immediat", false,
	     false, NULL},
	};
	struct fixture *f = *state;
	struct contact old, now;
	import(f, before, 4);
	assert_ok(f, contact_by_email(f->db, f->arena, "a@ml.example", &old, &f->err));

	struct directory_row rows[4];
	memcpy(rows, before, sizeof(rows));
	rows[0].organisation = rows[1].organisation = "Mission locale de Lyon-Gerland";
	rows[1].email = "c@ml.example"; /* half of the addresses stay */
	rows[2].organisation = "Roy Textiles";
	rows[2].email = "info@roy-textiles.example"; /* no address stays, but the identifier */
	rows[3].organisation = "Fonderie du Rhône";
	rows[3].email = "x@fonte.example"; /* neither stays: another organisation */
	struct directory_changes changes = import(f, rows, 4);
	assert_int_equal(changes.renamed_count, 2);
	assert_string_equal(changes.renamed[0].before, "ML Gerland");
	assert_string_equal(changes.renamed[1].now, "Roy Textiles");
	assert_ok(f, contact_by_email(f->db, f->arena, "c@ml.example", &now, &f->err));
	assert_int_equal(now.organisation_id, old.organisation_id);
	assert_string_equal(now.organisation, "Mission locale de Lyon-Gerland");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM organisation"), "4");
	/* An organisation whose name is still in the file is not renamed. */
	rows[0].organisation = rows[1].organisation = "ML neuve";
	rows[3] = (struct directory_row){5,
					 "Mission locale de Lyon-Gerland",
					 ORGANISATION_MISSION_LOCALE,
					 "",
					 "d@ml.example",
					 "",
					 "D69",
					 "",
					 "immediat",
					 false,
					 false,
					 NULL};
	assert_int_equal(import(f, rows, 4).renamed_count, 0);
}

static void test_import_is_all_or_nothing(void **state)
{
	static const struct directory_row bad[] = {
	    {2, "A", ORGANISATION_IMS, "", "a@a.example", "", "FR", "", "immediat", false, false, NULL},
	    {3, "B", ORGANISATION_IMS, "", "b@b.example", "", "D69 P69999", "", "immediat", false, false,
	     NULL},
	};
	static const struct directory_row twice[] = {
	    {2, "A", ORGANISATION_IMS, "", "a@a.example", "", "FR", "", "immediat", false, false, NULL},
	    {7, "A", ORGANISATION_IMS, "", "A@a.example", "", "FR", "", "immediat", false, false, NULL},
	};
	static const struct directory_row kind[] = {
	    {2, "A", ORGANISATION_IMS, "", "a@a.example", "", "FR", "", "immediat", false, false, NULL},
	    {3, "B", ORGANISATION_ANY, "", "b@b.example", "", "", "", "immediat", false, false, NULL},
	};
	struct fixture *f = *state;
	struct directory_changes changes;
	assert_int_equal(directory_import(f->db, f->arena, bad, 2, &changes, &f->err), ERR_DATA);
	assert_non_null(strstr(f->err.text, "line 3: territoires: P69999"));
	assert_int_equal(directory_import(f->db, f->arena, twice, 2, &changes, &f->err), ERR_DATA);
	assert_non_null(strstr(f->err.text, "line 7: courriel"));
	assert_null(strstr(f->err.text, "a.example"));
	assert_int_equal(directory_import(f->db, f->arena, kind, 2, &changes, &f->err), ERR_DATA);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM organisation"), "0");
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM contact"), "0");
}

static void test_contacts(void **state)
{
	struct fixture *f = *state;
	struct contact contact, *all;
	size_t count;
	fixture_import(f);
	assert_int_equal(contact_by_email(f->db, f->arena, "nobody@example.org", &contact, &f->err),
			 ERR_NOT_FOUND);
	assert_int_equal(contact_by_id(f->db, f->arena, 99, &contact, &f->err), ERR_NOT_FOUND);
	assert_ok(
	    f, contact_by_id(f->db, f->arena, fixture_contact(f, "david@arml.example"), &contact, &f->err));
	assert_string_equal(contact.name, "David");
	assert_string_equal(contact.lists, "offres");
	assert_string_equal(contact.frequency, "immediat");
	assert_true(contact.is_signatory && contact.is_steering && contact.is_active && !contact.is_bounced);
	import(f, fixture_rows, 2);
	assert_ok(f, contacts_all(f->db, f->arena, &all, &count, &f->err));
	assert_int_equal(count, FIXTURE_ROWS);
	assert_string_equal(all[0].email, "david@arml.example");
	assert_false(all[0].is_active);
}

struct expectation {
	const char *type, *list, *holds, *overlaps;
	const char *told; /* initials of the addresses, in order */
};

static const struct expectation audiences[] = {
    /* everybody, by organisation (folded) and address */
    {NULL, NULL, NULL, NULL, "defabcg"},
    {"mission_locale", NULL, NULL, NULL, "abc"},
    {NULL, "evenements", NULL, NULL, "ac"},
    {NULL, "evenement", NULL, NULL, ""},
    {"mission_locale", "cv", NULL, NULL, ""},
    /* covering a place: C69123 covers each arrondissement and all of Lyon, a colleague's P69100 adds
     * Villeurbanne */
    {"mission_locale", NULL, "C69387", NULL, "ab"},
    {"mission_locale", NULL, "P69007", NULL, "ab"},
    {"mission_locale", NULL, "C69123", NULL, "ab"},
    {"mission_locale", NULL, "C69266", NULL, "ab"},
    {"mission_locale", "evenements", "C69266", NULL, "a"},
    {"mission_locale", NULL, "C69100", NULL, ""},
    {"mission_locale", NULL, "D01", NULL, "ab"},
    {"mission_locale", NULL, "D69", NULL, ""},
    {"mission_locale", NULL, "C93066", NULL, "c"},
    {"mission_locale", NULL, "P93200", NULL, "c"}, /* 93200 is only in Saint-Denis */
    {NULL, NULL, "D69", NULL, "def"},
    {NULL, NULL, "R84", NULL, "def"},
    {NULL, NULL, "A82", NULL, "def"},
    {NULL, NULL, "R11", NULL, "ef"},
    {NULL, NULL, "FR", NULL, "ef"},
    /* overlapping territories */
    {"mission_locale", NULL, NULL, "R84", "ab"},
    {"mission_locale", NULL, NULL, "A82", "ab"},
    {"mission_locale", NULL, NULL, "D69", "ab"},
    {"mission_locale", NULL, NULL, "P69007", "ab"},
    {"mission_locale", NULL, NULL, "C69387", "ab"},
    {"mission_locale", NULL, NULL, "D93", "c"},
    {"mission_locale", NULL, NULL, "D93 P01400", "abc"},
    {"mission_locale", NULL, NULL, "FR", "abc"},
    {"mission_locale", NULL, NULL, "D2A", ""},
    {"mission_locale", NULL, NULL, "", ""},
    {NULL, NULL, NULL, "D2A", "ef"},
    {NULL, NULL, NULL, "D42", "def"},
    {NULL, NULL, NULL, "FR", "defabc"}, /* a company without a territory overlaps none */
    {NULL, NULL, "D01", "C69387", "defab"},
};

static void check_audience(struct fixture *f, const struct expectation *e)
{
	struct place place;
	struct audience audience = {.type = e->type ? organisation_type_of(e->type) : ORGANISATION_ANY,
				    .list = e->list,
				    .overlaps = e->overlaps};
	struct contact *told;
	size_t count;
	char letters[32] = "";
	if (e->holds) {
		assert_ok(f, places_by_code(f->db, f->arena, e->holds, &place, &f->err));
		audience.holds = &place;
	}
	assert_ok(f, contacts_for(f->db, f->arena, &audience, &told, &count, &f->err));
	assert_true(count < sizeof(letters));
	for (size_t i = 0; i < count; i++)
		letters[i] = told[i].email[0];
	if (strcmp(letters, e->told) != 0)
		fail_msg("type %s, list %s, holds %s, overlaps %s: %s instead of %s", e->type ? e->type : "-",
			 e->list ? e->list : "-", e->holds ? e->holds : "-", e->overlaps ? e->overlaps : "-",
			 letters, e->told);
}

static void test_audiences(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	for (size_t i = 0; i < ARRAY_SIZE(audiences); i++)
		check_audience(f, &audiences[i]);
}

/* A commune narrowed by a postal code is covered by an organisation with that code. */
static void test_commune_within_postal_code(void **state)
{
	static const struct directory_row row = {2,	   "ML",	   ORGANISATION_MISSION_LOCALE,
						 "",	   "p@ml.example", "",
						 "P93210", "offres",	   "immediat",
						 false,	   false,	   NULL};
	struct fixture *f = *state;
	struct contact *told;
	size_t count;
	struct place place = {.insee = "93066", .postal_code = "93210", .department = "93", .region = "11"};
	struct audience audience = {.holds = &place};
	import(f, &row, 1);
	assert_ok(f, contacts_for(f->db, f->arena, &audience, &told, &count, &f->err));
	assert_int_equal(count, 1);
	place.postal_code = NULL; /* all of Saint-Denis */
	assert_ok(f, contacts_for(f->db, f->arena, &audience, &told, &count, &f->err));
	assert_int_equal(count, 0);
	place = (struct place){.insee = "00000"}; /* no such place: nobody covers it */
	assert_ok(f, contacts_for(f->db, f->arena, &audience, &told, &count, &f->err));
	assert_int_equal(count, 0);
}

/* Many small codes cover the whole only together: each arrondissement of Lyon. */
static void test_union_covers(void **state)
{
	struct directory_row rows[2] = {
	    {2, "ML", ORGANISATION_MISSION_LOCALE, "", "a@ml.example", "",
	     "P69001 P69002 C69383 C69384 P69005", "", "immediat", false, false, NULL},
	    {3, "ML", ORGANISATION_MISSION_LOCALE, "", "b@ml.example", "", "C69386 P69007 P69008 C69389", "",
	     "immediat", false, false, NULL},
	};
	struct fixture *f = *state;
	const struct expectation both = {NULL, NULL, "C69123", NULL, "ab"},
				 none = {NULL, NULL, "C69123", NULL, ""};
	import(f, rows, 2);
	check_audience(f, &both);
	rows[1].territories = "C69386 P69007 P69008";
	import(f, rows, 2);
	check_audience(f, &none);
	import(f, rows, 1); /* codes of a deactivated contact don't count */
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM territory"), "5");
}

static void test_suspended_contact_is_not_told(void **state)
{
	struct fixture *f = *state;
	const struct expectation expected = {"mission_locale", NULL, "C69387", NULL, "b"};
	fixture_import(f);
	fixture_tamper(f, "UPDATE contact SET is_bounced = 1, bounced_why = '5.1.1'"
			  " WHERE email = 'anne@ml-lyon.example'");
	check_audience(f, &expected);
	assert_string_equal(
	    fixture_value(f, "SELECT bounced FROM contacts WHERE email = 'anne@ml-lyon.example'"), "1");
}

/* 500 organisations with 20 codes each: any place and territory in well under a tenth of a second. */
static void test_large_directory(void **state)
{
	struct fixture *f = *state;
	enum { MANY = 500 };
	struct directory_row *rows = arena_array(f->arena, MANY, sizeof(*rows));
	static const char *const codes[] = {"R84", "D69", "R11", "C69123", "P69007", "FR"};
	for (int i = 0; i < MANY; i++)
		rows[i] = (struct directory_row){
		    .line = (size_t)i + 2,
		    .organisation = arena_printf(f->arena, "ML %d", i),
		    .type = ORGANISATION_MISSION_LOCALE,
		    .email = arena_printf(f->arena, "c%d@ml.example", i),
		    .territories = i % 2 ? "D01 D07 D26 D38 D42 D73 D74 D03 D15 D43 D63" : "P69100 P69007",
		    .lists = "offres",
		    .frequency = "immediat"};
	import(f, rows, MANY);
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		struct place place;
		struct contact *told;
		size_t count;
		struct audience holds = {.holds = &place}, overlaps = {.overlaps = codes[i]};
		assert_ok(f, places_by_code(f->db, f->arena, codes[i], &place, &f->err));
		long long start_ms = processor_ms();
		assert_ok(f, contacts_for(f->db, f->arena, &holds, &told, &count, &f->err));
		long long between_ms = processor_ms();
		assert_ok(f, contacts_for(f->db, f->arena, &overlaps, &told, &count, &f->err));
		long long end_ms = processor_ms();
		if (end_ms - start_ms > 2000)
			fail_msg("%s: %lld ms", codes[i], end_ms - start_ms);
		if (getenv("DB_TIMES"))
			print_message("%s: holds %lld ms, overlaps %lld ms\n", codes[i],
				      between_ms - start_ms, end_ms - between_ms);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_import_again),
	    FIXTURE_TEST(test_renamed),
	    FIXTURE_TEST(test_import_is_all_or_nothing),
	    FIXTURE_TEST(test_contacts),
	    FIXTURE_TEST(test_audiences),
	    FIXTURE_TEST(test_commune_within_postal_code),
	    FIXTURE_TEST(test_union_covers),
	    FIXTURE_TEST(test_suspended_contact_is_not_told),
	    FIXTURE_TEST(test_large_directory),
	};
	return FIXTURE_MAIN("db_directory", tests);
}
