#include "decide.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/answers.h"
#include "db/letters.h"
#include "handle/present.h"
#include "handle/records.h"
#include "reports.h"
#include "rights.h"
#include "sender.h"

#include <strings.h>

/* Bounces, automatic answers and receipts are recorded but never answered (RFC 3834 section 2, RFC 8098
 * section 3). */
static const char *const IGNORED[] = {
    [MAIL_AUTOMATIC] = "automatic mail",
    [MAIL_RECEIPT] = "read receipt",
    [MAIL_OWN] = "own mail",
};

/* One of our own letters that came back, by any route and from anybody. */
static int check_own(struct task *task, bool *is_own, struct err *err)
{
	char *template, *about;
	*is_own = false;
	if (!task->mail->message_id)
		return OK;
	int rc =
	    letter_by_message_id(task->db, task->arena, task->mail->message_id, 0, &template, &about, err);
	*is_own = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int check_duplicate(struct task *task, bool *is_duplicate, struct err *err)
{
	int64_t earlier;
	*is_duplicate = false;
	if (!*task->mail->date)
		return OK; /* nothing distinguishes it from similar messages */
	int rc = message_duplicate(task->db, task->decision.content_hash, task->message, &earlier, err);
	*is_duplicate = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* The subject in the messages view: only the tag when the form is about a young person. */
static const char *kept_subject(struct task *task)
{
	if (!task_rule(task)->is_personal && !task_may_hold_cv(task))
		return task->mail->subject;
	const char *tag = kind_tag(task->form->kind);
	if (!*tag)
		return "";
	return task->form->ref ? arena_printf(task->arena, "[%s %s]", tag, task->form->ref)
			       : arena_printf(task->arena, "[%s]", tag);
}

/* Limits an organisation's forms per day that tell others (specification section 3). */
static int is_over_budget(struct task *task, bool *is_over, struct err *err)
{
	enum { DAY_S = 86400, TIMES = 10 };
	enum organisation_type type = task->sender.type;
	bool is_large = type == ORGANISATION_IMS || type == ORGANISATION_ANTENNE || type == ORGANISATION_CNML;
	int64_t count = 0;
	int rc = broadcasts_count(task->db, task->sender.organisation_id, task->now - DAY_S, &count, err);
	*is_over = !rc && count >= (int64_t)task->options->broadcasts_per_day * (is_large ? TIMES : 1);
	return rc;
}

static int handle_kind(struct task *task, struct err *err)
{
	bool is_refused = false;
	int rc = task->form->is_wordy ? task->options->read_words(task, err) : OK;
	if (rc || task->decision.outcome || !sender_check_proof(task))
		return rc;
	if (task->is_by_token && !task_rule(task)->by_token) {
		task_quarantine(task,
				"sender not proven: a reply token is no proof for this kind of message");
		return OK;
	}
	enum kind kind = task->form->kind;
	kind_handler *handler = task_rule(task)->handler;
	task->decision.kind = kind_recorded(kind == KIND_NONE ? KIND_HELP : kind);
	rc = sender_check_token(task, &is_refused, err);
	if (!rc && !is_refused)
		rc = rights_check(task, &is_refused, err);
	if (rc || is_refused)
		return rc;
	if ((rc = task->options->outlives(task, err)) || task->decision.outcome)
		return rc;
	if (present_is_faulty(task->form, "sealed"))
		return task_refuse(task, err);
	if (task->form->is_only_quoted)
		return task_refuse_because(task, "quoted", phrase("label.form"), "",
					   phrase("fault.quoted_form"), phrase("fault.quoted_form.accepted"),
					   err);
	bool is_over = false;
	if (task_rule(task)->is_broadcast && !task->is_released && (rc = is_over_budget(task, &is_over, err)))
		return rc;
	if (is_over)
		return task_hold(task, "the organisation has told others often enough today", err);
	if (!handler)
		return task_hold(task, "a person handles this kind", err);
	return handler(task, err);
}

/* Methods of calendar answers (RFC 5546 1.4). */
static const char *const ANSWERS[] = {"REPLY", "COUNTER", "REFRESH"};

/* Searches the raw bytes for a part's type, since nobody decodes this mail. */
static bool names_answer(struct task *task, struct bytes raw)
{
	enum { SEARCHED_BYTES = 64 * 1024 };
	static const char PARAMETER[] = "method=";
	size_t length = raw.length < SEARCHED_BYTES ? raw.length : SEARCHED_BYTES;
	const char *at =
	    text_lower_ascii(task->arena, arena_strndup(task->arena, (const char *)raw.data, length));
	while ((at = strstr(at, PARAMETER))) {
		at += strlen(PARAMETER);
		at += *at == '"';
		for (size_t i = 0; i < ARRAY_SIZE(ANSWERS); i++)
			if (!strncasecmp(at, ANSWERS[i], strlen(ANSWERS[i])))
				return true;
	}
	return false;
}

int decide_reading(struct task *task, struct bytes raw, struct reading *out, struct err *err)
{
	const struct mail *mail = task->mail;
	const char *why;
	bool is_own;
	*out = (struct reading){0};
	if (task->oversize_bytes || mail->nature == MAIL_OWN || mail->nature == MAIL_RECEIPT)
		return OK;
	if (mail->nature == MAIL_BOUNCE) {
		out->is_read = report_is_ours(task, raw);
		return OK;
	}
	int rc = check_own(task, &is_own, err);
	if (rc || is_own || (rc = sender_believe(task, &why, err)))
		return rc;
	if (why)
		out->brings_answer = names_answer(task, raw);
	else
		*out = (struct reading){.is_read = true, .organisation = task->sender.organisation_id};
	return OK;
}

/* Some programs mark every answer as automatic: a proven calendar answer is processed nevertheless, an
 * unproven one is left for the operator (specification section 6). */
static bool is_calendar_answer(const struct task *task)
{
	const char *method = form_get(task->form, "calendar_method");
	if (task->brings_answer)
		return true;
	for (size_t i = 0; method && i < ARRAY_SIZE(ANSWERS); i++)
		if (!strcmp(method, ANSWERS[i]))
			return true;
	return false;
}

static int decide(struct task *task, struct err *err)
{
	const struct mail *mail = task->mail;
	const char *why;
	bool is_duplicate;
	task->decision = (struct decision){
	    .message_id = mail->message_id,
	    .sender = mail->from_count ? mail->from[0] : NULL,
	    .subject = mail->subject,
	    .content_hash = mail_hash(task->arena, mail),
	    .kind = kind_recorded(task->form->kind),
	};
	if (mail->nature == MAIL_BOUNCE) {
		task->decision.kind = "";
		return report_handle(task, err);
	}
	if (mail->nature != MAIL_PERSONAL && !(mail->nature == MAIL_AUTOMATIC && is_calendar_answer(task))) {
		task->decision.kind = "";
		task_ignore(task, arena_printf(task->arena, "%s%s%s", IGNORED[mail->nature],
					       *mail->nature_reason ? ": " : "", mail->nature_reason));
		return OK;
	}
	bool is_own;
	int rc = check_own(task, &is_own, err);
	if (rc)
		return rc;
	if (is_own) {
		task->decision.kind = "";
		task_ignore(task, "own mail: Message-ID");
		return OK;
	}
	if ((rc = sender_believe(task, &why, err)))
		return rc;
	const char *ref;
	if (why && !task->sender.id && sender_confirms(task, &ref)) {
		rc = task->options->confirm_address(task, ref, mail->from[0], err);
		if (rc || task->decision.outcome)
			return rc;
	}
	if (why) {
		task->proof = why;
		task_quarantine(task, why);
		return OK;
	}
	if (task->is_unread)
		return err_set(err, ERR_TEMPORARY, "the directory changed while a message was read");
	task->decision.subject = kept_subject(task);
	if ((rc = check_duplicate(task, &is_duplicate, err)))
		return rc;
	if (is_duplicate) {
		task_ignore(task, "duplicate");
		return OK;
	}
	return handle_kind(task, err);
}

/* Erases everything about a young person (GDPR 5(1)(c)): an answer that quotes our letter, a bounce that
 * returns it, a refused form or a copy of it. Exceptions: mail with a CV that is held, which is erased with
 * the CV, and messages that wait for a person. */
static int forget_personal(struct task *task, struct err *err)
{
	const char *outcome = task->decision.outcome;
	bool is_personal = task->is_personal || task_rule(task)->is_personal;
	if (task->brings_cv || !strcmp(outcome, "held") || !strcmp(outcome, "quarantined"))
		return OK;
	int rc = is_personal ? OK : record_answers_personal(task, &is_personal, err);
	if (is_personal || (!task->decision.ref && task_may_hold_cv(task)))
		task_forget(task);
	return rc;
}

int decide_message(struct task *task, struct err *err)
{
	int rc = decide(task, err);
	return rc ? rc : forget_personal(task, err);
}

int decide_oversize(struct task *task, struct err *err)
{
	const struct mail *mail = task->mail;
	const char *why = NULL;
	task->decision = (struct decision){.kind = ""};
	task_quarantine(task, arena_printf(task->arena, "larger than allowed: %lld bytes",
					   (long long)task->oversize_bytes));
	if (!mail)
		return OK;
	task->decision.message_id = mail->message_id;
	task->decision.sender = mail->from_count ? mail->from[0] : NULL;
	task->decision.content_hash = mail_hash(task->arena, mail);
	if (mail->nature != MAIL_PERSONAL)
		return OK;
	int rc = sender_believe(task, &why, err);
	return rc || why ? rc : task_tell_oversize(task, err);
}
