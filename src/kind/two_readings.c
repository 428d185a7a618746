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
	bool destroys;	     /* never the button that readers are led to */
};

static const struct choice COMING[] = {{"two.yes", "REPONSE", "Réponse : oui\nNombre de jeunes : \n", false},
				       {"two.no", "REPONSE", "Réponse : non\n", false},
				       {"two.maybe", "REPONSE", "Réponse : peut-être\n", false},
				       {0}};
static const struct choice CANDIDATE[] = {
    {"two.propose", "CV", NULL, false}, {"two.nobody", "CV", "Personne de disponible\n", false}, {0}};
static const struct choice OFFER[] = {{"two.filled", "OFFRE", "Statut : pourvue\n", false},
				      {"two.closed", "OFFRE", "Statut : annulée\n", false},
				      {0}};
static const struct choice OUTCOME[] = {{"two.interview", "SUITE", "Suite : entretien\n", false},
					{"two.hired", "SUITE", "Suite : embauche\n", false},
					{"two.rejected", "SUITE", "Suite : candidature non retenue\n", false},
					{0}};
static const struct choice WITHDRAWAL[] = {
    {"button.access", "ACCES", "ACCES\n", false}, {"two.withdraw", "RETRAIT", "RETRAIT\n", true}, {0}};
static const struct choice CONSENT[] = {
    {"two.renew", "CV", "Consentement : \nDate du consentement : \n", false},
    {"two.withdraw", "RETRAIT", "RETRAIT\n", true},
    {0}};
static const struct choice ERASURE[] = {{"two.erased", "SUITE", "C’est effacé\n", false}, {0}};
static const struct choice EVENT[] = {{"button.change_event", "EVENEMENT", "Date : \nLieu : \n", false},
				      {"two.cancel", "ANNULATION", "Annulation confirmée\n", true},
				      {0}};
static const struct choice SETTINGS[] = {{"two.stop", "DESABONNEMENT", "Listes : offres\n", false},
					 {"two.weekly", "ABONNEMENT", "Fréquence : hebdomadaire\n", false},
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
	for (; choice->label; choice++) {
		const char *subject = ref ? arena_printf(task->arena, "[%s %s]", choice->subject, ref)
					  : arena_printf(task->arena, "[%s]", choice->subject);
		const char *body =
		    choice->body ? choice->body : present_form_text(task->arena, KIND_CV, false);
		if (choice->destroys)
			present_destructive_button(data, phrase(choice->label), subject, body);
		else
			present_button(data, phrase(choice->label), subject, body);
	}
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
