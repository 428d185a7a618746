/* Every commune, in postal form and with its département; names of several communes; merged communes: from
 * the line of a form to the place in the register. Every twelfth commune, or with PASSERELLE_EVERY_PLACE all
 * 34,969. */
#include "extract_mail.h"

#include "db_fixture.h"

#include "db/places.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { ONE_OF = 12, MOST_TOLD = 20 };

struct tally {
	size_t tried, asked, wrong;
};

/* Returns rc of places_resolve; *place is valid when OK. */
static int resolve_line(struct fixture *f, struct arena *arena, const char *written, struct place *place)
{
	struct form form = test_form(arena, "[EVENEMENT]", arena_printf(arena, "Lieu : %s\n", written), NULL);
	struct place_query query = {
	    .insee = form_get(&form, "place_insee"),
	    .postal_code = form_get(&form, "place_postal_code"),
	    .name = form_get(&form, "place_name"),
	    .department = form_get(&form, "place_department"),
	    .district = form_get(&form, "place_district"),
	};
	struct place *choices;
	size_t count;

	return places_resolve(f->db, arena, &query, place, &choices, &count, &f->err);
}

/* A dozen names contain brackets or start like a street; they must not become another commune. */
static bool is_odd_name(const char *written)
{
	const char *folded = text_fold(fixture_arena, written);

	return strchr(written, '(') != strrchr(written, '(') || strstr(folded, " (canton ") ||
	       strstr(folded, " (ville)") || strstr(folded, " (campagne)") ||
	       strstr(folded, " ses environs") || strstr(folded, "chemin") ||
	       text_starts_with(folded, "rue (") || strstr(folded, " parc d");
}

/* insee NULL: must be asked back. */
static void try_line(struct fixture *f, const char *written, const char *insee, bool may_be_asked,
		     struct tally *tally)
{
	struct arena *arena = arena_new();
	struct place place = {0};
	int rc = resolve_line(f, arena, written, &place);
	bool is_right = rc == OK ? insee && place.insee && strcmp(place.insee, insee) == 0
				 : rc == ERR_DATA && (!insee || may_be_asked);

	if (!is_right && is_odd_name(written))
		is_right = rc != OK || !place.insee;
	tally->tried++;
	tally->asked += rc == ERR_DATA;
	tally->wrong += !is_right;
	if (!is_right && tally->wrong < MOST_TOLD)
		print_message("# \"%s\": %d, %s, expected %s\n", written, rc,
			      rc == OK && place.insee ? place.insee : "-", insee ? insee : "a question");
	arena_free(&arena);
}

/* "01400 L ABERGEMENT CLEMENCIAT", "07170 ST ANDEOL DE BERG" */
static const char *as_the_post_office(struct arena *arena, const char *code, const char *name)
{
	char *text = arena_printf(arena, " %s ", text_fold(arena, name));
	struct buf out = {.arena = arena};

	for (char *c = text; *c; c++)
		if (*c == '-' || *c == '\'')
			*c = ' ';
	for (const char *c = text; *c; c++) {
		if (text_starts_with(c, " saint ") || text_starts_with(c, " sainte ")) {
			buf_adds(&out, c[6] == 'e' ? " STE" : " ST");
			c += c[6] == 'e' ? 6 : 5;
		} else {
			buf_addc(&out, (char)toupper((unsigned char)*c));
		}
	}
	return arena_printf(arena, "%s%s", code, buf_text(&out));
}

typedef void each_row(struct fixture *f, struct arena *arena, const char *const *columns,
		      struct tally *tally);

static void for_each(struct fixture *f, const char *query, each_row *act, size_t one_of, struct tally *tally)
{
	sqlite3 *db;
	sqlite3_stmt *statement;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	for (size_t i = 0; sqlite3_step(statement) == SQLITE_ROW; i++) {
		const char *columns[4] = {0};
		struct arena *arena = arena_new();

		for (int column = 0; column < sqlite3_column_count(statement); column++)
			columns[column] = (const char *)sqlite3_column_text(statement, column);
		if (i % one_of == 0)
			act(f, arena, columns, tally);
		arena_free(&arena);
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

static size_t one_of(void)
{
	return getenv("PASSERELLE_EVERY_PLACE") ? 1 : ONE_OF;
}

static void with_postal_code(struct fixture *f, struct arena *arena, const char *const *columns,
			     struct tally *tally)
{
	try_line(f, as_the_post_office(arena, columns[2], columns[1]), columns[0], false, tally);
}

/* When a département has two communes of that name, it is asked back. */
static void with_department(struct fixture *f, struct arena *arena, const char *const *columns,
			    struct tally *tally)
{
	try_line(f, arena_printf(arena, "%s (%s)", columns[1], columns[2]), columns[0],
		 strcmp(columns[3], "1") != 0, tally);
}

static void alone(struct fixture *f, struct arena *arena, const char *const *columns, struct tally *tally)
{
	(void)arena;
	try_line(f, columns[1], strcmp(columns[2], "1") == 0 ? columns[0] : NULL, false, tally);
}

static int setup(void **state)
{
	return test_setup(state) || fixture_group_setup(state);
}

static void test_post_office(void **state)
{
	struct tally tally = {0};

	for_each(*state,
		 "SELECT c.insee, c.name, min(p.code) FROM commune c JOIN postal p ON p.insee = c.insee"
		 " WHERE c.parent IS NULL AND p.code <> '' GROUP BY c.insee",
		 with_postal_code, one_of(), &tally);
	print_message("# %zu with their postal code: %zu wrong\n", tally.tried, tally.wrong);
	assert_int_equal(tally.wrong + tally.asked, 0);
}

static void test_departments(void **state)
{
	struct tally tally = {0};

	for_each(*state,
		 "SELECT c.insee, c.name, d.name, (SELECT count(*) FROM commune s WHERE s.bare = c.bare"
		 " AND s.department = c.department AND s.parent IS NULL)"
		 " FROM commune c JOIN department d ON d.code = c.department WHERE c.parent IS NULL",
		 with_department, one_of(), &tally);
	print_message("# %zu with their department: %zu asked back, %zu wrong\n", tally.tried, tally.asked,
		      tally.wrong);
	assert_int_equal(tally.wrong, 0);
}

static void test_shared_names(void **state)
{
	struct tally tally = {0};

	for_each(*state,
		 "SELECT insee, name, '2' FROM commune WHERE parent IS NULL AND name IN (SELECT name"
		 " FROM commune WHERE parent IS NULL GROUP BY name HAVING count(*) > 1) GROUP BY name",
		 alone, one_of() > 1 ? 4 : 1, &tally);
	print_message("# %zu names that several share: %zu not asked back\n", tally.tried, tally.wrong);
	assert_int_equal(tally.wrong, 0);
}

/* Two former communes of one name in a département are asked back. */
static void test_merged(void **state)
{
	struct fixture *f = *state;
	struct tally tally = {0};
	struct bytes file;
	char *rest;
	size_t i = 0;

	assert_ok(f, io_read_file(f->arena, "src/db/places/former_communes.tsv", 1 << 20, &file, &f->err));
	rest = arena_strndup(f->arena, (const char *)file.data, file.length);
	for (char *line; (line = strtok_r(rest, "\n", &rest)); i++) {
		const char *insee = strtok_r(line, "\t", &line), *name = strtok_r(line, "\t", &line);
		const char *now = strtok_r(line, "\t", &line);
		int department = text_starts_with(insee, "97") ? 3 : 2;

		/* When a merger moved it to another département, the own name is asked back. */
		if (i % one_of() == 0 && strncmp(insee, now, (size_t)department) == 0)
			try_line(f, arena_printf(f->arena, "%s (%.*s)", name, department, insee), now, true,
				 &tally);
	}
	print_message("# %zu merged communes: %zu asked back, %zu wrong\n", tally.tried, tally.asked,
		      tally.wrong);
	assert_true(tally.tried >= 150);
	assert_true(tally.asked * 50 <= tally.tried);
	assert_int_equal(tally.wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_post_office),
	    FIXTURE_TEST(test_departments),
	    FIXTURE_TEST(test_shared_names),
	    FIXTURE_TEST(test_merged),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, fixture_group_teardown);
}
