#include "handle/letter_types.h"

#include <string.h>

static const struct letter_type TYPES[] = {
    {"access", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_NEEDS_NO_CONSENT, NULL, NULL},
    {"address_suspended", INTENT_STOP, KIND_NONE, LETTER_TO_OPERATOR, NULL, NULL},
    {"approval_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"agreement_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"agreement_active", INTENT_DONE, KIND_NOTE, 0, "agreement_review", NULL},
    {"agreement_ended", INTENT_STOP, KIND_NOTE, 0, "agreement_active", NULL},
    {"agreement_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL, NULL},
    {"article_acknowledgement", INTENT_DONE, KIND_ARTICLE, 0, NULL, NULL},
    {"article_decided", INTENT_DONE, KIND_NOTE, 0, "article_acknowledgement", NULL},
    {"article_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL, NULL},
    {"committee_acknowledgement", INTENT_DONE, KIND_COMMITTEE, 0, "committee_invitation", NULL},
    {"committee_agenda", INTENT_ACTION, KIND_COMMITTEE, 0, "committee_invitation", NULL},
    {"committee_cancelled", INTENT_STOP, KIND_COMMITTEE, 0, "committee_invitation", NULL},
    {"committee_invitation", INTENT_ACTION, KIND_COMMITTEE, 0, "committee_invitation", NULL},
    {"committee_minutes", INTENT_DONE, KIND_COMMITTEE, 0, "committee_invitation", NULL},
    {"committee_overdue", INTENT_ACTION, KIND_COMMITTEE, 0, NULL, NULL},
    {"call", INTENT_ACTION, KIND_RSVP, 0, NULL, "organisation"},
    {"call_acknowledgement", INTENT_DONE, KIND_NONE, 0, NULL, NULL},
    {"call_cancelled", INTENT_STOP, KIND_NOTE, 0, "call", "organisation"},
    {"call_chosen", INTENT_DONE, KIND_NOTE, 0, "call", "organisation"},
    {"call_copy", INTENT_DONE, KIND_NOTE, 0, NULL, "organisation"},
    {"call_reminder", INTENT_ACTION, KIND_RSVP, 0, "call", "organisation"},
    {"call_summary", INTENT_ACTION, KIND_NONE, 0, "call_acknowledgement", NULL},
    {"call_thanks", INTENT_DONE, KIND_NOTE, 0, "call", "organisation"},
    {"consent_reminder", INTENT_ACTION, KIND_CV, LETTER_PERSONAL, "cv_acknowledgement", NULL},
    {"consent_renewed", INTENT_DONE, KIND_WITHDRAWAL, LETTER_PERSONAL, NULL, NULL},
    {"contact_confirmation", INTENT_ACTION, KIND_NONE, 0, NULL, NULL},
    {"cv", INTENT_ACTION, KIND_OUTCOME, LETTER_PERSONAL, NULL, "adviser"},
    {"cv_acknowledgement", INTENT_DONE, KIND_WITHDRAWAL, LETTER_PERSONAL, NULL, NULL},
    {"cv_unsent", INTENT_CORRECT, KIND_WITHDRAWAL, LETTER_PERSONAL, "cv_acknowledgement", NULL},
    {"declined", INTENT_STOP, KIND_NOTE, 0, NULL, NULL},
    {"duties", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"duty_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"diagnostic", INTENT_DONE, KIND_NOTE, LETTER_NEEDS_NO_CONSENT, NULL, "organisation"},
    {"diagnostic_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"digest_daily", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"digest_weekly", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"erasure_acknowledgement", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE, NULL,
     NULL},
    {"erasure_unanswered", INTENT_ACTION, KIND_NOTE, LETTER_OUTLIVES, NULL, NULL},
    {"event_acknowledgement", INTENT_DONE, KIND_EVENT, 0, NULL, NULL},
    {"event_cancelled", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, "invitation", "organiser"},
    {"event_changed", INTENT_ACTION, KIND_RSVP, 0, "invitation", "organiser"},
    {"event_counter", INTENT_ACTION, KIND_EVENT, 0, "event_acknowledgement", NULL},
    {"event_list", INTENT_DONE, KIND_EVENT, 0, "event_acknowledgement", NULL},
    {"event_pending", INTENT_ACTION, KIND_RSVP, 0, "invitation", "organiser"},
    {"event_promotion", INTENT_DONE, KIND_RSVP, 0, "invitation", "organiser"},
    {"event_reminder", INTENT_ACTION, KIND_RSVP, 0, "invitation", "organiser"},
    {"guide", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"held", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"invitation", INTENT_ACTION, KIND_RSVP, 0, "invitation", "organiser"},
    {"newsletter", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"note", INTENT_ACTION, KIND_NOTE, LETTER_PERSONAL | LETTER_OUTLIVES, NULL, "organisation"},
    {"note_acknowledgement", INTENT_DONE, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_COURTESY, NULL, NULL},
    {"note_returned", INTENT_CORRECT, KIND_NOTE, 0, NULL, NULL},
    {"offer", INTENT_ACTION, KIND_CV, 0, NULL, "employer"},
    {"offer_acknowledgement", INTENT_DONE, KIND_OFFER, 0, NULL, NULL},
    {"offer_changed", INTENT_ACTION, KIND_CV, 0, "offer", "employer"},
    {"offer_closed", INTENT_STOP, KIND_NOTE, 0, "offer", "employer"},
    {"offer_decided", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"offer_declined", INTENT_STOP, KIND_NOTE, 0, "offer_held", NULL},
    {"offer_held", INTENT_CORRECT, KIND_OFFER, 0, NULL, NULL},
    {"offer_review", INTENT_ACTION, KIND_APPROVAL, 0, NULL, NULL},
    {"offer_update_acknowledgement", INTENT_DONE, KIND_OFFER, 0, NULL, NULL},
    {"operator_summary", INTENT_ACTION, KIND_NONE, LETTER_TO_OPERATOR, NULL, NULL},
    {"outcome", INTENT_DONE, KIND_NOTE, LETTER_PERSONAL | LETTER_OUTLIVES, "cv_acknowledgement",
     "organisation"},
    {"outcome_acknowledgement", INTENT_DONE, KIND_OUTCOME, LETTER_PERSONAL | LETTER_COURTESY, NULL, NULL},
    {"oversize", INTENT_CORRECT, KIND_NOTE, 0, NULL, NULL},
    {"refusal", INTENT_CORRECT, KIND_NOTE, 0, NULL, NULL},
    {"report", INTENT_DONE, KIND_NOTE, LETTER_OUTLIVES, NULL, NULL},
    {"report_draft", INTENT_ACTION, KIND_APPROVAL, LETTER_OUTLIVES, NULL, NULL},
    {"report_refused", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, "report_draft", NULL},
    {"response", INTENT_ACTION, KIND_NOTE, 0, "call_acknowledgement", NULL},
    {"response_acknowledgement", INTENT_DONE, KIND_RSVP, 0, "call", "organisation"},
    {"rsvp_acknowledgement", INTENT_DONE, KIND_RSVP, 0, "invitation", "organiser"},
    {"several_acknowledgement", INTENT_DONE, KIND_NONE, 0, NULL, NULL},
    {"subscription_acknowledgement", INTENT_DONE, KIND_NOTE, 0, NULL, NULL},
    {"summary", INTENT_DONE, KIND_NONE, 0, NULL, NULL},
    {"suspensions_stopped", INTENT_STOP, KIND_NONE, LETTER_TO_OPERATOR, NULL, NULL},
    {"termination", INTENT_STOP, KIND_NOTE, LETTER_OUTLIVES, NULL, NULL},
    {"termination_confirmation", INTENT_ACTION, KIND_TERMINATION, LETTER_OUTLIVES, NULL, NULL},
    {"two_readings", INTENT_CORRECT, KIND_NOTE, LETTER_PERSONAL | LETTER_SURVIVES_ERASURE, NULL, NULL},
    {"welcome", INTENT_ACTION, KIND_NOTE, 0, NULL, NULL},
    {"withdrawal", INTENT_STOP, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED | LETTER_OUTLIVES, "cv", NULL},
    {"withdrawal_reminder", INTENT_STOP, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED | LETTER_OUTLIVES, "withdrawal", NULL},
    {"withdrawal_acknowledgement", INTENT_STOP, KIND_NOTE,
     LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OUTLIVES, "cv_acknowledgement", NULL},
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
