#include "approvals.h"
#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"

bool approval_is_right(struct task *task)
{
	extract_require(task->form);
	const char *answer = form_get(task->form, "answer");
	if (answer && !strcmp(answer, "maybe"))
		form_fault(task->form, "answer", phrase("offer.yes_or_no"));
	return !task->form->fault_count;
}

/* All others are for the steering committee, and wait for a person. */
int handle_approval(struct task *task, struct err *err)
{
	static const struct {
		const char *prefix;
		kind_handler *handler;
	} APPROVALS[] = {{"OFF-", offer_approval},
			 {"ART-", article_approval},
			 {"CNR-", regional_approval},
			 {"DEVOIR-", duty_approval},
			 {"BIL-", report_approval}};
	const char *ref = task->form->ref;
	for (size_t i = 0; ref && i < ARRAY_SIZE(APPROVALS); i++)
		if (text_starts_with(ref, APPROVALS[i].prefix))
			return APPROVALS[i].handler(task, err);
	if (!task->sender.is_steering)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL),
				phrase("rights.steering"), phrase("rights.steering.accepted"), err);
	return task_hold(task, "a person handles this kind", err);
}
