/* The letters about an event: invitations by iMIP (RFC 6047), one attendee each, their changes and the end.
 */
#ifndef KIND_INVITE_H
#define KIND_INVITE_H

#include "db/events.h"
#include "kind/audience.h"
#include "kind/event.h"

/* Sends the REQUEST to each; occasion NULL: that of the message. */
int invite_each(struct task *task, const struct event *event, const struct contact_list *guests,
		const char *occasion, struct err *err);
/* The same to those who are not invited yet, recorded as pending. *guests becomes the ones who were new. */
int invite_all(struct task *task, const struct event *event, struct contact_list *guests, struct err *err);

/* Tells all guests of a new start, end or place, each with his own answer; *count says how many. */
int invite_changed(struct task *task, const struct event *before, const struct event *event, size_t *count,
		   struct err *err);

#endif
