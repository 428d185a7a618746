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
    [KIND_NONE] = {ALL, handle_help, .by_token = true},
    [KIND_OFFER] = {IMS | ANTENNE | ENTREPRISE, handle_offer, .is_broadcast = true},
    [KIND_CV] = {MISSION_LOCALE, handle_cv, .is_personal = true},
    [KIND_WITHDRAWAL] = {MISSION_LOCALE, handle_withdrawal, .is_personal = true, .by_token = true},
    [KIND_OUTCOME] = {IMS | ANTENNE | ENTREPRISE | MISSION_LOCALE, handle_outcome, .is_personal = true},
    [KIND_ACCESS] = {MISSION_LOCALE, handle_access, .is_personal = true},
    [KIND_EVENT] = {ALL, handle_event, .is_broadcast = true},
    [KIND_RSVP] = {ALL, handle_rsvp, .by_token = true},
    [KIND_ARTICLE] = {IMS | ANTENNE | CNML | REGION},
    [KIND_SPONSORSHIP] = {MISSION_LOCALE | REGION | CNML, .is_broadcast = true},
    [KIND_SPEAKER] = {IMS | ANTENNE | CNML, .is_broadcast = true},
    [KIND_DIAGNOSTIC] = {CNML | REGION | MISSION_LOCALE, .is_broadcast = true},
    [KIND_COMMITTEE] = {IMS | CNML},
    [KIND_APPROVAL] = {ALL, handle_approval},
    [KIND_TERMINATION] = {ALL, .right = RIGHT_OF_SIGNATORIES},
    [KIND_REGIONAL_AGREEMENT] = {IMS | ANTENNE | REGION},
    [KIND_SUBSCRIPTION] = {ALL, .by_token = true},
    [KIND_HELP] = {ALL, handle_help, .by_token = true},
    [KIND_NOTE] = {ALL, handle_help, .by_token = true},
};
