#include "handle/letter_types.h"

#include <string.h>

static const struct letter_type TYPES[] = {
    {"access", "réponse à une demande d’accès", KIND_NONE, LETTER_PERSONAL},
    {"address_suspended", "adresse suspendue", KIND_NONE, 0},
    {"consent_reminder", "rappel de la fin de l’accord", KIND_CV, LETTER_PERSONAL},
    {"consent_renewed", "renouvellement de l’accord", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"cv", "CV", KIND_OUTCOME, LETTER_PERSONAL | LETTER_DISCLOSES},
    {"cv_acknowledgement", "accusé de réception du CV", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"cv_unsent", "avis d’envoi annulé", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"event_acknowledgement", "accusé de réception d’un événement", KIND_EVENT, 0},
    {"event_cancelled", "annulation d’un événement", KIND_NONE, 0},
    {"guide", "guide", KIND_NONE, 0},
    {"held", "avis d’attente", KIND_NONE, 0},
    {"invitation", "invitation", KIND_RSVP, 0},
    {"offer", "offre d’emploi", KIND_CV, 0},
    {"offer_acknowledgement", "accusé de réception d’une offre", KIND_OFFER, 0},
    {"offer_changed", "offre modifiée", KIND_CV, 0},
    {"offer_closed", "offre close", KIND_NONE, 0},
    {"offer_update_acknowledgement", "accusé de réception d’un changement", KIND_OFFER, 0},
    {"outcome", "suite donnée", KIND_NONE, LETTER_PERSONAL},
    {"outcome_acknowledgement", "accusé de réception d’une suite", KIND_OUTCOME, LETTER_PERSONAL},
    {"oversize", "message trop lourd", KIND_NONE, 0},
    {"refusal", "message à corriger", KIND_NONE, 0},
    {"rsvp_acknowledgement", "accusé de réception d’une réponse", KIND_RSVP, 0},
    {"summary", "récapitulatif", KIND_NONE, 0},
    {"withdrawal", "demande d’effacer le CV", KIND_NONE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED},
    {"withdrawal_acknowledgement", "avis d’effacement", KIND_NONE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE},
};

const struct letter_type *letter_type_of(const char *template)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (!strcmp(TYPES[i].template, template))
			return &TYPES[i];
	return NULL;
}
