/* Mailings of the calendar to the members of the steering committee (specification section 7): the agenda a
 * week before a meeting. */
#include "kind/committee.h"
#include "mailings.h"

#include "base/phrases.h"
#include "db/mailings.h"
#include "kind/event.h"

static int send_agenda(struct task *task, const struct committee *committee, const char *period,
		       size_t *recipients, struct err *err)
{
	json_t *data = committee_data(task, committee);
	committee_item_button(task, data, committee);
	committee_move_button(task, data, committee);
	const struct committee_letter letter = {.template = "committee_agenda",
						.occasion =
						    arena_printf(task->arena, "committee_agenda:%s", period),
						.data = data};
	return committee_tell(task, committee, &letter, recipients, err);
}

static int make_agenda(struct task *task, const struct committee *committee, const struct committee_due *due,
		       struct err *err)
{
	size_t recipients = 0;
	const char *reason = NULL;
	if (!strcmp(committee->status, "cancelled"))
		reason = "cancelled";
	else if (time_of(committee->starts_at) <= task->now)
		reason = "too late";
	int rc = reason ? OK : send_agenda(task, committee, due->period, &recipients, err);
	if (!reason && !recipients)
		reason = "nobody to tell";
	const struct mailing row = {.kind = "committee_agenda",
				    .period = due->period,
				    .due_at = due->at,
				    .done_at = task->now,
				    .recipients = (int64_t)recipients,
				    .reason = reason};
	return rc ? rc : mailing_add(task->db, &row, err);
}

int committee_agenda_next(struct task *task, bool *did, struct err *err)
{
	struct committee *all;
	size_t count;
	int rc = committees_unheld(task->db, task->arena, &all, &count, err);
	*did = false;
	for (size_t i = 0; !rc && !*did && i < count; i++) {
		struct committee_due due = committee_agenda_due(task, &all[i]);
		bool exists = true;
		if (!due.is_owed || due.at > task->now ||
		    (rc = mailing_exists(task->db, "committee_agenda", due.period, &exists, err)) || exists)
			continue;
		*did = true;
		rc = make_agenda(task, &all[i], &due, err);
	}
	return rc;
}
