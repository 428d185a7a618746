/* When guests and organiser of an event hear of it by the calendar (specification sections 6 and 7). */
#ifndef KIND_EVENT_DUES_H
#define KIND_EVENT_DUES_H

#include "kind/event.h"

enum event_due_kind {
	EVENT_DUE_REMINDER_7,
	EVENT_DUE_REMINDER_1,
	EVENT_DUE_PENDING,
	EVENT_DUE_LIST,
	EVENT_DUES,
};

struct event_due {
	const char *kind, *period; /* as the table of mailings has them */
	time_t at;
};

/* The one of that kind; its period is the caller's arena's. */
struct event_due event_due(struct arena *arena, const struct event *event, enum event_due_kind kind);

/* Neither due before the event was announced or got its present start, nor after its end. */
bool event_due_is_owed(const struct event *event, const struct event_due *due);

/* What was due before the event was changed just now, and has not been made in a downtime, is skipped: it
 * told what holds no more. `before` is the event as it was. Errors of db. */
int event_dues_skip_changed(struct task *task, const struct event *before, const struct event *event,
			    struct err *err);

#endif
