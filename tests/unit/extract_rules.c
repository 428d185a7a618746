/* The rules on offers: their own examples, and two sets of realistic offers, lawful and unlawful.
 * tests/offers/lawful-*.tsv: title, contract, description, whose line breaks are written \n;
 * tests/offers/unlawful-*.tsv: the criterion and a sentence, which is inserted into a lawful offer. */
#include "extract_mail.h"

#include "base/io.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	MOST_HELD_LAWFUL = 1,
	MOST_MISSED_PERCENT = 3,
	MOST_ROWS = 8000,
	MOST_RULES_BYTES = 1 << 20,
	LAWFUL_FILES = 25,
	UNLAWFUL_FILES = 30
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

/* Rows of three columns; with two, the first goes into `title`. */
static void read_set(const char *path, size_t columns, struct set *set)
{
	struct err err = {0};
	struct bytes file;
	char *text;

	if (io_read_file(kept, path, 1 << 20, &file, &err))
		fail_msg("%s", err.text);
	text = arena_strndup(kept, (const char *)file.data, file.length);
	if (!set->rows)
		set->rows = arena_array(kept, MOST_ROWS, sizeof(*set->rows));
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = arena_strndup(kept, text, length);
		struct offer_row *row = &set->rows[set->count++];

		assert_true(set->count < MOST_ROWS);
		restore_line_breaks(line);
		row->title = column(&line);
		row->contract = columns == 3 ? column(&line) : "";
		row->text = column(&line);
		text += length + (text[length] == '\n');
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_another_file_is_tried),
	    cmocka_unit_test(test_rules_hold_their_examples),
	    cmocka_unit_test(test_lawful_offers_go_on),
	    cmocka_unit_test(test_unlawful_offers_are_held),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, teardown);
}
