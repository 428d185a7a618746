/* [DENONCIATION]: the end of the agreement (Art. 5), or of a regional one alone. */
#include "handlers.h"
#include "regional.h"

#include "base/phrases.h"

int handle_termination(struct task *task, struct err *err)
{
	if (task->form->fault_count)
		return task_refuse(task, err);
	if (task->form->ref)
		return regional_end(task, err);
	if (!task->sender.is_signatory)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_TERMINATION),
				phrase("rights.signatory"), phrase("rights.signatory.accepted"), err);
	return task_hold(task, "a person handles this kind", err);
}
