/* The subject's tag and its reference, and the tables of kinds. */
#include "base/phrases.h"
#include "extract_mail.h"

static void test_tags(void **state)
{
	static const struct {
		const char *subject;
		enum kind kind;
		const char *ref; /* or NULL */
	} rows[] = {
	    {"[OFFRE] Vendeur", KIND_OFFER, NULL},
	    {"[offre]", KIND_OFFER, NULL},
	    {"RE: [OFFRE OFF-2026-0001] Vendeur", KIND_OFFER, "OFF-2026-0001"},
	    {"TR : Fwd: [EXTERNE] [offre off-2026-0001]", KIND_OFFER, "OFF-2026-0001"},
	    {"Ré : Tr: Vendeur [Offre]", KIND_OFFER, NULL},
	    {"[ OFFRE  OFF - 2026 - 0001 ]", KIND_OFFER, "OFF-2026-0001"},
	    {"[OFFRE\u00a0OFF\u20112026\u20110001]", KIND_OFFER, "OFF-2026-0001"},
	    {"\uff3bOFFRE\uff3d", KIND_OFFER, NULL},
	    {"\u3010CV OFF-2026-0001\u3011", KIND_CV, "OFF-2026-0001"},
	    {"[OFFRE d'emploi]", KIND_OFFER, NULL},
	    {"[CV]", KIND_CV, NULL},
	    {"[CV OFF-2026-0001]", KIND_CV, "OFF-2026-0001"},
	    {"[RETRAIT CAN-2026-0001]", KIND_WITHDRAWAL, "CAN-2026-0001"},
	    {"[SUITE CAN-2026-0001]", KIND_OUTCOME, "CAN-2026-0001"},
	    {"[ACCÈS CAN-2026-0001]", KIND_ACCESS, "CAN-2026-0001"},
	    {"[EVENEMENT]", KIND_EVENT, NULL},
	    {"[ÉVÉNEMENT]", KIND_EVENT, NULL},
	    {"[Évènement EVT-2026-0001]", KIND_EVENT, "EVT-2026-0001"},
	    {"[RÉPONSE EVT-2026-0001]", KIND_RSVP, "EVT-2026-0001"},
	    {"[ARTICLE]", KIND_ARTICLE, NULL},
	    {"[PARRAINAGE]", KIND_SPONSORSHIP, NULL},
	    {"[PARRAINAGE PAR-2027-0001]", KIND_SPONSORSHIP, "PAR-2027-0001"},
	    {"[REPONSE MEC-2027-0012]", KIND_RSVP, "MEC-2027-0012"},
	    {"[MÉCÉNAT]", KIND_PATRONAGE, NULL},
	    {"[INTERVENANT]", KIND_SPEAKER, NULL},
	    {"[DIAGNOSTIC]", KIND_DIAGNOSTIC, NULL},
	    {"[COMITÉ]", KIND_COMMITTEE, NULL},
	    {"[ACCORD BIL-2026]", KIND_APPROVAL, "BIL-2026"},
	    {"[DÉNONCIATION]", KIND_TERMINATION, NULL},
	    {"[CONVENTION RÉGIONALE]", KIND_REGIONAL_AGREEMENT, NULL},
	    {"[ABONNEMENT]", KIND_SUBSCRIPTION, NULL},
	    {"[DESABONNEMENT]", KIND_SUBSCRIPTION, NULL},
	    {"[AIDE]", KIND_HELP, NULL},
	    {"Aide", KIND_HELP, NULL},
	    {"Re: AIDE !", KIND_HELP, NULL},
	    {"Désabonnement", KIND_SUBSCRIPTION, NULL},
	    {"ABONNEMENT", KIND_SUBSCRIPTION, NULL},
	    {"Aide à la mobilité", KIND_NONE, NULL},
	    {"Abonnement transports", KIND_NONE, NULL},
	    {"[CV] OFF-2026-0007", KIND_CV, "OFF-2026-0007"},
	    {"RE: [CV] pour l'offre off-2026-0007", KIND_CV, "OFF-2026-0007"},
	    {"[OFFRE] OFF-2026-0007", KIND_OFFER, "OFF-2026-0007"},
	    {"[OFFRE] Vendeur, comme OFF-2026-0007", KIND_OFFER, NULL},
	    {"[suite] can-2026-0012", KIND_OUTCOME, "CAN-2026-0012"},
	    {"RETRAIT CAN-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"Re : retrait can-2026-0012 merci", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"AW: RE: WG: retrait can-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"Retrait CV CAN-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"RE: Demande de retrait du CV can-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"Retrait de l'accord : CAN-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"Pas de retrait pour CAN-2026-0012", KIND_NONE, NULL},
	    {"Retrait annulé CAN-2026-0012", KIND_NONE, NULL},
	    {"TR: CV OFF-2026-0007", KIND_CV, "OFF-2026-0007"},
	    {"RÉPONSE EVT-2026-1234567", KIND_RSVP, "EVT-2026-1234567"},
	    {"[OFFRE OFF-2026-1000000]", KIND_OFFER, "OFF-2026-1000000"},
	    {"Retrait de l'offre OFF-2026-0007", KIND_NONE, NULL},
	    {"OFFRE Vendeur", KIND_NONE, NULL},
	    {"[EXTERNE] Bonjour", KIND_NONE, NULL},
	    {"[OFFRES]", KIND_NONE, NULL},
	    {"[OFFRE", KIND_NONE, NULL},
	    {"", KIND_NONE, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, "Titre : X\nMotif : Y", NULL);

		if (form.kind != rows[i].kind ||
		    strcmp(form.ref ? form.ref : "", rows[i].ref ? rows[i].ref : "") != 0)
			fail_msg("%s: %s %s", rows[i].subject, kind_name(form.kind),
				 form.ref ? form.ref : "");
		assert_null(test_fault(&form, "ref"));
		arena_free(&arena);
	}
}

/* In the form, where a new record would have its own. */
static void test_references_under_labels(void **state)
{
	static const struct {
		const char *subject, *text, *ref;
	} rows[] = {
	    {"[OFFRE]", "Référence : off-2026-0001\nStatut : pourvue", "OFF-2026-0001"},
	    {"[OFFRE]", "Offre : OFF-2026-0001\nStatut : pourvue", "OFF-2026-0001"},
	    {"[EVENEMENT]", "Événement : EVT-2026-0001.\nPlaces : 12", "EVT-2026-0001"},
	    {"[OFFRE]", "Offre OFF-2026-0001\nStatut : pourvue", "OFF-2026-0001"},
	    {"[OFFRE]", "Intitulé : Cariste\nStatut : ouverte\nDescription : comme OFF-2026-0001", NULL},
	    {"[OFFRE]", "Offres OFF-2026-0001 et OFF-2026-0002\nStatut : pourvue", NULL},
	    {"[OFFRE]", "Référence : EVT-2026-0001\nStatut : pourvue", NULL},
	    {"[OFFRE]", "Intitulé : Cariste, comme OFF-2026-0001\nEntreprise : X", NULL},
	    {"[OFFRE OFF-2026-0002]", "Référence : OFF-2026-0001", "OFF-2026-0002"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].text, NULL);

		if (strcmp(form.ref ? form.ref : "", rows[i].ref ? rows[i].ref : "") != 0)
			fail_msg("%s: %s", rows[i].text, form.ref ? form.ref : "none");
		arena_free(&arena);
	}
}

static void test_bad_references(void **state)
{
	static const char *const subjects[] = {
	    "[CV EVT-2026-0001]",     "[OFFRE CAN-2026-0001]", "[OFFRE OFF-2026-1]",
	    "[OFFRE 2026-0001]",      "[OFFRE OFF-26-0001]",   "[RETRAIT OFF-2026-0001]",
	    "[ACCORD EVT-2026-0001]", "[REPONSE EVT 2026 1]",  "[CV OFF-2026-00011111]",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(subjects); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, subjects[i], "Prénom : Marie", NULL);
		const struct fault *fault = test_fault(&form, "ref");

		if (!fault || form.ref)
			fail_msg("%s", subjects[i]);
		assert_string_equal(fault->label, "Référence");
		arena_free(&arena);
	}
}

static void test_cancellation(void **state)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, "[ANNULATION EVT-2026-0001]", "", NULL);

	(void)state;
	assert_int_equal(form.kind, KIND_EVENT);
	assert_true(form.is_cancellation);
	assert_string_equal(form.ref, "EVT-2026-0001");
	extract_require(&form);
	assert_int_equal(form.fault_count, 0);
	form = test_form(arena, "[ANNULATION]", "", NULL);
	extract_require(&form);
	assert_int_equal(form.fault_count, 1);
	assert_non_null(test_fault(&form, "ref"));
	form = test_form(arena, "[DESABONNEMENT]", "", NULL);
	assert_string_equal(form_get(&form, "unsubscribe"), "oui");
	arena_free(&arena);
}

/* The reference under a label must be the subject's. */
static void test_reference_labels(void **state)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, "[CV]", "Offre : off-2026-0003", NULL);

	(void)state;
	assert_string_equal(form.ref, "OFF-2026-0003");
	form = test_form(arena, "[CV OFF-2026-0001]", "Offre : OFF-2026-0003", NULL);
	assert_non_null(test_fault(&form, "ref"));
	form = test_form(arena, "[CV OFF-2026-0001]", "Offre : Vendeur", NULL);
	assert_null(test_fault(&form, "ref"));
	form = test_form(arena, "CV pour OFF-2026-0003", "Prénom : Marie\nConsentement : OUI", NULL);
	assert_int_equal(form.kind, KIND_CV);
	assert_string_equal(form.ref, "OFF-2026-0003");
	form = test_form(arena, "Retrait", "Bonjour, retrait de CAN-2026-0012, merci.", NULL);
	assert_int_equal(form.kind, KIND_WITHDRAWAL);
	assert_string_equal(form.ref, "CAN-2026-0012");
	form = test_form(arena, "[CV]", "Offre : EVT-2026-0003", NULL);
	assert_non_null(test_fault(&form, "ref"));
	assert_null(form.ref);
	arena_free(&arena);
}

static void assert_missing(const char *subject, const char *plain, const char *const *keys, size_t count)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, subject, plain, NULL);

	extract_require(&form);
	extract_require(&form); /* adds no duplicates */
	for (size_t i = 0; i < count; i++)
		if (!test_fault(&form, keys[i]))
			fail_msg("%s: %s is not missing", subject, keys[i]);
	assert_int_equal(form.fault_count, count);
	arena_free(&arena);
}

#define ASSERT_MISSING(subject, plain, ...)                                                                  \
	assert_missing(subject, plain, (const char *const[]){__VA_ARGS__},                                   \
		       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void test_required(void **state)
{
	(void)state;
	ASSERT_MISSING("[OFFRE]", "Intitulé : Vendeur", "company", "place", "contract", "description");
	ASSERT_MISSING("[OFFRE]", "Intitulé : Vendeur\nContrat : CDD", "company", "place", "duration",
		       "description");
	ASSERT_MISSING("[OFFRE]", "Intitulé : Vendeur\nContrat : CDD de 6 mois", "company", "place",
		       "description");
	ASSERT_MISSING("[OFFRE]", "Intitulé : Vendeur\nContrat : stage", "company", "place", "duration",
		       "description");
	assert_missing("[OFFRE OFF-2026-0001]", "Salaire : SMIC", NULL, 0);
	ASSERT_MISSING("[CV OFF-2026-0001]", "", "given_name", "family_name", "birth", "consent",
		       "consent_date");
	ASSERT_MISSING("[CV]", "Nom et prénom : DURAND Marie\nÂge : 18 ans", "consent", "consent_date",
		       "scope", "wanted", "mobility");
	ASSERT_MISSING("[CV]", "Nom et prénom : DURAND Marie\nÂge : 30 ans\nConsentement : non", "birth",
		       "consent", "consent_date", "scope", "wanted", "mobility");
	ASSERT_MISSING("[EVENEMENT]", "Titre : Forum", "date", "place");
	assert_missing("[EVENEMENT EVT-2026-0001]", "Jauge : 12", NULL, 0);
	ASSERT_MISSING("[REPONSE EVT-2026-0001]", "Participants : 3", "answer");
	ASSERT_MISSING("[REPONSE]", "Réponse : oui", "ref");
	ASSERT_MISSING("[RETRAIT]", "", "ref");
	assert_missing("[RETRAIT CAN-2026-0001]", "", NULL, 0);
	assert_missing("[AIDE]", "", NULL, 0);
	/* Five faults, five names. */
	ASSERT_MISSING(
	    "[OFFRE]",
	    "Intitulé : Vendeur\nEntreprise : X\nDescription : Y\nLieu : 1 rue Z\nContrat : CIVIS\n"
	    "Date limite : 31/02/2027\nNombre de postes : 0\nCode ROME : 12",
	    "place", "contract", "deadline", "openings", "rome");
}

static void test_tables(void **state)
{
	struct err err = {0};

	(void)state;
	for (enum kind kind = KIND_NONE; kind < KIND_COUNT; kind++) {
		for (int spontaneous = 0; spontaneous < 2; spontaneous++) {
			size_t count;
			const struct form_label *labels = kind_labels(kind, spontaneous, &count);

			for (size_t i = 0; i < count; i++)
				assert_true(*labels[i].key && *labels[i].label && *labels[i].hint &&
					    *phrase_of("accepted", labels[i].key));
		}
		assert_int_equal(kind_by_name(kind_name(kind)), kind);
	}
	assert_int_equal(extract_check_labels(&err), OK);
	assert_string_equal(kind_name(KIND_OFFER), "offer");
	assert_string_equal(kind_tag(KIND_RSVP), "REPONSE");
	assert_int_equal(kind_by_name("nothing"), KIND_NONE);
}

/* The guide's labels can be read: each label of each form finds its own field. */
static void test_shown_labels_are_read(void **state)
{
	size_t bad = 0;

	(void)state;
	for (enum kind kind = KIND_OFFER; kind < KIND_COUNT; kind++) {
		size_t count;
		const struct form_label *labels = kind_labels(kind, true, &count);

		for (size_t i = 0; i < count; i++) {
			struct arena *arena = arena_new();
			char *subject = arena_printf(arena, "[%s]", kind_tag(kind));
			char *plain = arena_printf(arena, "%s : %s", labels[i].label, labels[i].hint);
			struct form form = test_form(arena, subject, plain, NULL);

			if (!form_field(&form, labels[i].key) && !test_fault(&form, labels[i].key)) {
				print_error("[%s] %s is not %s\n", kind_tag(kind), plain, labels[i].key);
				bad++;
			}
			arena_free(&arena);
		}
	}
	assert_int_equal(bad, 0);
}

/* In the order of the form; faults without a field last. */
static void test_faults_in_order(void **state)
{
	static const char *const order[] = {"ref",	"given_name",	"family_name", "birth",
					    "consent",	"consent_date", "scope",       "wanted",
					    "mobility", "attachment",	"recipient"};
	struct arena *arena = arena_new();
	struct form form = test_form(
	    arena, "[CV]", "Date du consentement : hier ou demain\nPortée : rien\nPrénom : 12", NULL);

	(void)state;
	form_fault(&form, "attachment", "Le CV manque.");
	form_fault(&form, "recipient", "Personne.");
	form_fault(&form, "ref", "Inconnue.");
	extract_require(&form);
	extract_order_faults(&form);
	assert_int_equal(form.fault_count, ARRAY_SIZE(order));
	for (size_t i = 0; i < form.fault_count; i++)
		assert_string_equal(form.faults[i].key, order[i]);
	arena_free(&arena);
}

static void test_form_changes(void **state)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, "[OFFRE]", "Lieu : 69007 Lyon", NULL);

	(void)state;
	form_fault(&form, "place", "Il y a deux communes de ce nom.");
	assert_string_equal(test_fault(&form, "place")->read, "69007 Lyon");
	assert_string_equal(test_fault(&form, "place")->label, "Lieu");
	form_fault(&form, "forum", "Aucun événement ne porte cette référence.");
	assert_string_equal(test_fault(&form, "forum")->label, "Forum");
	form_set(&form, "commune", "69387");
	form_set(&form, "commune", "69388");
	assert_string_equal(form_get(&form, "commune"), "69388");
	for (int i = 0; i < 1000; i++) {
		form_set(&form, arena_printf(arena, "key%d", i), "x");
		form_note(&form, "x");
		form_fault(&form, "place", "x");
	}
	assert_true(form.field_count <= 200 && form.note_count <= 50 && form.fault_count <= 200);
	arena_free(&arena);
}

/* The tag, or a required reference, in the sender's own lines. */
static void test_in_the_body(void **state)
{
	static const struct {
		const char *subject, *plain;
		enum kind kind;
		const char *ref; /* or NULL */
	} rows[] = {
	    {"Bonjour", "Bonjour,\n\nRETRAIT CAN-2026-0012", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"", "[CV OFF-2026-0007]\nPrénom : Inès", KIND_CV, "OFF-2026-0007"},
	    {"", "[suite] can-2026-0012\nSuite : entretien", KIND_OUTCOME, "CAN-2026-0012"},
	    {"[RETRAIT]", "Merci de retirer CAN-2026-0012.", KIND_WITHDRAWAL, "CAN-2026-0012"},
	    {"[CV]", "Voici un CV pour OFF-2026-0007\nPrénom : Inès", KIND_CV, "OFF-2026-0007"},
	    {"[RETRAIT]", "CAN-2026-0012 et CAN-2026-0013", KIND_WITHDRAWAL, NULL},
	    {"[RETRAIT]", "CAN-2026-0012\nCAN-2026-0013", KIND_WITHDRAWAL, NULL},
	    {"[RETRAIT]", "> CAN-2026-0012", KIND_WITHDRAWAL, NULL},
	    {"[OFFRE]", "Intitulé : X\nDescription : comme OFF-2026-0007", KIND_OFFER, NULL},
	    {"Question", "Le RETRAIT CAN-2026-0012 est-il fait ?", KIND_NONE, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].plain, NULL);

		if (form.kind != rows[i].kind ||
		    strcmp(form.ref ? form.ref : "", rows[i].ref ? rows[i].ref : "") != 0)
			fail_msg("%s / %s: %s %s", rows[i].subject, rows[i].plain, kind_name(form.kind),
				 form.ref ? form.ref : "");
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_in_the_body),
	    cmocka_unit_test(test_tags),
	    cmocka_unit_test(test_references_under_labels),
	    cmocka_unit_test(test_bad_references),
	    cmocka_unit_test(test_cancellation),
	    cmocka_unit_test(test_reference_labels),
	    cmocka_unit_test(test_required),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_shown_labels_are_read),
	    cmocka_unit_test(test_faults_in_order),
	    cmocka_unit_test(test_form_changes),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
