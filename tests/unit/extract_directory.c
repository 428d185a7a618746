/* The directory file: good rows in every encoding, and each fault with its line. */
#include "extract/directory.h"
#include "extract_mail.h"

#define HEADER                                                                                               \
	"organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage\n"
#define GOOD "ML Lyon;mission_locale;Marie Durand;marie@ml.example;Conseillère;D69 P69007;;;;\n"

struct outcome {
	int rc;
	struct directory_row *rows;
	size_t row_count;
	struct directory_fault *faults;
	size_t fault_count;
	struct err err;
};

static struct outcome read_bytes(struct arena *arena, const char *text, size_t length)
{
	struct outcome outcome = {0};
	struct bytes file = {(const unsigned char *)text, length};

	outcome.rc = directory_read(arena, file, &outcome.rows, &outcome.row_count, &outcome.faults,
				    &outcome.fault_count, &outcome.err);
	return outcome;
}

static struct outcome read_text(struct arena *arena, const char *text)
{
	return read_bytes(arena, text, strlen(text));
}

static void test_good(void **state)
{
	static const char *const files[] = {
	    HEADER GOOD,
	    "\xef\xbb\xbf" HEADER GOOD,
	    "\xef\xbb\xbf\"organisation\";type;contact;courriel;fonction;territoires\r\n"
	    "\"ML Lyon\";Mission locale;Marie Durand;marie@ML.example;Conseillère;d69  p69007 D69\r\n",
	    "Organisation,TYPE,Contact,Courriel,Fonction,Territoires,Listes,Fréquence,Signataire,Pilotage\n"
	    "ML Lyon,mission-locale,Marie Durand,marie@ml.example,\"Conseillère\",D69 "
	    "P69007,,immédiat,non,Non\n",
	    "courriel;type;organisation;contact;fonction;territoires\n"
	    "marie@ml.example;mission_locale;ML Lyon;Marie Durand;Conseillère;\"D69\nP69007\"\n",
	    HEADER "\n;;;;;;;;;\n" GOOD ";;;;;;;;;\n\n",
	    "organisation;type;contact;courriel;fonction;territoires\n"
	    "ML Lyon;mission_locale;Marie Durand;marie@ml.example;Conseill\xe8re;D69 P69007",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct arena *arena = arena_new();
		struct outcome outcome = read_text(arena, files[i]);

		assert_int_equal(outcome.rc, OK);
		if (outcome.fault_count)
			fail_msg("%zu: line %zu: %s", i, outcome.faults[0].line, outcome.faults[0].what);
		assert_int_equal(outcome.row_count, 1);
		assert_string_equal(outcome.rows[0].organisation, "ML Lyon");
		assert_int_equal(outcome.rows[0].type, ORGANISATION_MISSION_LOCALE);
		assert_string_equal(outcome.rows[0].name, "Marie Durand");
		assert_string_equal(outcome.rows[0].email, "marie@ml.example");
		assert_string_equal(outcome.rows[0].function, "Conseillère");
		assert_string_equal(outcome.rows[0].territories, "D69 P69007");
		assert_string_equal(outcome.rows[0].lists, "offres evenements newsletter");
		assert_string_equal(outcome.rows[0].frequency, "immediat");
		assert_false(outcome.rows[0].is_signatory || outcome.rows[0].is_steering);
		arena_free(&arena);
	}
}

static void test_cells(void **state)
{
	struct arena *arena = arena_new();
	struct outcome outcome = read_text(
	    arena, HEADER
	    "\"A \"\"B\"\"; C\";ims;;a@x.example;;FR R84 A82 D2A D974 C2A004 C69387 P20000;CV  offres cv;"
	    "Hebdomadaire;OUI;oui\n"
	    "D;cnml;;b@x.example;;;;;;\nE;association_regionale;;c@x.example;;;;;;\n"
	    "F;ims;;d@x.example;;;;;;\nG;antenne;;e@x.example;;;;;;\nH;entreprise;;f@x.example;;;;quotidien;;"
	    "\n");

	(void)state;
	assert_int_equal(outcome.rc, OK);
	assert_int_equal(outcome.fault_count, 0);
	assert_int_equal(outcome.row_count, 6);
	assert_string_equal(outcome.rows[0].organisation, "A \"B\"; C");
	assert_string_equal(outcome.rows[0].territories, "FR R84 A82 D2A D974 C2A004 C69387 P20000");
	assert_string_equal(outcome.rows[0].lists, "cv offres");
	assert_string_equal(outcome.rows[0].frequency, "hebdomadaire");
	assert_true(outcome.rows[0].is_signatory && outcome.rows[0].is_steering);
	assert_string_equal(outcome.rows[1].lists, "offres evenements newsletter diagnostics");
	assert_string_equal(outcome.rows[2].lists, "offres evenements newsletter parrainage");
	assert_string_equal(outcome.rows[3].lists, "cv evenements newsletter parrainage diagnostics");
	assert_string_equal(outcome.rows[4].lists, "evenements newsletter parrainage");
	assert_string_equal(outcome.rows[5].lists, "evenements newsletter parrainage");
	assert_string_equal(outcome.rows[5].frequency, "quotidien");
	assert_int_equal(outcome.rows[5].line, 7);
	arena_free(&arena);
}

/* Additions of Excel, an identifier, an internationalised domain. */
static void test_excel(void **state)
{
	static const char *const files[] = {
	    "sep=;\norganisation;type;contact;courriel;identifiant;;\nA;ims;;a@caf\xc3\xa9.example;I1;;\n",
	    "organisation\ttype\tcourriel\tidentifiant\t\nA\tims\ta@caf\xc3\xa9.example\tI1\t\t\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct arena *arena = arena_new();
		struct outcome outcome = read_text(arena, files[i]);

		assert_int_equal(outcome.rc, OK);
		if (outcome.fault_count)
			fail_msg("%s", outcome.faults[0].what);
		assert_int_equal(outcome.row_count, 1);
		assert_string_equal(outcome.rows[0].email, "a@xn--caf-dma.example");
		assert_string_equal(outcome.rows[0].identifier, "I1");
		arena_free(&arena);
	}
}

/* Each file has one fault on that line; its text names the column and the value read. */
static void test_faults(void **state)
{
	static const struct {
		const char *file;
		size_t line;
		const char *what;
	} rows[] = {
	    {HEADER ";ims;;a@x.example;;;;;;\n", 2, "organisation: is empty"},
	    {HEADER "A;mission;;a@x.example;;;;;;\n", 2, "type: \"mission\""},
	    {HEADER "A;;;a@x.example;;;;;;\n", 2, "type: \"\""},
	    {HEADER "A;ims;;;;;;;;\n", 2, "courriel: \"\""},
	    {HEADER "A;ims;;a.example;;;;;;\n", 2, "courriel: \"a.example\""},
	    {HEADER "A;ims;;a@b@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a@example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a b@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;é@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;.a@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a..b@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a@-x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a@x.1;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a@x.example,b@x.example;;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;\"a@x.example\nBcc: b@x.example\";;;;;;\n", 2, "courriel"},
	    {HEADER "A;ims;;a@x.example;;X69;;;;\n", 2, "territoires: \"X69\""},
	    {HEADER "A;ims;;a@x.example;;D69 69;;;;\n", 2, "territoires: \"69\""},
	    {HEADER "A;ims;;a@x.example;;D2C;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;D;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;P6900;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;C6938;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;R8;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;FRA;;;;\n", 2, "territoires"},
	    {HEADER "A;ims;;a@x.example;;D69, P69007;;;;\n", 2, "territoires: \"D69,\""},
	    {HEADER "A;ims;;a@x.example;;;offre;;;\n", 2, "listes: \"offre\""},
	    {HEADER "A;ims;;a@x.example;;;;mensuel;;\n", 2, "frequence: \"mensuel\""},
	    {HEADER "A;ims;;a@x.example;;;;;peut-être;\n", 2, "signataire: \"peut-être\""},
	    {HEADER "A;ims;;a@x.example;;;;;;x\n", 2, "pilotage: \"x\""},
	    {HEADER "A;ims;;a@x.example;;;;;\n", 2, "9 cells"},
	    {HEADER "A;ims;;a@x.example;;;;;;;x\n", 2, "11 cells"},
	    {HEADER GOOD "B;ims;;MARIE@ml.example;;;;;;\n", 3, "courriel: MARIE@ml.example stands on line 2"},
	    {HEADER GOOD "ml lyon;ims;;b@ml.example;;;;;;\n", 3,
	     "type: \"ml lyon\" is ims here and mission_locale on line 2"},
	    {HEADER GOOD "\nB;\"ims\n\";\"\n\n\";b@x.example;;;;;;\nC;x;;c@x.example;;;;;;\n", 8,
	     "type: \"x\""},
	    {HEADER "A;ims;\"never closed;a@x.example;;;;;;\n", 2, "quotation mark"},
	    {HEADER "A;ims;\"a\"b;a@x.example;;;;;;\n", 2, "quotation mark"},
	    {"organisation;type;courriel;couleur\nA;ims;a@x.example;rouge\n", 1, "column 4: \"couleur\""},
	    {"organisation;type;courriel;type\nA;ims;a@x.example;ims\n", 1,
	     "column 4: \"type\" stands twice"},
	    {"organisation;courriel\nA;a@x.example\n", 1, "the column \"type\" is missing"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct outcome outcome = read_text(arena, rows[i].file);

		assert_int_equal(outcome.rc, OK);
		if (outcome.fault_count != 1 || outcome.faults[0].line != rows[i].line ||
		    !strstr(outcome.faults[0].what, rows[i].what))
			fail_msg("%zu: %zu faults, line %zu: %s, expected %s", i, outcome.fault_count,
				 outcome.fault_count ? outcome.faults[0].line : 0,
				 outcome.fault_count ? outcome.faults[0].what : "", rows[i].what);
		assert_null(strchr(outcome.faults[0].what, '\n'));
		arena_free(&arena);
	}
}

static void test_all_faults_are_named(void **state)
{
	struct arena *arena = arena_new();
	struct outcome outcome =
	    read_text(arena, HEADER "A;x;;y;;Z;w;v;u;t\n" GOOD "B;ims;;b@x.example;;;;;s;\n");

	(void)state;
	assert_int_equal(outcome.rc, OK);
	assert_int_equal(outcome.fault_count, 8);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(outcome.faults[i].line, 2);
	assert_int_equal(outcome.faults[7].line, 4);
	arena_free(&arena);
}

static void test_no_directory(void **state)
{
	static const struct {
		const char *text;
		size_t length;
	} files[] = {{"", 0},
		     {"a;b;c\n1;2;3\n", 12},
		     {"PK\3\4\0\0", 6},
		     {"\n\n\n", 3},
		     {"\xff\xfe"
		      "a\0",
		      4}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		struct arena *arena = arena_new();
		struct outcome outcome = read_bytes(arena, files[i].text, files[i].length);

		assert_int_equal(outcome.rc, ERR_DATA);
		assert_true(*outcome.err.text);
		arena_free(&arena);
	}
}

static void test_large(void **state)
{
	enum { ROWS = 5000, TOO_MANY_BYTES = 21 * 1024 * 1024 };
	struct arena *arena = arena_new();
	struct buf file = {.arena = arena};
	struct outcome outcome;

	(void)state;
	buf_adds(&file, HEADER);
	for (int i = 0; i < ROWS; i++)
		buf_printf(&file, "Mission %d;mission_locale;N;c%d@x.example;;D69;;;;\n", i / 7, i);
	outcome = read_text(arena, buf_text(&file));
	assert_int_equal(outcome.rc, OK);
	assert_int_equal(outcome.row_count, ROWS);
	assert_int_equal(outcome.fault_count, 0);
	for (int i = 0; i < ROWS; i++)
		buf_adds(&file, "bad;row\n");
	outcome = read_text(arena, buf_text(&file));
	assert_int_equal(outcome.fault_count, ROWS);
	outcome = read_bytes(arena, arena_alloc(arena, TOO_MANY_BYTES), TOO_MANY_BYTES);
	assert_int_equal(outcome.rc, ERR_LIMIT);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_cells),
	    cmocka_unit_test(test_excel),
	    cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_all_faults_are_named),
	    cmocka_unit_test(test_no_directory),
	    cmocka_unit_test(test_large),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
