/* Hostile lines: huge, repetitive, deep. Each form must be read quickly, with bounded arrays. */
#include "extract_mail.h"
#include "processor.h"

enum { LONG = 64 * 1024, MANY = 10000, BOUND_MS = 5000 };

static void read_within_bounds(const char *what, const char *subject, const char *plain, const char *html)
{
	struct arena *arena = arena_new();
	long long start = processor_ms();
	struct form form = test_form(arena, subject, plain, html);
	long long took = processor_ms() - start;

	if (took > BOUND_MS)
		fail_msg("%s: %lld ms", what, took);
	extract_require(&form);
	assert_true(form.field_count <= 200 && form.fault_count <= 200 && form.note_count <= 50);
	for (size_t i = 0; i < form.field_count; i++)
		assert_true(strlen(form.fields[i].value) <= 2 * 32 * 1024);
	for (size_t i = 0; i < form.fault_count; i++)
		assert_true(strlen(form.faults[i].read) <= 200);
	arena_free(&arena);
}

/* Repeats `unit` up to about `bytes`. */
static char *repeated(struct arena *arena, const char *unit, size_t bytes)
{
	struct buf text = {.arena = arena};

	while (text.length < bytes)
		buf_adds(&text, unit);
	return buf_text(&text);
}

static const char *const units[] = {
    " ",
    "a",
    ":",
    "::",
    "\t",
    "-",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "1",
    "1 ",
    "1/",
    "1/1 ",
    "12h",
    "12 a ",
    "2.",
    "à ",
    "e\u0301",
    "\u0301",
    "\u200b",
    "\u00a0",
    "👍",
    "@",
    "a@",
    "a@a.",
    "OUI ",
    "oui.",
    "*",
    "_",
    "Paris ",
    "75001 ",
    ",",
    "1 rue a, ",
    "bac+2 ",
    "niveau ",
    "Cedex ",
    "CDD ",
    "6 mois ",
    "h/f",
    "(e)",
    "off-2026-",
    "a b c ",
    "lundi ",
    "janvier ",
    "A:",
    "A : ",
    "\xef\xbf\xbd",
    "d69 ",
    "N1103 ",
    "+33 4 ",
    "é·",
    "x/x",
    "vendeur vendeur ",
    "( ",
    "ab-ab",
};

static void test_long_lines(void **state)
{
	static const struct {
		const char *subject, *labels;
	} forms[] = {
	    {"[OFFRE]",
	     "Intitulé Entreprise Lieu Contrat Durée Prise Date Niveau Contact Postes ROME Diffusion"},
	    {"[CV]", "Consentement Prénom Âge"},
	    {"[EVENEMENT]", "Date Type Public Places"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		struct arena *arena = arena_new();
		char *line = repeated(arena, units[i], LONG);

		read_within_bounds(units[i], "[OFFRE]", line, NULL);
		read_within_bounds(units[i], line, line, line);
		for (size_t j = 0; j < ARRAY_SIZE(forms); j++) {
			struct buf text = {.arena = arena};
			const char *label = forms[j].labels;

			while (*label) {
				size_t length = strcspn(label, " ");

				buf_add(&text, label, length);
				buf_printf(&text, " : %.900s\n", line);
				label += length + (label[length] == ' ');
			}
			buf_printf(&text, "Description : %s\n", line);
			read_within_bounds(units[i], forms[j].subject, buf_text(&text), NULL);
		}
		arena_free(&arena);
	}
}

static void test_many_lines(void **state)
{
	static const char *const lines[] = {
	    "a\n",
	    ":\n",
	    "\n",
	    "Entreprise : X\n",
	    "Inconnu : y\n",
	    "Description :\n",
	    "Description : a\n",
	    "Poste :\n\n",
	    "Consentement : OUI\n",
	    "Consentement :\n",
	    "De : a\n",
	    "| De : a\n",
	    "| Objet : a\n",
	    "> Contrat : CDI\n",
	    "Cordialement\n",
	    "Prime : 1\nDescription : b\n",
	};

	static const char *const subjects[] = {"[OFFRE]", "[CV]", "Bonjour"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		struct arena *arena = arena_new();
		char *text = repeated(arena, lines[i], strlen(lines[i]) * MANY);

		read_within_bounds(lines[i], subjects[i % 3], text, i % 2 ? text : NULL);
		arena_free(&arena);
	}
}

/* Different labels: fields, notes and the text that keeps them are bounded. */
static void test_many_labels(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};

	(void)state;
	buf_adds(&text, "Entreprise : X\n");
	for (int i = 0; i < MANY; i++)
		buf_printf(&text, "Label%d : valeur %d\n", i, i);
	read_within_bounds("labels", "[OFFRE]", buf_text(&text), NULL);
	buf_adds(&text, "Description :\n");
	for (int i = 0; i < MANY; i++)
		buf_printf(&text, "Label%d : valeur %d\n", i, i);
	read_within_bounds("labels", "[OFFRE]", buf_text(&text), buf_text(&text));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_long_lines),
	    cmocka_unit_test(test_many_lines),
	    cmocka_unit_test(test_many_labels),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
