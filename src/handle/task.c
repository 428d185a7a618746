#include "handle/task.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/agreement.h"
#include "db/answers.h"
#include "handle/correction.h"
#include "handle/letter_types.h"
#include "handle/present.h"

const struct kind_rule *task_rule(const struct task *task)
{
	return &task->options->kinds[task->form->kind];
}

json_t *task_data(struct task *task)
{
	json_t *data = json_object();
	json_array_append_new(task->garbage, data);
	return data;
}

/* The labels of the faulty fields: all that a summary says about a refusal. */
static char *fault_labels(const struct task *task)
{
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < task->form->fault_count; i++)
		buf_printf(&buf, "%s%s", i ? ", " : "", task->form->faults[i].label);
	return text_one_line(task->arena, buf_text(&buf), 300);
}

/* A sender without a form who is answered repeatedly is probably a help desk's robot that isn't marked as
 * automatic. */
static bool has_form(const struct task *task)
{
	const struct form *form = task->form;
	return form && (form->field_count || form->ref || form->is_cancellation ||
			!strcmp(form->kind_source, "subject") || !strcmp(form->kind_source, "line"));
}

/* Limits the answers caused by one contact in an hour, in letters and bytes (specification section 3):
 * further answers are summed up, and a loop without a form ends. */
static int spend_answer(struct task *task, bool *may, struct err *err)
{
	enum { HOUR_S = 3600, MOST_BYTES = 30 << 20, MOST_EXCHANGES = 3 };
	int64_t count, bytes, exchanges = 0;
	int rc = answers_count(task->db, task->sender.id, task->now - HOUR_S, &count, &bytes, err);
	if (!rc && !has_form(task))
		rc = answers_without_form(task->db, task->sender.id, task->now - HOUR_S, &exchanges, err);
	*may = !rc && count < task->options->answers_per_hour && bytes < MOST_BYTES &&
	       exchanges < MOST_EXCHANGES;
	if (rc || *may || exchanges >= MOST_EXCHANGES)
		return rc;
	return answer_withhold(task->db, task->sender.id, task->message, task->form ? fault_labels(task) : "",
			       task->now, err);
}

int task_spend(struct task *task, const struct draft *draft, bool *may, struct err *err)
{
	*may = true;
	if (!task->message || !task->sender.id)
		return OK;
	if (draft->is_answer)
		return spend_answer(task, may, err);
	/* A letter to an address that is in no directory tells a stranger. */
	return draft->list || draft->asks_address
		   ? broadcast_add(task->db, task->message, task->sender.organisation_id, task->now, err)
		   : OK;
}

/* After the end of the agreement nothing is sent except answers and letters about the end itself
 * (specification section 8). */
static int outlives(struct task *task, const struct draft *draft, bool *does, struct err *err)
{
	unsigned flags = letter_type_of(draft->template)->flags;
	const char *ended = NULL;
	*does = draft->is_answer || flags & (LETTER_OUTLIVES | LETTER_TO_OPERATOR);
	if (*does)
		return OK;
	int rc = agreement_ended(task->db, task->arena, task->now, &ended, err);
	*does = !ended;
	return rc;
}

/* The only place that decides whether a letter may go to its contact (specification section 1): contacts that
 * have left, are suspended or are off the list get nothing. */
static int may_get(struct task *task, const struct draft *draft, bool *may, struct err *err)
{
	int rc = outlives(task, draft, may, err);
	if (rc || !*may)
		return rc;
	*may = letter_type_of(draft->template)->flags & LETTER_OWED;
	return *may ? OK : address_may_get(task->db, draft->to_email, draft->list, may, err);
}

void task_complete(const struct task *task, struct draft *draft)
{
	if (!draft->occasion)
		draft->occasion = arena_printf(task->arena, "message:%lld", (long long)task->message);
	if (draft->is_answer)
		draft->answered = task->mail;
	if (draft->thread)
		return;
	draft->invites = letter_type_of(draft->template)->invites;
	draft->thread = draft->about;
	/* The thread of an answer without a record is the answered message. */
	if (!draft->thread && task->message && draft->invites == KIND_NOTE)
		draft->thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message);
}

int task_emit(struct task *task, struct draft *draft, struct err *err)
{
	bool may;
	int rc = may_get(task, draft, &may, err);
	if (!rc && may)
		rc = task_spend(task, draft, &may, err);
	if (rc || !may)
		return rc;
	task_complete(task, draft);
	return task->options->emit(task->options->emit_user, task->arena, draft, err);
}

/* Every answer reports what was understood, assumed and left out. A sender who asked for no answers
 * (X-Auto-Response-Suppress) only gets those that report any of this. */
static int answer(struct task *task, struct draft *draft, struct err *err)
{
	bool is_courtesy = letter_type_of(draft->template)->flags & LETTER_COURTESY;
	if (is_courtesy && task->mail && task->mail->wants_no_answer &&
	    !(task->form && task->form->note_count))
		return OK;
	if (task->form && task->form->note_count && !json_object_get(draft->data, "notes"))
		json_object_set_new(draft->data, "asides", present_notes(task->form));
	return task_emit(task, draft, err);
}

static struct draft answer_draft(struct task *task, const char *template, json_t *data, const char *about)
{
	return (struct draft){
	    .template = template,
	    .data = data,
	    .to_email = task->sender.email,
	    .to_name = task->sender.name,
	    .contact = task->sender.id,
	    .about = about,
	    .is_answer = true,
	};
}

int task_answer(struct task *task, const char *template, json_t *data, const char *about, struct err *err)
{
	struct draft draft = answer_draft(task, template, data, about);
	return answer(task, &draft, err);
}

int task_answer_once(struct task *task, const char *template, json_t *data, const char *about,
		     const char *occasion, enum kind invites, struct err *err)
{
	struct draft draft = answer_draft(task, template, data, about);
	draft.occasion = occasion;
	draft.invites = invites;
	draft.thread = invites ? about : NULL;
	return answer(task, &draft, err);
}

/* Corrections go to the refusal's own reply address, unless the reference itself is wrong. */
static int answer_refusal(struct task *task, json_t *data, bool can_retry, struct err *err)
{
	struct form *form = task->form;
	struct draft draft = answer_draft(task, "refusal", data, NULL);
	draft.is_ephemeral = task_rule(task)->is_personal;
	draft.thread =
	    form->ref ? form->ref : arena_printf(task->arena, "MSG-%lld", (long long)task->message);
	draft.invites = can_retry && !present_is_faulty(form, "ref") && form->kind ? form->kind : KIND_NOTE;
	if (draft.invites == KIND_NOTE)
		draft.thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message);
	return answer(task, &draft, err);
}

static void decide(struct task *task, const char *outcome, const char *reason, const char *folder)
{
	task->decision.outcome = outcome;
	task->decision.reason = reason;
	task->decision.file_to = task->options->files_mail ? folder : "";
}

void task_accept(struct task *task, const char *ref, const char *reason)
{
	decide(task, "accepted", reason, "Traites");
	task->decision.ref = ref;
}

/* Whether files came without an accepted consent: they may be a CV, so nothing of them may be kept (agreement
 * Art. 3). */
bool task_may_hold_cv(const struct task *task)
{
	if (task->form->kind == KIND_CV)
		return true;
	if (task->sender.type != ORGANISATION_MISSION_LOCALE)
		return false;
	for (size_t i = 0; i < task->mail->attachment_count; i++)
		if (!task->mail->attachments[i].is_inline)
			return true;
	return false;
}

void task_forget(struct task *task)
{
	task->decision.erase_raw = true;
	task->decision.file_to = "erase";
	task->erases = true;
}

static char *fault_keys(struct task *task)
{
	struct buf buf = {.arena = task->arena};
	for (size_t i = 0; i < task->form->fault_count; i++)
		buf_printf(&buf, "%s%s", i ? ", " : "faulty: ", task->form->faults[i].key);
	return text_one_line(task->arena, buf_text(&buf), 300);
}

json_t *task_faults(const struct form *form)
{
	json_t *list = json_array();
	for (size_t i = 0; i < form->fault_count; i++) {
		const struct fault *fault = &form->faults[i];
		json_array_append_new(list,
				      json_pack("{ss ss ss ss}", "label", fault->label, "read", fault->read,
						"why", fault->why, "accepted", fault->accepted));
	}
	return list;
}

/* The first faulty labels, as many as fit into a subject. */
static char *first_labels(const struct task *task)
{
	const struct form *form = task->form;
	struct buf buf = {.arena = task->arena};
	size_t named = 0;
	for (size_t i = 0; i < form->fault_count && named < 2; i++) {
		const char *label = form->faults[i].label;
		if (i && !strcmp(label, form->faults[i - 1].label))
			continue;
		buf_printf(&buf, "%s%s", named++ ? ", " : "", label);
	}
	return text_one_line(task->arena, buf_text(&buf), 120);
}

int task_refuse(struct task *task, struct err *err)
{
	struct form *form = task->form;
	bool is_spontaneous = form->kind == KIND_CV && !form->ref;
	json_t *data = task_data(task);
	const char *tag = kind_tag(form->kind);
	bool can_retry = !task->is_barred && kind_rule_allows(task_rule(task), task->sender.type);
	extract_order_faults(form);
	const char *whole_tag = form->ref ? arena_printf(task->arena, "%s %s", tag, form->ref) : tag;
	json_t *lines = present_form(form->kind, is_spontaneous, form);
	const char *title = form_get(form, "title");
	json_object_set_new(data, "tag", json_string(whole_tag));
	json_object_set_new(data, "labels", json_string(first_labels(task)));
	json_object_set_new(data, "title",
			    json_string(title && !present_is_faulty(form, "title") ? title : ""));
	json_object_set_new(data, arena_printf(task->arena, "is_kind_%s", kind_name(form->kind)),
			    json_boolean(can_retry));
	json_object_set_new(data, "is_change", json_boolean(form->ref != NULL));
	if (can_retry && !present_is_faulty(form, "ref"))
		present_button(data, phrase("button.correct"), arena_printf(task->arena, "[%s]", whole_tag),
			       present_lines(task->arena, lines));
	json_object_set_new(data, "can_retry", json_boolean(can_retry));
	json_object_set_new(data, "count", json_integer((json_int_t)form->fault_count));
	json_object_set_new(data, "is_one", json_boolean(form->fault_count == 1));
	json_object_set_new(data, "faults", task_faults(form));
	json_object_set_new(data, "form", lines);
	json_object_set_new(data, "is_cv", json_boolean(form->kind == KIND_CV));
	json_object_set_new(data, "is_reference", json_boolean(present_is_faulty(form, "ref")));
	json_object_set_new(data, "is_erased", json_boolean(task_may_hold_cv(task)));
	decide(task, "refused", fault_keys(task), "Refuses");
	int rc = can_retry ? correction_keep(task, err) : OK;
	return rc ? rc : answer_refusal(task, data, can_retry, err);
}

void task_fault(struct task *task, const char *key, const char *label, const char *read, const char *why,
		const char *accepted)
{
	struct form *form = task->form;
	form->faults = arena_one_more(task->arena, form->faults, form->fault_count, sizeof *form->faults);
	form->faults[form->fault_count++] = (struct fault){key, label, read, why, accepted};
}

int task_answer_several(struct task *task, const char *template, json_t *data,
			const struct enclosure *enclosure, struct err *err)
{
	struct draft draft = answer_draft(task, template, data, NULL);
	draft.thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message);
	draft.invites = task->form->kind;
	draft.enclosure = enclosure;
	return answer(task, &draft, err);
}

int task_refuse_because(struct task *task, const char *key, const char *label, const char *read,
			const char *why, const char *accepted, struct err *err)
{
	task_fault(task, key, label, read, why, accepted);
	return task_refuse(task, err);
}

int task_bar(struct task *task, const char *key, const char *label, const char *read, const char *why,
	     const char *accepted, struct err *err)
{
	task->is_barred = true;
	return task_refuse_because(task, key, label, read, why, accepted, err);
}

int task_hold(struct task *task, const char *reason, struct err *err)
{
	json_t *data = task_data(task);
	json_object_set_new(data, "tag", json_string(kind_tag(task->form->kind)));
	json_object_set_new(data, "message",
			    json_string(task->decision.subject ? task->decision.subject : ""));
	decide(task, "held", reason, "Traites");
	return task_answer(task, "held", data, NULL, err);
}

void task_wait(struct task *task, const char *ref, const char *reason)
{
	decide(task, "held", reason, "Traites");
	task->decision.ref = ref;
}

int task_tell_oversize(struct task *task, struct err *err)
{
	enum { MIB = 1024 * 1024 };
	json_t *data = task_data(task);
	json_object_set_new(data, "size", json_integer((json_int_t)(task->oversize_bytes + MIB - 1) / MIB));
	json_object_set_new(data, "most", json_integer((json_int_t)(task->options->max_message_bytes / MIB)));
	struct draft draft = answer_draft(task, "oversize", data, NULL);
	/* Sent once, however often the mailbox lists the message; identified like a duplicate of ordinary
	 * mail. */
	if (task->mail->message_id || *task->mail->date)
		draft.occasion = arena_printf(task->arena, "%s %s", task->decision.content_hash,
					      task->mail->message_id ? task->mail->message_id : "");
	return answer(task, &draft, err);
}

void task_turn_down(struct task *task, const char *reason)
{
	decide(task, "refused", reason, "Refuses");
}

void task_ignore(struct task *task, const char *reason)
{
	decide(task, "ignored", reason, "Traites");
}

void task_quarantine(struct task *task, const char *reason)
{
	decide(task, "quarantined", reason, "Quarantaine");
}
