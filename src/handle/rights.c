#include "rights.h"

static bool is_steering(const struct contact *sender)
{
	return sender->is_steering;
}

static bool is_signatory(const struct contact *sender)
{
	return sender->is_signatory;
}

static const struct {
	bool (*may_send)(const struct contact *sender); /* NULL: all may */
	const char *why, *accepted;
} RIGHTS[KIND_RIGHTS] = {
    [RIGHT_OF_STEERING] = {is_steering,
			   "L’accord sur le bilan est donné par les membres du comité de pilotage\u00a0; "
			   "votre adresse n’est pas "
			   "celle "
			   "d’un membre.",
			   "Un message envoyé depuis l’adresse d’un membre du comité de pilotage."},
    [RIGHT_OF_SIGNATORIES] = {is_signatory,
			      "La convention est dénoncée par ses signataires (article 5)\u00a0; votre "
			      "adresse n’est pas celle d’un "
			      "signataire.",
			      "Un message envoyé depuis l’adresse d’un signataire."},
};

int rights_check(struct task *task, bool *is_refused, struct err *err)
{
	const struct kind_rule *rule = task_rule(task);
	const char *why = NULL, *accepted = NULL;
	if (!kind_rule_allows(rule, task->sender.type)) {
		why = arena_printf(
		    task->arena,
		    "Les organismes de votre catégorie n’envoient pas ce genre de message\u00a0: %s.",
		    rule->what);
		accepted = "Écrivez [AIDE] dans l’objet\u00a0: vous recevrez la liste de ce que vous pouvez "
			   "envoyer.";
	}
	if (!why && RIGHTS[rule->right].may_send && !RIGHTS[rule->right].may_send(&task->sender)) {
		why = RIGHTS[rule->right].why;
		accepted = RIGHTS[rule->right].accepted;
	}
	*is_refused = why;
	return why ? task_bar(task, "kind", "Droit d’envoi", kind_tag(task->form->kind), why, accepted, err)
		   : OK;
}
