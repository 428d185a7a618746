/* Free text in answer to a letter (specification section 2a): courtesy is accepted, an answer becomes a form
 * for its kind, two meanings are asked back, anything else is a note. */
#include "kind.h"

#include "agreement.h"

#include "base/phrases.h"
#include "base/text.h"
#include "calls.h"
#include "db/erasure_requests.h"
#include "handle/correction.h"
#include "handle/letter_types.h"
#include "handle/present.h"
#include "handlers.h"
#include "note.h"
#include "thread.h"
#include "two_readings.h"

/* Makes the form of an answer. */
static const struct {
	enum act act;
	enum kind kind;
	const char *key, *value;
} FORMS[] = {
    {ACT_YES, KIND_RSVP, "answer", "yes"},	     {ACT_NO, KIND_RSVP, "answer", "no"},
    {ACT_MAYBE, KIND_RSVP, "answer", "maybe"},	     {ACT_FILLED, KIND_OFFER, "status", "filled"},
    {ACT_CLOSED, KIND_OFFER, "status", "cancelled"}, {ACT_INTERVIEW, KIND_OUTCOME, "outcome", "interview"},
    {ACT_HIRED, KIND_OUTCOME, "outcome", "hired"},   {ACT_REJECTED, KIND_OUTCOME, "outcome", "rejected"},
    {ACT_WITHDRAWN, KIND_WITHDRAWAL, NULL, NULL},
};

/* Whether the message answers one of our letters in free text; a subject tag typed by a person or by a button
 * asks for its form instead. */
static bool is_answer(const struct task *task)
{
	const char *subject = text_fold(task->arena, task->mail->subject);
	enum subject_prefix prefix;
	struct token token;
	bool has_prefix = false;
	while ((prefix = subject_prefix(subject, &subject)) != SUBJECT_PLAIN)
		has_prefix |= prefix != SUBJECT_REFERENCE;
	/* Our own subjects have their tag at the end. */
	if (!strcmp(task->form->kind_source, "subject") && (!has_prefix || *subject == '['))
		return false;
	if (has_prefix)
		return true;
	/* The button's tag, sent to the thread's own address. */
	if (*subject == '[' && task->form->kind != KIND_NONE)
		return false;
	return task->mail->in_reply_to || task->mail->reference_count ||
	       token_read(task->arena, task->mail->subaddress, &token) != TOKEN_NONE;
}

/* Tags whose message may be free text instead of a form. */
static bool takes_words(const struct form *form)
{
	return form->ref && !form->is_cancellation &&
	       (form->kind == KIND_RSVP || form->kind == KIND_OUTCOME || form->kind == KIND_OFFER ||
		form->kind == KIND_EVENT || form->kind == KIND_CV);
}

static void become(struct form *form, enum kind kind, const char *ref)
{
	*form = (struct form){.arena = form->arena, .kind = kind, .kind_source = "words", .ref = ref};
}

static int accept_courtesy(struct task *task, const char *ref, const char *reason)
{
	task->decision.kind = kind_name(KIND_NOTE);
	task_accept(task, ref, reason);
	return OK;
}

static int note_erasure(struct task *task, const struct thread_found *thread, bool is_done, struct err *err)
{
	return erasure_request_answer(task->db, thread->ref, task->sender.email, task->sender.organisation_id,
				      is_done, task->now, err);
}

/* A holder who was asked to erase has done so: the mission locale is told. */
static int confirm_erasure(struct task *task, const struct thread_found *thread, struct err *err)
{
	json_t *data = task_data(task);
	int rc;
	if ((rc = note_erasure(task, thread, true, err)) ||
	    (rc = note_remark(task, thread, task->words->text, true, err)))
		return rc;
	json_object_set_new(data, "ref", json_string(thread->ref));
	json_object_set_new(data, "mission_locale", json_string(thread->candidate.mission_locale_name));
	accept_courtesy(task, thread->ref, "erasure confirmed");
	return task_answer(task, "erasure_acknowledgement", data, thread->ref, err);
}

static void fill(struct task *task, size_t row)
{
	struct form *form = task->form;
	if (FORMS[row].key)
		form_set(form, FORMS[row].key, FORMS[row].value);
	bool is_call = form->ref && call_type_of(form->ref);
	if (form->kind == KIND_RSVP && !is_call && FORMS[row].act != ACT_NO && task->words->number >= 0)
		form_set(form, "participants", arena_printf(task->arena, "%d", task->words->number));
	if (form->kind == KIND_OUTCOME && task->words->day)
		form_set(form, "outcome_date", task->words->day);
	if (form->kind == KIND_OFFER)
		form_note(form, phrase("words.reopen"));
}

/* A reply token alone can't report a post as filled or a candidate as hired (specification section 3). */
static bool is_proven_enough(struct task *task)
{
	if (task->is_proven || task->options->trusts_registered || KINDS[task->form->kind].by_token)
		return true;
	task_quarantine(task, "sender not proven: a reply token is no proof for this answer");
	return false;
}

static int take_answer(struct task *task, const struct thread_found *thread,
		       const struct words_reading *reading, struct err *err)
{
	size_t row = 0;
	if (reading->act == ACT_NOBODY) {
		accept_courtesy(task, thread->ref, "nobody available");
		return *reading->remark ? note_remark(task, thread, reading->remark, false, err) : OK;
	}
	if (reading->act == ACT_ERASED)
		return confirm_erasure(task, thread, err);
	while (FORMS[row].act != reading->act)
		row++;
	become(task->form, FORMS[row].kind, thread->ref);
	if (!is_proven_enough(task))
		return OK;
	fill(task, row);
	/* The remark belongs to the answer and is passed on with it. */
	bool is_passed_on = !task->words->forbidden && (FORMS[row].kind == KIND_OUTCOME || thread->has_call);
	if (is_passed_on && *reading->remark)
		form_set(task->form, "description", reading->remark);
	task->decision.kind = kind_name(FORMS[row].kind);
	int rc = refuse_after_end(task, err);
	if (!rc && !task->decision.outcome)
		rc = KINDS[FORMS[row].kind].handler(task, err);
	if (rc || strcmp(task->decision.outcome, "accepted") || !*reading->remark || is_passed_on)
		return rc;
	return note_remark(task, thread, reading->remark, false, err);
}

static int take_reading(struct task *task, const struct thread_found *thread,
			const struct words_reading *reading, struct err *err)
{
	int rc;
	switch (reading->kind) {
	case READING_ABSENCE:
		task->decision.kind = "";
		task_ignore(task, "absence");
		return OK;
	case READING_HELP:
		become(task->form, KIND_HELP, NULL);
		task->decision.kind = kind_name(KIND_HELP);
		return handle_help(task, err);
	case READING_COURTESY:
		return note_has_files(task) ? note_handle(task, thread, reading, err)
					    : accept_courtesy(task, NULL, "courtesy");
	case READING_ANSWER:
		return take_answer(task, thread, reading, err);
	case READING_TWO:
		task->decision.kind = kind_name(KIND_NOTE);
		if (!thread->has_candidate && thread->thread != THREAD_APPROVAL &&
		    ((rc = agreement_refuse_if_over(task, err)) || task->decision.outcome))
			return rc;
		return two_readings_ask(task, thread, reading->act, err);
	case READING_NOTE:
		break;
	}
	rc = note_handle(task, thread, reading, err);
	if (rc || thread->thread != THREAD_ERASURE || !reading->tells_why_kept ||
	    strcmp(task->decision.outcome, "accepted") != 0)
		return rc;
	return note_erasure(task, thread, false, err);
}

/* Free text outside of any thread: thanks don't get the guide, the word AIDE does; an absence notice is one
 * with any subject. */
static int read_outside(struct task *task, struct err *err)
{
	struct words_reading reading = words_settle(task->arena, task->words, THREAD_OTHER);
	bool is_absence = reading.kind == READING_ABSENCE && !task->form->field_count;
	if (!is_absence && (task->form->kind != KIND_NONE || strchr(task->mail->subject, '[')))
		return OK;
	if (is_absence || reading.kind == READING_HELP ||
	    (reading.kind == READING_COURTESY && *task->words->text))
		return take_reading(task, &(struct thread_found){0}, &reading, err);
	return OK;
}

/* A bare "oui" to a note or to a date of the committee is an answer to its writer or planner; "ok" is
 * courtesy there. */
static bool answers_person(const struct thread_found *thread)
{
	const struct letter_type *type = letter_type_of(thread->template);
	return !strcmp(thread->template, "note") || (type && type->invites == KIND_COMMITTEE);
}

static void read_as_answer_to_person(const struct words *words, struct words_reading *reading)
{
	static const unsigned bare = 1u << ACT_YES | 1u << ACT_NO | 1u << ACT_MAYBE;
	unsigned acts = 0;
	for (size_t i = 0; i < words->count; i++)
		acts |= words->sentences[i].acts;
	if (acts & bare && !(acts & ~(bare | 1u << ACT_OK)))
		reading->kind = READING_NOTE;
	else if (acts == 1u << ACT_OK && reading->kind == READING_TWO)
		reading->kind = READING_COURTESY;
}

/* A colleague of the guest who says that he comes is told how to register: as a note his yes would be lost.
 */
static void read_for_guest(struct task *task, const struct thread_found *thread,
			   struct words_reading *reading)
{
	if (!thread->has_event || thread->thread != THREAD_OTHER || reading->kind != READING_NOTE ||
	    strcmp(thread->event.status, "open") != 0)
		return;
	struct words_reading of_guest = words_settle(task->arena, task->words, THREAD_INVITATION);
	if (of_guest.kind == READING_ANSWER && of_guest.act == ACT_YES)
		*reading = of_guest;
}

int read_words(struct task *task, struct err *err)
{
	struct thread_found thread;
	bool is_to_thread = is_answer(task);
	/* A document in the committee's thread is its minutes, with any text. */
	bool brings_document = task->form->kind == KIND_COMMITTEE && note_has_files(task);
	if (!strcmp(task->form->kind_source, "line") || brings_document)
		return OK;
	if (!is_to_thread && !(takes_words(task->form) && task->words->count))
		return read_outside(task, err);
	int rc = thread_find(task, &thread, err);
	if (rc || !thread.is_known)
		return rc ? rc : read_outside(task, err);
	/* A request for help, unless it is an answer below the guide's own tag. */
	if (task->form->kind == KIND_HELP && strcmp(thread.template, "guide"))
		return OK;
	struct words_reading reading = words_settle(task->arena, task->words, thread.thread);
	if (answers_person(&thread))
		read_as_answer_to_person(task->words, &reading);
	else
		read_for_guest(task, &thread, &reading);
	/* There is nothing left to withdraw. */
	if (reading.kind == READING_TWO && reading.act != ACT_STOP && thread.has_candidate &&
	    thread.candidate.is_erased && thread.thread != THREAD_ERASURE)
		reading.kind = READING_NOTE;
	if (reading.kind == READING_NOTE && task->form->said_count) {
		bool is_taken = false;
		int64_t refused;
		if ((rc = correction_find(task, &refused, err)) ||
		    (refused && (rc = correction_in_words(task, refused, &is_taken, err))) || is_taken)
			return rc;
	}
	/* A new message with a form's tag is free text only when that can answer something. */
	if (!is_to_thread && reading.kind != READING_ANSWER)
		return OK;
	task->form->note_count = 0; /* drops notes about lines in no field: they are free text */
	return take_reading(task, &thread, &reading, err);
}
