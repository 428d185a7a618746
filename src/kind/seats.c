#include "seats.h"

#include "base/phrases.h"
#include "invite.h"

static bool has_places(const struct attendance *standing)
{
	return !strcmp(standing->answer, "yes");
}

static bool is_waiting(const struct attendance *standing)
{
	return !strcmp(standing->answer, "waiting");
}

/* A guest who keeps or lowers the number needs no free places. */
static bool asks_for_more(const struct rsvp *rsvp)
{
	bool has_asked = has_places(&rsvp->standing) || is_waiting(&rsvp->standing);
	return !has_asked || rsvp->participants > rsvp->standing.participants;
}

static void check_deadline(struct task *task, const struct event *event)
{
	struct date deadline;
	if (event->deadline && date_parse_iso(event->deadline, &deadline) &&
	    date_compare(date_of(task->arrived_at), deadline) > 0)
		task_fault(task, "deadline", phrase("label.deadline"), date_french(task->arena, deadline),
			   phrase("fault.enrolment_closed"), phrase("fault.enrolment_closed.accepted"));
}

static const char *left_text(struct task *task, int64_t left)
{
	if (left <= 0)
		return phrase("seats.none_left");
	return phrase_with(task->arena, "seats.left", "count",
			   arena_printf(task->arena, "%lld", (long long)left), NULL);
}

static void refuse_number(struct task *task, const struct rsvp *rsvp, const char *why, int64_t left)
{
	const struct attendance *standing = &rsvp->standing;
	const char *stands = "";
	if (has_places(standing) || is_waiting(standing))
		stands =
		    phrase_with(task->arena, "seats.standing", "count",
				arena_printf(task->arena, "%lld", (long long)standing->participants), NULL);
	form_fault(
	    task->form, "participants",
	    arena_printf(task->arena, "%s %s%s%s", why, left_text(task, left), *stands ? " " : "", stands));
}

/* The quota applies to missions locales, each in total over its contacts, including those waiting. */
static void check_quota(struct task *task, const struct rsvp *rsvp, int64_t of_others)
{
	int64_t left = rsvp->event.quota - of_others;
	if (rsvp->event.quota >= 0 && task->sender.type == ORGANISATION_MISSION_LOCALE &&
	    rsvp->participants > left)
		refuse_number(task, rsvp,
			      phrase_with(task->arena, "seats.quota", "count",
					  arena_printf(task->arena, "%lld", (long long)rsvp->event.quota),
					  NULL),
			      left);
}

static void check_capacity(struct task *task, const struct rsvp *rsvp, int64_t free_places)
{
	if (rsvp->participants > rsvp->event.capacity)
		form_fault(task->form, "participants",
			   phrase_with(task->arena, "seats.capacity", "count",
				       arena_printf(task->arena, "%lld", (long long)rsvp->event.capacity),
				       NULL));
	else if (has_places(&rsvp->standing) && rsvp->participants > free_places)
		refuse_number(task, rsvp, phrase("seats.full"), free_places - rsvp->standing.participants);
}

int seats_judge(struct task *task, struct rsvp *rsvp, struct err *err)
{
	const struct event *event = &rsvp->event;
	int64_t taken, of_others;
	if (strcmp(rsvp->answer, "yes"))
		return OK;
	int rc = attendance_totals(task->db, event->ref, task->sender.organisation_id, task->sender.id,
				   &taken, &of_others, err);
	if (rc)
		return rc;
	bool is_bounded = event->capacity >= 0;
	int64_t free_places = event->capacity - taken;
	if (asks_for_more(rsvp)) {
		check_deadline(task, event);
		if (!task->form->fault_count)
			check_quota(task, rsvp, of_others);
		if (!task->form->fault_count && is_bounded)
			check_capacity(task, rsvp, free_places);
	}
	if (task->form->fault_count)
		return OK;
	bool keeps_places = has_places(&rsvp->standing) && !asks_for_more(rsvp);
	if (is_bounded && !keeps_places && rsvp->participants > free_places)
		rsvp->answer = "waiting";
	rsvp->takes_turn = asks_for_more(rsvp);
	return OK;
}

static int tell_promoted(struct task *task, const struct event *event, const struct attendance *guest,
			 struct err *err)
{
	json_t *data = event_data(task, event);
	json_object_set_new(data, "participants", json_integer(guest->participants));
	json_object_set_new(data, "is_one", json_boolean(guest->participants == 1));
	event_answers(task, data, event, "yes");
	struct draft draft = {.template = "event_promotion",
			      .data = data,
			      .to_email = guest->email,
			      .to_name = guest->name,
			      .contact = guest->contact,
			      .about = event->ref};
	return task_emit(task, &draft, err);
}

int seats_promote(struct task *task, const struct event *event, struct err *err)
{
	struct attendance *all;
	size_t count;
	int64_t taken, ignored;
	if (event_is_over(task, event))
		return OK;
	int rc = attendances_of(task->db, task->arena, event->ref, &all, &count, err);
	if (!rc)
		rc = attendance_totals(task->db, event->ref, 0, 0, &taken, &ignored, err);
	for (size_t i = 0; !rc && i < count; i++) {
		bool fits = event->capacity < 0 || taken + all[i].participants <= event->capacity;
		if (!is_waiting(&all[i]) || !all[i].is_served || !fits)
			continue;
		taken += all[i].participants;
		rc = attendance_promote(task->db, event->ref, all[i].contact, err);
		if (!rc)
			rc = tell_promoted(task, event, &all[i], err);
	}
	return rc;
}
