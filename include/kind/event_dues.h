/* When the calendar writes to an event's guests and organiser (specification sections 6 and 7). */
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
	const char *kind, *period; /* as in the table mailing */
	time_t at;
};

/* The due of that kind; its period is in the caller's arena. */
struct event_due event_due(struct arena *arena, const struct event *event, enum event_due_kind kind);

/* False when it was due before the event was announced or last rescheduled, or after the event's end. */
bool event_due_is_owed(const struct event *event, const struct event_due *due);

/* Skips what was due before the event was changed just now but was not sent because of a downtime: its
 * content is outdated. `before`: the event before the change. ERR_* of the register. */
int event_dues_skip_changed(struct task *task, const struct event *before, const struct event *event,
			    struct err *err);

#endif
