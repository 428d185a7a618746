#include "kinds.h"

#include "base/text.h"

static const struct kind_rule RULES[] = {
    {KIND_OFFER, "ims antenne entreprise", handle_offer, false, "une offre d’emploi"},
    {KIND_CV, "mission_locale", handle_cv, true, "un CV"},
    {KIND_WITHDRAWAL, "mission_locale", handle_withdrawal, true, "un retrait de consentement"},
    {KIND_OUTCOME, "ims antenne entreprise mission_locale", handle_outcome, true,
     "la suite donnée à une candidature"},
    {KIND_ACCESS, "mission_locale", handle_access, true, "une demande d’accès"},
    {KIND_EVENT, "*", handle_event, false, "un événement"},
    {KIND_RSVP, "*", handle_rsvp, false, "une réponse à une invitation"},
    {KIND_ARTICLE, "ims antenne cnml association_regionale", NULL, false, "un article"},
    {KIND_SPONSORSHIP, "mission_locale association_regionale cnml", NULL, false, "un appel à parrainage"},
    {KIND_SPEAKER, "ims antenne cnml", NULL, false, "une demande d’intervenant"},
    {KIND_DIAGNOSTIC, "cnml association_regionale mission_locale", NULL, false, "un diagnostic"},
    {KIND_COMMITTEE, "ims cnml", NULL, false, "la date du comité de pilotage"},
    {KIND_APPROVAL, "*", NULL, false, "l’accord sur le bilan"},
    {KIND_TERMINATION, "*", NULL, false, "la dénonciation de la convention"},
    {KIND_REGIONAL_AGREEMENT, "ims antenne association_regionale", NULL, false, "une convention régionale"},
    {KIND_SUBSCRIPTION, "*", NULL, false, "un abonnement"},
    {KIND_HELP, "*", handle_help, false, "une demande d’aide"},
    {KIND_NONE, "*", handle_help, false, "un message"},
};

const struct kind_rule *kind_rule_of(enum kind kind)
{
	for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++)
		if (RULES[i].kind == kind)
			return &RULES[i];
	return NULL;
}

bool kind_rule_allows(const struct kind_rule *rule, const char *type)
{
	return !strcmp(rule->senders, "*") || text_has_word(rule->senders, type);
}
