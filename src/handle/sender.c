#include "sender.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/corrections.h"
#include "handle/correction.h"
#include "handle/token.h"

enum verdict { VERDICT_NONE, VERDICT_GOOD, VERDICT_FOREIGN, VERDICT_EXPIRED, VERDICT_BESIDE, VERDICT_WEAK };

static const struct {
	const char *reason, *why; /* in English; phrase */
} VERDICTS[] = {
    [VERDICT_FOREIGN] = {"the reply token is altered, or another contact's", "fault.token_foreign"},
    [VERDICT_EXPIRED] = {"the reply token has expired", "fault.token_old"},
    [VERDICT_BESIDE] = {"the reply token is used beside its thread", "fault.token_beside"},
    [VERDICT_WEAK] = {"a reply token is no proof for this kind of message", NULL},
};

/* The form is of the token's kind and about its record, or it is free text. */
static bool is_in_thread(const struct form *form, const struct token *token, bool is_proven)
{
	const char *record = token_record(token);
	if (form->is_beside_token)
		return false;
	/* Text of a proven sender below the subject is judged by the kind's own rules. */
	if (is_proven)
		return true;
	return (form->kind == token->kind || form->kind == KIND_NONE || form->is_wordy) &&
	       (!form->ref || (record && !strcmp(form->ref, record)));
}

static enum verdict judge(const struct task *task, bool is_proven, struct token *token)
{
	static const enum verdict OF_TRUST[] = {[TOKEN_GOOD] = VERDICT_GOOD,
						[TOKEN_FOREIGN] = VERDICT_FOREIGN,
						[TOKEN_EXPIRED] = VERDICT_EXPIRED};
	enum token_state state = token_read(task->arena, task->mail->subaddress, token);
	if (state == TOKEN_NAMED && is_proven && task->form && task->form->is_beside_token)
		return VERDICT_BESIDE;
	if (state != TOKEN_READ)
		return state == TOKEN_BROKEN ? VERDICT_FOREIGN : VERDICT_NONE;
	enum verdict verdict =
	    OF_TRUST[token_check(task->arena, task->options->key, token, task->sender.email, task->now)];
	if (verdict != VERDICT_GOOD || !task->form)
		return verdict;
	if (!is_in_thread(task->form, token, is_proven))
		return VERDICT_BESIDE;
	/* Free text proves nothing yet: the form it becomes is judged later. */
	return is_proven || task_rule(task)->by_token || task->form->is_wordy ? VERDICT_GOOD : VERDICT_WEAK;
}

/* When several organisations share an organisational domain, one must not speak for another. */
static int check_proof(struct task *task, struct err *err)
{
	const struct mail *mail = task->mail;
	bool is_shared = false;
	int rc = mail->proven == PROOF_RELAXED
		     ? directory_shares_domain(task->db, mail->organisational_domain, &task->sender,
					       &is_shared, err)
		     : OK;
	task->is_proven = !rc && mail->proven && !is_shared;
	return rc;
}

/* A cloud service writes for a person, named in Reply-To. That is no proof, but the reason tells the operator
 * whose answers are lost. */
static int tell_stranger(struct task *task, const char **why, struct err *err)
{
	struct contact person;
	int rc = task->mail->reply_to
		     ? contact_by_email(task->db, task->arena, task->mail->reply_to, &person, err)
		     : ERR_NOT_FOUND;
	*why = rc ? "unknown sender"
		  : arena_printf(task->arena, "unknown sender, in the name of %s", person.organisation);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int sender_believe(struct task *task, const char **why, struct err *err)
{
	const struct mail *mail = task->mail;
	struct token token;
	*why = NULL;
	if (mail->from_count != 1) {
		*why = mail->from_count ? "several From addresses" : "no From address";
		return OK;
	}
	int rc = contact_by_email(task->db, task->arena, mail->from[0], &task->sender, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? tell_stranger(task, why, err) : rc;
	if ((rc = check_proof(task, err)))
		return rc;
	task->proof = task->is_proven ? mail->proof : "in the directory";
	if (task->is_proven || task->options->trusts_registered)
		return OK;
	enum verdict verdict = mail->is_denied ? VERDICT_NONE : judge(task, false, &token);
	task->is_by_token = verdict == VERDICT_GOOD;
	if (verdict == VERDICT_GOOD)
		task->proof = arena_printf(task->arena, "reply token for %s", token.ref);
	else
		*why = arena_printf(task->arena, "sender not proven: %s%s%s%s", mail->proof,
				    mail->proven ? "; several organisations share the domain" : "",
				    verdict == VERDICT_NONE ? "" : "; ",
				    verdict == VERDICT_NONE ? "" : VERDICTS[verdict].reason);
	return OK;
}

bool sender_check_proof(struct task *task)
{
	if (task->is_proven || task->options->trusts_registered || task_rule(task)->by_token)
		return true;
	task_quarantine(task, arena_printf(task->arena, "sender not proven: %s; %s", task->mail->proof,
					   VERDICTS[VERDICT_WEAK].reason));
	return false;
}

bool sender_confirms(const struct task *task, const char **ref)
{
	const struct mail *mail = task->mail;
	struct token token;
	if (mail->from_count != 1 || mail->is_denied ||
	    token_read(task->arena, mail->subaddress, &token) != TOKEN_READ || token.kind != KIND_APPROVAL ||
	    !text_starts_with(token.ref, "OFF-"))
		return false;
	*ref = token.ref;
	return token_check(task->arena, task->options->key, &token, mail->from[0], task->now) == TOKEN_GOOD;
}

static int refuse_token(struct task *task, const char *why, struct err *err)
{
	return task_bar(
	    task, "token", phrase("label.token"), task->mail->subaddress, why,
	    phrase_with(task->arena, "fault.token.accepted", "address", task->options->address, NULL), err);
}

/* A correction replaces the first attempt: once one was accepted, another would create a second record. */
static int check_correction(struct task *task, int64_t corrected, bool *is_refused, struct err *err)
{
	char *ref;
	int rc = correction_accepted(task->db, task->arena, corrected, &ref, err);
	if (rc == ERR_NOT_FOUND)
		return task->message ? correction_add(task->db, task->message, corrected, err) : OK;
	if (rc)
		return rc;
	*is_refused = true;
	return refuse_token(task,
			    *ref ? phrase_with(task->arena, "fault.corrected_as", "ref", ref, NULL)
				 : phrase("fault.corrected"),
			    err);
}

int sender_check_token(struct task *task, bool *is_refused, struct err *err)
{
	struct token token;
	enum verdict verdict = judge(task, true, &token);
	*is_refused = verdict != VERDICT_NONE && verdict != VERDICT_GOOD;
	if (*is_refused)
		return refuse_token(task, phrase(VERDICTS[verdict].why), err);
	int64_t corrected = verdict == VERDICT_GOOD && token.kind != KIND_NOTE ? token_message(&token) : 0;
	int rc = corrected ? check_correction(task, corrected, is_refused, err) : OK;
	if (!rc && !*is_refused)
		rc = correction_find(task, &corrected, err);
	return rc || *is_refused || !corrected ? rc : correction_complete(task, corrected, err);
}
