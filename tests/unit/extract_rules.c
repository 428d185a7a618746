/* The rules on offers: their own examples, and two sets of realistic offers, lawful and unlawful.
 * tests/offers/lawful-*.tsv: title, contract, description, whose line breaks are written \n;
 * tests/offers/unlawful-*.tsv: the criterion and a sentence, which is inserted into a lawful offer.
 * tests/offers/frames.tsv and terms.tsv: how offers demand or exclude, and whom or what; their grammatical
 * product shows which frame is not known for which criterion. frames.tsv: kind (D a person demanded, X one
 * excluded, N a quality, S what one is without, V what one does, F a cost) and the sentence; {1} to {3} are
 * the forms of the term, {un}, {e}, {s}, {f} agree with it. terms.tsv: the criterion ("licite": none), the
 * kinds, the gender (m, f, mp), and the forms. */
#include "extract_mail.h"

#include "base/io.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	MOST_HELD_LAWFUL = 1,
	MOST_MISSED_PERCENT = 3,
	MOST_CELLS_PERCENT = 2,
	CELLS_STEP = 11, /* one cell in so many is tried */
	MOST_ROWS = 20000,
	MOST_RULES_BYTES = 1 << 20,
	LAWFUL_FILES = 69,
	UNLAWFUL_FILES = 84
};

struct offer_row {
	const char *title, *contract, *text;
};

struct set {
	struct offer_row *rows;
	size_t count;
};

static struct arena *kept;

static int setup(void **state)
{
	struct err err = {0};

	kept = arena_new();
	if (test_setup(state) || extract_load_rules("rules/offers.fr", &err))
		fail_msg("%s", err.text);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&kept);
	return 0;
}

static const char *column(char **rest)
{
	char *start = *rest, *tab = strchr(start, '\t');

	if (tab)
		*tab = '\0';
	*rest = tab ? tab + 1 : start + strlen(start);
	return start;
}

/* Undoes the \n for a line break, in place. */
static void restore_line_breaks(char *text)
{
	for (char *at; (at = strstr(text, "\\n")) != NULL; text = at + 1) {
		*at = '\n';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
}

static char *read_whole(const char *path)
{
	struct err err = {0};
	struct bytes file;

	if (io_read_file(kept, path, 1 << 20, &file, &err))
		fail_msg("%s", err.text);
	return arena_strndup(kept, (const char *)file.data, file.length);
}

/* A copy of the line at *text, which then points behind it; NULL at the end. */
static char *next_line(char **text)
{
	size_t length = strcspn(*text, "\n");
	char *line = **text ? arena_strndup(kept, *text, length) : NULL;

	*text += length + ((*text)[length] == '\n');
	return line;
}

/* Rows of three columns; with two, the first goes into `title`. */
static void read_set(const char *path, size_t columns, struct set *set)
{
	char *text = read_whole(path);

	if (!set->rows)
		set->rows = arena_array(kept, MOST_ROWS, sizeof(*set->rows));
	for (char *line; (line = next_line(&text)) != NULL;) {
		struct offer_row *row = &set->rows[set->count++];

		assert_true(set->count < MOST_ROWS);
		restore_line_breaks(line);
		row->title = column(&line);
		row->contract = columns == 3 ? column(&line) : "";
		row->text = column(&line);
	}
}

/* All rows of tests/offers/KIND-1.tsv to KIND-LAST.tsv. */
static void read_sets(const char *kind, int last, size_t columns, struct set *set)
{
	for (int i = 1; i <= last; i++)
		read_set(arena_printf(kept, "tests/offers/%s-%d.tsv", kind, i), columns, set);
}

/* An offer as a partner mails it; `among`: a sentence inserted after the first one. */
static struct form offer(struct arena *arena, const struct offer_row *row, const char *among)
{
	const char *dot = among ? strstr(row->text, ". ") : NULL;
	size_t first = dot ? (size_t)(dot - row->text) + 2 : 0;
	char *text = arena_printf(
	    arena,
	    "Intitulé : %s\nEntreprise : Untel SA\nLieu : 69007 Lyon\nContrat : %s\nDurée : 6 mois\n"
	    "Description : %.*s%s%s%s",
	    row->title, row->contract, (int)first, row->text, among ? among : "", among ? " " : "",
	    row->text + first);

	return test_form(arena, "[OFFRE]", text, NULL);
}

static const struct remark *holding(const struct form *form)
{
	for (size_t i = 0; i < form->remark_count; i++)
		if (form->remarks[i].holds)
			return &form->remarks[i];
	return NULL;
}

static void test_lawful_offers_go_on(void **state)
{
	struct set set = {0};
	size_t held = 0, warned = 0;

	(void)state;
	read_sets("lawful", LAWFUL_FILES, 3, &set);
	for (size_t i = 0; i < set.count; i += ROWS_STEP) {
		struct arena *arena = arena_new();
		struct form form = offer(arena, &set.rows[i], NULL);
		const struct remark *remark = holding(&form);

		held += remark != NULL;
		warned += !remark && form.remark_count > 0;
		if (remark)
			print_message("# held: %s: \"%s\" in %s\n", remark->rule, remark->passage,
				      set.rows[i].title);
		arena_free(&arena);
	}
	print_message("# %zu lawful offers: %zu held, %zu warned of\n", set.count, held, warned);
	assert_true(set.count >= 300);
	assert_true(held <= MOST_HELD_LAWFUL);
}

static void test_unlawful_offers_are_held(void **state)
{
	struct set lawful = {0}, unlawful = {0};
	size_t missed = 0;

	(void)state;
	read_set("tests/offers/lawful-6.tsv", 3, &lawful); /* short ones */
	read_sets("unlawful", UNLAWFUL_FILES, 2, &unlawful);
	for (size_t i = 0; i < unlawful.count; i += ROWS_STEP) {
		struct arena *arena = arena_new();
		struct form form = offer(arena, &lawful.rows[i % lawful.count], unlawful.rows[i].text);
		const struct remark *remark = holding(&form);

		if (!remark || (!strstr(remark->passage, unlawful.rows[i].text) &&
				!strstr(unlawful.rows[i].text, remark->passage))) {
			missed++;
			print_message("# missed: %s: \"%s\" in %s\n", unlawful.rows[i].title,
				      unlawful.rows[i].text, lawful.rows[i % lawful.count].title);
		}
		arena_free(&arena);
	}
	print_message("# %zu unlawful offers: %zu missed\n", unlawful.count, missed);
	assert_true(unlawful.count >= 300);
	assert_true(missed * ROWS_STEP * 100 <= unlawful.count * MOST_MISSED_PERCENT);
}

enum { MOST_FORMS = 6 };

struct lines {
	const char *(*items)[MOST_FORMS];
	size_t count;
};

static void read_columns(const char *path, struct lines *lines)
{
	char *text = read_whole(path);

	lines->items = arena_array(kept, MOST_ROWS, sizeof(*lines->items));
	for (char *line; (line = next_line(&text)) != NULL;) {
		assert_true(lines->count < MOST_ROWS);
		for (size_t i = 0; i < MOST_FORMS; i++)
			lines->items[lines->count][i] = column(&line);
		lines->count++;
	}
}

static const char *agreement(const char *name, const char *gender)
{
	static const struct {
		const char *name, *masculine, *feminine;
	} endings[] = {{"un", "un", "une"}, {"e", "", "e"}, {"s", "s", "es"}, {"f", "f", "ve"}};

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (text_starts_with(name, endings[i].name) && name[strlen(endings[i].name)] == '}')
			return strcmp(gender, "mp") == 0 ? "s"
			       : *gender == 'f'		 ? endings[i].feminine
							 : endings[i].masculine;
	return "";
}

/* The frame's sentence about the term; "de" is elided. */
static const char *cell(struct arena *arena, const char *frame, const char *const *term)
{
	struct buf buf = {.arena = arena};

	for (const char *at = frame; *at; at++) {
		if (*at != '{') {
			buf_addc(&buf, *at);
			continue;
		}
		const char *form =
		    isdigit((unsigned char)at[1]) ? term[2 + at[1] - '0'] : agreement(at + 1, term[2]);

		if (*form && strchr("aeiouh", *text_fold(arena, form)) && buf.length >= 3 &&
		    memcmp(buf.data + buf.length - 3, "de ", 3) == 0) {
			buf.length -= strlen("e ");
			buf_addc(&buf, '\'');
		}
		buf_adds(&buf, form);
		at += strcspn(at, "}");
	}
	return buf_text(&buf);
}

/* Every frame is known for every criterion, and holds no quality that the work needs. */
static void test_frames_hold_every_criterion(void **state)
{
	struct lines frames = {0}, terms = {0};
	struct set lawful = {0};
	size_t number = 0, tried[2] = {0}, wrong[2] = {0};

	(void)state;
	read_set("tests/offers/lawful-6.tsv", 3, &lawful);
	read_columns("tests/offers/frames.tsv", &frames);
	read_columns("tests/offers/terms.tsv", &terms);
	for (size_t i = 0; i < frames.count * terms.count; i++) {
		const char *const *frame = frames.items[i / terms.count], *const *term =
									      terms.items[i % terms.count];
		bool is_lawful = strcmp(term[0], "licite") == 0;

		if (!strstr(term[1], frame[0]) || number++ % (CELLS_STEP * ROWS_STEP) != 0)
			continue;
		struct arena *arena = arena_new();
		const char *sentence = cell(arena, frame[1], term);
		struct form form = offer(arena, &lawful.rows[0], sentence);

		tried[is_lawful]++;
		if (is_lawful == (holding(&form) != NULL)) {
			wrong[is_lawful]++;
			print_message("# %s: %s: \"%s\"\n", is_lawful ? "held" : "missed", term[0], sentence);
		}
		arena_free(&arena);
	}
	print_message("# of %zu cells: %zu of %zu unlawful ones missed, %zu of %zu lawful ones held\n",
		      number, wrong[false], tried[false], wrong[true], tried[true]);
	assert_true(number >= 10000);
	assert_true(wrong[false] * 100 <= tried[false] * MOST_CELLS_PERCENT);
	assert_true(wrong[true] * 100 <= tried[true] * MOST_CELLS_PERCENT);
}

static void test_rules_hold_their_examples(void **state)
{
	struct rules_tally tally;
	struct err err = {0};

	(void)state;
	if (extract_check_rules("rules/offers.fr", &tally, &err))
		fail_msg("%s", err.text);
	print_message("# %zu rules hold, %zu warn, the slowest takes %lld ms\n", tally.holding, tally.warning,
		      tally.slowest_ms);
	assert_true(tally.holding + tally.warning >= 80);
}

/* A file that differs from the built-in one is read. */
static void test_another_file_is_tried(void **state)
{
	char path[] = "/tmp/extract_rules-XXXXXX";
	struct err err = {0};
	struct bytes file;
	int fd = mkstemp(path);

	(void)state;
	assert_return_code(fd, errno);
	if (io_read_file(kept, "rules/offers.fr", MOST_RULES_BYTES, &file, &err) ||
	    io_write_all(fd, file.data, file.length, 0, &err) || extract_try_rules(path, &err))
		fail_msg("%s", err.text);
	assert_return_code(write(fd, "règle : essai\n", strlen("règle : essai\n")), errno);
	assert_int_equal(extract_try_rules(path, &err), ERR_CONFIG);
	assert_non_null(strstr(err.text, "the rule has no \"article\""));
	close(fd);
	unlink(path);
	assert_int_equal(extract_try_rules(path, &err), ERR_NOT_FOUND);
}

static struct form offer_saying(struct arena *arena, const char *sentence)
{
	const struct offer_row row = {"Agent polyvalent (H/F)", "CDI", sentence};

	return offer(arena, &row, NULL);
}

/* A wide rule finds "chien" in a sentence that turns people away, not in one about the work. */
static void test_wide_rules_need_the_tone(void **state)
{
	static const struct {
		const char *reach;
		bool is_held_at_work;
	} rows[] = {{"", true}, {"portée : large\n", false}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char path[] = "/tmp/extract_rules-XXXXXX";
		struct arena *arena = arena_new();
		struct err err = {0};
		const char *rule = arena_printf(arena,
						"règle : Chiens\ngravité : retenir\n%sarticle : aucun\n"
						"explication : essai\nmotif : \\bchiens?\\b\n"
						"interdit : Personnes avec un chien, s'abstenir.\n"
						"permis : Chats.\n",
						rows[i].reach);
		int fd = mkstemp(path);

		assert_return_code(fd, errno);
		if (io_write_all(fd, rule, strlen(rule), 0, &err) || extract_load_rules(path, &err))
			fail_msg("%s", err.text);
		struct form kept_out = offer_saying(arena, "Personnes avec un chien, s'abstenir.");
		struct form at_work = offer_saying(arena, "Vous promenez le chien de la maison, en CDI.");

		assert_non_null(holding(&kept_out));
		assert_int_equal(holding(&at_work) != NULL, rows[i].is_held_at_work);
		close(fd);
		unlink(path);
		arena_free(&arena);
	}
	struct err err = {0};

	assert_int_equal(extract_load_rules("rules/offers.fr", &err), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_another_file_is_tried),
	    cmocka_unit_test(test_rules_hold_their_examples),
	    cmocka_unit_test(test_wide_rules_need_the_tone),
	    cmocka_unit_test(test_lawful_offers_go_on),
	    cmocka_unit_test(test_unlawful_offers_are_held),
	    cmocka_unit_test(test_frames_hold_every_criterion),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
