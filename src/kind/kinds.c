#include "kind.h"

#include "handlers.h"

enum {
	CNML = 1u << ORGANISATION_CNML,
	REGION = 1u << ORGANISATION_ASSOCIATION_REGIONALE,
	MISSION_LOCALE = 1u << ORGANISATION_MISSION_LOCALE,
	IMS = 1u << ORGANISATION_IMS,
	ANTENNE = 1u << ORGANISATION_ANTENNE,
	ENTREPRISE = 1u << ORGANISATION_ENTREPRISE,
	ALL = CNML | REGION | MISSION_LOCALE | IMS | ANTENNE | ENTREPRISE,
};

const struct kind_rule KINDS[KIND_COUNT] = {
    [KIND_NONE] = {ALL, handle_help, .what = "un message"},
    [KIND_OFFER] = {IMS | ANTENNE | ENTREPRISE, handle_offer, .what = "une offre d’emploi"},
    [KIND_CV] = {MISSION_LOCALE, handle_cv, .is_personal = true, .what = "un CV"},
    [KIND_WITHDRAWAL] = {MISSION_LOCALE, handle_withdrawal, .is_personal = true,
			 .what = "un retrait de consentement"},
    [KIND_OUTCOME] = {IMS | ANTENNE | ENTREPRISE | MISSION_LOCALE, handle_outcome, .is_personal = true,
		      .what = "la suite donnée à une candidature"},
    [KIND_ACCESS] = {MISSION_LOCALE, handle_access, .is_personal = true, .what = "une demande d’accès"},
    [KIND_EVENT] = {ALL, handle_event, .what = "un événement"},
    [KIND_RSVP] = {ALL, handle_rsvp, .what = "une réponse à une invitation"},
    [KIND_ARTICLE] = {IMS | ANTENNE | CNML | REGION, .what = "un article"},
    [KIND_SPONSORSHIP] = {MISSION_LOCALE | REGION | CNML, .what = "un appel à parrainage"},
    [KIND_SPEAKER] = {IMS | ANTENNE | CNML, .what = "une demande d’intervenant"},
    [KIND_DIAGNOSTIC] = {CNML | REGION | MISSION_LOCALE, .what = "un diagnostic"},
    [KIND_COMMITTEE] = {IMS | CNML, .what = "la date du comité de pilotage"},
    [KIND_APPROVAL] = {ALL, .right = RIGHT_OF_STEERING, .what = "l’accord sur le bilan"},
    [KIND_TERMINATION] = {ALL, .right = RIGHT_OF_SIGNATORIES, .what = "la dénonciation de la convention"},
    [KIND_REGIONAL_AGREEMENT] = {IMS | ANTENNE | REGION, .what = "une convention régionale"},
    [KIND_SUBSCRIPTION] = {ALL, .what = "un abonnement"},
    [KIND_HELP] = {ALL, handle_help, .what = "une demande d’aide"},
};
