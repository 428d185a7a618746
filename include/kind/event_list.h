/* The organiser's list of answers (specification section 6): text and CSV. */
#ifndef KIND_EVENT_LIST_H
#define KIND_EVENT_LIST_H

#include "kind/event.h"

/* Answers [EVENEMENT EVT-… LISTE]. */
int event_list_answer(struct task *task, const struct event *event, struct err *err);

/* Sends the list by the calendar; `occasion` is the mailing's. */
int event_list_send(struct task *task, const struct event *event, const struct contact *to,
		    const char *occasion, struct err *err);

#endif
