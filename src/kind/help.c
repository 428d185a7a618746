/* The guide: ready-made forms that this contact may send. Also the answer to an empty or unreadable form from
 * a known contact. */
#include "agreement.h"
#include "handle/present.h"
#include "handle/task.h"
#include "kind.h"
#include "kind/guide.h"

#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"

/* The labels of the form's lines in a sentence, with the accepted values of choices. */
static char *line_names(struct arena *arena, enum kind kind, bool is_spontaneous, bool is_required)
{
	struct buf names = {.arena = arena};
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	for (size_t i = 0; i < count; i++) {
		if (labels[i].is_required != is_required)
			continue;
		buf_printf(&names, "%s%s", names.length ? ", " : "", labels[i].label);
		if (labels[i].is_choice)
			buf_printf(&names, " (%s)", labels[i].hint);
	}
	return buf_text(&names);
}

/* Says why a file was not read, and which formats are accepted. */
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

static json_t *ready_made(struct arena *arena, enum kind kind, const struct guide_form *guide)
{
	const char *placeholder = guide->placeholder ? guide->placeholder : "";
	const char *subject =
	    arena_printf(arena, "[%s%s%s]", kind_tag(kind), *placeholder ? " " : "", placeholder);
	bool is_spontaneous = !guide->placeholder;
	json_t *form = json_pack("{ss ss ss ss sb ss}", "title", phrase(guide->title), "subject", subject,
				 "required", line_names(arena, kind, is_spontaneous, true), "optional",
				 line_names(arena, kind, is_spontaneous, false), "takes_cv", kind == KIND_CV,
				 "placeholder", placeholder);
	present_button(form, phrase(guide->title), subject, present_form_text(arena, kind, is_spontaneous));
	return form;
}

/* After the end of the agreement, only kinds that are still accepted. */
static json_t *forms_for(struct arena *arena, enum organisation_type sender, bool is_steering, bool is_over)
{
	json_t *forms = json_array();
	for (enum kind kind = KIND_NONE; kind < KIND_COUNT; kind++) {
		const struct kind_rule *rule = &KINDS[kind];
		bool may = rule->right != RIGHT_OF_STEERING || is_steering;
		if (!may || (is_over && rule->outlives != is_always_taken) || !kind_rule_allows(rule, sender))
			continue;
		for (size_t i = 0; i < ARRAY_SIZE(rule->guide) && rule->guide[i].title; i++)
			json_array_append_new(forms, ready_made(arena, kind, &rule->guide[i]));
	}
	return forms;
}

json_t *guide_forms(struct arena *arena, enum organisation_type sender, bool is_steering)
{
	return forms_for(arena, sender, is_steering, false);
}

int handle_help(struct task *task, struct err *err)
{
	bool is_over;
	if (refuses_files(task))
		return task_refuse(task, err);
	int rc = agreement_is_over(task, &is_over, err);
	if (rc)
		return rc;
	json_t *data = task_data(task);
	json_object_set_new(data, "forms",
			    forms_for(task->arena, task->sender.type, task->sender.is_steering, is_over));
	json_object_set_new(data, "is_asked", json_boolean(task->form->kind == KIND_HELP));
	bool is_empty = task->form->is_wordy && task->words->count == 0;
	if (task->form->kind == KIND_HELP || (is_empty && text_is_blank(task->mail->subject)))
		task_accept(task, NULL, "guide sent");
	else
		task_turn_down(task, "no form found");
	return task_answer(task, "guide", data, NULL, err);
}
