#include "rsvp_calendar.h"

#include "base/phrases.h"
#include "base/text.h"
#include "invite.h"

static bool is_method(const struct task *task, const char *method)
{
	return !strcmp(form_get(task->form, "calendar_method"), method);
}

static int refuse(struct task *task, bool *is_done, const char *label, const char *read, const char *why,
		  const char *accepted, struct err *err)
{
	*is_done = true;
	return task_bar(task, "attendee", label, read, why, accepted, err);
}

int rsvp_check_attendee(struct task *task, bool *is_done, struct err *err)
{
	const char *attendee = form_get(task->form, "calendar_attendee");
	struct contact other;
	if (form_get(task->form, "calendar_defect"))
		return refuse(task, is_done, phrase("label.calendar_answer"), "",
			      phrase("fault.calendar_answer"), phrase("fault.calendar_answer.accepted"), err);
	if (!attendee)
		return OK;
	/* An ATTENDEE outside of the directory is another address of the sender. */
	int rc = *attendee ? contact_by_email(task->db, task->arena, attendee, &other, err) : ERR_NOT_FOUND;
	if (rc == ERR_NOT_FOUND || (!rc && other.id == task->sender.id))
		return OK;
	return rc ? rc
		  : refuse(task, is_done, phrase("label.participant"), "", phrase("fault.answer_for_another"),
			   phrase("fault.answer_for_another.accepted"), err);
}

/* For a cancelled event, the SEQUENCE before the cancellation, as nobody answers that one. */
static bool is_outdated(const struct task *task, const struct event *event)
{
	int current = event->sequence - !strcmp(event->status, "cancelled");
	return strtol(form_get(task->form, "calendar_sequence"), NULL, 10) < current;
}

/* A DTSTAMP in the future counts as the time of arrival. */
static const char *stamp_of(struct task *task)
{
	const char *stamp = form_get(task->form, "calendar_stamp");
	time_t at;
	if (!time_parse_rfc3339(stamp, &at) || at > task->now)
		return time_utc(task->arena, task->arrived_at);
	return stamp;
}

static bool is_stale(const struct task *task, const struct rsvp *rsvp)
{
	const struct attendance *standing = &rsvp->standing;
	if (is_outdated(task, &rsvp->event))
		return true;
	return standing->stamp && standing->sequence == rsvp->event.sequence &&
	       strcmp(rsvp->stamp, standing->stamp) < 0;
}

/* The delegate replaces the guest: RFC 5546 3.2.2.3. */
static int delegate(struct task *task, const struct rsvp *rsvp, struct err *err)
{
	const char *email = form_get(task->form, "calendar_delegate");
	struct contact other;
	struct attendance invited;
	int rc = email ? contact_by_email(task->db, task->arena, email, &other, err) : ERR_NOT_FOUND;
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (rc || other.organisation_id != task->sender.organisation_id || other.id == task->sender.id)
		return task_bar(task, "delegate", phrase("label.delegation"), "", phrase("fault.delegation"),
				phrase("fault.delegation.accepted"), err);
	struct attendance_change change = {
	    .event = rsvp->event.ref,
	    .contact = task->sender.id,
	    .answer = "no",
	    .answered_at = time_utc(task->arena, task->arrived_at),
	    .stamp = rsvp->stamp,
	    .comment = form_get(task->form, "comment"),
	    .sequence = rsvp->event.sequence,
	};
	struct contact_list one = {.rows = &other, .count = 1};
	rc = attendance_get(task->db, task->arena, rsvp->event.ref, other.id, &invited, err);
	if (rc == ERR_NOT_FOUND)
		rc = invite_all(task, &rsvp->event, &one, err);
	if (rc || (rc = attendance_set(task->db, &change, err)) ||
	    (rc = seats_promote(task, &rsvp->event, err)))
		return rc;
	task_accept(task, rsvp->event.ref, "invitation delegated");
	return OK;
}

/* The announcer is told of each proposal once. */
static int tell_counter(struct task *task, const struct rsvp *rsvp, struct err *err)
{
	const struct event *event = &rsvp->event;
	struct contact announcer;
	time_t start, end;
	if (!form_instant(task->form, "calendar_start", event->zone, &start))
		return OK;
	bool has_end = form_instant(task->form, "calendar_end", event->zone, &end);
	int rc = contact_by_id(task->db, task->arena, event->sender, &announcer, err);
	if (rc || !announcer.is_active || announcer.is_bounced)
		return rc;
	json_t *data = event_data(task, event);
	const char *comment = form_get(task->form, "comment");
	json_object_set_new(data, "guest", json_string(task->sender.organisation));
	json_object_set_new(data, "proposed", json_string(event_when(task, event, start, has_end ? end : 0)));
	json_object_set_new(data, "comment", json_string(comment ? comment : ""));
	present_button(data, phrase("button.take_date"),
		       arena_printf(task->arena, "[EVENEMENT %s]", event->ref),
		       phrase_with(task->arena, "body.date", "date",
				   event_when_written(task, event, start, has_end ? end : 0), NULL));
	struct draft draft = {
	    .template = "event_counter",
	    .data = data,
	    .to_email = announcer.email,
	    .to_name = announcer.name,
	    .contact = announcer.id,
	    .about = event->ref,
	    .occasion = arena_printf(task->arena, "counter:%lld:%lld:%lld", (long long)task->sender.id,
				     (long long)start, has_end ? (long long)end : 0LL),
	};
	return task_emit(task, &draft, err);
}

static int refresh(struct task *task, const struct rsvp *rsvp, struct err *err)
{
	const char *today = date_iso(task->arena, date_of(task->now));
	struct contact_list one = {.rows = &task->sender, .count = 1};
	if (event_is_over(task, &rsvp->event)) {
		task_ignore(task, "refresh of an event that is over");
		return OK;
	}
	int rc = invite_each(task, &rsvp->event, &one, arena_printf(task->arena, "refresh:%s", today), err);
	if (!rc)
		task_accept(task, rsvp->event.ref, "invited again");
	return rc;
}

int rsvp_take_calendar(struct task *task, struct rsvp *rsvp, bool *is_done, struct err *err)
{
	const char *answer = form_get(task->form, "answer");
	bool is_pending = !answer || !strcmp(answer, "pending");
	*is_done = true;
	rsvp->stamp = stamp_of(task);
	if (is_method(task, "REFRESH"))
		return refresh(task, rsvp, err);
	if (is_stale(task, rsvp)) {
		task_ignore(task, "stale answer");
		return OK;
	}
	bool is_over = event_is_over(task, &rsvp->event), is_counter = is_method(task, "COUNTER") && !is_over;
	int rc = is_counter ? tell_counter(task, rsvp, err) : OK;
	if (rc)
		return rc;
	if (is_pending && is_counter) {
		task_accept(task, rsvp->event.ref, "counter proposal");
		return OK;
	}
	if (is_pending) {
		task_ignore(task, "a calendar's mail that answers nothing");
		return OK;
	}
	if (!strcmp(answer, "delegated") && !is_over && !task->form->fault_count)
		return delegate(task, rsvp, err);
	*is_done = false;
	return OK;
}
