#include "handle/letter_types.h"

#include <string.h>

static const struct letter_type TYPES[] = {
    {"access", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_NEEDS_NO_CONSENT, NULL},
    {"address_suspended", INTENT_STOP, KIND_NONE, LETTER_TO_OPERATOR, NULL},
    {"approval_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"agreement_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"agreement_active", INTENT_DONE, KIND_NOTE, 0, "agreement_review"},
    {"agreement_ended", INTENT_STOP, KIND_NOTE, 0, "agreement_active"},
    {"agreement_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL},
    {"article_acknowledgement", INTENT_DONE, KIND_ARTICLE, 0, NULL},
    {"article_decided", INTENT_DONE, KIND_NOTE, 0, "article_acknowledgement"},
    {"article_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL},
    {"committee_acknowledgement", INTENT_DONE, KIND_COMMITTEE, 0, "committee_invitation"},
    {"committee_agenda", INTENT_ACTION, KIND_COMMITTEE, 0, "committee_invitation"},
    {"committee_cancelled", INTENT_STOP, KIND_COMMITTEE, 0, "committee_invitation"},
    {"committee_invitation", INTENT_ACTION, KIND_COMMITTEE, 0, "committee_invitation"},
    {"committee_minutes", INTENT_DONE, KIND_COMMITTEE, 0, "committee_invitation"},
    {"committee_overdue", INTENT_ACTION, KIND_COMMITTEE, 0, NULL},
    {"call", INTENT_ACTION, KIND_RSVP, 0, NULL},
    {"call_acknowledgement", INTENT_DONE, KIND_NONE, 0, NULL},
    {"call_cancelled", INTENT_STOP, KIND_NOTE, 0, "call"},
    {"call_chosen", INTENT_DONE, KIND_NOTE, 0, "call"},
    {"call_copy", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"call_reminder", INTENT_ACTION, KIND_RSVP, 0, "call"},
    {"call_summary", INTENT_ACTION, KIND_NONE, 0, "call_acknowledgement"},
    {"call_thanks", INTENT_DONE, KIND_NOTE, 0, "call"},
    {"consent_reminder", INTENT_ACTION, KIND_CV, LETTER_PERSONAL, "cv_acknowledgement"},
    {"consent_renewed", INTENT_DONE, KIND_WITHDRAWAL, LETTER_PERSONAL, NULL},
    {"contact_confirmation", INTENT_ACTION, KIND_NONE, 0, NULL},
    {"cv", INTENT_ACTION, KIND_OUTCOME, LETTER_PERSONAL | LETTER_DISCLOSES, NULL},
    {"cv_acknowledgement", INTENT_DONE, KIND_WITHDRAWAL, LETTER_PERSONAL, NULL},
    {"cv_unsent", INTENT_CORRECT, KIND_WITHDRAWAL, LETTER_PERSONAL, "cv_acknowledgement"},
    {"declined", INTENT_STOP, KIND_NOTE, 0, NULL},
    {"duties", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"duty_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"diagnostic", INTENT_DONE, KIND_NOTE, LETTER_NEEDS_NO_CONSENT, NULL},
    {"diagnostic_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"digest_daily", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"digest_weekly", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"erasure_acknowledgement", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE, NULL},
    {"event_acknowledgement", INTENT_DONE, KIND_EVENT, 0, NULL},
    {"event_cancelled", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, "invitation"},
    {"event_changed", INTENT_ACTION, KIND_RSVP, 0, "invitation"},
    {"event_counter", INTENT_ACTION, KIND_EVENT, 0, "event_acknowledgement"},
    {"event_list", INTENT_DONE, KIND_EVENT, 0, "event_acknowledgement"},
    {"event_pending", INTENT_ACTION, KIND_RSVP, 0, "invitation"},
    {"event_promotion", INTENT_DONE, KIND_RSVP, 0, "invitation"},
    {"event_reminder", INTENT_ACTION, KIND_RSVP, 0, "invitation"},
    {"guide", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"held", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"invitation", INTENT_ACTION, KIND_RSVP, 0, "invitation"},
    {"newsletter", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"note", INTENT_ACTION, KIND_NOTE, LETTER_PERSONAL | LETTER_OUTLIVES, NULL},
    {"note_acknowledgement", INTENT_DONE, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_COURTESY, NULL},
    {"note_returned", INTENT_CORRECT, KIND_NOTE, 0, NULL},
    {"offer", INTENT_ACTION, KIND_CV, 0, NULL},
    {"offer_acknowledgement", INTENT_DONE, KIND_OFFER, 0, NULL},
    {"offer_changed", INTENT_ACTION, KIND_CV, 0, "offer"},
    {"offer_closed", INTENT_STOP, KIND_NOTE, 0, "offer"},
    {"offer_decided", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"offer_declined", INTENT_STOP, KIND_NOTE, 0, "offer_held"},
    {"offer_held", INTENT_CORRECT, KIND_OFFER, 0, NULL},
    {"offer_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL},
    {"offer_update_acknowledgement", INTENT_DONE, KIND_OFFER, 0, NULL},
    {"operator_summary", INTENT_ACTION, KIND_NONE, LETTER_TO_OPERATOR, NULL},
    {"outcome", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_OUTLIVES, "cv_acknowledgement"},
    {"outcome_acknowledgement", INTENT_DONE, KIND_OUTCOME, LETTER_PERSONAL | LETTER_COURTESY, NULL},
    {"oversize", INTENT_CORRECT, KIND_NOTE, 0, NULL},
    {"refusal", INTENT_CORRECT, KIND_NOTE, 0, NULL},
    {"report", INTENT_DONE, KIND_NOTE, LETTER_OUTLIVES, NULL},
    {"report_draft", INTENT_ACTION, KIND_APPROVAL, LETTER_OUTLIVES, NULL},
    {"report_refused", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, "report_draft"},
    {"response", INTENT_ACTION, KIND_NOTE, 0, "call_acknowledgement"},
    {"response_acknowledgement", INTENT_DONE, KIND_RSVP, 0, "call"},
    {"rsvp_acknowledgement", INTENT_DONE, KIND_RSVP, 0, "invitation"},
    {"several_acknowledgement", INTENT_DONE, KIND_NONE, 0, NULL},
    {"subscription_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL},
    {"summary", INTENT_DONE, KIND_NONE, 0, NULL},
    {"suspensions_stopped", INTENT_STOP, KIND_NONE, LETTER_TO_OPERATOR, NULL},
    {"termination", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, NULL},
    {"termination_confirmation", INTENT_ACTION, KIND_TERMINATION, LETTER_OUTLIVES, NULL},
    {"two_readings", INTENT_CORRECT, KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE, NULL},
    {"welcome", INTENT_ACTION, KIND_NOTE, 0, NULL},
    {"withdrawal", INTENT_STOP, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED | LETTER_OUTLIVES, "cv"},
    {"withdrawal_acknowledgement", INTENT_STOP, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OUTLIVES, "cv_acknowledgement"},
};

const struct letter_type *letter_type_at(size_t n)
{
	return n < ARRAY_SIZE(TYPES) ? &TYPES[n] : NULL;
}

const struct letter_type *letter_type_of(const char *template)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (!strcmp(TYPES[i].template, template))
			return &TYPES[i];
	return NULL;
}

const char *letter_intent_name(enum letter_intent intent)
{
	static const char *const NAMES[] = {[INTENT_ACTION] = "action",
					    [INTENT_DONE] = "done",
					    [INTENT_CORRECT] = "correct",
					    [INTENT_STOP] = "stop"};
	return NAMES[intent];
}
