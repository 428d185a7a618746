/* [ACCORD DEVOIR-...]: reports a link on a partner's own site (agreement Art. 3, last commitment of each
 * side). The register can't see those sites, so the side's steering committee reports them. */
#include "approvals.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/duties.h"
#include "handle/present.h"
#include "kind/articles.h"

static int record(struct task *task, const struct duty *duty, const char *link, struct err *err)
{
	const struct duty_report report = {.id = duty->id,
					   .link = link,
					   .reported_at = task->now,
					   .contact = task->sender.id,
					   .message = task->message};
	json_t *data = task_data(task);
	int rc = duty_report(task->db, &report, err);
	if (rc)
		return rc;
	json_object_set_new(data, "ref", json_string(duty->id));
	json_object_set_new(data, "duty", json_string(duty->text));
	json_object_set_new(data, "link", json_string(link));
	task_accept(task, duty->id, "duty reported");
	return task_answer(task, "duty_acknowledgement", data, duty->id, err);
}

int duty_approval(struct task *task, struct err *err)
{
	struct duty duty;
	const char *link = form_get(task->form, "link");
	int rc = duty_find(task->db, task->arena, task->form->ref, &duty, err);
	if (rc == ERR_NOT_FOUND)
		return task_refuse_because(task, "ref", phrase("duty.label"), task->form->ref,
					   phrase("duty.unknown"), phrase("duty.unknown.accepted"), err);
	if (rc)
		return rc;
	if (!task->sender.is_steering || strcmp(side_of(task->sender.type), duty.party) != 0)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL),
				phrase("duty.rights"), phrase("duty.rights.accepted"), err);
	if (!duty.is_reported)
		return task_bar(task, "ref", phrase("duty.label"), duty.id, phrase("duty.seen"),
				phrase("duty.seen.accepted"), err);
	if (text_is_blank(link) && !present_is_faulty(task->form, "link"))
		form_fault(task->form, "link", phrase("fault.missing"));
	return task->form->fault_count ? task_refuse(task, err) : record(task, &duty, link, err);
}
