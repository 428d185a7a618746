/* Answers to invitations: yes, no or perhaps, with a number of young people and never a name (specification
 * section 6); by form, button or calendar (RFC 5546, 6047). */
#include "base/phrases.h"
#include "calls.h"
#include "committee_answer.h"
#include "handlers.h"
#include "rsvp_calendar.h"

#include "base/text.h"
#include "db/newsletters.h"
#include "handle/token.h"
#include "invite.h"

enum { MOST_PARTICIPANTS = 999 };

/* The sender's open invitations, to suggest the reference that was meant. */
static int choices(struct task *task, const char **out, struct err *err)
{
	struct event *events;
	size_t count;
	struct buf buf = {.arena = task->arena};
	int rc = events_of_guest(task->db, task->arena, task->sender.id, time_utc(task->arena, task->now),
				 &events, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		buf_printf(&buf, "%s%s (%s)", i ? "\u00a0; " : "", events[i].ref, events[i].title);
	*out = count ? phrase_with(task->arena, "fault.invitation_unknown.accepted", "invitations",
				   buf_text(&buf), NULL)
		     : phrase("fault.invitation_unknown.none");
	return rc;
}

static int refuse_unknown(struct task *task, struct err *err)
{
	const char *known;
	int rc = choices(task, &known, err);
	return rc ? rc
		  : task_refuse_because(task, "ref", phrase("label.event_ref"),
					task->form->ref ? task->form->ref : "",
					phrase("fault.invitation_unknown"), known, err);
}

static int refuse_uninvited(struct task *task, const struct event *event, struct err *err)
{
	return task_bar(
	    task, "ref", phrase("label.invitation"), event->ref, phrase("fault.uninvited"),
	    phrase_with(task->arena, "fault.uninvited.accepted", "organiser", event->organiser_name, NULL),
	    err);
}

static int refuse_over(struct task *task, const struct event *event, struct err *err)
{
	bool is_cancelled = !strcmp(event->status, "cancelled");
	return task_bar(task, "ref", phrase("event.other"), event->title,
			is_cancelled ? phrase("fault.event_cancelled") : phrase("fault.event_begun"),
			phrase("fault.event_over.accepted"), err);
}

static int find_event(struct task *task, bool is_calendar, struct event *out, struct err *err)
{
	char *ref = NULL;
	int rc = OK;
	if (is_calendar)
		rc = event_by_uid(task->db, task->arena, form_get(task->form, "calendar_uid"), &ref, err);
	else if (!(ref = (char *)(size_t)task->form->ref))
		return ERR_NOT_FOUND;
	if (!rc)
		rc = event_get(task->db, task->arena, ref, out, err);
	if (!rc)
		task->form->ref = out->ref;
	return rc;
}

/* The given number, else the former one, else 1. */
static void count_participants(struct task *task, struct rsvp *rsvp)
{
	const char *value = form_get(task->form, "participants");
	if (!strcmp(rsvp->answer, "no")) {
		rsvp->participants = 0;
	} else if (!text_is_blank(value)) {
		rsvp->participants = strtoll(value, NULL, 10);
		if (!strcmp(rsvp->answer, "yes") &&
		    (rsvp->participants < 1 || rsvp->participants > MOST_PARTICIPANTS))
			form_fault(task->form, "participants", phrase("fault.yes_without_number"));
	} else {
		rsvp->is_assumed = !strcmp(rsvp->answer, "yes");
		rsvp->participants = rsvp->standing.participants ? rsvp->standing.participants : 1;
	}
}

static const char *comment_of(const struct form *form)
{
	const char *comment = form_get(form, "comment");
	return text_is_blank(comment) ? form_get(form, "description") : comment;
}

static bool is_same(const struct rsvp *rsvp)
{
	return !strcmp(rsvp->answer, rsvp->standing.answer) &&
	       rsvp->participants == rsvp->standing.participants;
}

static int record(struct task *task, const struct rsvp *rsvp, struct err *err)
{
	const char *comment = comment_of(task->form);
	/* A comment applies only to the answer it came with. */
	if (text_is_blank(comment))
		comment = is_same(rsvp) ? rsvp->standing.comment : NULL;
	struct attendance_change change = {
	    .event = rsvp->event.ref,
	    .contact = task->sender.id,
	    .answer = rsvp->answer,
	    .participants = rsvp->participants,
	    .answered_at = time_utc(task->arena, task->arrived_at),
	    .stamp = rsvp->stamp,
	    .comment = comment,
	    .sequence = rsvp->event.sequence,
	    .takes_turn = rsvp->takes_turn,
	};
	return attendance_set(task->db, &change, err);
}

/* A calendar shows the answer, but not the number counted or the waiting list. */
static bool is_acknowledged(const struct rsvp *rsvp)
{
	bool comes = !strcmp(rsvp->answer, "yes") || !strcmp(rsvp->answer, "waiting");
	return !is_same(rsvp) && (comes || !rsvp->is_calendar);
}

static int acknowledge(struct task *task, const struct rsvp *rsvp, struct err *err)
{
	if (!is_acknowledged(rsvp))
		return OK;
	json_t *data = event_data(task, &rsvp->event);
	json_object_set_new(data, arena_printf(task->arena, "is_%s", rsvp->answer), json_true());
	json_object_set_new(data, "participants", json_integer(rsvp->participants));
	json_object_set_new(data, "is_one", json_boolean(rsvp->participants == 1));
	json_object_set_new(data, "is_assumed", json_boolean(rsvp->is_assumed));
	json_object_set_new(data, "has_number", json_boolean(rsvp->participants > 0));
	event_answers(task, data, &rsvp->event, rsvp->answer);
	return task_answer(task, "rsvp_acknowledgement", data, rsvp->event.ref, err);
}

static int take(struct task *task, struct rsvp *rsvp, struct err *err)
{
	if (event_is_over(task, &rsvp->event)) {
		if (!rsvp->is_calendar || !strcmp(rsvp->answer, "yes"))
			return refuse_over(task, &rsvp->event, err);
		task_ignore(task, "answer to an event that is over");
		return OK;
	}
	count_participants(task, rsvp);
	if (task->form->fault_count)
		return task_refuse(task, err);
	int rc = seats_judge(task, rsvp, err);
	if (rc || task->form->fault_count)
		return rc ? rc : task_refuse(task, err);
	if ((rc = record(task, rsvp, err)) || (rc = acknowledge(task, rsvp, err)) ||
	    (rc = seats_promote(task, &rsvp->event, err)))
		return rc;
	task_accept(task, rsvp->event.ref, "answer recorded");
	return OK;
}

/* The sender's earlier answer; newsletter readers of the event count as invited. */
static int find_standing(struct task *task, struct rsvp *rsvp, struct err *err)
{
	const char *ref = rsvp->event.ref;
	bool tells = false;
	struct err missing = {0};
	int rc = attendance_get(task->db, task->arena, ref, task->sender.id, &rsvp->standing, &missing);
	if (rc == ERR_NOT_FOUND && !newsletter_tells(task->db, ref, task->sender.id, &tells, err) && tells)
		rc = attendance_add(task->db, ref, task->sender.id, err);
	if (tells)
		return rc ? rc
			  : attendance_get(task->db, task->arena, ref, task->sender.id, &rsvp->standing, err);
	return rc ? err_set(err, rc, "%s", missing.text) : OK;
}

/* By a reply token alone: the UID names another meeting than the token's thread. */
static bool is_beside_token(const struct task *task, const struct event *event)
{
	struct token token;
	if (!task->is_by_token || token_read(task->arena, task->mail->subaddress, &token) != TOKEN_READ)
		return false;
	const char *thread = token_record(&token);
	return !thread || !event->ref || strcmp(thread, event->ref) != 0;
}

int handle_rsvp(struct task *task, struct err *err)
{
	if (task->form->ref && call_type_of(task->form->ref))
		return call_take_answer(task, err);
	struct rsvp rsvp = {.is_calendar = form_get(task->form, "calendar_method") != NULL,
			    .stamp = time_utc(task->arena, task->arrived_at)};
	bool is_done = false;
	int rc = find_event(task, rsvp.is_calendar, &rsvp.event, err);
	if ((!rc || rc == ERR_NOT_FOUND) && rsvp.is_calendar && is_beside_token(task, &rsvp.event)) {
		task_quarantine(task, "sender not proven: the reply token is used beside its thread");
		return OK;
	}
	if (rc == ERR_NOT_FOUND && rsvp.is_calendar) {
		rc = committee_take_answer(task, &is_done, err);
		if (!rc && !is_done)
			rc = ERR_NOT_FOUND;
	}
	if (rc || is_done)
		return rc == ERR_NOT_FOUND ? refuse_unknown(task, err) : rc;
	if (rsvp.is_calendar && ((rc = rsvp_check_attendee(task, &is_done, err)) || is_done))
		return rc;
	rc = find_standing(task, &rsvp, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? refuse_uninvited(task, &rsvp.event, err) : rc;
	if (rsvp.is_calendar && ((rc = rsvp_take_calendar(task, &rsvp, &is_done, err)) || is_done))
		return rc;
	extract_require(task->form);
	rsvp.answer = form_get(task->form, "answer");
	if (!rsvp.answer || task->form->fault_count)
		return task_refuse(task, err);
	return take(task, &rsvp, err);
}
