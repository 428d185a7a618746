#include "handle/records.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"

/* Only letters to the sender's organisation: a refusal would reveal what somebody else's letter was about. */
static int about_of(struct task *task, const char *message_id, const char *series, struct err *err)
{
	char *template, *about;
	int rc = letter_by_message_id(task->db, task->arena, message_id, task->sender.organisation_id,
				      &template, &about, err);
	if (!rc && about && text_starts_with(about, series))
		task->form->ref = about;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int record_find_answered(struct task *task, const char *series, struct err *err)
{
	const struct mail *mail = task->mail;
	int rc = OK;
	if (!task->form->ref && mail->in_reply_to)
		rc = about_of(task, mail->in_reply_to, series, err);
	for (size_t i = mail->reference_count; !rc && !task->form->ref && i-- > 0;)
		rc = about_of(task, mail->references[i], series, err);
	return rc;
}

static int is_of_personal(struct task *task, const char *message_id, bool *is, struct err *err)
{
	int64_t letter;
	int rc = letter_id_of(task->db, message_id, &letter, err);
	return rc ? (rc == ERR_NOT_FOUND ? OK : rc) : letter_is_personal(task->db, letter, is, err);
}

int record_answers_personal(struct task *task, bool *does, struct err *err)
{
	const struct mail *mail = task->mail;
	int rc = mail->in_reply_to ? is_of_personal(task, mail->in_reply_to, does, err) : OK;
	for (size_t i = 0; !rc && !*does && i < mail->reference_count; i++)
		rc = is_of_personal(task, mail->references[i], does, err);
	return rc;
}

int record_own_candidate(struct task *task, struct candidate *out, bool *is_own, struct err *err)
{
	*is_own = false;
	int rc = record_find_answered(task, "CAN-", err);
	if (rc || !task->form->ref)
		return rc;
	rc = candidate_get(task->db, task->arena, task->form->ref, out, err);
	*is_own = !rc && out->mission_locale == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int record_refuse_candidate(struct task *task, const char *tag, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("candidate.label"),
				   task->form->ref ? task->form->ref : "", phrase("candidate.unknown"),
				   phrase_with(task->arena, "candidate.accepted", "tag", tag, NULL), err);
}
