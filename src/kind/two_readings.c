#include "two_readings.h"

#include "calls.h"
#include "reports.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"

enum { SHOWN_BYTES = 500 };

/* Buttons for the possible meanings in a thread. %s is the record; a tag without it is used as is. */
struct choice {
	const char *label;   /* key of its phrase */
	const char *subject; /* before the record's reference; NULL: the tag of the call */
	const char *body;    /* key of its phrase; NULL: the blank form of a CV */
	bool destroys;	     /* never the main button */
};

static const struct choice COMING[] = {{"two.yes", "REPONSE", "body.coming", false},
				       {"two.no", "REPONSE", "body.not_coming", false},
				       {"two.maybe", "REPONSE", "body.maybe", false},
				       {0}};
static const struct choice CANDIDATE[] = {
    {"two.propose", "CV", NULL, false}, {"two.nobody", "CV", "body.nobody", false}, {0}};
static const struct choice OFFER[] = {
    {"two.filled", "OFFRE", "body.filled", false}, {"two.closed", "OFFRE", "body.cancelled", false}, {0}};
static const struct choice OUTCOME[] = {{"two.interview", "SUITE", "body.interview", false},
					{"two.hired", "SUITE", "body.hired", false},
					{"two.rejected", "SUITE", "body.rejected", false},
					{0}};
static const struct choice WITHDRAWAL[] = {{"button.access", "ACCES", "body.access", false},
					   {"two.withdraw", "RETRAIT", "body.withdraw", true},
					   {0}};
static const struct choice CONSENT[] = {
    {"two.renew", "CV", "body.consent", false}, {"two.withdraw", "RETRAIT", "body.withdraw", true}, {0}};
static const struct choice ERASURE[] = {{"two.erased", "SUITE", "body.erased", false}, {0}};
static const struct choice EVENT[] = {{"button.change_event", "EVENEMENT", "body.move_event", false},
				      {"two.cancel", "ANNULATION", "body.cancel_event", true},
				      {0}};
static const struct choice CALL[] = {{"button.call_yes", "REPONSE", "body.call_yes", false},
				     {"button.call_maybe", "REPONSE", "body.call_maybe", false},
				     {"button.call_no", "REPONSE", "body.call_no", false},
				     {0}};
static const struct choice OWN_CALL[] = {{"button.call_filled", NULL, "body.call_end", false},
					 {"button.call_cancel", NULL, "body.call_cancel", true},
					 {0}};
static const struct choice APPROVAL[] = {
    {"two.approve", "ACCORD", "body.publish", false}, {"two.decline", "ACCORD", "body.discard", false}, {0}};
static const struct choice TERMINATION[] = {{"button.terminate", "DENONCIATION", "body.terminate_anew", true},
					    {0}};
static const struct choice SETTINGS[] = {{"two.stop", "DESABONNEMENT", "body.stop_offers", false},
					 {"two.weekly", "ABONNEMENT", "body.weekly", false},
					 {0}};

static const struct {
	const char *question; /* key of its phrase */
	const char *hint;     /* key of the phrase below it; NULL: none */
	const struct choice *choices;
} THREADS[THREAD_COUNT] = {
    [THREAD_OTHER] = {"two.question.settings", NULL, SETTINGS},
    [THREAD_INVITATION] = {"two.question.coming", NULL, COMING},
    [THREAD_ATTENDANCE] = {"two.question.coming", NULL, COMING},
    [THREAD_OFFER] = {"two.question.candidate", NULL, CANDIDATE},
    [THREAD_OWN_OFFER] = {"two.question.offer", NULL, OFFER},
    [THREAD_CV] = {"two.question.outcome", NULL, OUTCOME},
    [THREAD_OWN_CANDIDATE] = {"two.question.withdrawal", "two.hint.withdrawal", WITHDRAWAL},
    [THREAD_CONSENT] = {"two.question.consent", "two.hint.consent", CONSENT},
    [THREAD_ERASURE] = {"two.question.erasure", NULL, ERASURE},
    [THREAD_OWN_EVENT] = {"two.question.event", "two.hint.event", EVENT},
    [THREAD_CALL] = {"two.question.call", NULL, CALL},
    [THREAD_CALL_ANSWERED] = {"two.question.call", NULL, CALL},
    [THREAD_OWN_CALL] = {"two.question.own_call", "two.hint.own_call", OWN_CALL},
    [THREAD_APPROVAL] = {"two.question.approval", "two.hint.approval", APPROVAL},
    [THREAD_TERMINATION] = {"two.question.termination", "two.hint.termination", TERMINATION},
};

/* The answered letter decides which version of the report the buttons are about. */
static int find_version(struct task *task, const char *ref, const char **line, struct err *err)
{
	int64_t version = 0;
	int rc =
	    ref && text_starts_with(ref, "BIL-") ? report_version_answered(task, ref, &version, err) : OK;
	*line = version ? report_version_line(task->arena, version) : "";
	return rc;
}

static void add_buttons(struct task *task, json_t *data, const struct choice *choice, const char *ref,
			const char *last_line)
{
	for (; choice->label; choice++) {
		const char *tag = choice->subject ? choice->subject : kind_tag(call_type_of(ref)->form);
		const char *subject = ref ? arena_printf(task->arena, "[%s %s]", tag, ref)
					  : arena_printf(task->arena, "[%s]", tag);
		const char *body =
		    choice->body ? phrase(choice->body) : present_form_text(task->arena, KIND_CV, false);
		body = arena_printf(task->arena, "%s%s", body, last_line);
		if (choice->destroys)
			present_destructive_button(data, phrase(choice->label), subject, body);
		else
			present_aside_button(data, phrase(choice->label), subject, body);
	}
}

int two_readings_ask(struct task *task, const struct thread_found *thread, enum act act, struct err *err)
{
	json_t *data = task_data(task);
	bool is_settings = act == ACT_STOP || !thread->ref;
	size_t row = is_settings ? THREAD_OTHER : (size_t)thread->thread;
	/* Settings and the national agreement have no reference in their tags. */
	const char *ref = is_settings || thread->thread == THREAD_TERMINATION ? NULL : thread->ref;
	const char *version;
	int rc = find_version(task, ref, &version, err);
	if (rc)
		return rc;
	json_object_set_new(data, "text",
			    json_string(task->words->forbidden
					    ? ""
					    : text_one_line(task->arena, task->words->text, SHOWN_BYTES)));
	json_object_set_new(data, "question", json_string(phrase(THREADS[row].question)));
	json_object_set_new(data, "hint", json_string(THREADS[row].hint ? phrase(THREADS[row].hint) : ""));
	json_object_set_new(data, "ref", thread->ref ? json_string(thread->ref) : json_null());
	/* Consents, approvals and terminations are never given in free text. */
	bool is_formal = row == THREAD_CONSENT || row == THREAD_APPROVAL || row == THREAD_TERMINATION;
	json_object_set_new(data, "is_formal", json_boolean(is_formal));
	add_buttons(task, data, THREADS[row].choices, ref, version);
	task_turn_down(task, "two readings");
	return task_answer(task, "two_readings", data, thread->ref, err);
}
