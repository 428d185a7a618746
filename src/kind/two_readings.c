#include "two_readings.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"

enum { SHOWN_BYTES = 500 };

/* The buttons for what a thread may mean. %s is the record; a tag without it stands for itself. */
struct choice {
	const char *label;   /* key of its phrase */
	const char *subject; /* before the record's reference */
	const char *body;    /* NULL: the blank form of a CV */
};

static const struct choice COMING[] = {{"two.yes", "REPONSE", "Réponse : oui\nNombre de jeunes : \n"},
				       {"two.no", "REPONSE", "Réponse : non\n"},
				       {"two.maybe", "REPONSE", "Réponse : peut-être\n"},
				       {0}};
static const struct choice CANDIDATE[] = {
    {"two.propose", "CV", NULL}, {"two.nobody", "CV", "Personne de disponible\n"}, {0}};
static const struct choice OFFER[] = {
    {"two.filled", "OFFRE", "Statut : pourvue\n"}, {"two.closed", "OFFRE", "Statut : annulée\n"}, {0}};
static const struct choice OUTCOME[] = {{"two.interview", "SUITE", "Suite : entretien\n"},
					{"two.hired", "SUITE", "Suite : recruté\n"},
					{"two.rejected", "SUITE", "Suite : non retenu\n"},
					{0}};
static const struct choice WITHDRAWAL[] = {{"two.withdraw", "RETRAIT", "RETRAIT\n"}, {0}};
static const struct choice CONSENT[] = {{"two.renew", "CV", "Consentement : \nDate du consentement : \n"},
					{"two.withdraw", "RETRAIT", "RETRAIT\n"},
					{0}};
static const struct choice ERASURE[] = {{"two.erased", "SUITE", "C’est effacé\n"}, {0}};
static const struct choice EVENT[] = {{"two.cancel", "ANNULATION", "Annulation confirmée\n"}, {0}};
static const struct choice SETTINGS[] = {{"two.stop", "DESABONNEMENT", "Listes : offres\n"},
					 {"two.weekly", "ABONNEMENT", "Fréquence : hebdomadaire\n"},
					 {0}};

static const struct {
	const char *question; /* key of its phrase */
	const struct choice *choices;
} THREADS[THREAD_COUNT] = {
    [THREAD_OTHER] = {"two.question.settings", SETTINGS},
    [THREAD_INVITATION] = {"two.question.coming", COMING},
    [THREAD_ATTENDANCE] = {"two.question.coming", COMING},
    [THREAD_OFFER] = {"two.question.candidate", CANDIDATE},
    [THREAD_OWN_OFFER] = {"two.question.offer", OFFER},
    [THREAD_CV] = {"two.question.outcome", OUTCOME},
    [THREAD_OWN_CANDIDATE] = {"two.question.withdrawal", WITHDRAWAL},
    [THREAD_CONSENT] = {"two.question.consent", CONSENT},
    [THREAD_ERASURE] = {"two.question.erasure", ERASURE},
    [THREAD_OWN_EVENT] = {"two.question.event", EVENT},
};

static void add_buttons(struct task *task, json_t *data, const struct choice *choice, const char *ref)
{
	for (; choice->label; choice++)
		present_button(data, phrase(choice->label),
			       ref ? arena_printf(task->arena, "[%s %s]", choice->subject, ref)
				   : arena_printf(task->arena, "[%s]", choice->subject),
			       choice->body ? choice->body : present_form_text(task->arena, KIND_CV, false));
}

int two_readings_ask(struct task *task, const struct thread_found *thread, enum act act, struct err *err)
{
	json_t *data = task_data(task);
	bool is_settings = act == ACT_STOP || !thread->ref;
	size_t row = is_settings ? THREAD_OTHER : (size_t)thread->thread;
	json_object_set_new(data, "text",
			    json_string(task->words->forbidden
					    ? ""
					    : text_one_line(task->arena, task->words->text, SHOWN_BYTES)));
	json_object_set_new(data, "question", json_string(phrase(THREADS[row].question)));
	json_object_set_new(data, "ref", thread->ref ? json_string(thread->ref) : json_null());
	add_buttons(task, data, THREADS[row].choices, is_settings ? NULL : thread->ref);
	task_turn_down(task, "two readings");
	return task_answer(task, "two_readings", data, thread->ref, err);
}
