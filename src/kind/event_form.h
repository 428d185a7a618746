/* What a form or a calendar says of an event -> its record. */
#ifndef KIND_EVENT_FORM_H
#define KIND_EVENT_FORM_H

#include "kind/event.h"

/* The zone of the tz database in which a place lies; NULL: the configured one, which the nation has too. */
const char *event_zone(const struct place *place);

/* A new one, announced by the sender. */
struct event event_blank(struct task *task);

/* Takes the form's fields into the event; those it does not have stay. *place is what the form's place is,
 * empty when it has none. Faults go to the form. */
int event_fill(struct task *task, struct event *event, struct place *place, struct err *err);

/* A local time of the form, its day or its hour missing (in a change) taken from `other`, which may be NULL.
 * False: there is none. */
bool event_read_local(struct task *task, const char *zone, const char *value, const char *other, time_t *out);

/* A calendar's announcement: refuses what its sender has no right to and ignores what is outdated (*is_done),
 * else finds the event that it announced before (form->ref). */
int event_take_calendar(struct task *task, bool *is_done, struct err *err);

#endif
