#include "rights.h"

#include "db/candidates.h"
#include "db/letters.h"

typedef int right(struct task *task, bool *has, struct err *err);

static int is_steering(struct task *task, bool *has, struct err *err)
{
	(void)err;
	*has = task->sender.is_steering;
	return OK;
}

static int is_signatory(struct task *task, bool *has, struct err *err)
{
	(void)err;
	*has = task->sender.is_signatory;
	return OK;
}

/* The mission locale that follows the young person. Without a reference, or with one that names nobody,
 * nobody does. */
static int follows_candidate(struct task *task, bool *has, struct err *err)
{
	struct candidate candidate;
	*has = false;
	if (!task->form->ref)
		return OK;
	int rc = candidate_get(task->db, task->arena, task->form->ref, &candidate, err);
	*has = !rc && candidate.mission_locale == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static int is_of_organisation(struct task *task, int64_t contact, bool *is, struct err *err)
{
	struct contact found;
	*is = false;
	if (!contact)
		return OK;
	int rc = contact_by_id(task->db, task->arena, contact, &found, err);
	*is = !rc && found.organisation_id == task->sender.organisation_id;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* Or an organisation that was sent the CV. */
static int knows_candidate(struct task *task, bool *has, struct err *err)
{
	struct letter_recipient *told;
	size_t count = 0;
	int rc = follows_candidate(task, has, err);
	if (!rc && !*has && task->form->ref)
		rc = letters_recipients(task->db, task->arena, "cv", task->form->ref, &told, &count, err);
	for (size_t i = 0; !rc && !*has && i < count; i++)
		rc = is_of_organisation(task, told[i].contact, has, err);
	return rc;
}

static const struct {
	enum kind kind;
	right *right;
	const char *key, *label, *why, *accepted;
} RIGHTS[] = {
    {KIND_APPROVAL, is_steering, "kind", "Droit d’envoi",
     "L’accord sur le bilan est donné par les membres du comité de pilotage\u00a0; votre adresse n’est pas "
     "celle "
     "d’un membre.",
     "Un message envoyé depuis l’adresse d’un membre du comité de pilotage."},
    {KIND_TERMINATION, is_signatory, "kind", "Droit d’envoi",
     "La convention est dénoncée par ses signataires (article 5) ; votre adresse n’est pas celle d’un "
     "signataire.",
     "Un message envoyé depuis l’adresse d’un signataire."},
    {KIND_ACCESS, follows_candidate, "ref", "Référence du dossier",
     "Aucun dossier suivi par votre mission locale ne porte cette référence.",
     "[ACCES CAN-2026-0001] dans l’objet, avec la référence que donne notre accusé de réception."},
    {KIND_OUTCOME, knows_candidate, "ref", "Référence du dossier",
     "Aucun dossier que votre organisme suit, ou dont il a reçu le CV, ne porte cette référence.",
     "[SUITE CAN-2026-0001] dans l’objet, avec la référence que donne le message qui portait le CV."},
};

static const char *read_of(struct task *task, const char *key)
{
	const char *ref = task->form->ref ? task->form->ref : "";
	return strcmp(key, "ref") ? kind_tag(task->form->kind) : ref;
}

int rights_check(struct task *task, const struct kind_rule *rule, bool *is_refused, struct err *err)
{
	*is_refused = !kind_rule_allows(rule, task->sender.type);
	if (*is_refused)
		return task_bar(
		    task, "kind", "Droit d’envoi", kind_tag(rule->kind),
		    arena_printf(
			task->arena,
			"Les organismes de votre catégorie n’envoient pas ce genre de message\u00a0: %s.",
			rule->what),
		    "Écrivez [AIDE] dans l’objet\u00a0: vous recevrez la liste de ce que vous pouvez "
		    "envoyer.",
		    err);
	for (size_t i = 0; i < sizeof RIGHTS / sizeof *RIGHTS; i++) {
		bool has = true;
		int rc = RIGHTS[i].kind == rule->kind ? RIGHTS[i].right(task, &has, err) : OK;
		if (rc)
			return rc;
		*is_refused = !has;
		if (!has)
			return task_bar(task, RIGHTS[i].key, RIGHTS[i].label, read_of(task, RIGHTS[i].key),
					RIGHTS[i].why, RIGHTS[i].accepted, err);
	}
	return OK;
}
