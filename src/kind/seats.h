/* The places of an event (specification section 6): who gets some, who waits, who moves up. A group is never
 * split. */
#ifndef KIND_SEATS_H
#define KIND_SEATS_H

#include "db/events.h"
#include "handle/present.h"
#include "handle/task.h"

/* An answer on its way into the register. */
struct rsvp {
	struct event event;
	struct attendance standing; /* what this guest has answered before */
	const char *answer;	    /* yes no maybe; seats_judge makes waiting of a yes */
	int64_t participants;
	bool is_assumed;   /* the number was not said */
	bool is_calendar;  /* written by a calendar program */
	bool takes_turn;   /* goes to the end of the waiting list */
	const char *stamp; /* when it was answered, UTC */
};

/* Refuses by a fault of the form what deadline, quota or capacity do not allow; what was answered before then
 * stands. Else settles answer and takes_turn. */
int seats_judge(struct task *task, struct rsvp *rsvp, struct err *err);

/* Gives free places to those who wait, in their order, passing over groups that do not fit; each is told. */
int seats_promote(struct task *task, const struct event *event, struct err *err);

#endif
