#include "handle.h"

#include "base/log.h"
#include "base/text.h"
#include "calendar.h"
#include "db/letters.h"
#include "ending.h"
#include "kinds.h"
#include "records.h"
#include "rights.h"
#include "sender.h"

enum { MOST_FAILURES = 3 };

struct handle {
	struct db *db;
	const struct handle_options *options;
	struct decode_options decode;
	struct reader *reader;
	bool owes_erasure; /* something erased may still stand in the WAL */
};

int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err)
{
	struct handle *handle = calloc(1, sizeof *handle);
	if (!handle)
		return err_set(err, ERR_INTERNAL, "out of memory");
	handle->db = db;
	handle->options = options;
	handle->owes_erasure =
	    !!options->in_hand; /* of one that died before it came to that; not in a dry run */
	handle->decode = (struct decode_options){
	    .authserv_ids = options->authserv_ids,
	    .authserv_id_count = options->authserv_id_count,
	    .own_address = options->address,
	    .separator = options->separator,
	};
	*out = handle;
	return reader_open(&handle->reader, &handle->decode, err);
}

void handle_close(struct handle **handle)
{
	if (!*handle)
		return;
	reader_close(&(*handle)->reader);
	free(*handle);
	*handle = NULL;
}

/* Bounces, automatic answers and receipts are recorded and never answered (RFC 3834 section 2, RFC 8098
 * section 3). */
static const char *const IGNORED[] = {
    [MAIL_AUTOMATIC] = "automatic mail",
    [MAIL_RECEIPT] = "read receipt",
    [MAIL_OWN] = "own mail",
};

/* One of our own letters come back, by whatever way and from whomever. */
static int check_own(struct task *task, bool *is_own, struct err *err)
{
	char *template, *about;
	*is_own = false;
	if (!task->mail->message_id)
		return OK;
	int rc = letter_by_message_id(task->db, task->arena, task->mail->message_id, &template, &about, err);
	*is_own = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int check_duplicate(struct task *task, bool *is_duplicate, struct err *err)
{
	int64_t earlier;
	*is_duplicate = false;
	/* Without a Message-ID the content tells, provided that a Date in it tells one from its like. */
	if (!task->mail->message_id && !*task->mail->date)
		return OK;
	int rc = message_duplicate(task->db, task->mail->message_id, task->mail->content_hash, task->message,
				   &earlier, err);
	*is_duplicate = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* What the messages view shows of the subject: nothing but the tag when the form is about a young person. */
static const char *kept_subject(struct task *task, const struct kind_rule *rule)
{
	if (!rule->is_personal && !task_may_hold_cv(task))
		return task->mail->subject;
	const char *tag = kind_tag(task->form->kind);
	if (!*tag)
		return "";
	return task->form->ref ? arena_printf(task->arena, "[%s %s]", tag, task->form->ref)
			       : arena_printf(task->arena, "[%s]", tag);
}

static int handle_kind(struct task *task, const struct kind_rule *rule, struct err *err)
{
	task->decision.kind = rule->kind == KIND_NONE ? kind_name(KIND_HELP) : kind_name(rule->kind);
	bool is_refused;
	int rc = sender_check_token(task, &is_refused, err);
	if (!rc && !is_refused)
		rc = rights_check(task, rule, &is_refused, err);
	if (rc || is_refused)
		return rc;
	if (task->form->is_only_quoted)
		return task_refuse_because(
		    task, "quoted", "Formulaire", "",
		    "Le formulaire est rempli dans le texte cité du message précédent.",
		    "Le formulaire rempli au-dessus du texte cité, ou dans un nouveau message.", err);
	if (!rule->handler)
		return task_hold(task, "a person handles this kind", err);
	return rule->handler(task, err);
}

static int decide(struct task *task, struct err *err)
{
	const struct mail *mail = task->mail;
	const char *why;
	bool is_duplicate;
	task->decision = (struct decision){
	    .message_id = mail->message_id,
	    .sender = mail->from_count ? mail->from[0].email : NULL,
	    .subject = mail->subject,
	    .content_hash = mail->content_hash,
	    .kind = kind_name(task->form->kind),
	};
	if (mail->nature == MAIL_BOUNCE) {
		task->decision.kind = "";
		return bounce_handle(task, err);
	}
	if (mail->nature != MAIL_PERSONAL) {
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
	if (why) {
		task->proof = why;
		task_quarantine(task, why);
		return OK;
	}
	const struct kind_rule *rule = kind_rule_of(task->form->kind);
	task->decision.subject = kept_subject(task, rule);
	if ((rc = check_duplicate(task, &is_duplicate, err)))
		return rc;
	if (is_duplicate) {
		task_ignore(task, "duplicate");
		return OK;
	}
	return handle_kind(task, rule, err);
}

/* Of what speaks of a young person nothing stays (GDPR 5(1)(c)): an answer that quotes our letter, a bounce
 * that brings it back, a refused form or its copy. But for the mail of a CV that is held, which goes with it,
 * and for what waits for a person. */
static int forget_personal(struct task *task, struct err *err)
{
	const char *outcome = task->decision.outcome;
	bool is_personal = task->is_personal || kind_rule_of(task->form->kind)->is_personal;
	if (task->brings_cv || !strcmp(outcome, "held") || !strcmp(outcome, "quarantined"))
		return OK;
	int rc = is_personal ? OK : record_answers_personal(task, &is_personal, err);
	if (is_personal || (!task->decision.ref && task_may_hold_cv(task)))
		task_forget(task);
	return rc;
}

static struct task task_start(struct handle *handle, struct arena *arena)
{
	return (struct task){
	    .arena = arena,
	    .db = handle->db,
	    .options = handle->options,
	    .now = clock_now(),
	    .garbage = json_array(),
	};
}

static void task_end(struct task *task)
{
	json_decref(task->garbage);
	task->garbage = NULL;
}

/* Fills *findings, or decides at once that the message is quarantined. */
static int read_message(struct handle *handle, struct task *task, struct bytes raw, struct findings *findings,
			bool *is_read, struct err *err)
{
	const char *why;
	struct err fault = {0};
	int rc = reader_read(handle->reader, task->arena, raw, findings, &why, &fault);
	*is_read = !rc;
	if (rc == ERR_LIMIT || rc == ERR_DATA) {
		task->decision = (struct decision){.kind = ""};
		task_quarantine(task, why);
		return OK;
	}
	if (rc)
		return err_set(err, rc, "%s", fault.text);
	task->mail = &findings->mail;
	task->form = &findings->form;
	return OK;
}

/* Of a message that was too large to be taken there is the header. Its sender is told when that proves who it
 * is. */
static int decide_oversize(struct task *task, bool is_read, struct err *err)
{
	const struct mail *mail = task->mail;
	const char *why = NULL;
	task->decision = (struct decision){.kind = ""};
	task_quarantine(task, arena_printf(task->arena, "larger than allowed: %lld bytes",
					   (long long)task->oversize_bytes));
	if (!is_read)
		return OK;
	task->decision.message_id = mail->message_id;
	task->decision.sender = mail->from_count ? mail->from[0].email : NULL;
	task->decision.content_hash = mail->content_hash;
	if (mail->nature != MAIL_PERSONAL)
		return OK;
	int rc = sender_believe(task, &why, err);
	return rc || why ? rc : task_tell_oversize(task, err);
}

static int handle_message(struct handle *handle, struct task *task, const struct message *message,
			  struct err *err)
{
	struct findings *findings = arena_alloc(task->arena, sizeof *findings);
	bool is_read = false;
	task->message = message->id;
	task->oversize_bytes = message->oversize_bytes;
	int rc = read_message(handle, task, message->raw, findings, &is_read, err);
	if (rc || (rc = db_begin(handle->db, err)))
		return rc;
	if (task->oversize_bytes)
		rc = decide_oversize(task, is_read, err);
	else if (is_read && !(rc = decide(task, err)))
		rc = forget_personal(task, err);
	if (!rc && !(rc = message_decide(handle->db, message->id, &task->decision, err)))
		rc = db_commit(handle->db, err);
	if (rc)
		db_rollback(handle->db);
	handle->owes_erasure |= !rc && task->erases;
	return rc;
}

static void log_decision(int64_t message, const struct decision *decision)
{
	log_event(LOG_LEVEL_INFO, "message.decided", "id=%lld outcome=%s kind=%s ref=%s reason=\"%s\"",
		  (long long)message, decision->outcome, decision->kind, decision->ref ? decision->ref : "-",
		  decision->reason);
}

int handle_failed(struct handle *handle, int64_t message, const char *why, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	int failures = 0;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = message_failed(handle->db, message, &failures, err)) && failures >= MOST_FAILURES) {
		task.decision = (struct decision){.kind = ""};
		task_quarantine(&task, arena_printf(arena, "handling it failed three times: %s", why));
		rc = message_decide(handle->db, message, &task.decision, err);
	}
	if (!rc)
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	if (!rc) {
		log_event(LOG_LEVEL_WARNING, "message.failed", "id=%lld failures=%d what=\"%s\"",
			  (long long)message, failures, why);
		if (task.decision.outcome)
			log_decision(message, &task.decision);
	}
	task_end(&task);
	arena_free(&arena);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static void take_in_hand(struct handle *handle, int64_t message)
{
	if (handle->options->in_hand)
		*handle->options->in_hand = message;
}

static int erase_owed(struct handle *handle, struct err *err)
{
	int rc = handle->owes_erasure ? db_erase_traces(handle->db, err) : OK;
	if (!rc)
		handle->owes_erasure = false;
	return rc;
}

int handle_next(struct handle *handle, bool *did, struct err *err)
{
	struct arena *arena = arena_new();
	struct message message;
	struct err fault = {0};
	*did = false;
	int rc = erase_owed(handle, err);
	if (!rc && !(rc = message_next(handle->db, arena, &message, err))) {
		*did = true;
		struct task task = task_start(handle, arena);
		take_in_hand(handle, message.id);
		rc = handle_message(handle, &task, &message, &fault);
		take_in_hand(handle, 0);
		if (!rc)
			log_decision(message.id, &task.decision);
		else if (rc == ERR_IO || rc == ERR_TEMPORARY || rc == ERR_UNAVAILABLE)
			err_set(err, rc, "%s", fault.text);
		else
			rc = handle_failed(handle, message.id, fault.text, err);
		task_end(&task);
		if (!rc)
			rc = erase_owed(handle, err);
	} else if (rc == ERR_NOT_FOUND) {
		rc = OK;
	}
	arena_free(&arena);
	return rc;
}

/* One action in a transaction of its own. */
static int act(struct handle *handle, due_action *action, bool *acted, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	*acted = false;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = action(&task, acted, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	handle->owes_erasure |= !rc && task.erases;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : erase_owed(handle, err);
}

int handle_due(struct handle *handle, bool *did, struct err *err)
{
	static due_action *const ACTIONS[] = {
	    bounce_tell_next,	 offer_expire_next,   event_pass_next,	      summary_send_next,
	    consent_expire_next, consent_remind_next, candidate_age_out_next, cv_unsent_tell_next,
	    retention_refused,	 retention_accepted,  retention_letters,
	};
	*did = false;
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
		bool acted;
		int rc = act(handle, ACTIONS[i], &acted, err);
		if (rc)
			return rc;
		*did = *did || acted;
	}
	return OK;
}

int handle_erase(struct handle *handle, const char *ref, bool *was_done, struct err *err)
{
	struct arena *arena = arena_new();
	struct task task = task_start(handle, arena);
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = erasure_carry_out(&task, ref, &ENDING_ERASED, was_done, err)))
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	handle->owes_erasure = !rc;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : erase_owed(handle, err);
}

int handle_erase_all(struct handle *handle, size_t *count, struct err *err)
{
	bool did = true;
	int rc = OK;
	*count = 0;
	while (!rc && did) {
		rc = act(handle, agreement_erase_next, &did, err);
		*count += !rc && did;
	}
	return rc;
}

int handle_explain(struct handle *handle, struct arena *arena, struct bytes raw, struct explanation *out,
		   struct err *err)
{
	struct task task = task_start(handle, arena);
	struct findings *findings = arena_alloc(arena, sizeof *findings);
	bool is_read;
	int rc = read_message(handle, &task, raw, findings, &is_read, err);
	if (!rc && is_read && !(rc = db_begin(handle->db, err))) {
		rc = decide(&task, err);
		db_rollback(handle->db);
	}
	*out = (struct explanation){task.mail, task.form, task.sender, task.proof, task.decision};
	task_end(&task);
	return rc;
}
