/* Letters about an event: invitations by iMIP (RFC 6047) to one attendee each, changes, cancellation. */
#ifndef KIND_INVITE_H
#define KIND_INVITE_H

#include "db/events.h"
#include "kind/audience.h"
#include "kind/event.h"

/* Sends REQUEST to each; occasion NULL: the message's. */
int invite_each(struct task *task, const struct event *event, const struct contact_list *guests,
		const char *occasion, struct err *err);
/* The same for contacts that are not invited yet, who are recorded as pending. *guests is reduced to
 * these. */
int invite_all(struct task *task, const struct event *event, struct contact_list *guests, struct err *err);

/* Tells all guests of a new start, end or place, each with their own answer; *count says how many. */
int invite_changed(struct task *task, const struct event *before, const struct event *event, size_t *count,
		   struct err *err);

#endif
