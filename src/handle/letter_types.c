#include "handle/letter_types.h"

#include <string.h>

static const struct letter_type TYPES[] = {
    {"access", KIND_NOTE, LETTER_PERSONAL},
    {"address_suspended", KIND_NONE, 0},
    {"consent_reminder", KIND_CV, LETTER_PERSONAL},
    {"consent_renewed", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"contact_confirmation", KIND_NONE, 0},
    {"cv", KIND_OUTCOME, LETTER_PERSONAL | LETTER_DISCLOSES},
    {"cv_acknowledgement", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"cv_unsent", KIND_WITHDRAWAL, LETTER_PERSONAL},
    {"erasure_acknowledgement", KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE},
    {"event_acknowledgement", KIND_EVENT, 0},
    {"event_cancelled", KIND_NOTE, 0},
    {"event_changed", KIND_RSVP, 0},
    {"event_counter", KIND_EVENT, 0},
    {"event_list", KIND_EVENT, 0},
    {"event_pending", KIND_RSVP, 0},
    {"event_promotion", KIND_RSVP, 0},
    {"event_reminder", KIND_RSVP, 0},
    {"guide", KIND_NOTE, 0},
    {"held", KIND_NOTE, 0},
    {"invitation", KIND_RSVP, 0},
    {"note", KIND_NOTE, LETTER_PERSONAL},
    {"note_acknowledgement", KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE},
    {"note_returned", KIND_NOTE, 0},
    {"offer", KIND_CV, 0},
    {"offer_acknowledgement", KIND_OFFER, 0},
    {"offer_changed", KIND_CV, 0},
    {"offer_closed", KIND_NOTE, 0},
    {"offer_decided", KIND_NOTE, 0},
    {"offer_declined", KIND_NOTE, 0},
    {"offer_held", KIND_OFFER, 0},
    {"offer_review", KIND_APPROVAL, 0},
    {"offer_update_acknowledgement", KIND_OFFER, 0},
    {"outcome", KIND_NOTE, LETTER_PERSONAL},
    {"outcome_acknowledgement", KIND_OUTCOME, LETTER_PERSONAL},
    {"oversize", KIND_NOTE, 0},
    {"refusal", KIND_NOTE, 0},
    {"rsvp_acknowledgement", KIND_RSVP, 0},
    {"several_acknowledgement", KIND_NONE, 0},
    {"summary", KIND_NONE, 0},
    {"suspensions_stopped", KIND_NONE, 0},
    {"two_readings", KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE},
    {"withdrawal", KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED},
    {"withdrawal_acknowledgement", KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE},
};

const struct letter_type *letter_type_of(const char *template)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (!strcmp(TYPES[i].template, template))
			return &TYPES[i];
	return NULL;
}
