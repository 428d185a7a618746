/* Positions of values: labels and their lines, zones, parts of the mail, duplicates, unknown labels,
 * forbidden data. */
#include "extract_mail.h"

struct row {
	const char *subject, *plain, *html, *key, *value; /* value NULL: no such field */
};

static const struct row placements[] = {
    {"[OFFRE]", "Entreprise : Dupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "ENTREPRISE: Dupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "entreprise\u00a0: Dupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Entreprise\tDupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Entreprise :\tDupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Entreprise\t\t: Dupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Profil\t:\nCAP vente\nLieu\t: Lyon", NULL, "description", "CAP vente"},
    {"[OFFRE]", "Société : Dupont : fils", NULL, "company", "Dupont : fils"},
    {"[OFFRE]", "Socie\u0301te\u0301 : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "Entreprise :\nDupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Entreprise :\n\n\nDupont SA", NULL, "company", "Dupont SA"},
    {"[OFFRE]", "Entreprise :\nLieu : 69007 Lyon", NULL, "company", NULL},
    {"[OFFRE]", "Entreprise\t\nDupont SA", NULL, "company", NULL},
    {"[OFFRE]", "Entreprise : Dupont\net fils", NULL, "company", "Dupont"},
    {"[OFFRE]", "  - Entreprise : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "• Entreprise : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "* *Entreprise :* Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "**Entreprise** : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "3) Entreprise : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "Entreprise (nom complet) : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "Libellé du poste : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Nb de postes ouverts : 2", NULL, "openings", "2"},
    {"[OFFRE]", "Nbre de postes : 2", NULL, "openings", "2"},
    {"[OFFRE]", "Réf. interne : A-12", NULL, "reference", "A-12"},
    {"[OFFRE]", "Mail de contact : rh@dupont.example", NULL, "contact_email", "rh@dupont.example"},
    {"[OFFRE]", "Contact : Mme Roux\nMail du contact : rh@dupont.example", NULL, "contact",
     "Mme Roux, rh@dupont.example"},
    {"[OFFRE]", "Contact (mail) : rh@dupont.example\nTél contact : 04 72 00 00 00", NULL, "contact_phone",
     "04 72 00 00 00"},
    {"[OFFRE]", "Durée hebdo (h) : 35", NULL, "hours", "35 h"},
    {"[OFFRE]", "Horaires : 9h-17h\nDurée hebdo (h) : 35", NULL, "hours", "9h-17h, 35 h"},
    {"[OFFRE]", "Durée (mois) : 6 à 8", NULL, "duration", "6 à 8 mois"},
    {"[OFFRE]", "Durée (jours ou mois) : 8", NULL, "duration", "8"},
    {"[OFFRE]", "Salaire mensuel brut (€) : 1 850,50", NULL, "salary", "1 850,50 € brut par mois"},
    {"[OFFRE]", "Salaire mensuel brut (€) : selon profil", NULL, "salary", "selon profil"},
    {"[OFFRE]", "Intitulé (du poste) : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Diplôme(s) : Bac", NULL, "level", "4"},
    {"[OFFRE]", "Date limite (jj/mm/aaaa) : 15/01/2027", NULL, "deadline", "2027-01-15"},
    {"[OFFRE]", "Poste : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Poste :\nVendeur (H/F)\nLieu : Lyon", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Intitulé : Vendeur (H/F)\nPoste : vente et caisse", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Intitulé : Vendeur (H/F)\nPoste : vente et caisse", NULL, "description", "vente et caisse"},
    {"[OFFRE]", "Poste :\nVendre\nEncaisser", NULL, "description", "Vendre\nEncaisser"},
    {"[OFFRE]", "Offre : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Offre : OFF-2026-0007", NULL, "ref", "OFF-2026-0007"},
    {"[OFFRE]", "Objet : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)"},
    {"[OFFRE]", "Description : Vendre\nEncaisser\n\nRanger", NULL, "description",
     "Vendre\nEncaisser\n\nRanger"},
    {"[OFFRE]", "Description :\nVendre\nEncaisser\nLieu : Lyon", NULL, "description", "Vendre\nEncaisser"},
    {"[OFFRE]", "Description : Vendre\n\nCordialement,\nMarie", NULL, "description", "Vendre"},
    {"[OFFRE]", "Description : Vendre\n\nMerci d’avance pour votre aide", NULL, "description", "Vendre"},
    {"[OFFRE]", "Description : Vendre\nCordialement", NULL, "description", "Vendre"},
    {"[OFFRE]", "Description : accueil\ncordialement assuré", NULL, "description",
     "accueil\ncordialement assuré"},
    {"[OFFRE]", "Description : Vendre\n~ -- \n~ Marie", NULL, "description", "Vendre"},
    {"[OFFRE]", "Description : Vendre\n> quoted\nplus bas", NULL, "description", "Vendre\n\nplus bas"},
    {"[OFFRE]", "Missions : Vendre\nProfil : souriant", NULL, "description",
     "Vendre\n\nProfil\u00a0: souriant"},
    {"[OFFRE]", "Description : à 14:30\nvoir https://exemple.fr/a", NULL, "description",
     "à 14:30\nvoir https://exemple.fr/a"},
    {"[OFFRE]", "Entreprise : Dupont\n\nCordialement,\nMarie\nAdresse : 1 rue X, 75001 Paris", NULL, "place",
     NULL},
    {"[OFFRE]", "Cordialement,\nMarie\n\nEntreprise : Dupont", NULL, "company", "Dupont"},
    {"[OFFRE]", "Adresse : 12 rue X\n69007 Lyon\n\nBonjour à tous", NULL, "place", "12 rue X 69007 Lyon"},
    {"[OFFRE]", "Entreprise : Dupont\nEntreprise : DUPONT", NULL, "company", "Dupont"},
    {"[OFFRE]", NULL, "Entreprise : Dupont", "company", "Dupont"},
    {"[OFFRE]", "Entreprise : Dupont", "Lieu : 69007 Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Entreprise : Dupont", "Lieu : 69007 Lyon", "company", "Dupont"},
    {"[OFFRE]", "Lieu : 69001 Lyon", "Lieu : 69007 Lyon", "place_postal_code", "69007"},
    {"[OFFRE]", "Contrat : CDI", "Contrat : n'importe", "contract", "CDI"},
    {"[OFFRE]", "Contrat : n'importe", "Contrat : CDI", "contract", "CDI"},
    {"[EVENEMENT]", "Titre : Forum\nObjet : Forum", NULL, "title", "Forum"},
    {"[OFFRE]", "Niveau : Bac", NULL, "level", "4"},
    {"[CV]", "Niveau : Bac", NULL, "level", "4"},
    {"[CV]", "Offre : OFF-2026-0001", NULL, "ref", "OFF-2026-0001"},
    {"[CV]", "Contact : x@exemple.fr", NULL, "contact", NULL},
    {"[EVENEMENT]", "Poste : accueil", NULL, "title", NULL},
    {"[OFFRE]", "> Entreprise : Dupont\nBonjour", NULL, "company", NULL},
    {"[OFFRE]", "~ Entreprise : Dupont\nLieu : Lyon", NULL, "company", NULL},
};

static bool row_holds(const struct row *row)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, row->subject, row->plain, row->html);
	const char *value = form_get(&form, row->key);
	bool holds = row->value ? value && strcmp(value, row->value) == 0 : value == NULL;

	if (!holds)
		print_error("%s | %s: %s is \"%s\", expected \"%s\"\n", row->plain ? row->plain : "",
			    row->html ? row->html : "", row->key, value ? value : "(none)",
			    row->value ? row->value : "(none)");
	arena_free(&arena);
	return holds;
}

static void test_placements(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(placements); i++)
		bad += !row_holds(&placements[i]);
	assert_int_equal(bad, 0);
}

struct zone_row {
	const char *subject, *plain;
	enum kind kind;
	bool is_only_quoted, is_forwarded;
	const char *company, *title; /* or NULL */
};

static void test_zones(void **state)
{
	static const struct zone_row rows[] = {
	    {"[OFFRE]", "Bonjour\n> Entreprise : Dupont", KIND_OFFER, true, false, NULL, NULL},
	    {"[OFFRE]", "Entreprise : Martin\n> Entreprise : Dupont", KIND_OFFER, false, false, "Martin",
	     NULL},
	    {"TR: [OFFRE]", "Pour info\n| Entreprise : Dupont", KIND_OFFER, false, true, "Dupont", NULL},
	    {"TR: [OFFRE]", "Entreprise : Martin\n| Entreprise : Dupont", KIND_OFFER, false, false, "Martin",
	     NULL},
	    {"TR: [OFFRE]", "| De : Jean\n| Envoyé : lundi\n| Objet : Vendeur\n| \n| Entreprise : Dupont",
	     KIND_OFFER, false, true, "Dupont", NULL},
	    {"TR: [OFFRE]", "| De : Jean\n| Envoyé : lundi\n| Objet : Vendeur\n| \n| Poste : Caissier (H/F)",
	     KIND_OFFER, false, true, NULL, "Caissier (H/F)"},
	    {"TR: [CV]", "Pour info\n| Consentement : OUI", KIND_CV, true, false, NULL, NULL},
	    {"RE: [CV]", "voilà\n> Consentement : OUI", KIND_CV, true, false, NULL, NULL},
	    {"RE: [RETRAIT CAN-2026-0001]", "Merci\n> Motif : emploi", KIND_WITHDRAWAL, false, false, NULL,
	     NULL},
	    {"Bonjour", "> Entreprise : Dupont\n> Contrat : CDI", KIND_OFFER, true, false, NULL, NULL},
	    {"[OFFRE]", "", KIND_NONE, false, false, NULL, NULL},
	    {"[OFFRE OFF-2026-0001]", "", KIND_OFFER, false, false, NULL, NULL},
	    {"[CV]", "", KIND_CV, false, false, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].plain, NULL);
		const char *company = form_get(&form, "company");

		assert_int_equal(form.kind, rows[i].kind);
		assert_int_equal(form.is_only_quoted, rows[i].is_only_quoted);
		assert_int_equal(form.is_forwarded, rows[i].is_forwarded);
		assert_string_equal(company ? company : "", rows[i].company ? rows[i].company : "");
		assert_null(form_get(&form, "consent"));
		assert_string_equal(form_get(&form, "title") ? form_get(&form, "title") : "",
				    rows[i].title ? rows[i].title : "");
		arena_free(&arena);
	}
}

static void test_kind_of_labels(void **state)
{
	static const struct {
		const char *text;
		enum kind kind;
	} rows[] = {
	    {"Intitulé : Vendeur\nContrat : CDI\nLieu : Lyon", KIND_OFFER},
	    {"Consentement : OUI", KIND_CV},
	    {"Prénom : Marie\nNom : DURAND", KIND_CV},
	    {"Titre : Forum\nJauge : 40\nQuota : 5", KIND_EVENT},
	    {"Présence : oui\nNombre de jeunes : 3", KIND_RSVP},
	    {"Bonjour,\nMerci de me rappeler.\nTél : 04 72 00 00 00", KIND_NONE},
	    {"Salaire : je ne sais pas", KIND_NONE},
	    {"", KIND_NONE},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, "Bonjour", rows[i].text, NULL);

		if (form.kind != rows[i].kind)
			fail_msg("%s: %s", rows[i].text, kind_name(form.kind));
		assert_string_equal(form.kind_source, rows[i].kind == KIND_NONE ? "" : "labels");
		arena_free(&arena);
	}
}

static void test_contradictions(void **state)
{
	struct arena *arena = arena_new();
	struct form form = test_form(
	    arena, "[OFFRE]", "Contrat : CDI\nContrat : CDD\nContact : Mme A\nTél : 04 72 00 00 00", NULL);
	const struct fault *fault = test_fault(&form, "contract");

	(void)state;
	assert_non_null(fault);
	assert_non_null(strstr(fault->why, "«\u00a0CDI\u00a0»"));
	assert_non_null(strstr(fault->why, "«\u00a0CDD\u00a0»"));
	assert_string_equal(fault->read, "CDI / CDD");
	assert_null(form_get(&form, "contract"));
	assert_string_equal(form_get(&form, "contact"), "Mme A, 04 72 00 00 00");
	arena_free(&arena);
}

static void test_notes(void **state)
{
	static const struct {
		const char *subject, *plain, *html, *note; /* NULL: no notes */
	} rows[] = {
	    {"[OFFRE]", "Lieu : 69001 Lyon", "Lieu : 69007 Lyon", "la version mise en forme"},
	    {"[OFFRE]", "Contrat : CDI", "Contrat : n'importe", "la version en texte simple"},
	    {"[OFFRE]", "Lieu : 69007 Lyon", "Lieu : 69007 LYON", NULL},
	    {"[OFFRE]", "Description : a\nb c", "Description : a b\nc", NULL},
	    {"[OFFRE]", "Entreprise : Dupont", "Lieu : 69007 Lyon", NULL},
	    {"[OFFRE]", "Intitulé : Vendeur", NULL, "«\u00a0(H/F)\u00a0»"},
	    {"[OFFRE]", "Entreprise : X\nPrime : 13e mois", NULL, "«\u00a0Prime\u00a0»"},
	    {"[OFFRE]", "Description : X\nPrime : 13e mois", NULL, "«\u00a0Prime\u00a0»"},
	    {"[OFFRE]", "Bonjour Madame : voici\nEntreprise : X", NULL, NULL},
	    {"[OFFRE]", "Entreprise : X\n\nCordialement\nFax : 01 02 03 04 05", NULL, NULL},
	    {"[OFFRE]", "Entreprise : X\nhttps://exemple.fr", NULL, "texte libre"},
	    {"[OFFRE]", "Entreprise : X\n14:30 : réunion", NULL, "texte libre"},
	    {"[OFFRE]", "Formation : CACES 3", NULL, "«\u00a0Formation\u00a0»"},
	    {"[CV]", "Prénom : Marie\nNationalité : française", NULL, "pas gardé"},
	    {"[EVENEMENT]", "Titre : X\nType : forum", NULL, NULL},
	    {"[EVENEMENT]", "Titre : X", NULL, "autre"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].plain, rows[i].html);

		if (rows[i].note ? !test_has_note(&form, rows[i].note) : form.note_count != 0)
			fail_msg("%s: %s", rows[i].plain, form.note_count ? form.notes[0] : "(no note)");
		arena_free(&arena);
	}
}

static void test_unknown_labels_are_kept(void **state)
{
	struct arena *arena = arena_new();
	struct form form =
	    test_form(arena, "[OFFRE]",
		      "Entreprise : X\nPrime : 13e mois\nLogement : studio\nDescription : Vendre", NULL);

	(void)state;
	assert_string_equal(form_get(&form, "description"),
			    "Vendre\n\nPrime\u00a0: 13e mois\nLogement\u00a0: studio");
	assert_true(test_has_note(&form, "«\u00a0Prime\u00a0», «\u00a0Logement\u00a0»"));
	form = test_form(arena, "[OFFRE]", "Entreprise : X\nPrime : 13e mois",
			 "Entreprise : X\nPrime : 13e mois");
	assert_string_equal(form_get(&form, "description"), "Prime\u00a0: 13e mois");
	assert_non_null(test_fault(&form, "description"));
	arena_free(&arena);
}

/* Nationality, health and family of a person are never kept, not even as free text (specification section
 * 5). */
static void test_sensitive_labels(void **state)
{
	struct arena *arena = arena_new();
	struct form form =
	    test_form(arena, "[CV]",
		      "Prénom : Marie\nNationalité : belge\nProfil : vendeuse\nRQTH : oui\nsouriante", NULL);

	(void)state;
	assert_string_equal(form_get(&form, "description"), "vendeuse\nsouriante");
	for (size_t i = 0; i < form.field_count; i++)
		assert_null(strstr(form.fields[i].read, "belge"));
	assert_true(test_has_note(&form, "Nationalité"));
	assert_true(test_has_note(&form, "RQTH"));
	arena_free(&arena);
}

static void test_secret_numbers(void **state)
{
	static const struct {
		const char *key, *text;
		bool is_one;
	} rows[] = {
	    {"nir", "255081416802538", true},
	    {"nir", "2 55 08 14 168 025 38", true},
	    {"nir", "2.55.08.14.168.025.38", true},
	    {"nir", "2-55-08-14-168-025-38", true},
	    {"nir", "2\u00a055\u00a008\u00a014\u00a0168\u00a0025\u00a038", true},
	    {"nir", "n°255081416802538.", true},
	    {"nir", "255081416802539", false},
	    {"nir", "2550814168025", false},
	    {"nir", "2550814168025381", false},
	    {"nir", "04 72 00 00 01 et 06 12 34 56 78", false},
	    {"nir", "1 85 05 2A 006 084 35", true},
	    {"nir", "1 85 05 2A 006 084 36", false},
	    {"iban", "FR7630006000011234567890189", true},
	    {"iban", "FR76 3000 6000 0112 3456 7890 189", true},
	    {"iban", "fr76-3000-6000-0112-3456-7890-189.", true},
	    {"iban", "FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189", true},
	    {"iban", "BE68 5390 0754 7034", true},
	    {"iban", "FR76 3000 6000 0112 3456 7890 188", false},
	    {"iban", "FR76 3000 6000 0112 3456 7890 18", false},
	    {"iban", "FR76 3000 6000 0112 3456 7890 1890", false},
	    {"iban", "XX76 3000 6000 0112 3456 7890 189", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		char *plain = arena_printf(arena, "Prénom : Marie\nProfil : vendeuse %s", rows[i].text);
		struct form form = test_form(arena, "[CV]", plain, NULL);
		const struct fault *fault = test_fault(&form, rows[i].key);

		if ((fault != NULL) != rows[i].is_one)
			fail_msg("%s", rows[i].text);
		if (fault)
			assert_null(form_get(&form, "description"));
		else
			assert_non_null(form_get(&form, "description"));
		for (size_t j = 0; j < form.fault_count; j++)
			assert_string_equal(form.faults[j].read, "");
		arena_free(&arena);
	}
}

/* A word of each subject; the content of a job is none. */
static void test_sensitive_words(void **state)
{
	static const struct {
		const char *text, *subject;
	} rows[] = {
	    {"vendeuse, RQTH", "la santé"},
	    {"vendeuse de nationalité belge", "l’origine ou la nationalité"},
	    {"vendeuse, deux enfants", "la famille"},
	    {"vendeuse, allocataire du RSA", "une catégorie de public"},
	    {"vendeuse, RIB joint", "des données bancaires ou d’assuré social"},
	    {"garde d’enfants, aide aux personnes handicapées", NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		char *plain = arena_printf(arena, "Prénom : Marie\nProfil : %s", rows[i].text);
		struct form form = test_form(arena, "[CV]", plain, NULL);

		if (!form_get(&form, "description") != (rows[i].subject != NULL) ||
		    (rows[i].subject && !test_has_note(&form, rows[i].subject)))
			fail_msg("%s", rows[i].text);
		arena_free(&arena);
	}
}

/* In the subject, below the closing formula, under an unknown label, in HTML only. */
static void test_nir_anywhere(void **state)
{
	static const struct {
		const char *subject, *plain, *html;
	} rows[] = {
	    {"[CV] 255081416802538", "Prénom : Marie", NULL},
	    {"[CV]", "Prénom : Marie\n\nCordialement\n255081416802538", NULL},
	    {"[CV]", "Prénom : Marie\nNuméro : 255081416802538", NULL},
	    {"[CV]", "Prénom : Marie", "NIR 255081416802538"},
	    {"Bonjour", "255081416802538", NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].plain, rows[i].html);

		assert_non_null(test_fault(&form, "nir"));
		for (size_t j = 0; j < form.field_count; j++)
			assert_null(strstr(form.fields[j].value, "2550814"));
		arena_free(&arena);
	}
}

/* A telephone without its zero, and marks for a missing value. */
static void test_exported_cells(void **state)
{
	static struct line lines[] = {
	    {ZONE_OWN, "\x1e"
		       "Intitulé\tEntreprise\tSalaire\tTéléphone"},
	    {ZONE_OWN, "\x1e"
		       "Cariste (H/F)\tNaN\tnull\t472112233"},
	};
	struct mail mail = {.subject = "[OFFRE]", .has_html = true, .html = {lines, ARRAY_SIZE(lines)}};
	struct arena *arena = arena_new();
	struct err err = {0};
	struct form form;

	(void)state;
	assert_int_equal(extract_form(arena, &mail, test_now(), &form, &err), OK);
	assert_int_equal(form.part_count, 1);
	assert_string_equal(form_get(&form.parts[0], "contact_phone"), "04 72 11 22 33");
	assert_null(form_get(&form.parts[0], "salary"));
	assert_null(form_get(&form.parts[0], "company"));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_placements),
	    cmocka_unit_test(test_zones),
	    cmocka_unit_test(test_kind_of_labels),
	    cmocka_unit_test(test_contradictions),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_unknown_labels_are_kept),
	    cmocka_unit_test(test_sensitive_labels),
	    cmocka_unit_test(test_secret_numbers),
	    cmocka_unit_test(test_sensitive_words),
	    cmocka_unit_test(test_nir_anywhere),
	    cmocka_unit_test(test_exported_cells),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
