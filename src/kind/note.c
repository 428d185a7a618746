#include "note.h"
#include "agreement.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/messages.h"
#include "handle/present.h"
#include "handlers.h"

enum { HOUR_S = 60 * 60, MOST_ON_ONE_MATTER = 5 };

bool note_has_files(const struct task *task)
{
	for (size_t i = 0; i < task->mail->attachment_count; i++)
		if (!task->mail->attachments[i].is_inline)
			return true;
	return false;
}

static const char *title_of(struct task *task, const struct thread_found *thread)
{
	if (thread->has_offer)
		return phrase_with(task->arena, "note.offer", "title", thread->offer.title, NULL);
	if (thread->has_candidate)
		return phrase_with(task->arena, "note.candidate", "ref", thread->ref, NULL);
	if (thread->has_event)
		return phrase_with(task->arena, "note.event", "title", thread->event.title, NULL);
	return thread->title ? thread->title : phrase("note.message");
}

/* The sender's own offer, if its employer must not be named to the reader. */
static int hidden_offer(struct task *task, const struct thread_found *thread, struct offer *out,
			bool *is_hidden, struct err *err)
{
	struct contact author;
	int rc = OK;
	*is_hidden = false;
	if (thread->has_offer)
		*out = thread->offer;
	else if (thread->has_candidate && thread->candidate.offer)
		rc = offer_get(task->db, task->arena, thread->candidate.offer, out, err);
	else
		return OK;
	if (rc || !out->is_company_hidden)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = contact_by_id(task->db, task->arena, out->sender, &author, err);
	*is_hidden = !rc && author.organisation_id == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static bool names_employer(struct task *task, const struct offer *offer, const char *line)
{
	const char *at = strrchr(task->sender.email, '@');
	const char *names[] = {offer->company, task->sender.organisation, task->sender.name,
			       at ? at + 1 : ""};
	const char *folded = text_fold(task->arena, line);
	if (strchr(line, '@') || strstr(folded, "www.") || strstr(folded, "http"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *name = names[i] ? text_fold(task->arena, names[i]) : "";
		if (*name && strstr(folded, name))
			return true;
	}
	return false;
}

/* The text without lines that name a hidden employer. */
static const char *without_employer(struct task *task, const struct offer *offer, const char *text)
{
	struct buf kept = {.arena = task->arena};
	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_strndup(task->arena, text, length);
		if (!names_employer(task, offer, line))
			buf_printf(&kept, "%s%s", kept.length ? "\n" : "", line);
		text += length + (text[length] == '\n');
	}
	return buf_text(&kept);
}

static json_t *paragraphs(struct arena *arena, const char *text)
{
	json_t *lines = json_array();
	while (*text) {
		size_t length = strcspn(text, "\n");
		json_array_append_new(lines, json_string(arena_strndup(arena, text, length)));
		text += length + (text[length] == '\n');
	}
	return lines;
}

/* The help contact of this sender; false when none is configured, or it is the sender. */
static bool find_helper(struct task *task, struct contact *out, struct err *err, int *rc)
{
	const struct handle_options *options = task->options;
	const char *email = task->sender.type == ORGANISATION_MISSION_LOCALE ? options->help_contact_ml
									     : options->help_contact;
	*rc = OK;
	if (text_is_blank(email) || text_equal_ascii(email, task->sender.email))
		email = options->operator_address;
	if (text_is_blank(email) || text_equal_ascii(email, task->sender.email))
		return false;
	*rc = contact_by_email(task->db, task->arena, email, out, err);
	if (*rc == ERR_NOT_FOUND) {
		*rc = OK;
		*out = (struct contact){.email = email, .name = ""};
	}
	return true;
}

/* The letter itself. */
static int emit_note(struct task *task, const struct thread_found *thread, const struct contact *to,
		     bool is_help, bool reports_withdrawal, const char *text, const char **called,
		     struct err *err)
{
	struct offer offer;
	bool is_hidden;
	int rc = hidden_offer(task, thread, &offer, &is_hidden, err);
	if (rc)
		return rc;
	is_hidden = is_hidden && !is_help && to->type != ORGANISATION_IMS;
	json_t *data = task_data(task);
	json_object_set_new(data, "organisation",
			    json_string(is_hidden ? phrase("note.employer") : task->sender.organisation));
	json_object_set_new(data, "title", json_string(title_of(task, thread)));
	json_object_set_new(data, "ref", thread->ref ? json_string(thread->ref) : json_null());
	json_object_set_new(data, "lines",
			    paragraphs(task->arena, is_hidden ? without_employer(task, &offer, text) : text));
	json_object_set_new(data, "is_help", json_boolean(is_help));
	if (is_help)
		json_object_set_new(data, "sender",
				    json_string(text_is_blank(task->sender.name)
						    ? task->sender.email
						    : arena_printf(task->arena, "%s, %s", task->sender.name,
								   task->sender.email)));
	if (reports_withdrawal && !is_help)
		present_button(data, phrase("note.withdraw"),
			       arena_printf(task->arena, "[RETRAIT %s]", thread->ref), "RETRAIT\n");
	json_object_set_new(data, "has_button", json_boolean(reports_withdrawal && !is_help));
	struct draft draft = {
	    .template = "note",
	    .data = data,
	    .to_email = to->email,
	    .to_name = to->name,
	    .contact = to->id,
	    .about = thread->ref,
	    .invites = KIND_NOTE,
	    .thread = arena_printf(task->arena, "MSG-%lld", (long long)task->message),
	};
	*called = is_help ? phrase("note.helper") : to->organisation;
	if (thread->has_offer && thread->offer.is_company_hidden && !is_help &&
	    task->sender.type != ORGANISATION_IMS && thread->thread == THREAD_OFFER)
		*called = phrase("note.employer");
	return task_emit(task, &draft, err);
}

static int tell_sender(struct task *task, const struct thread_found *thread, const char *called, bool is_help,
		       struct err *err)
{
	bool has_files = note_has_files(task), is_cut = task->words->is_cut;
	json_t *data = task_data(task);
	json_object_set_new(data, "organisation", json_string(called));
	json_object_set_new(data, "is_help", json_boolean(is_help));
	json_object_set_new(data, "title", json_string(title_of(task, thread)));
	json_object_set_new(data, "has_files", json_boolean(has_files));
	json_object_set_new(data, "is_cut", json_boolean(is_cut));
	const char *once = arena_printf(task->arena, "note:%s:%s:%s", thread->ref ? thread->ref : "",
					date_iso(task->arena, date_of(task->now)), called);
	/* Lines of a form in answer to it change the writer's own offer. */
	return task_answer_once(task, "note_acknowledgement", data, thread->ref,
				has_files || is_cut ? NULL : once,
				thread->thread == THREAD_OWN_OFFER ? KIND_OFFER : KIND_NONE, err);
}

/* Recipient and form of a note. */
struct passing {
	bool is_for_help, reports_withdrawal, is_told;
};

static int pass_on(struct task *task, const struct thread_found *thread, struct passing how, const char *text,
		   bool *is_nobody, struct err *err)
{
	struct contact to = thread->other;
	const char *called;
	int rc = OK;
	bool is_help = how.is_for_help || !to.id;
	*is_nobody = is_help && !find_helper(task, &to, err, &rc);
	if (rc || *is_nobody)
		return rc;
	rc = emit_note(task, thread, &to, is_help, how.reports_withdrawal, text, &called, err);
	return rc || how.is_told ? rc : tell_sender(task, thread, called, is_help, err);
}

static json_t *returned_data(struct task *task, const struct thread_found *thread, const char *flag,
			     const char *subject)
{
	json_t *data = task_data(task);
	json_object_set_new(data, flag, json_true());
	json_object_set_new(data, "title", json_string(title_of(task, thread)));
	json_object_set_new(data, "subject", subject ? json_string(subject) : json_null());
	json_object_set_new(data, "has_files", json_boolean(note_has_files(task)));
	return data;
}

/* The answer was accepted, but the text beside it is not passed on. */
static int give_back_remark(struct task *task, const struct thread_found *thread, struct err *err)
{
	json_t *data = returned_data(task, thread, "is_forbidden", task->words->forbidden);
	json_object_set_new(data, "is_beside", json_true());
	return task_answer(task, "note_returned", data, thread->ref, err);
}

static int give_back(struct task *task, const struct thread_found *thread, const char *flag,
		     const char *subject, const char *reason, struct err *err)
{
	task_turn_down(task, reason);
	return task_answer(task, "note_returned", returned_data(task, thread, flag, subject), thread->ref,
			   err);
}

static bool reports_withdrawal(const struct task *task, const struct thread_found *thread)
{
	unsigned acts = 0;
	for (size_t i = 0; i < task->words->count; i++)
		acts |= task->words->sentences[i].acts;
	return thread->thread == THREAD_CV && acts & (1u << ACT_WITHDRAWN | 1u << ACT_DEPARTURE);
}

int note_handle(struct task *task, const struct thread_found *thread, const struct words_reading *reading,
		struct err *err)
{
	const struct words *words = task->words;
	bool is_erased = thread->has_candidate && thread->candidate.is_erased && !reading->is_about_erasure;
	bool is_nobody, is_over = false;
	int64_t recent, on_this_matter;
	int rc = messages_count(task->db, task->sender.email, kind_name(KIND_NOTE), thread->ref,
				task->now - HOUR_S, &recent, &on_this_matter, err);
	task->decision.kind = kind_name(KIND_NOTE);
	if (note_has_files(task) &&
	    (task->sender.type == ORGANISATION_MISSION_LOCALE || thread->has_candidate))
		task_forget(task);
	if (rc)
		return rc;
	/* After the end of the agreement (section 8) only notes about an erasure reach the other end; a note
	 * about nothing that has ended goes to the help contact. */
	if (!reading->is_about_erasure && (rc = agreement_is_over(task, &is_over, err)))
		return rc;
	if (is_over && (thread->has_offer || thread->has_event || thread->has_call))
		return agreement_refuse_if_over(task, err);
	if (words->forbidden)
		return give_back(task, thread, "is_forbidden", words->forbidden,
				 "holds what may not be passed on", err);
	if (task->mail->is_copy)
		return give_back(task, thread, "is_copy", NULL, "written to somebody else", err);
	if (words->points_at_file || !*words->text)
		return give_back(task, thread, "is_only_files", NULL, "nothing but files", err);
	/* Two help desks not marked as automatic would answer each other for ever. */
	if ((recent >= task->options->answers_per_hour || on_this_matter >= MOST_ON_ONE_MATTER) &&
	    !task->is_released)
		return task_hold(task, "more notes than one contact may send in an hour", err);
	struct passing how = {.is_for_help = is_erased || is_over || reading->is_insult,
			      .reports_withdrawal = reports_withdrawal(task, thread)};
	rc = pass_on(task, thread, how, words->text, &is_nobody, err);
	if (rc)
		return rc;
	if (is_nobody)
		return task_hold(task, "there is nobody to pass the note on to", err);
	task_accept(task, thread->ref, "note passed on");
	if (task->decision.erase_raw)
		task_forget(task);
	return OK;
}

int note_remark(struct task *task, const struct thread_found *thread, const char *remark, bool is_told,
		struct err *err)
{
	/* Former recipients get nothing new about a person whose consent has ended. */
	struct passing how = {.is_for_help =
				  thread->thread == THREAD_OWN_CANDIDATE || thread->thread == THREAD_CONSENT,
			      .is_told = is_told};
	bool is_nobody;
	if (task->words->forbidden)
		return give_back_remark(task, thread, err);
	return pass_on(task, thread, how, remark, &is_nobody, err);
}
