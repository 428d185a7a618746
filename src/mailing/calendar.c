#include "mailing.h"

#include "kind/life.h"
#include "mailings.h"

/* clang-format off */
static due_action *const ACTIONS[] = {
    agreement_note_next,
    agreement_end_next,
    agreement_forget_next,
    suspension_tell_next,
    suspensions_stopped_tell,
    offer_expire_next,
    call_expire_next,
    event_pass_next,
    event_mailings_next,
    call_mailings_next,
    call_reminders_next,
    operator_summary_next,
    welcome_next,
    committee_agenda_next,
    committee_overdue_next,
    duties_next,
    digest_daily_next,
    digest_weekly_next,
    newsletter_next,
    report_draft_next,
    summary_send_next,
    consent_expire_next,
    consent_remind_next,
    erasure_ask_again_next,
    erasure_unanswered_tell_next,
    candidate_age_out_next,
    cv_unsent_tell_next,
    retention_refused,
    retention_accepted,
    retention_letters,
    retention_documents,
    retention_files,
    retention_quarantine,
    retention_names,
    retention_erasures,
    retention_message_rows,
    retention_letter_rows,
};
/* clang-format on */

/* Mailings that stop with the agreement (specification section 8); period.c skips those with periods. */
static due_action *const FLOWS[] = {welcome_next, consent_remind_next, committee_agenda_next,
				    committee_overdue_next};

const struct calendar CALENDAR = {ACTIONS, ARRAY_SIZE(ACTIONS), FLOWS, ARRAY_SIZE(FLOWS)};
