/* A renewed consent for a CV that is held: an answer to the reminder, or [CV CAN-…], with OUI and a new date.
 * Nothing is sent to recipients again. */
#include "renewal.h"
#include "base/phrases.h"
#include "consent.h"
#include "handle/present.h"
#include "handle/records.h"
#include "handle/task.h"
#include "handlers.h"

#include "base/text.h"
#include "db/candidates.h"
#include "db/consents.h"
#include "db/letters.h"
#include "kind/ending.h"

int renewal_is_meant(struct task *task, bool *is_meant, struct err *err)
{
	struct form *form = task->form;
	char *template, *about;
	*is_meant = form->ref && text_starts_with(form->ref, "CAN-");
	if (form->ref || !task->mail->in_reply_to)
		return OK;
	int rc = letter_by_message_id(task->db, task->arena, task->mail->in_reply_to,
				      task->sender.organisation_id, &template, &about, err);
	*is_meant = !rc && !strcmp(template, "consent_reminder");
	if (*is_meant)
		form->ref = about;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static void check_is_newer(struct task *task, const struct given *given, const struct consent *before)
{
	const char *at = time_utc(task->arena, date_at(given->date, 0, 0));
	if (strcmp(at, before->at) <= 0)
		form_fault(task->form, "consent_date", phrase("fault.consent_not_newer"));
}

static int refuse_erased(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("candidate.label"), task->form->ref,
				   phrase("fault.consent_ended"), phrase("fault.consent_ended.accepted"),
				   err);
}

int handle_renewal(struct task *task, struct err *err)
{
	struct form *form = task->form;
	struct candidate candidate;
	struct consent before;
	struct receipt receipt;
	bool is_own;
	int rc = record_own_candidate(task, &candidate, &is_own, err);
	if (rc)
		return rc;
	if (!is_own)
		return record_refuse_candidate(task, "CV", err);
	if (candidate.is_erased)
		return refuse_erased(task, err);
	extract_require(form);
	if ((rc = consent_given(task->db, task->arena, candidate.ref, &before, err)))
		return rc;
	struct given given = consent_read(task);
	if (text_is_blank(form_get(form, "scope")))
		given.scope = candidate.scope;
	if (!candidate.offer && strcmp(given.scope, "partners"))
		form_fault(form, "scope", phrase("fault.scope_of_renewal"));
	if (given.date.year)
		check_is_newer(task, &given, &before);
	if (form->fault_count)
		return task_refuse(task, err);
	if ((rc = candidate_renew(task->db, candidate.ref, given.scope, date_iso(task->arena, given.expires),
				  err)) ||
	    (rc = consent_record(task, &given, candidate.ref, &receipt, err)))
		return rc;
	for (size_t i = 0; i < task->mail->attachment_count; i++)
		if (!task->mail->attachments[i].is_inline) {
			form_note(form, phrase("told.files_not_kept"));
			break;
		}
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(candidate.ref));
	json_object_set_new(data, "consent_date", json_string(date_french(task->arena, given.date)));
	json_object_set_new(data, "expires_on", json_string(date_french(task->arena, given.expires)));
	json_object_set_new(data, "notes", present_notes(form));
	consent_present(data, &receipt);
	ending_buttons(task->arena, data, candidate.ref);
	task_accept(task, candidate.ref, "consent renewed");
	return task_answer(task, "consent_renewed", data, candidate.ref, err);
}
