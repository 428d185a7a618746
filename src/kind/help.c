/* The guide: ready forms for what this contact may send. Also the answer to an empty or unreadable form of a
 * known contact. */
#include "handle/present.h"
#include "handle/task.h"
#include "kind.h"

#include "handlers.h"

#include "base/text.h"

/* In the order of the guide; the title is French, spontaneous tells the two forms of a CV apart. */
static const struct {
	enum kind kind;
	bool is_spontaneous;
	const char *title, *subject;
} FORMS[] = {
    {KIND_OFFER, false, "Envoyer une offre d’emploi", "[OFFRE]"},
    {KIND_CV, false, "Répondre à une offre par un CV", "[CV OFF-2026-0001]"},
    {KIND_CV, true, "Envoyer une candidature spontanée", "[CV]"},
    {KIND_WITHDRAWAL, false, "Retirer un CV", "[RETRAIT CAN-2026-0001]"},
    {KIND_OUTCOME, false, "Dire la suite donnée à une candidature", "[SUITE CAN-2026-0001]"},
    {KIND_ACCESS, false, "Demander ce qui est gardé sur un jeune", "[ACCES CAN-2026-0001]"},
    {KIND_EVENT, false, "Annoncer un événement", "[EVENEMENT]"},
    {KIND_RSVP, false, "Répondre à une invitation", "[REPONSE EVT-2026-0001]"},
};

static json_t *form_lines(enum kind kind, bool is_spontaneous)
{
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	json_t *lines = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(lines, json_pack("{ss ss sb}", "label", labels[i].label, "hint",
						       labels[i].hint, "is_required", labels[i].is_required));
	return lines;
}

/* Nothing but files that are not read: they are told why, and in which form they may send what. */
static bool refuses_files(struct task *task)
{
	static const enum kind KINDS_OF_FILES[] = {KIND_OFFER, KIND_EVENT};
	if (!task->form->unread_count || task->form->kind != KIND_NONE || task_may_hold_cv(task))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(KINDS_OF_FILES); i++)
		if (kind_rule_allows(&KINDS[KINDS_OF_FILES[i]], task->sender.type)) {
			task->form->kind = KINDS_OF_FILES[i];
			task->decision.kind = kind_name(task->form->kind);
			return true;
		}
	return false;
}

int handle_help(struct task *task, struct err *err)
{
	if (refuses_files(task))
		return task_refuse(task, err);
	json_t *data = task_data(task), *forms = json_array();
	for (size_t i = 0; i < ARRAY_SIZE(FORMS); i++) {
		if (!kind_rule_allows(&KINDS[FORMS[i].kind], task->sender.type))
			continue;
		json_t *form = json_pack("{ss ss so}", "title", FORMS[i].title, "subject", FORMS[i].subject,
					 "lines", form_lines(FORMS[i].kind, FORMS[i].is_spontaneous));
		present_button(form, "Préparer ce message", FORMS[i].subject,
			       present_form_text(task->arena, FORMS[i].kind, FORMS[i].is_spontaneous));
		json_array_append_new(forms, form);
	}
	json_object_set_new(data, "forms", forms);
	json_object_set_new(data, "is_asked", json_boolean(task->form->kind == KIND_HELP));
	bool is_empty = task->form->is_wordy && task->words->count == 0;
	if (task->form->kind == KIND_HELP || (is_empty && text_is_blank(task->mail->subject)))
		task_accept(task, NULL, "guide sent");
	else
		task_turn_down(task, "no form found");
	return task_answer(task, "guide", data, NULL, err);
}
