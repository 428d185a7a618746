#include "rights.h"

#include "base/phrases.h"

static bool is_steering(const struct contact *sender)
{
	return sender->is_steering;
}

static bool is_signatory(const struct contact *sender)
{
	return sender->is_signatory;
}

static const struct {
	bool (*may_send)(const struct contact *sender); /* NULL: everybody may */
	const char *why, *accepted;			/* phrases */
} RIGHTS[KIND_RIGHTS] = {
    [RIGHT_OF_STEERING] = {is_steering, "rights.steering", "rights.steering.accepted"},
    [RIGHT_OF_SIGNATORIES] = {is_signatory, "rights.signatory", "rights.signatory.accepted"},
};

int rights_check(struct task *task, bool *is_refused, struct err *err)
{
	const struct kind_rule *rule = task_rule(task);
	enum kind kind = task->form->kind;
	const char *why = NULL, *accepted = NULL;
	if (!kind_rule_allows(rule, task->sender.type)) {
		why =
		    phrase_with(task->arena, "rights.kind", "kind", phrase_of("kind", kind_name(kind)), NULL);
		accepted = phrase("rights.kind.accepted");
	} else if (RIGHTS[rule->right].may_send && !RIGHTS[rule->right].may_send(&task->sender)) {
		why = phrase(RIGHTS[rule->right].why);
		accepted = phrase(RIGHTS[rule->right].accepted);
	}
	*is_refused = why;
	return why ? task_bar(task, "kind", phrase("rights.label"), kind_tag(kind), why, accepted, err) : OK;
}
