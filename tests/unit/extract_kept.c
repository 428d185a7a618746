/* No text is dropped silently: it is read, added below the free text, or named in a note. */
#include "extract_mail.h"

#define SHORT_OFFER "Intitulé : Vendeur (H/F)\nEntreprise : X\nLieu : 69007 Lyon\nContrat : CDI\n"
#define QUOTE(text) "«\u00a0" text "\u00a0»"

static const struct {
	const char *subject, *plain, *html, *key, *value; /* value NULL: no such field */
	const char *note;				  /* part of a note; NULL: no notes; "": any */
} rows[] = {
    /* Labels that resemble known ones. */
    {"[OFFRE]", "Intitulé de poste : Vendeur (H/F)", NULL, "title", "Vendeur (H/F)", QUOTE("Intitulé")},
    {"[OFFRE]", "Nom de la société : X", NULL, "company", "X", "comme " QUOTE("Entreprise")},
    {"[OFFRE]", "Intitulé : A\nNom de la société :\nX", NULL, "company", "X", "comme " QUOTE("Entreprise")},
    {"[OFFRE]", "Descriptif de la mission : vendre", NULL, "description", "vendre", QUOTE("Description")},
    {"[OFFRE]", "Entrepise : X", NULL, "company", "X", QUOTE("Entrepise")},
    {"[OFFRE]", "Desciption du poste : vendre", NULL, "description", "vendre", ""},
    {"[OFFRE]", "Lieu d’exercice : 69007 Lyon", NULL, "place_name", "Lyon", ""},
    {"[OFFRE]", "Rémunération brute annuelle : 21 k€", NULL, "salary", "21 k€", ""},
    {"[OFFRE]", "Nombre de postes à pourvoir : 3", NULL, "openings", "3", ""},
    {"[EVENEMENT]", "Titre de la rencontre : Forum", NULL, "title", "Forum", ""},
    {"[EVENEMENT]", "Titre : A\nNombre de places disponibles : 12", NULL, "capacity", "12", ""},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui\nPréférence : le mardi", NULL, "description",
     "Préférence\u00a0: le mardi", ""},
    {"[OFFRE]", "Salariés : 250\nEntreprise : X", NULL, "salary", NULL, ""},
    {"[OFFRE]", "Prime de poste : 50 €\nEntreprise : X", NULL, "start", NULL, ""},
    {"[CV]", "Consentement de l’intéressé : OUI", NULL, "consent", NULL, ""},
    {"[OFFRE]", "Entreprise : X\nNom de la société : Y", NULL, "company", "X", QUOTE("Nom de la société")},
    {"[OFFRE]", "Nature du sol : argile\nEntreprise : X", NULL, "description", "Nature du sol\u00a0: argile",
     ""},
    /* A change without its text leaves the text as it is. */
    {"[ARTICLE ART-2026-0001]", "Titre : Un titre\nCouleur : bleu", NULL, "text", NULL, "Couleur : bleu"},
    {"[OFFRE OFF-2026-0001]", "Salaire : SMIC\nCouleur : bleu", NULL, "description", NULL, "Couleur : bleu"},
    /* Wrapped lines. */
    {"[OFFRE]",
     "Salaire : 1 900 € brut par mois sur treize mois, et une prime\nd’assiduité\nLieu : 69007 Lyon", NULL,
     "salary", "1 900 € brut par mois sur treize mois, et une prime d’assiduité", NULL},
    {"[OFFRE]",
     "Horaires : du lundi au vendredi de 8h à 12h et de 13h30 à 17h, un samedi\nsur deux par roulement", NULL,
     "hours", "du lundi au vendredi de 8h à 12h et de 13h30 à 17h, un samedi sur deux par roulement", NULL},
    {"[OFFRE]", "Salaire : 1 900 €\n+ mutuelle", NULL, "salary", "1 900 €", QUOTE("Salaire")},
    {"[OFFRE]", "Description : vendre\nSalaire : 1 900 €\n+ mutuelle", NULL, "description",
     "vendre\n\nSalaire\u00a0: + mutuelle", ""},
    {"[OFFRE]", "Lieu : 12 rue X\n69007 Lyon", NULL, "place_name", "Lyon", NULL},
    /* Check boxes. */
    {"[OFFRE]", "Contrat : [x] CDI [ ] CDD", NULL, "contract", "CDI", NULL},
    {"[OFFRE]", "Contrat : \u2610 CDI \u2612 CDD \u2610 Intérim\nDurée : 6 mois", NULL, "contract", "CDD",
     NULL},
    {"[OFFRE]", "Contrat : CDI ( ) Intérim (x)", NULL, "contract", "MIS", NULL},
    {"[OFFRE]", "Contrat :\n[ ] CDI\n[X] Stage\nDurée : 2 mois", NULL, "contract", "STG", NULL},
    {"[OFFRE]", "Niveau : [ ] CAP [ ] Bac", NULL, "level", NULL, NULL},
    {"[CV]", "Consentement : [x] OUI [ ] NON", NULL, "consent", NULL, ""},
    /* Empty values. */
    {"[OFFRE]", "Niveau : peu importe\nCode ROME : néant\nDate limite : à définir\nNombre de postes : NC",
     NULL, "rome", NULL, NULL},
    {"[OFFRE]", "Prise de poste : à définir", NULL, "start", NULL, NULL},
    {"[OFFRE]", "Forum : non", NULL, "forum", NULL, NULL},
    {"[OFFRE]", "Date limite : –", NULL, "deadline", NULL, NULL},
    {"[OFFRE]", "Niveau : débutant", NULL, "level", NULL, NULL},
    {"[REPONSE EVT-2026-0001]", "Réponse : non\nParticipants : aucun", NULL, "participants", NULL, NULL},
    /* Tables. */
    {"[OFFRE]", "Champ\tValeur\tAide\nLieu\t69007 Lyon\tville et code", NULL, "place_name", "Lyon", ""},
    {"[OFFRE]", NULL, "Entreprise\tX\tContrat\tCDI\nLieu\t69007 Lyon\tSalaire\t", "contract", "CDI", NULL},
    {"[OFFRE]", NULL, "Lieu\t\tville et code", "place", NULL, ""},
    {"[OFFRE]", "1\tEntreprise\tX\n2\tLieu\t69007 Lyon", NULL, "company", "X", NULL},
    /* Below a closing formula. */
    {"[OFFRE]", SHORT_OFFER "\nMerci d’avance.\n\nSalaire : SMIC", NULL, "salary", "SMIC", NULL},
    {"[OFFRE]", SHORT_OFFER "\nCordialement\n\nHoraires : 35h", NULL, "hours", "35h", NULL},
    {"[OFFRE]", SHORT_OFFER "\nCordialement\nMarie\n\nLe permis B est demandé pour ce poste.", NULL, "title",
     "Vendeur (H/F)", "permis B"},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\n\nUn courrier suivra.", NULL, "lists", "offres",
     "Un courrier suivra"},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nPrévoir des gants, nous n’en avons pas",
     NULL, "lists", "offres", "des gants"},
    {"[ABONNEMENT]",
     "Listes : offres\n\nCordialement,\nMarie Durand\nMission locale de Lyon – site de Gerland", NULL,
     "lists", "offres", NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\n\nRéponse rapide souhaitée !", NULL, "lists",
     "offres", "rapide"},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nMerci beaucoup !", NULL, "lists", "offres",
     NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nÀ très bientôt !", NULL, "lists", "offres",
     NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nExcellente journée !", NULL, "lists",
     "offres", NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nAu plaisir de vous lire.", NULL, "lists",
     "offres", NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nBon courage.", NULL, "lists", "offres",
     NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nBien sincèrement.", NULL, "lists", "offres",
     NULL},
    {"[ABONNEMENT]", "Listes : offres\n\nCordialement,\nMarie\n\nBonne fin de journée.", NULL, "lists",
     "offres", NULL},
    {"[RETRAIT CAN-2026-0001]", "RETRAIT", NULL, "description", NULL, NULL},
    {"[CONVENTION REGIONALE]", "Destinataires : a@b.example\nc@d.example\nlieu : préfecture", NULL,
     "recipients", "a@b.example\nc@d.example", "préfecture"},
    {"[OFFRE]", SHORT_OFFER "\nMerci d’avance\nMarie Durand\nTél : 04 72 00 00 01", NULL, "contact", NULL,
     NULL},
    {"[OFFRE]", SHORT_OFFER "\nMerci d’avance\n\nContact : rh@x.example", NULL, "contact", "rh@x.example",
     NULL},
    {"[OFFRE]", SHORT_OFFER "\nCordialement\nContact : accueil@x.example", NULL, "contact", NULL, "accueil@"},
    {"[SUITE CAN-2026-0001]", "Bonjour, elle commence lundi.\n\nSuite : embauche", NULL, "description",
     "Bonjour, elle commence lundi.", ""},
    {"[SUITE CAN-2026-0001]", "Bonjour Madame, chers collègues,\nBonjour Maëlle\n\nSuite : embauche", NULL,
     "description", NULL, NULL},
    {"[REPONSE EVT-2026-0001]", "Réponse : peut-être\nNombre de jeunes :\nJe confirme vendredi.", NULL,
     "description", "Je confirme vendredi.", ""},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui\nNombre de jeunes :\n\nUn parking est-il prévu ?", NULL,
     "participants", NULL, "parking"},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui\nNombre de jeunes :\nquatre", NULL, "participants", "4", NULL},
    /* A signature without a closing formula. */
    {"[OFFRE]",
     SHORT_OFFER
     "Description : vendre\n\nMarie Durand\nTél : 04 72 00 00 01\nForum le 12 mars : venez nombreux !",
     NULL, "contact", NULL, "signature"},
    {"[OFFRE]", SHORT_OFFER "Description : vendre\n\nMarie Durand\nService RH\nTél : 04 72 00 00 01", NULL,
     "contact", NULL, "signature"},
    {"[OFFRE]", SHORT_OFFER "Description : vendre\n\nMarie Durand\nMail : m@x.example\nAdresse : 75001 Paris",
     NULL, "description", "vendre", "Marie Durand"},
    {"[OFFRE]", SHORT_OFFER "Description : vendre\n\nContact : Mme Roche\nTél : 04 72 00 00 01", NULL,
     "contact", "Mme Roche, 04 72 00 00 01", NULL},
    /* Text in no field. */
    {"[OFFRE]", "Bonjour,\n\nVoici l’offre d’un adhérent.\n\n" SHORT_OFFER, NULL, "title", "Vendeur (H/F)",
     "adhérent"},
    {"[OFFRE]", "Bonjour à tous,\n\n" SHORT_OFFER, NULL, "title", "Vendeur (H/F)", NULL},
    {"[OFFRE]", "Prime : 13e mois\n" SHORT_OFFER "Description : vendre", NULL, "description",
     "vendre\n\nPrime\u00a0: 13e mois", ""},
    {"[OFFRE]", SHORT_OFFER "télétravail : 2 jours\nDescription : vendre", NULL, "description",
     "vendre\n\ntélétravail : 2 jours", ""},
    {"[OFFRE]", SHORT_OFFER "Avantages :\n- mutuelle\n- tickets\n\nDescription : vendre", NULL, "description",
     "vendre\n\nAvantages\u00a0: - mutuelle\n- tickets", ""},
    {"[OFFRE OFF-2026-0001]", "Horaires : 35h\nPrime : 13e mois", NULL, "description", NULL, "13e mois"},
    {"[OFFRE OFF-2026-0001]", "Horaires : 35h\nprime de nuit en plus", NULL, "description", NULL,
     "prime de nuit"},
    {"[EVENEMENT EVT-2026-0001]", "Lieu : 69003 Lyon\nAccès : métro B", NULL, "description", NULL, "métro B"},
    {"[SUITE CAN-2026-0001]", "Suite : entretien\nAccès : métro B", NULL, "description",
     "Accès\u00a0: métro B", ""},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui\nNous serons en retard.", NULL, "description",
     "Nous serons en retard.", ""},
    {"[CV]", "Bonjour, voici le CV d’Inès qui cherche.\nPrénom : Inès", NULL, "description", NULL,
     "Inès qui"},
    {"[CV]", "Elle est enceinte de trois mois.\nPrénom : Inès", NULL, "description", NULL, "1 autre ligne"},
    {"[CV]", "Nom et prénom : Yanis Cherif", NULL, "given_name", "Cherif", "Rien ne distingue"},
    {"[CV]", "Nom et prénom : CHERIF Yanis", NULL, "given_name", "Yanis", NULL},
    /* Directional marks. */
    {"[OFFRE]", "Entreprise : \u202aDupont\u202c", NULL, "company", "Dupont", NULL},
};

static void test_rows(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].plain, rows[i].html);
		const char *value = form_get(&form, rows[i].key), *note = rows[i].note;
		bool has_value = rows[i].value ? value && strcmp(value, rows[i].value) == 0 : !value;
		bool has_note = note && *note ? test_has_note(&form, note) : note || form.note_count == 0;

		if (!has_value || !has_note) {
			print_error("%s\n  %s is \"%s\"; %s\n", rows[i].plain ? rows[i].plain : rows[i].html,
				    rows[i].key, value ? value : "(none)",
				    form.note_count ? form.notes[0] : "(no note)");
			bad++;
		}
		arena_free(&arena);
	}
	assert_int_equal(bad, 0);
}

/* An ambiguous label is asked back, with its line. */
static void test_ambiguous(void **state)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, "[OFFRE]", "Contat : CDI", NULL);
	const struct fault *fault = test_fault(&form, "line");

	(void)state;
	assert_non_null(fault);
	assert_non_null(strstr(fault->read, "Contat"));
	assert_non_null(strstr(fault->why, QUOTE("Contrat")));
	assert_non_null(strstr(fault->why, QUOTE("Contact")));
	arena_free(&arena);
	arena = arena_new();
	form = test_form(arena, "[OFFRE]", "Contrat : CDI\nContact : Mme A\nContat : CDI", NULL);
	assert_null(test_fault(&form, "line"));
	arena_free(&arena);
}

/* Time is bounded for any mail: the number of label comparisons is limited. */
static void test_many_lines(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};

	(void)state;
	buf_adds(&text, "Entreprise : X\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "Entrepri%d : x\n", i);
	struct form form = test_form(arena, "[OFFRE]", buf_text(&text), NULL);

	assert_true(test_has_note(&form, "autres lignes"));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_ambiguous),
	    cmocka_unit_test(test_many_lines),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}
