#include "kinds.h"

#include "fields.h"

#define FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof *(array)

static const struct kind_field offer_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"title", REQUIRED_ALWAYS, "Préparateur de commandes (H/F)"},
    {"company", REQUIRED_ALWAYS, "Logistique Rhône SA"},
    {"company_hidden", REQUIRED_NEVER, "oui ou non"},
    {"place", REQUIRED_ALWAYS, "69007 Lyon"},
    {"contract", REQUIRED_ALWAYS, "CDI, CDD, intérim, apprentissage, stage…"},
    {"duration", REQUIRED_TIMED, "6 mois (obligatoire pour CDD, intérim, saisonnier et stage)"},
    {"hours", REQUIRED_NEVER, "35 h"},
    {"start", REQUIRED_NEVER, "15/01/2027 ou dès que possible"},
    {"salary", REQUIRED_NEVER, "1 900 € brut par mois"},
    {"level", REQUIRED_NEVER, "sans diplôme, CAP/BEP, Bac, Bac+2…"},
    {"experience", REQUIRED_NEVER, "débutant accepté"},
    {"rome", REQUIRED_NEVER, "N1103"},
    {"openings", REQUIRED_NEVER, "2"},
    {"deadline", REQUIRED_NEVER, "31/01/2027"},
    {"contact", REQUIRED_NEVER, "recrutement@entreprise.example"},
    {"reference", REQUIRED_NEVER, "(votre référence)"},
    {"forum", REQUIRED_NEVER, "EVT-2026-0001"},
    {"targets", REQUIRED_NEVER, "D69 D38, si ce n’est pas le territoire du lieu"},
    {"description", REQUIRED_ALWAYS, "(missions et profil, sur plusieurs lignes)"},
    {"status", REQUIRED_HIDDEN, "pourvue"},
};

static const struct kind_field cv_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"full_name", REQUIRED_HIDDEN, "DURAND Marie"},
    {"given_name", REQUIRED_ALWAYS, "Marie"},
    {"family_name", REQUIRED_ALWAYS, "DURAND"},
    {"birth", REQUIRED_ALWAYS, "12/03/2008 (sert à vérifier l’âge, n’est pas conservée)"},
    {"consent", REQUIRED_ALWAYS, "OUI, seulement si le jeune a donné son accord explicite"},
    {"consent_date", REQUIRED_ALWAYS, "15/11/2026"},
    {"scope", REQUIRED_SPONTANEOUS, "entreprises partenaires"},
    {"collected_by", REQUIRED_NEVER, "(nom de la conseillère ou du conseiller)"},
    {"wanted", REQUIRED_SPONTANEOUS, "Vendeur, D1106"},
    {"mobility", REQUIRED_SPONTANEOUS, "Lyon et 20 km autour"},
    {"level", REQUIRED_NEVER, "CAP/BEP"},
    {"experience", REQUIRED_NEVER, "6 mois"},
    {"rome", REQUIRED_NEVER, "D1106"},
    {"description", REQUIRED_NEVER, "(profil, sur plusieurs lignes)"},
};

static const struct kind_field event_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"title", REQUIRED_ALWAYS, "Forum Emploi & Diversité"},
    {"type", REQUIRED_NEVER, "forum, visite d’entreprise, atelier de simulation, réunion…"},
    {"date", REQUIRED_ALWAYS, "15/01/2027 de 9h à 12h"},
    {"end", REQUIRED_NEVER, "12h"},
    {"place", REQUIRED_ALWAYS, "12 rue de la République, 69002 Lyon"},
    {"capacity", REQUIRED_NEVER, "40"},
    {"quota", REQUIRED_NEVER, "5"},
    {"deadline", REQUIRED_NEVER, "08/01/2027"},
    {"publics", REQUIRED_NEVER, "jeunes de 16 à 25 ans suivis par une mission locale"},
    {"targets", REQUIRED_NEVER, "D69, missions locales"},
    {"co_organiser", REQUIRED_NEVER, "(nom ou adresse électronique)"},
    {"contact", REQUIRED_NEVER, "evenements@entreprise.example"},
    {"agenda", REQUIRED_NEVER, "(sur plusieurs lignes)"},
    {"description", REQUIRED_NEVER, "(sur plusieurs lignes)"},
    {"status", REQUIRED_HIDDEN, "annulée"},
};

static const struct kind_field rsvp_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"answer", REQUIRED_ALWAYS, "oui, non ou peut-être"},
    {"participants", REQUIRED_NEVER, "3 (un nombre, jamais de noms)"},
    {"description", REQUIRED_NEVER, "(un mot pour l’organisateur)"},
};

static const struct kind_field reason_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"description", REQUIRED_NEVER, "(motif, si vous le souhaitez)"},
};

static const struct kind_field outcome_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"outcome", REQUIRED_ALWAYS, "entretien, recruté ou non retenu"},
    {"outcome_date", REQUIRED_NEVER, "15/01/2027"},
    {"description", REQUIRED_NEVER, "(un commentaire)"},
};

static const struct kind_field written_fields[] = {
    {"title", REQUIRED_ALWAYS, "(un titre)"},
    {"text", REQUIRED_ALWAYS, "(sur plusieurs lignes)"},
};

static const struct kind_field speaker_fields[] = {
    {"title", REQUIRED_ALWAYS, "(sujet de la réunion)"},
    {"date", REQUIRED_ALWAYS, "15/01/2027 à 14h"},
    {"place", REQUIRED_ALWAYS, "75009 Paris"},
    {"text", REQUIRED_NEVER, "(sur plusieurs lignes)"},
    {"description", REQUIRED_NEVER, "(sur plusieurs lignes)"},
};

static const struct kind_field committee_fields[] = {
    {"date", REQUIRED_ALWAYS, "15/01/2027 de 14h à 16h"},
    {"end", REQUIRED_NEVER, "16h"},
    {"place", REQUIRED_NEVER, "75009 Paris"},
    {"agenda", REQUIRED_NEVER, "(sur plusieurs lignes)"},
};

static const struct kind_field approval_fields[] = {
    {"ref", REQUIRED_HIDDEN, ""},
    {"answer", REQUIRED_ALWAYS, "oui ou non"},
    {"description", REQUIRED_NEVER, "(un commentaire)"},
};

static const struct kind_field subscription_fields[] = {
    {"lists", REQUIRED_NEVER, "offres, cv, evenements, newsletter, parrainage, diagnostics"},
    {"frequency", REQUIRED_NEVER, "immédiat, quotidien ou hebdomadaire"},
    {"territories", REQUIRED_NEVER, "D69 P69007"},
};

static const struct kind_row kinds[KIND_COUNT] = {
    [KIND_NONE] = {.name = "", .tag = ""},
    [KIND_OFFER] = {.name = "offer",
		    .tag = "OFFRE",
		    .purpose = 'o',
		    .series = "OFF",
		    .may_be_forwarded = true,
		    .is_nothing_when_empty = true,
		    FIELDS(offer_fields)},
    [KIND_CV] = {.name = "cv",
		 .tag = "CV",
		 .purpose = 'c',
		 .series = "OFF",
		 .other_series = "CAN",
		 FIELDS(cv_fields)},
    [KIND_WITHDRAWAL] = {.name = "withdrawal",
			 .tag = "RETRAIT",
			 .purpose = 'w',
			 .series = "CAN",
			 .needs_reference = true,
			 FIELDS(reason_fields)},
    [KIND_OUTCOME] = {.name = "outcome",
		      .tag = "SUITE",
		      .purpose = 's',
		      .series = "CAN",
		      .needs_reference = true,
		      FIELDS(outcome_fields)},
    [KIND_ACCESS] = {.name = "access",
		     .tag = "ACCES",
		     .purpose = 'x',
		     .series = "CAN",
		     .needs_reference = true,
		     FIELDS(reason_fields)},
    [KIND_EVENT] = {.name = "event",
		    .tag = "EVENEMENT",
		    .purpose = 'e',
		    .series = "EVT",
		    .may_be_forwarded = true,
		    .is_nothing_when_empty = true,
		    FIELDS(event_fields)},
    [KIND_RSVP] = {.name = "rsvp",
		   .tag = "REPONSE",
		   .purpose = 'r',
		   .series = "EVT",
		   .needs_reference = true,
		   FIELDS(rsvp_fields)},
    [KIND_ARTICLE] = {.name = "article",
		      .tag = "ARTICLE",
		      .purpose = 'a',
		      .is_nothing_when_empty = true,
		      FIELDS(written_fields)},
    [KIND_SPONSORSHIP] = {.name = "sponsorship", .tag = "PARRAINAGE", .purpose = 'p', FIELDS(written_fields)},
    [KIND_SPEAKER] = {.name = "speaker", .tag = "INTERVENANT", .purpose = 'i', FIELDS(speaker_fields)},
    [KIND_DIAGNOSTIC] = {.name = "diagnostic", .tag = "DIAGNOSTIC", .purpose = 'd', FIELDS(written_fields)},
    [KIND_COMMITTEE] = {.name = "committee", .tag = "COMITE", .purpose = 'k', FIELDS(committee_fields)},
    [KIND_APPROVAL] = {.name = "approval",
		       .tag = "ACCORD",
		       .purpose = 'b',
		       .series = "BIL",
		       .other_series = "OFF",
		       .needs_reference = true,
		       FIELDS(approval_fields)},
    [KIND_TERMINATION] = {.name = "termination", .tag = "DENONCIATION", .purpose = 't'},
    [KIND_REGIONAL_AGREEMENT] = {.name = "regional_agreement",
				 .tag = "CONVENTION REGIONALE",
				 .purpose = 'g',
				 FIELDS(written_fields)},
    [KIND_SUBSCRIPTION] = {.name = "subscription",
			   .tag = "ABONNEMENT",
			   .purpose = 'u',
			   FIELDS(subscription_fields)},
    [KIND_HELP] = {.name = "help", .tag = "AIDE"},
    [KIND_NOTE] = {.name = "note", .tag = "", .purpose = 'n'},
};

const struct tag kind_tags[] = {
    {"offre", KIND_OFFER, false, false},
    {"cv", KIND_CV, false, false},
    {"retrait", KIND_WITHDRAWAL, false, false},
    {"suite", KIND_OUTCOME, false, false},
    {"acces", KIND_ACCESS, false, false},
    {"evenement", KIND_EVENT, false, false},
    {"annulation", KIND_EVENT, true, false},
    {"reponse", KIND_RSVP, false, false},
    {"article", KIND_ARTICLE, false, false},
    {"parrainage", KIND_SPONSORSHIP, false, false},
    {"mecenat", KIND_SPONSORSHIP, false, false},
    {"intervenant", KIND_SPEAKER, false, false},
    {"diagnostic", KIND_DIAGNOSTIC, false, false},
    {"comite", KIND_COMMITTEE, false, false},
    {"accord", KIND_APPROVAL, false, false},
    {"denonciation", KIND_TERMINATION, false, false},
    {"convention regionale", KIND_REGIONAL_AGREEMENT, false, false},
    {"abonnement", KIND_SUBSCRIPTION, false, false},
    {"desabonnement", KIND_SUBSCRIPTION, false, true},
    {"aide", KIND_HELP, false, false},
};
const size_t kind_tag_count = ARRAY_SIZE(kind_tags);

const struct kind_row *kind_row(enum kind kind)
{
	return &kinds[(size_t)kind < KIND_COUNT ? kind : KIND_NONE];
}

bool kind_takes(enum kind kind, const char *ref)
{
	const struct kind_row *row = kind_row(kind);

	return strncmp(ref, row->series, strlen(row->series)) == 0 ||
	       (row->other_series && strncmp(ref, row->other_series, strlen(row->other_series)) == 0);
}

const char *kind_name(enum kind kind)
{
	return kind_row(kind)->name;
}

const char *kind_tag(enum kind kind)
{
	return kind_row(kind)->tag;
}

enum kind kind_by_name(const char *name)
{
	for (size_t i = 1; i < KIND_COUNT; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return (enum kind)i;
	return KIND_NONE;
}

static bool is_shown(const struct kind_field *field, bool is_spontaneous)
{
	return field->required != REQUIRED_HIDDEN &&
	       (field->required != REQUIRED_SPONTANEOUS || is_spontaneous);
}

const struct form_label *kind_labels(enum kind kind, bool is_spontaneous, size_t *count)
{
	static struct form_label shown[KIND_COUNT][2][32];
	const struct kind_row *row = kind_row(kind);
	struct form_label *labels = shown[row - kinds][is_spontaneous];
	size_t used = 0;

	for (size_t i = 0; i < row->field_count && used < ARRAY_SIZE(shown[0][0]); i++) {
		const struct kind_field *field = &row->fields[i];

		if (!is_shown(field, is_spontaneous))
			continue;
		labels[used++] = (struct form_label){
		    .key = field->key,
		    .label = field_by_key(field->key)->label,
		    .hint = field->hint,
		    .is_required =
			field->required == REQUIRED_ALWAYS || field->required == REQUIRED_SPONTANEOUS,
		    .is_choice =
			*field->hint != '(' && (strstr(field->hint, " ou ") || strstr(field->hint, "…")),
		};
	}
	*count = used;
	return labels;
}
