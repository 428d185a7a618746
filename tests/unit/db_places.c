#include "db_fixture.h"

#include "db/places.h"

struct row {
	struct place_query query; /* insee, postal_code, name, department, district */
	int rc;
	const char *label; /* of the place, or of the first candidate */
	const char *insee, *postal_code, *department, *region;
	size_t choices;
};

static const struct row rows[] = {
    /* former communes */
    {{.name = "La Longeville", .department = "25"},
     OK,
     "Pays-de-Montbenoît (25650)",
     "25390",
     "25650",
     "25",
     "27",
     0},
    {{.name = "Longeville", .department = "25"}, OK, "Longeville (25330)", "25346", "25330", "25", "27", 0},
    {{.name = "Arbignieu"}, OK, "Arboys en Bugey (01300)", "01015", "01300", "01", "84", 0},
    {{.postal_code = "01300", .name = "Arbignieu"},
     OK,
     "Arboys en Bugey (01300)",
     "01015",
     "01300",
     "01",
     "84",
     0},
    {{.postal_code = "91000", .name = "Evry"},
     OK,
     "Évry-Courcouronnes (91000)",
     "91228",
     "91000",
     "91",
     "11",
     0},
    {{.name = "Evry"}, ERR_DATA, "Évry (89140, Yonne)", .choices = 2},
    {{.postal_code = "33000", .name = "Bordeaux centre"},
     OK,
     "Bordeaux (33000)",
     "33063",
     "33000",
     "33",
     "75",
     0},
    {{.name = "Région Bretagne"}, OK, "Bretagne", NULL, NULL, NULL, "53", 0},
    {{.name = "Bretagne"}, ERR_DATA, "Bretagne (36110, Indre)", .choices = 3},
    /* towns with shortened names */
    {{.name = "Boulogne"}, ERR_DATA, "Essarts-en-Bocage (85140, Vendée)", .choices = 3},
    {{.name = "Asnières"}, ERR_DATA, "Asnières (27260, Eure)", .choices = 2},
    {{.name = "Levallois"}, OK, "Levallois-Perret (92300)", "92044", "92300", "92", "11", 0},
    {{.name = "Boulogne", .department = "62"},
     OK,
     "Boulogne-sur-Mer (62200)",
     "62160",
     "62200",
     "62",
     "32",
     0},
    {{.name = "Boulogne", .department = "85"},
     OK,
     "Essarts-en-Bocage (85140)",
     "85084",
     "85140",
     "85",
     "52",
     0},
    {{.postal_code = "92100", .name = "Boulogne"},
     OK,
     "Boulogne-Billancourt (92100)",
     "92012",
     "92100",
     "92",
     "11",
     0},
    {{.name = "Évry", .department = "89"}, OK, "Évry (89140)", "89162", "89140", "89", "27", 0},
    {{.insee = "01120"}, OK, "Montluel (01120)", "01262", "01120", "01", "84", 0},
    /* the area after the name */
    {{.name = "Saint-Denis de la Réunion"}, OK, "Saint-Denis (974)", "97411", NULL, "974", "04", 0},
    {{.name = "Vienne en Isère"}, OK, "Vienne (38200)", "38544", "38200", "38", "84", 0},
    {{.name = "Mans", .department = "Le"}, OK, "Le Mans (72)", "72181", NULL, "72", "52", 0},
    {{.name = "toute la France"}, OK, "France", NULL, NULL, NULL, NULL, 0},
    /* postal code with commune */
    {{NULL, "69007", "Lyon", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69007", "LYON CEDEX 07", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69007", "Lyon - Gerland", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69007", "Lyon 7e", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69007", "Lyon", NULL, "7"},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69007", "Lyon", NULL, "3"},
     ERR_NOT_FOUND,
     "Lyon 7e Arrondissement (69007, Rhône)",
     .choices = 1},
    {{NULL, "75016", "paris", NULL, NULL},
     OK,
     "Paris 16e Arrondissement (75016)",
     "75116",
     "75016",
     "75",
     "11",
     0},
    {{NULL, "75116", "Paris", NULL, NULL},
     OK,
     "Paris 16e Arrondissement (75116)",
     "75116",
     "75116",
     "75",
     "11",
     0},
    {{NULL, "69100", "Villeurbanne", NULL, NULL},
     OK,
     "Villeurbanne (69100)",
     "69266",
     "69100",
     "69",
     "84",
     0},
    {{NULL, "51100", "REIMS", "51", NULL}, OK, "Reims (51100)", "51454", "51100", "51", "44", 0},
    {{NULL, "93800", "Épinay s/ Seine", NULL, NULL},
     OK,
     "Épinay-sur-Seine (93800)",
     "93031",
     "93800",
     "93",
     "11",
     0},
    {{NULL, "93800", "Epinay s/Seine", NULL, NULL},
     OK,
     "Épinay-sur-Seine (93800)",
     "93031",
     "93800",
     "93",
     "11",
     0},
    {{NULL, "93100", "Montreuil ss/Bois", NULL, NULL},
     ERR_NOT_FOUND,
     "Montreuil (93100, Seine-Saint-Denis)",
     .choices = 1},
    {{NULL, "93200", "St Denis", NULL, NULL}, OK, "Saint-Denis (93200)", "93066", "93200", "93", "11", 0},
    {{NULL, "01200", "Léaz", NULL, NULL}, OK, "Léaz (01200)", "01209", "01200", "01", "84", 0},
    {{NULL, "01400", "Abergement Clémenciat", NULL, NULL},
     OK,
     "L'Abergement-Clémenciat (01400)",
     "01001",
     "01400",
     "01",
     "84",
     0},
    {{NULL, "69100", "Rhône", NULL, NULL}, OK, "Villeurbanne (69100)", "69266", "69100", "69", "84", 0},
    {{NULL, "69100", "Rhône-Alpes", NULL, NULL}, OK, "Villeurbanne (69100)", "69266", "69100", "69", "84", 0},
    {{NULL, "01400", "Ain", NULL, NULL}, OK, "01400 (Ain)", NULL, "01400", "01", "84", 0},
    /* a commune with several postal codes, one of them given */
    {{NULL, "93210", "Saint-Denis", NULL, NULL}, OK, "Saint-Denis (93210)", "93066", "93210", "93", "11", 0},
    /* a postal code that starts like another department */
    {{NULL, "42620", "Saint-Pierre-Laval", NULL, NULL},
     OK,
     "Saint-Pierre-Laval (42620)",
     "03250",
     "42620",
     "03",
     "84",
     0},
    /* contradictions */
    {{NULL, "69100", "Irigny", NULL, NULL}, ERR_NOT_FOUND, "Villeurbanne (69100, Rhône)", .choices = 1},
    {{NULL, "69007", "Paris", NULL, NULL},
     ERR_NOT_FOUND,
     "Lyon 7e Arrondissement (69007, Rhône)",
     .choices = 1},
    {{NULL, "69100", NULL, "75", NULL}, ERR_NOT_FOUND, "Villeurbanne (69100, Rhône)", .choices = 1},
    /* postal code alone; 69100 is Villeurbanne although it is Irigny's INSEE code */
    {{NULL, "69100", NULL, NULL, NULL}, OK, "Villeurbanne (69100)", "69266", "69100", "69", "84", 0},
    {{NULL, "69007", NULL, NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "01400", NULL, NULL, NULL}, OK, "01400 (Ain)", NULL, "01400", "01", "84", 0},
    {{NULL, "01410", NULL, NULL, NULL}, ERR_DATA, "Champfromier (01410, Ain)", .choices = 5},
    {{NULL, "01410", NULL, "39", NULL}, OK, "Lajoux (01410)", "39274", "01410", "39", "27", 0},
    {{NULL, "97133", NULL, NULL, NULL}, OK, "Saint-Barthélemy (97133)", "97701", "97133", "977", "977", 0},
    {{NULL, "97150", "St Martin", NULL, NULL}, OK, "Saint-Martin (97150)", "97801", "97150", "978", "978", 0},
    /* five digits that are no postal code: INSEE, or CEDEX with a name */
    {{NULL, "69123", NULL, NULL, NULL}, OK, "Lyon (69)", "69123", NULL, "69", "84", 0},
    {{NULL, "69387", NULL, NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "69365", "Lyon CEDEX 07", NULL, NULL}, OK, "Lyon (69)", "69123", NULL, "69", "84", 0},
    {{NULL, "69365", "Lyon", NULL, "7"},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, "93205", "Saint-Denis CEDEX", NULL, NULL}, OK, "Saint-Denis (93)", "93066", NULL, "93", "11", 0},
    {{NULL, "20176", "Ajaccio Cedex", NULL, NULL}, OK, "Ajaccio (2A)", "2A004", NULL, "2A", "94", 0},
    {{NULL, "20297", "Bastia cedex", NULL, NULL}, OK, "Bastia (2B)", "2B033", NULL, "2B", "94", 0},
    {{NULL, "97489", "Saint-Denis CEDEX", NULL, NULL},
     OK,
     "Saint-Denis (974)",
     "97411",
     NULL,
     "974",
     "04",
     0},
    {{NULL, "69999", "Marseille", NULL, NULL}, ERR_NOT_FOUND, "Marseille (Bouches-du-Rhône)", .choices = 1},
    {{NULL, "99999", NULL, NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{NULL, "6900", "Lyon", NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    /* commune with department */
    {{NULL, NULL, "REIMS", "51", NULL}, OK, "Reims (51100)", "51454", "51100", "51", "44", 0},
    {{NULL, NULL, "Saint-Denis", "93", NULL}, OK, "Saint-Denis (93)", "93066", NULL, "93", "11", 0},
    {{NULL, NULL, "Saint Denis", "La Réunion", NULL}, OK, "Saint-Denis (974)", "97411", NULL, "974", "04", 0},
    {{NULL, NULL, "Saint-Denis", "Seine-Saint-Denis", NULL},
     OK,
     "Saint-Denis (93)",
     "93066",
     NULL,
     "93",
     "11",
     0},
    {{NULL, NULL, "Saint-Denis", "Île-de-France", NULL},
     OK,
     "Saint-Denis (93)",
     "93066",
     NULL,
     "93",
     "11",
     0},
    {{NULL, NULL, "Ajaccio", "2a", NULL}, OK, "Ajaccio (2A)", "2A004", NULL, "2A", "94", 0},
    {{NULL, NULL, "Bourg en Bresse", "1", NULL},
     OK,
     "Bourg-en-Bresse (01000)",
     "01053",
     "01000",
     "01",
     "84",
     0},
    {{NULL, NULL, "Reims", "69", NULL}, ERR_NOT_FOUND, "Reims (51100, Marne)", .choices = 1},
    {{NULL, NULL, "Lyon", "Québec", NULL}, ERR_NOT_FOUND, "Lyon (Rhône)", .choices = 1},
    /* commune */
    {{NULL, NULL, "Saint-Denis", NULL, NULL}, ERR_DATA, "Saint-Denis (11310, Aude)", .choices = 4},
    {{NULL, NULL, "st denis", NULL, NULL}, ERR_DATA, "Saint-Denis (11310, Aude)", .choices = 4},
    {{NULL, NULL, "Lyon", NULL, NULL}, OK, "Lyon (69)", "69123", NULL, "69", "84", 0},
    {{NULL, NULL, "Paris", NULL, NULL}, OK, "Paris (75)", "75056", NULL, "75", "11", 0},
    {{NULL, NULL, "Lyon", NULL, "7"}, OK, "Lyon 7e Arrondissement (69007)", "69387", "69007", "69", "84", 0},
    {{NULL, NULL, "Lyon 7e", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, NULL, "Lyon 07", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, NULL, "Lyon 7e Arrondissement", NULL, NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, NULL, "Paris 18ème", NULL, NULL},
     OK,
     "Paris 18e Arrondissement (75018)",
     "75118",
     "75018",
     "75",
     "11",
     0},
    {{NULL, NULL, "PARIS 1er", NULL, NULL},
     OK,
     "Paris 1er Arrondissement (75001)",
     "75101",
     "75001",
     "75",
     "11",
     0},
    {{NULL, NULL, "Marseille", NULL, "13"},
     OK,
     "Marseille 13e Arrondissement (13013)",
     "13213",
     "13013",
     "13",
     "93",
     0},
    {{NULL, NULL, "Lyon", NULL, "12"}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{NULL, "75020", "Paris", NULL, "12"},
     ERR_NOT_FOUND,
     "Paris 20e Arrondissement (75020, Paris)",
     .choices = 1},
    {{NULL, "75012", "Paris", NULL, "12"},
     OK,
     "Paris 12e Arrondissement (75012)",
     "75112",
     "75012",
     "75",
     "11",
     0},
    {{NULL, "69007", "Lyon", "38", NULL},
     ERR_NOT_FOUND,
     "Lyon 7e Arrondissement (69007, Rhône)",
     .choices = 1},
    {{NULL, "69007", "Lyon", "Rhône", NULL},
     OK,
     "Lyon 7e Arrondissement (69007)",
     "69387",
     "69007",
     "69",
     "84",
     0},
    {{NULL, NULL, "Villeurbanne", NULL, NULL}, OK, "Villeurbanne (69100)", "69266", "69100", "69", "84", 0},
    {{NULL, NULL, "Le Mans", NULL, NULL}, OK, "Le Mans (72)", "72181", NULL, "72", "52", 0},
    {{NULL, NULL, "MANS", NULL, NULL}, OK, "Le Mans (72)", "72181", NULL, "72", "52", 0},
    {{NULL, NULL, "L’Haÿ les Roses", NULL, NULL},
     OK,
     "L'Haÿ-les-Roses (94240)",
     "94038",
     "94240",
     "94",
     "11",
     0},
    {{NULL, NULL, "Ste-Foy-lès-Lyon", NULL, NULL},
     OK,
     "Sainte-Foy-lès-Lyon (69110)",
     "69202",
     "69110",
     "69",
     "84",
     0},
    {{NULL, NULL, "St.-Étienne", NULL, NULL}, OK, "Saint-Étienne (42)", "42218", NULL, "42", "84", 0},
    {{NULL, NULL, "Villeneuve d'Ascq", NULL, NULL},
     OK,
     "Villeneuve-d'Ascq (59)",
     "59009",
     NULL,
     "59",
     "32",
     0},
    {{NULL, NULL, "Mayenne", NULL, NULL}, OK, "Mayenne (53100)", "53147", "53100", "53", "52", 0},
    /* a commune and a department or region elsewhere */
    {{NULL, NULL, "Vienne", NULL, NULL}, ERR_DATA, "Vienne (38200, Isère)", .choices = 2},
    {{NULL, NULL, "Vienne", "86", NULL}, OK, "Vienne (86)", NULL, NULL, "86", "75", 0},
    {{NULL, NULL, "Vienne", "38", NULL}, OK, "Vienne (38200)", "38544", "38200", "38", "84", 0},
    {{NULL, NULL, "La Réunion", NULL, NULL}, ERR_DATA, "La Réunion (47700, Lot-et-Garonne)", .choices = 2},
    {{NULL, NULL, "Bretagne", NULL, NULL}, ERR_DATA, "Bretagne (36110, Indre)", .choices = 3},
    /* department, region, nation */
    {{NULL, NULL, "Rhône", NULL, NULL}, OK, "Rhône (69)", NULL, NULL, "69", "84", 0},
    {{NULL, NULL, "département du Rhône", NULL, NULL}, OK, "Rhône (69)", NULL, NULL, "69", "84", 0},
    {{NULL, NULL, "Département de la Vienne", NULL, NULL}, OK, "Vienne (86)", NULL, NULL, "86", "75", 0},
    {{NULL, NULL, "69", NULL, NULL}, OK, "Rhône (69)", NULL, NULL, "69", "84", 0},
    {{NULL, NULL, NULL, "69", NULL}, OK, "Rhône (69)", NULL, NULL, "69", "84", 0},
    {{NULL, NULL, NULL, "Haute Savoie", NULL}, OK, "Haute-Savoie (74)", NULL, NULL, "74", "84", 0},
    {{NULL, NULL, "Auvergne-Rhône-Alpes", NULL, NULL}, OK, "Auvergne-Rhône-Alpes", NULL, NULL, NULL, "84", 0},
    {{NULL, NULL, "Région Bretagne", NULL, NULL}, OK, "Bretagne", NULL, NULL, NULL, "53", 0},
    {{NULL, NULL, "Rhône-Alpes", NULL, NULL}, OK, "Rhône-Alpes", NULL, NULL, NULL, "84", 0},
    {{NULL, NULL, "PACA", NULL, NULL}, OK, "Provence-Alpes-Côte d'Azur", NULL, NULL, NULL, "93", 0},
    {{NULL, NULL, "Martinique", NULL, NULL}, OK, "Martinique (972)", NULL, NULL, "972", "02", 0},
    {{NULL, NULL, "France", NULL, NULL}, OK, "France", NULL, NULL, NULL, NULL, 0},
    /* labelled as INSEE */
    {{"69100", NULL, NULL, NULL, NULL}, OK, "Irigny (69540)", "69100", "69540", "69", "84", 0},
    {{"2A004", NULL, NULL, NULL, NULL}, OK, "Ajaccio (2A)", "2A004", NULL, "2A", "94", 0},
    {{"69123", "69007", NULL, NULL, NULL}, OK, "Lyon (69007)", "69123", "69007", "69", "84", 0},
    {{"69123", "75001", NULL, NULL, NULL}, OK, "Lyon (69)", "69123", NULL, "69", "84", 0},
    {{"00000", NULL, NULL, NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{"98411", NULL, NULL, NULL, NULL},
     OK,
     "Îles Saint-Paul et Nouvelle-Amsterdam (984)",
     "98411",
     NULL,
     "984",
     "984",
     0},
    /* nothing */
    {{NULL, NULL, "Trifouillis-les-Oies", NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{NULL, NULL, "", NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{NULL, NULL, NULL, NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
    {{NULL, NULL, "- ' /", NULL, NULL}, ERR_NOT_FOUND, NULL, .choices = 0},
};

static bool same(const char *a, const char *b)
{
	return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static const char *shown(const char *text)
{
	return text ? text : "(null)";
}

static void check_row(struct fixture *f, size_t number, const struct row *row)
{
	struct place place = {0}, *choices = NULL;
	size_t count = 99;
	struct err untouched = {.code = 0, .text = "untouched"};
	int rc = places_resolve(f->db, f->arena, &row->query, &place, &choices, &count, &untouched);
	const char *label = rc == OK ? place.label : count ? choices[0].label : NULL;
	const char *words = row->query.name ? row->query.name : row->query.postal_code;
	if (rc != row->rc || !same(label, row->label) || count != row->choices)
		fail_msg("row %zu (%s): %d, %s, %zu choices", number, shown(words), rc, shown(label), count);
	if (rc == OK && strcmp(untouched.text, "untouched") != 0)
		fail_msg("row %zu (%s): err was touched: %s", number, shown(words), untouched.text);
	if (rc == OK && !(same(place.insee, row->insee) && same(place.postal_code, row->postal_code) &&
			  same(place.department, row->department) && same(place.region, row->region)))
		fail_msg("row %zu (%s): %s %s %s %s", number, shown(words), shown(place.insee),
			 shown(place.postal_code), shown(place.department), shown(place.region));
}

static void test_resolve(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		check_row(*state, i, &rows[i]);
}

static void test_choices_name_the_department(void **state)
{
	struct fixture *f = *state;
	struct place place, *choices;
	size_t count;
	struct place_query query = {.name = "Saint-Denis"};
	static const char *const labels[] = {"Saint-Denis (11310, Aude)", "Saint-Denis (30500, Gard)",
					     "Saint-Denis (Seine-Saint-Denis)", "Saint-Denis (La Réunion)"};
	assert_int_equal(places_resolve(f->db, f->arena, &query, &place, &choices, &count, &f->err),
			 ERR_DATA);
	assert_int_equal(count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(choices[i].label, labels[i]);
}

/* The figures of the vocabulary (which counts 4,251: Paris, Lyon and Marseille beside their 46 codes). */
static void test_whole_data(void **state)
{
	static const struct {
		const char *query, *value;
	} facts[] = {
	    {"SELECT count(*) FROM region", "26"},
	    {"SELECT count(*) FROM former_region", "26"},
	    {"SELECT count(*) FROM department", "109"},
	    {"SELECT count(*) FROM commune WHERE parent IS NULL", "34969"},
	    {"SELECT count(*) FROM commune WHERE parent IS NOT NULL", "45"},
	    {"SELECT count(DISTINCT code) FROM postal WHERE code <> ''", "6310"},
	    {"SELECT count(*) FROM postal WHERE code = ''", "5"},
	    {"SELECT count(*) FROM postal WHERE insee IN ('75056', '69123', '13055')", "0"},
	    {"SELECT count(*) FROM (SELECT p.code FROM postal p JOIN commune c ON c.insee = p.insee"
	     " GROUP BY p.code HAVING count(DISTINCT c.department) > 1)",
	     "16"},
	    {"SELECT count(*) FROM (SELECT code FROM postal GROUP BY code HAVING count(*) > 1 AND code <> "
	     "'')",
	     "4205"},
	    {"SELECT count(*) FROM (SELECT former_region FROM department WHERE former_region IS NOT NULL"
	     " GROUP BY former_region HAVING count(DISTINCT region) > 1)",
	     "0"},
	    {"SELECT group_concat(code, ' ') FROM (SELECT code FROM department WHERE former_region = '82' "
	     "ORDER BY 1)",
	     "01 07 26 38 42 69 73 74"},
	    {"SELECT group_concat(code, ' ') FROM (SELECT code FROM department WHERE former_region = '94' "
	     "ORDER BY 1)",
	     "2A 2B"},
	};
	for (size_t i = 0; i < ARRAY_SIZE(facts); i++)
		assert_string_equal(fixture_value(*state, facts[i].query), facts[i].value);
}

static void test_codes(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *code;
		int rc;
		const char *label, *region, *former_region;
	} codes[] = {
	    {"FR", OK, "France", NULL, NULL},
	    {"R84", OK, "Auvergne-Rhône-Alpes", "84", NULL},
	    {"A82", OK, "Rhône-Alpes", "84", "82"},
	    {"D69", OK, "Rhône (69)", "84", NULL},
	    {"D2A", OK, "Corse-du-Sud (2A)", "94", NULL},
	    {"C69387", OK, "Lyon 7e Arrondissement (69007)", "84", NULL},
	    {"C69123", OK, "Lyon (69)", "84", NULL},
	    {"P69007", OK, "69007 (Rhône)", "84", NULL},
	    {"P01410", OK, "01410", NULL, NULL}, /* in two regions */
	    {"FRA", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"R99", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"A84", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"D20", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"C69999", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"P69365", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"P", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"X1", ERR_NOT_FOUND, NULL, NULL, NULL},
	    {"", ERR_NOT_FOUND, NULL, NULL, NULL},
	};
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		struct place place = {0};
		int rc = places_by_code(f->db, f->arena, codes[i].code, &place, &f->err);
		if (rc != codes[i].rc || !same(place.label, codes[i].label) ||
		    !same(place.region, codes[i].region) ||
		    !same(place.former_region, codes[i].former_region))
			fail_msg("%s: %d %s", codes[i].code, rc, shown(place.label));
	}
}

static void test_words(void **state)
{
	static const struct {
		struct place place;
		const char *words;
	} CASES[] = {
	    {{.insee = "69387", .department = "69"}, "Lyon 7e (Rhône)"},
	    {{.insee = "75101"}, "Paris 1er (Paris)"},
	    {{.insee = "33063", .postal_code = "33000"}, "Bordeaux (Gironde)"},
	    {{.postal_code = "69007", .department = "69"}, "69007 (Rhône)"},
	    {{.department = "69", .region = "84"}, "Rhône"},
	    {{.region = "84"}, "Auvergne-Rhône-Alpes"},
	    {{0}, ""},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		char *words;
		assert_int_equal(place_in_words(f->db, f->arena, &CASES[i].place, &words, &f->err), OK);
		assert_string_equal(words, CASES[i].words);
	}
}

/* Names are untrusted bytes: long, invalid, with many words. */
static void test_strange_names(void **state)
{
	struct fixture *f = *state;
	struct buf words = {.arena = f->arena};
	struct place place, *choices;
	size_t count;
	for (int i = 0; i < 20000; i++)
		buf_adds(&words, "saint ");
	const char *const names[] = {buf_text(&words),
				     "\xff\xfe\x80",
				     "'; DROP TABLE commune; --",
				     "%s%n",
				     "cedex",
				     "7",
				     "Lyon 99999999999999999999",
				     "l",
				     "( , - )"};
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct place_query query = {.name = names[i], .department = names[i], .district = names[i]};
		int rc = places_resolve(f->db, f->arena, &query, &place, &choices, &count, &f->err);
		assert_true(rc == ERR_NOT_FOUND || rc == ERR_DATA || rc == OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_resolve),	      FIXTURE_TEST(test_choices_name_the_department),
	    FIXTURE_TEST(test_whole_data),    FIXTURE_TEST(test_codes),
	    FIXTURE_TEST(test_strange_names), FIXTURE_TEST(test_words),
	};
	return FIXTURE_MAIN("db_places", tests);
}
