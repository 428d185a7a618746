/* A change of a published offer that a rule objects to: it waits for a correction or a decision; until then
 * readers have the unchanged offer (specification section 4). */
#include "offers.h"

#include "base/text.h"

/* Drops from the waiting change the fields that this message gives again. */
static void drop_said_anew(struct form *waiting, const struct form *now)
{
	size_t kept = 0;
	for (size_t i = 0; i < waiting->field_count; i++)
		if (!form_field(now, waiting->fields[i].key))
			waiting->fields[kept++] = waiting->fields[i];
	waiting->field_count = kept;
}

static bool closes(const struct form *form)
{
	const char *status = form_get(form, "status");
	return status && strcmp(status, "open") != 0;
}

static int forget(struct task *task, const char *ref, struct err *err)
{
	int rc = offer_waiting_put(task->db, ref, NULL, 0, err);
	return rc ? rc : offer_remarks_put(task->db, ref, NULL, 0, err);
}

static int put_aside(struct task *task, const struct offer *offer, struct form *waiting, size_t objections,
		     struct err *err)
{
	offer_form_change(waiting, task->form);
	int rc = offer_waiting_keep(task, offer->ref, waiting, err);
	if (rc)
		return rc;
	offer_wait(task, offer->ref, objections);
	return offer_ask(task, offer, waiting, err);
}

int offer_change_settle(struct task *task, const struct offer *offer, bool *waits, struct err *err)
{
	struct form waiting;
	size_t left;
	bool objects = offer_is_held_by(task->form);
	int rc = offer_waiting_form(task, offer->ref, &waiting, err);
	*waits = false;
	if (rc || (!objects && !waiting.field_count))
		return rc;
	if (!objects && closes(task->form))
		return forget(task, offer->ref, err);
	if ((rc = offer_remarks_update(task, offer->ref, task->form, &left, err)))
		return rc;
	if (objects) {
		*waits = true;
		return put_aside(task, offer, &waiting, left, err);
	}
	if (left) {
		drop_said_anew(&waiting, task->form);
		return offer_waiting_keep(task, offer->ref, &waiting, err);
	}
	offer_form_change(&waiting, task->form);
	task->form->fields = waiting.fields;
	task->form->field_count = waiting.field_count;
	return forget(task, offer->ref, err);
}
