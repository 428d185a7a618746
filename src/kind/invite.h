/* Invitations to an event: who is invited, and the iMIP letters (RFC 6047), one per contact. */
#ifndef HANDLE_INVITE_H
#define HANDLE_INVITE_H

#include "audience.h"
#include "db/events.h"
#include "handle/task.h"

/* Whom an event of this organiser concerns (specification section 6), without the organiser's own address. */
int invite_audience(struct task *task, const struct place *place, struct contact_list *out, struct err *err);

/* Records each as pending and sends the REQUEST. */
int invite_all(struct task *task, const struct event *event, const struct contact_list *guests,
	       struct err *err);

/* Sends REQUEST (a change) or CANCEL to everyone who was invited; *count says how many. */
int invite_again(struct task *task, const struct event *event, const char *template, const char *method,
		 size_t *count, struct err *err);

/* What every letter about an event says. */
json_t *event_data(struct task *task, const struct event *event);

#endif
