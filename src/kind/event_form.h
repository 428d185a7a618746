/* An event in a form or calendar object -> its record. */
#ifndef KIND_EVENT_FORM_H
#define KIND_EVENT_FORM_H

#include "kind/event.h"

/* The tz database zone of a place; NULL: the configured zone, also for the nation. */
const char *event_zone(const struct place *place);

/* A new event, announced by the sender. */
struct event event_blank(struct task *task);

/* Copies the form's fields into the event; missing fields are unchanged. *place: the form's place, empty when
 * it has none. Faults go to the form. */
int event_fill(struct task *task, struct event *event, struct place *place, struct err *err);

/* A local time of the form; a missing day or time (in a change) is taken from `other`, which may be NULL.
 * False: no time. */
bool event_read_local(struct task *task, const char *zone, const char *value, const char *other, time_t *out);

/* A calendar's announcement: refuses what the sender may not announce, ignores outdated ones (*is_done), else
 * looks up the event it announced before (form->ref). */
int event_take_calendar(struct task *task, bool *is_done, struct err *err);

#endif
