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
    [KIND_NONE] = {.senders = ALL, .handler = handle_help, .by_token = true},
    [KIND_OFFER] = {.senders = IMS | ANTENNE | ENTREPRISE, .handler = handle_offer, .is_broadcast = true},
    [KIND_CV] = {.senders = MISSION_LOCALE, .handler = handle_cv, .is_personal = true},
    [KIND_WITHDRAWAL] = {.senders = MISSION_LOCALE,
			 .handler = handle_withdrawal,
			 .is_personal = true,
			 .by_token = true},
    [KIND_OUTCOME] = {.senders = IMS | ANTENNE | ENTREPRISE | MISSION_LOCALE,
		      .handler = handle_outcome,
		      .is_personal = true},
    [KIND_ACCESS] = {.senders = MISSION_LOCALE, .handler = handle_access, .is_personal = true},
    [KIND_EVENT] = {.senders = ALL, .handler = handle_event, .is_broadcast = true},
    [KIND_RSVP] = {.senders = ALL, .handler = handle_rsvp, .by_token = true},
    [KIND_ARTICLE] = {.senders = IMS | ANTENNE | CNML | REGION, .handler = handle_article},
    [KIND_SPONSORSHIP] = {.senders = MISSION_LOCALE | REGION | CNML,
			  .handler = handle_call,
			  .is_broadcast = true},
    [KIND_PATRONAGE] = {.senders = MISSION_LOCALE | REGION | CNML,
			.handler = handle_call,
			.is_broadcast = true},
    [KIND_SPEAKER] = {.senders = IMS | ANTENNE | CNML, .handler = handle_call, .is_broadcast = true},
    [KIND_DIAGNOSTIC] = {.senders = CNML | REGION | MISSION_LOCALE,
			 .handler = handle_diagnostic,
			 .is_broadcast = true},
    [KIND_COMMITTEE] = {.senders = IMS | CNML, .handler = handle_committee, .right = RIGHT_OF_STEERING},
    [KIND_APPROVAL] = {.senders = ALL, .handler = handle_approval},
    [KIND_TERMINATION] = {.senders = ALL, .handler = handle_termination},
    [KIND_REGIONAL_AGREEMENT] = {.senders = IMS | ANTENNE | REGION, .handler = handle_regional_agreement},
    [KIND_SUBSCRIPTION] = {.senders = ALL, .handler = handle_subscription, .by_token = true},
    [KIND_HELP] = {.senders = ALL, .handler = handle_help, .by_token = true},
    [KIND_NOTE] = {.senders = ALL, .handler = handle_help, .by_token = true},
};
