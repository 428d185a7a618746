/* Withdrawal of a consent, as simple as giving it (GDPR 7(3); specification section 5): in one transaction
 * the CV is erased, letters that still carry it are cancelled, those who received it are asked to delete it.
 * The proof of consent stays. */
#include "kinds.h"

#include "db/candidates.h"
#include "db/consents.h"
#include "db/letters.h"

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(
	    task, "ref", "Référence du dossier", task->form->ref ? task->form->ref : "",
	    "Aucun dossier suivi par votre mission locale ne porte cette référence.",
	    "[RETRAIT CAN-2026-0001] dans l’objet, avec la référence que donne notre accusé de réception.",
	    err);
}

static int record_withdrawal(struct task *task, const struct candidate *candidate, struct err *err)
{
	struct consent consent = {
	    .candidate = candidate->ref,
	    .event = "withdrawn",
	    .at = time_utc(task->arena, task->now),
	    .collected_by = task->sender.name,
	    .scope = candidate->scope,
	    .expires_on = candidate->consent_expires_on,
	    .message_id = task->mail->message_id ? task->mail->message_id : "",
	    .notice = "",
	};
	return consent_add(task->db, &consent, err);
}

static int erase(struct task *task, const struct candidate *candidate, struct err *err)
{
	int rc;
	if ((rc = candidate_set_status(task->db, candidate->ref, "withdrawn", err)) ||
	    (rc = candidate_erase(task->db, candidate->ref, err)) ||
	    (rc = letters_erase_about(task->db, candidate->ref, err)) ||
	    (rc = record_withdrawal(task, candidate, err)))
		return rc;
	return candidate->message ? message_erase(task->db, candidate->message, err) : OK;
}

static int ask_to_delete(struct task *task, const char *ref, const struct letter_recipient *told,
			 size_t count, struct err *err)
{
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "mission_locale", json_string(task->sender.organisation));
	int rc = OK;
	for (size_t i = 0; !rc && i < count; i++) {
		struct draft draft = {
		    .template = "withdrawal",
		    .data = data,
		    .to_email = told[i].email,
		    .to_name = "",
		    .contact = told[i].contact,
		    .about = ref,
		    .occasion = "withdrawal",
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

static int acknowledge(struct task *task, const char *ref, const struct letter_recipient *told, size_t count,
		       bool was_done, struct err *err)
{
	json_t *data = task_data(task);
	json_t *recipients = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(recipients, json_pack("{ss}", "email", told[i].email));
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "has_recipients", json_boolean(count > 0));
	json_object_set_new(data, "recipients", recipients);
	json_object_set_new(data, "was_done", json_boolean(was_done));
	return task_answer(task, "withdrawal_acknowledgement", data, ref, err);
}

int handle_withdrawal(struct task *task, struct err *err)
{
	task_forget(task);
	if (!task->form->ref)
		return refuse_reference(task, err);
	struct candidate candidate;
	int rc = candidate_get(task->db, task->arena, task->form->ref, &candidate, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (rc || candidate.mission_locale != task->sender.organisation_id)
		return refuse_reference(task, err);

	bool was_done = !strcmp(candidate.status, "withdrawn");
	int64_t cancelled;
	struct letter_recipient *told;
	size_t count;
	if ((rc = letters_cancel_about_candidate(task->db, candidate.ref, &cancelled, err)) ||
	    (rc = letters_recipients(task->db, task->arena, "cv", candidate.ref, &told, &count, err)))
		return rc;
	if (!was_done && ((rc = erase(task, &candidate, err)) ||
			  (rc = ask_to_delete(task, candidate.ref, told, count, err))))
		return rc;
	task_accept(task, candidate.ref, was_done ? "already withdrawn" : "consent withdrawn, CV erased");
	task_forget(task);
	return acknowledge(task, candidate.ref, told, count, was_done, err);
}
