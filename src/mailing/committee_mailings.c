/* What the members of the steering committee hear by the calendar (specification section 7): the agenda a
 * week before they meet; a year after the last meeting, that the next has no date. */
#include "kind/committee.h"
#include "mailings.h"
#include "quarterly.h"

#include "base/phrases.h"
#include "db/mailings.h"
#include "kind/event.h"

enum { OVERDUE_HOUR = 9, YEAR_MONTHS = 12 };

/* --- the agenda --- */

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

/* --- none for a year --- */

static const char *day_period(struct arena *arena, struct date day)
{
	return date_iso(arena, day);
}

/* The day of the last meeting, else of the signature. False: neither is known. */
static int last_day(struct task *task, struct date *out, bool *is_known, bool *has_met, struct err *err)
{
	const char *signed_on = task->options->agreement_date;
	char *held;
	int rc = committee_last_held(task->db, task->arena, &held, err);
	*is_known = true;
	*has_met = !rc && held;
	if (*has_met)
		*out = date_of(time_of(held));
	else
		*is_known = !rc && signed_on && date_parse_iso(signed_on, out);
	return rc;
}

/* What is planned: one to come, or one that has passed and whose minutes are missing. */
static int find_planned(struct task *task, struct committee *passed, bool *is_to_come, struct err *err)
{
	struct committee *all;
	size_t count;
	int rc = committees_unheld(task->db, task->arena, &all, &count, err);
	*passed = (struct committee){0};
	*is_to_come = false;
	for (size_t i = 0; !rc && i < count; i++) {
		if (strcmp(all[i].status, "planned") != 0)
			continue;
		if (time_of(all[i].starts_at) > task->now)
			*is_to_come = true;
		else
			*passed = all[i];
	}
	return rc;
}

static json_t *overdue_data(struct task *task, const struct committee *passed, struct date last, bool has_met)
{
	bool awaits_minutes = passed->ref != NULL;
	json_t *data = awaits_minutes ? committee_data(task, passed) : task_data(task);
	json_object_set_new(data, "awaits_minutes", json_boolean(awaits_minutes));
	json_object_set_new(data, "has_met", json_boolean(has_met));
	json_object_set_new(data, "last", json_string(date_french(task->arena, last)));
	if (awaits_minutes) {
		present_button(data, phrase("committee.send_minutes"),
			       arena_printf(task->arena, "[COMITE %s]", passed->ref),
			       phrase("body.committee.minutes"));
		committee_move_button(task, data, passed);
	} else {
		present_button(data, phrase("committee.propose"), "[COMITE]", phrase("body.committee.plan"));
	}
	return data;
}

static int send_overdue(struct task *task, const struct committee *passed, json_t *data, const char *period,
			size_t *recipients, struct err *err)
{
	struct contact_list members = {0};
	const char *thread =
	    passed->ref ? passed->ref : arena_printf(task->arena, "COM-%d", date_of(task->now).year);
	int rc = committee_members(task, &members, err);
	for (size_t i = 0; !rc && i < members.count; i++) {
		struct draft draft = {
		    .template = "committee_overdue",
		    .data = data,
		    .to_email = members.rows[i].email,
		    .to_name = members.rows[i].name,
		    .contact = members.rows[i].id,
		    .about = period,
		    .invites = KIND_COMMITTEE,
		    .thread = thread,
		    .occasion = arena_printf(task->arena, "committee_overdue:%s", period),
		};
		rc = task_emit(task, &draft, err);
	}
	*recipients = members.count;
	return rc;
}

int committee_overdue_next(struct task *task, bool *did, struct err *err)
{
	struct quarterly overdue = {.kind = "committee_overdue", .hour = OVERDUE_HOUR, .period = day_period};
	struct committee passed;
	struct date last, day;
	time_t due_at;
	size_t recipients = 0;
	bool is_known, has_met, is_to_come;
	int rc = last_day(task, &last, &is_known, &has_met, err);
	*did = false;
	if (rc || !is_known)
		return rc;
	overdue.first = date_add_days(date_add_months(last, YEAR_MONTHS), 1);
	if ((rc = quarterly_look(task, &overdue, did, &day, &due_at, err)) || !*did ||
	    (rc = find_planned(task, &passed, &is_to_come, err)))
		return rc;
	const char *reason = is_to_come ? "a committee is planned" : NULL;
	if (!reason)
		rc = send_overdue(task, &passed, overdue_data(task, &passed, last, has_met),
				  day_period(task->arena, day), &recipients, err);
	if (!rc && !reason && !recipients)
		reason = "nobody to tell";
	return rc ? rc : quarterly_done(task, &overdue, day, recipients, reason, err);
}
