/* Mailings of the calendar to guests and organiser of an event (specification sections 6 and 7). */
#include "kind/event_dues.h"
#include "kind/event_list.h"
#include "mailings.h"

#include "db/mailings.h"
#include "handle/dispatch.h"

/* One mailing of one event. */
struct event_mailing {
	const struct event *event;
	struct event_due due;
};

static bool is_past_deadline(const struct task *task, const struct event *event)
{
	struct date deadline;
	return event->deadline && date_parse_iso(event->deadline, &deadline) &&
	       date_compare(date_of(task->now), deadline) > 0;
}

/* A later mailing that is due already says everything that this one would. */
static const char *overtaken_by_next_day(const struct task *task, const struct event *event)
{
	struct event_due next = event_due(task->arena, event, EVENT_DUE_REMINDER_1);
	return next.at <= task->now ? "overtaken by event_reminder_1" : NULL;
}

static const char *overtaken_by_deadline(const struct task *task, const struct event *event)
{
	return is_past_deadline(task, event) ? "too late" : NULL;
}

static int remind(struct task *task, const struct event_mailing *mailing, int64_t *recipients,
		  struct err *err);
static int ask_again(struct task *task, const struct event_mailing *mailing, int64_t *recipients,
		     struct err *err);
static int list(struct task *task, const struct event_mailing *mailing, int64_t *recipients, struct err *err);

static const struct {
	/* Why it is outdated before the event starts, or NULL. */
	const char *(*overtaken)(const struct task *task, const struct event *event);
	int (*send)(struct task *task, const struct event_mailing *mailing, int64_t *recipients,
		    struct err *err);
} MAILINGS[EVENT_DUES] = {
    [EVENT_DUE_REMINDER_7] = {overtaken_by_next_day, remind},
    [EVENT_DUE_REMINDER_1] = {NULL, remind},
    [EVENT_DUE_PENDING] = {overtaken_by_deadline, ask_again},
    [EVENT_DUE_LIST] = {NULL, list},
};

static const char *occasion_of(struct task *task, const struct event_mailing *mailing)
{
	return arena_printf(task->arena, "%s:%s", mailing->due.kind, mailing->due.period);
}

static json_t *places_of(struct task *task, const struct attendance *guest)
{
	json_t *own = task_data(task);
	json_object_set_new(own, "participants", json_integer(guest->participants));
	json_object_set_new(own, "is_one", json_boolean(guest->participants == 1));
	return own;
}

/* Sends a letter to each guest with that answer. */
static int tell(struct task *task, const struct event_mailing *mailing, const char *template,
		const char *answer, int64_t *recipients, struct err *err)
{
	struct attendance *guests;
	size_t count;
	int rc = attendances_of(task->db, task->arena, mailing->event->ref, &guests, &count, err);
	if (rc)
		return rc;
	json_t *data = event_data(task, mailing->event);
	json_object_set_new(data, "is_tomorrow",
			    json_boolean(!strcmp(mailing->due.kind, "event_reminder_1")));
	event_answers(task, data, mailing->event, answer);
	struct reader_of *readers = arena_array(task->arena, count, sizeof *readers);
	size_t told = 0;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(guests[i].answer, answer) && guests[i].is_served)
			readers[told++] = (struct reader_of){guests[i].contact, guests[i].email,
							     guests[i].name, places_of(task, &guests[i])};
	const struct draft draft = {.template = template,
				    .data = data,
				    .about = mailing->event->ref,
				    .occasion = occasion_of(task, mailing),
				    .list = "evenements"};
	*recipients = (int64_t)told;
	return task_emit_each(task, &draft, readers, told, err);
}

static int remind(struct task *task, const struct event_mailing *mailing, int64_t *recipients,
		  struct err *err)
{
	return tell(task, mailing, "event_reminder", "yes", recipients, err);
}

static int ask_again(struct task *task, const struct event_mailing *mailing, int64_t *recipients,
		     struct err *err)
{
	return tell(task, mailing, "event_pending", "pending", recipients, err);
}

static int list(struct task *task, const struct event_mailing *mailing, int64_t *recipients, struct err *err)
{
	struct contact announcer;
	int rc = contact_by_id(task->db, task->arena, mailing->event->sender, &announcer, err);
	if (rc || !announcer.is_active || announcer.is_bounced)
		return rc;
	*recipients = 1;
	return event_list_send(task, mailing->event, &announcer, occasion_of(task, mailing), err);
}

/* Why there is nothing left to send, or NULL. */
static const char *reason_to_skip(const struct task *task, const struct event *event,
				  enum event_due_kind kind)
{
	if (!strcmp(event->status, "cancelled"))
		return "cancelled";
	if (time_of(event->starts_at) <= task->now)
		return "too late";
	return MAILINGS[kind].overtaken ? MAILINGS[kind].overtaken(task, event) : NULL;
}

static int make(struct task *task, enum event_due_kind kind, const struct event_mailing *mailing,
		struct err *err)
{
	struct mailing row = {.kind = mailing->due.kind,
			      .period = mailing->due.period,
			      .due_at = mailing->due.at,
			      .done_at = task->now,
			      .reason = reason_to_skip(task, mailing->event, kind)};
	int rc = row.reason ? OK : MAILINGS[kind].send(task, mailing, &row.recipients, err);
	if (!rc && !row.reason && !row.recipients)
		row.reason = "nobody to tell";
	return rc ? rc : mailing_add(task->db, &row, err);
}

/* Makes it when it is due; otherwise *next becomes its time if that is sooner. */
static int look_at(struct task *task, const struct event *event, enum event_due_kind kind, time_t *next,
		   struct err *err)
{
	struct event_mailing mailing = {.event = event, .due = event_due(task->arena, event, kind)};
	bool exists;
	if (!event_due_is_owed(event, &mailing.due))
		return OK;
	if (mailing.due.at > task->now) {
		*next = !*next || mailing.due.at < *next ? mailing.due.at : *next;
		return OK;
	}
	int rc = mailing_exists(task->db, mailing.due.kind, mailing.due.period, &exists, err);
	return rc || exists ? rc : make(task, kind, &mailing, err);
}

/* Letters being sent when the event was cancelled may have arrived since. */
static int cancel_late(struct task *task, const struct event *event, time_t *next, struct err *err)
{
	static const time_t AFTER_S[] = {120, 3600};
	size_t ignored;
	if (strcmp(event->status, "cancelled") || !event->closed_at)
		return OK;
	for (size_t i = 0; !*next && i < ARRAY_SIZE(AFTER_S); i++)
		if (time_of(event->closed_at) + AFTER_S[i] > task->now)
			*next = time_of(event->closed_at) + AFTER_S[i];
	return invite_cancelled(task, event, &ignored, err);
}

int event_mailings_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct event event;
	time_t next = 0;
	int rc = event_next_to_look_at(task->db, task->arena, task->now, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = event_get(task->db, task->arena, ref, &event, err);
	for (enum event_due_kind kind = 0; !rc && kind < EVENT_DUES; kind++)
		rc = look_at(task, &event, kind, &next, err);
	if (!rc)
		rc = cancel_late(task, &event, &next, err);
	event.look_at = next ? time_utc(task->arena, next) : NULL;
	return rc ? rc : event_update(task->db, &event, err);
}
