/* A year after the last meeting of the steering committee both sides are asked for a date, and again every
 * three months (agreement Art. 3: « une fois par an »; specification section 7). */
#include "kind/committee.h"
#include "mailings.h"
#include "period.h"

#include "base/phrases.h"
#include "kind/event.h"

enum { DUE_HOUR = 9, YEAR_MONTHS = 12, STEP_MONTHS = 3 };

/* --- when --- */

/* The date of the nth request; the first is the day after twelve months. */
static struct period nth(struct task *task, struct date first, int n)
{
	struct date day = date_add_months(first, n * STEP_MONTHS);
	return (struct period){"committee_overdue", date_iso(task->arena, day), day,
			       date_at(day, DUE_HOUR, 0)};
}

static int exists(struct task *task, const struct period *period, bool *does, struct err *err)
{
	return mailing_exists(task->db, period->kind, period->name, does, err);
}

/* Skips the requests before it that were not made since the calendar began. */
static int skip_before(struct task *task, struct date first, int n, time_t began, struct err *err)
{
	const char *reason = arena_printf(task->arena, "overtaken by %s", nth(task, first, n).name);
	bool is_made = false;
	int rc = OK;
	while (!rc && !is_made && --n >= 0) {
		struct period passed = nth(task, first, n);
		if (passed.due_at < began || (rc = exists(task, &passed, &is_made, err)) || is_made)
			break;
		rc = period_close(task, &passed, 0, reason, err);
	}
	return rc;
}

/* The newest due request, unless it was made. */
static int find_owed(struct task *task, struct date first, struct period *out, bool *is_owed, struct err *err)
{
	struct date today = date_of(task->now);
	int n = ((today.year - first.year) * YEAR_MONTHS + today.month - first.month) / STEP_MONTHS;
	bool is_made;
	time_t began;
	*is_owed = false;
	while (n >= 0 && nth(task, first, n).due_at > task->now)
		n--;
	if (n < 0 || nth(task, first, n).due_at > task->now)
		return OK;
	*out = nth(task, first, n);
	int rc = calendar_began(task, &began, err);
	if (rc || out->due_at < began || (rc = exists(task, out, &is_made, err)) || is_made)
		return rc;
	*is_owed = true;
	return skip_before(task, first, n, began, err);
}

/* --- the letter --- */

/* The day of the last meeting, else of the signature. False: both unknown. */
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

/* A planned committee: a future one, or a past one without minutes. */
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
	struct committee passed;
	struct period period;
	struct date last;
	size_t recipients = 0;
	bool is_known, has_met, is_to_come;
	int rc = last_day(task, &last, &is_known, &has_met, err);
	*did = false;
	if (rc || !is_known)
		return rc;
	struct date first = date_add_days(date_add_months(last, YEAR_MONTHS), 1);
	if ((rc = find_owed(task, first, &period, did, err)) || !*did ||
	    (rc = find_planned(task, &passed, &is_to_come, err)))
		return rc;
	const char *reason = is_to_come ? "a committee is planned" : NULL;
	if (!reason)
		rc = send_overdue(task, &passed, overdue_data(task, &passed, last, has_met), period.name,
				  &recipients, err);
	if (!rc && !reason && !recipients)
		reason = "nobody to tell";
	return rc ? rc : period_close(task, &period, (int64_t)recipients, reason, err);
}
