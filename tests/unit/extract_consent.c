/* The consent gate (specification section 5): exactly OUI, and nothing similar. */
#include "extract_mail.h"

static const char *const given[] = {
    "Consentement : OUI",
    "Consentement : oui",
    "Consentement : Oui",
    "Consentement : OUI.",
    "Consentement :OUI",
    "Consentement\u00a0:\u00a0OUI\u00a0",
    "Consentement : \u202fOUI",
    "CONSENTEMENT : OUI",
    "Consentement : *OUI*",
    "Consentement : **OUI**",
    "*Consentement :* OUI",
    "**Consentement** : OUI",
    "_Consentement_ : _OUI_",
    "Consentement : **OUI.**",
    "Consentement : *OUI*.",
    "- Consentement : OUI",
    "• Consentement : OUI",
    "1. Consentement : OUI",
    "Consentement\tOUI",
    "Consentement :\tOUI",
    "Consentement :\nOUI",
    "Consentement :\n\nOUI",
    "Consentement (OUI obligatoire) : OUI",
    "Consentement* : OUI",
    "Consentement du jeune : OUI",
    "Accord explicite de la candidate : OUI",
    "Accord du jeune : OUI",
    "Accord : OUI",
    "Consentement : OUÏ",
    "Consentement : OUI\nCi-joint le CV.",
    "Consentement : OUI\n\nBonne journée,",
    "Consentement : OUI\nDate du consentement : 20/11/2026",
    "Consentement : OUI\nConsentement : oui",
    "Consentement : \u200bOUI",
};

static const char *const refused[] = {
    "Consentement :",
    "Consentement : ",
    "Consentement\t",
    "Consentement :\t\nOUI",
    "Consentement : non",
    "Consentement : NON",
    "Consentement : oui/non",
    "Consentement : OUI / NON",
    "Consentement : oui ou non",
    "Consentement : oui mais",
    "Consentement : Oui, mais pas pour toutes les entreprises",
    "Consentement : OUI?",
    "Consentement : OUI ?",
    "Consentement : OUI!",
    "Consentement : OUI !",
    "Consentement : OUI..",
    "Consentement : OUI...",
    "Consentement : OUI…",
    "Consentement : OUI. .",
    "Consentement : (oui)",
    "Consentement : [OUI]",
    "Consentement : « OUI »",
    "Consentement : \"OUI\"",
    "Consentement : 'oui'",
    "Consentement : oui, sous réserve",
    "Consentement : oui sous réserve de l'accord des parents",
    "Consentement : oui (oral)",
    "Consentement : oui, à confirmer",
    "Consentement : à venir",
    "Consentement : en cours",
    "Consentement : en attente",
    "Consentement : demandé",
    "Consentement : ☑",
    "Consentement : ☒",
    "Consentement : ✓",
    "Consentement : ☑ OUI",
    "Consentement : ☐ OUI ☐ NON",
    "Consentement : x",
    "Consentement : X",
    "Consentement : [x] oui [ ] non",
    "Consentement : yes",
    "Consentement : ok",
    "Consentement : OK",
    "Consentement : true",
    "Consentement : 1",
    "Consentement : O",
    "Consentement : o",
    "Consentement : ouii",
    "Consentement : ou",
    "Consentement : oui oui",
    "Consentement : OUI OUI",
    "Consentement : O U I",
    "Consentement : O.U.I",
    "Consentement : ouais",
    "Consentement : bien sûr",
    "Consentement : d'accord",
    "Consentement : accordé",
    "Consentement : oui (rayer la mention inutile)",
    "Consentement : OUI seulement si le jeune a donné son accord explicite",
    "Consentement : ＯＵＩ",
    "Consentement : ОUI",
    "Consentement : OUІ",
    "Consentement : 0UI",
    "Consentement : OU1",
    "Consentement : OUl",
    "Consentement : O\u0336U\u0336I\u0336",
    "Consentement : OUI\u20e0",
    "Consentement : \u202eIUO",
    "Consentement : \u202eOUI",
    "Consentement : 👍",
    "Consentement : -",
    "Consentement : .",
    "Consentement : *",
    "Consentement : ?",
    "Consentement : :OUI",
    "Consentement : OUI;",
    "Consentement : OUI,",
    "Consentement : non, oui",
    "Consentement : pas oui",
    "Consentement : OUI NON",
    "Consentement :\nOUI\nNON",
    "Consentement :\nOUI\n\nNON",
    "Consentement :\n- OUI\n- NON",
    "Consentement :\n☐ OUI\n☐ NON",
    "Consentement : OUI\nsous réserve de l'accord des parents",
    "Consentement : OUI\n(à confirmer)",
    "Consentement : OUI\nmais pas pour l'entreprise X",
    "Consentement : OUI\nNON",
    "Consentement : OUI\nConsentement : NON",
    "Consentement : OUI\nConsentement :",
    "Consentement : OUI\nAccord du jeune : NON",
    "Consentement : OUI\n\nCordialement,\nMarie\nConsentement : NON",
    "Consentement : oui\tnon",
    "Consentement :\nPrénom : Oui",
    "Consentement :\n> OUI",
    "Consentement :\n~ OUI",
    "Consentement OUI : oui ou non",
};

static void test_given(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(given); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, "[CV OFF-2026-0001]", given[i], NULL);
		const char *value = form_get(&form, "consent");

		if (!value || strcmp(value, "oui") != 0 || test_fault(&form, "consent")) {
			print_error("not taken: %s\n", given[i]);
			bad++;
		}
		arena_free(&arena);
	}
	assert_int_equal(bad, 0);
}

static void test_refused(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, "[CV OFF-2026-0001]", refused[i], NULL);

		extract_require(&form);
		if (form_get(&form, "consent") || !test_fault(&form, "consent")) {
			print_error("taken: %s\n", refused[i]);
			bad++;
		}
		arena_free(&arena);
	}
	assert_int_equal(bad, 0);
}

/* The same in HTML only, and beside a text part with OUI, which then conflict. */
static void test_parts(void **state)
{
	static const struct {
		const char *plain, *html;
		bool is_given, is_conflicting;
	} rows[] = {
	    {NULL, "Consentement : OUI", true, false},
	    {NULL, "Consentement : NON", false, false},
	    {"Consentement : OUI", "Consentement : oui.", true, false},
	    {"Consentement : OUI", "Consentement : NON", false, true},
	    {"Consentement : NON", "Consentement : OUI", false, true},
	    {"Consentement : OUI", "Consentement :", false, true},
	    {"Consentement :", "Consentement : OUI", false, true},
	    {"Consentement : OUI NON", "Consentement : OUI", false, true},
	    {"Prénom : Marie", "Prénom : Marie\nConsentement : OUI", true, false},
	    {"Consentement : OUI\nConsentement : NON", "Consentement : OUI", false, true},
	    {"> Consentement : OUI", "> Consentement : OUI", false, false},
	    {"~ Consentement : OUI", "~ Consentement : OUI", false, false},
	    {"| Consentement : OUI", "| Consentement : OUI", false, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, "[CV OFF-2026-0001]", rows[i].plain, rows[i].html);

		extract_require(&form);
		assert_int_equal(form_get(&form, "consent") != NULL, rows[i].is_given);
		assert_int_equal(test_fault(&form, "consent") == NULL, rows[i].is_given);
		assert_int_equal(form.is_conflicting, rows[i].is_conflicting);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_given),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_parts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
