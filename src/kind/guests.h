/* The guests of an event (agreement Art. 3, specification section 6). */
#ifndef KIND_GUESTS_H
#define KIND_GUESTS_H

#include "db/events.h"
#include "kind/audience.h"

/* The contacts that the event at its present place addresses, except the announcer. Faults of `Invités` go to
 * the form. */
int guests_of(struct task *task, const struct event *event, const struct place *place,
	      struct contact_list *out, struct err *err);

#endif
