#include "kind/event_dues.h"

#include "db/mailings.h"

enum { DUE_HOUR = 8 };

static struct date day_of_start(const struct event *event)
{
	return date_of(time_of(event->starts_at));
}

static struct date week_before(const struct event *event)
{
	return date_add_days(day_of_start(event), -7);
}

static struct date day_before(const struct event *event)
{
	return date_add_days(day_of_start(event), -1);
}

static struct date before_deadline(const struct event *event)
{
	struct date deadline;
	if (event->deadline && date_parse_iso(event->deadline, &deadline))
		return date_add_days(deadline, -3);
	return week_before(event);
}

/* The day after the deadline, if the list is still useful then. */
static struct date after_deadline(const struct event *event)
{
	struct date deadline;
	if (event->deadline && date_parse_iso(event->deadline, &deadline) &&
	    date_at(date_add_days(deadline, 1), DUE_HOUR, 0) < time_of(event->starts_at))
		return date_add_days(deadline, 1);
	return day_before(event);
}

static const struct {
	const char *kind;
	struct date (*day)(const struct event *event);
} DUES[EVENT_DUES] = {
    [EVENT_DUE_REMINDER_7] = {"event_reminder_7", week_before},
    [EVENT_DUE_REMINDER_1] = {"event_reminder_1", day_before},
    [EVENT_DUE_PENDING] = {"event_pending", before_deadline},
    [EVENT_DUE_LIST] = {"event_list", after_deadline},
};

struct event_due event_due(struct arena *arena, const struct event *event, enum event_due_kind kind)
{
	struct date day = DUES[kind].day(event);
	return (struct event_due){
	    .kind = DUES[kind].kind,
	    .period = arena_printf(arena, "%s/%s", event->ref, date_iso(arena, day)),
	    .at = date_at(day, DUE_HOUR, 0),
	};
}

bool event_due_is_owed(const struct event *event, const struct event_due *due)
{
	return due->at >= time_of(event->started_from) &&
	       (!event->closed_at || due->at < time_of(event->closed_at));
}

static int skip(struct task *task, const struct event_due *due, struct err *err)
{
	bool exists;
	int rc = mailing_exists(task->db, due->kind, due->period, &exists, err);
	const struct mailing row = {.kind = due->kind,
				    .period = due->period,
				    .due_at = due->at,
				    .done_at = task->now,
				    .reason = "event changed"};
	return rc || exists ? rc : mailing_add(task->db, &row, err);
}

int event_dues_skip_changed(struct task *task, const struct event *before, const struct event *event,
			    struct err *err)
{
	int rc = OK;
	for (enum event_due_kind kind = 0; !rc && kind < EVENT_DUES; kind++) {
		struct event_due was = event_due(task->arena, before, kind);
		struct event_due is = event_due(task->arena, event, kind);
		bool holds = was.at == is.at && event_due_is_owed(event, &is);
		if (!holds && was.at <= task->now && event_due_is_owed(before, &was))
			rc = skip(task, &was, err);
	}
	return rc;
}
