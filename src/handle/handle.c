#include "handle.h"

#include "base/log.h"
#include "base/text.h"
#include "calendar.h"
#include "ending.h"
#include "kinds.h"

enum { MOST_ATTEMPTS = 3 };

struct handle {
	struct db *db;
	const struct handle_options *options;
	struct decode_options decode;
	struct reader *reader;
	bool owes_traces; /* erased and committed, but older copies may still stand in the register's files */
};

int handle_open(struct handle **out, struct db *db, const struct handle_options *options, struct err *err)
{
	struct handle *handle = calloc(1, sizeof *handle);
	if (!handle)
		return err_set(err, ERR_INTERNAL, "out of memory");
	handle->db = db;
	handle->options = options;
	handle->decode = (struct decode_options){
	    .authserv_ids = options->authserv_ids,
	    .authserv_id_count = options->authserv_id_count,
	    .own_address = options->address,
	};
	handle->reader = reader_new(&handle->decode);
	*out = handle;
	return OK;
}

void handle_close(struct handle **handle)
{
	if (!*handle)
		return;
	reader_free(&(*handle)->reader);
	free(*handle);
	*handle = NULL;
}

/* Bounces, automatic answers and receipts are recorded and never answered (RFC 3834 section 2, RFC 8098
 * section 3). */
static const char *const IGNORED[] = {
    [MAIL_AUTOMATIC] = "automatic mail",
    [MAIL_BOUNCE] = "bounce",
    [MAIL_RECEIPT] = "read receipt",
    [MAIL_OWN] = "own mail",
};

/* Who wrote it, if that is believed (specification section 3); *why when it is not. */
static int believe(struct task *task, const char **why, struct err *err)
{
	const struct mail *mail = task->mail;
	*why = NULL;
	if (mail->from_count != 1) {
		*why = mail->from_count ? "several From addresses" : "no From address";
		return OK;
	}
	int rc = contact_by_email(task->db, task->arena, mail->from[0].email, &task->sender, err);
	if (rc == ERR_NOT_FOUND)
		*why = "unknown sender";
	else if (!rc && !mail->is_proven && !task->options->trusts_registered)
		*why = arena_printf(task->arena, "sender not proven: %s", mail->proof);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int check_duplicate(struct task *task, bool *is_duplicate, struct err *err)
{
	int64_t earlier;
	*is_duplicate = false;
	if (!task->mail->message_id)
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
	if (rule->is_personal)
		task_forget(task);
	if (!kind_rule_allows(rule, task->sender.type))
		return task_refuse_because(
		    task, "kind", "Droit d’envoi", kind_tag(rule->kind),
		    arena_printf(task->arena,
				 "Les organismes de votre catégorie n’envoient pas ce genre de message : %s.",
				 rule->what),
		    "Écrivez [AIDE] dans l’objet : vous recevrez la liste de ce que vous pouvez envoyer.",
		    err);
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
	if (mail->nature != MAIL_PERSONAL) {
		task->decision.kind = "";
		task_ignore(task, arena_printf(task->arena, "%s%s%s", IGNORED[mail->nature],
					       *mail->nature_reason ? ": " : "", mail->nature_reason));
		return OK;
	}
	int rc = believe(task, &why, err);
	if (rc)
		return rc;
	if (why) {
		task_quarantine(task, why);
		return OK;
	}
	const struct kind_rule *rule = kind_rule_of(task->form->kind);
	task->decision.subject = kept_subject(task, rule);
	if ((rc = check_duplicate(task, &is_duplicate, err)))
		return rc;
	if (is_duplicate) {
		task_ignore(task, "duplicate");
		if (task_may_hold_cv(
			task)) /* whatever became of the first one, this copy has no consent of its own */
			task_forget(task);
		return OK;
	}
	return handle_kind(task, rule, err);
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

static int handle_message(struct handle *handle, struct task *task, const struct message *message,
			  struct err *err)
{
	struct findings findings;
	bool is_read = false;
	int rc = OK;
	task->message = message->id;
	if (message->attempts >= MOST_ATTEMPTS)
		task_quarantine(task, "handling it failed three times");
	else
		rc = read_message(handle, task, message->raw, &findings, &is_read, err);
	if (rc || (rc = db_begin(handle->db, err)))
		return rc;
	if ((!is_read || !(rc = decide(task, err))) &&
	    !(rc = message_decide(handle->db, message->id, &task->decision, err)))
		rc = db_commit(handle->db, err);
	if (rc)
		db_rollback(handle->db);
	return rc;
}

/* Tried again with the next message or due action when a reader of an older snapshot is in the way. */
static int settle_traces(struct handle *handle, struct err *err)
{
	int rc = handle->owes_traces ? db_erase_traces(handle->db, err) : OK;
	if (!rc)
		handle->owes_traces = false;
	return rc;
}

int handle_next(struct handle *handle, bool *did, struct err *err)
{
	struct arena *arena = arena_new();
	struct message message;
	int rc = message_next(handle->db, arena, &message, err);
	*did = !rc;
	if (!rc)
		rc = message_begin(handle->db, message.id, err);
	if (!rc) {
		struct task task = task_start(handle, arena);
		rc = handle_message(handle, &task, &message, err);
		if (!rc) {
			log_event(LOG_LEVEL_INFO, "message.decided",
				  "id=%lld outcome=%s kind=%s ref=%s reason=\"%s\"", (long long)message.id,
				  task.decision.outcome, task.decision.kind,
				  task.decision.ref ? task.decision.ref : "-", task.decision.reason);
			handle->owes_traces = handle->owes_traces || task.erases;
			rc = settle_traces(handle, err);
		}
		task_end(&task);
	}
	arena_free(&arena);
	return rc == ERR_NOT_FOUND ? OK : rc;
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
	handle->owes_traces = handle->owes_traces || (!rc && task.erases);
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : settle_traces(handle, err);
}

int handle_due(struct handle *handle, bool *did, struct err *err)
{
	static due_action *const ACTIONS[] = {
	    offer_expire_next,	    event_pass_next,   consent_expire_next, consent_remind_next,
	    candidate_age_out_next, retention_refused, retention_accepted,  retention_letters,
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
	handle->owes_traces = !rc;
	task_end(&task);
	arena_free(&arena);
	return rc ? rc : settle_traces(handle, err);
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
	*out = (struct explanation){task.mail, task.form, task.sender, task.decision};
	task_end(&task);
	return rc;
}
