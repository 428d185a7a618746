/* The places of an event (specification section 6): who gets places, who waits, who moves up. A group is
 * never split. */
#ifndef KIND_SEATS_H
#define KIND_SEATS_H

#include "db/events.h"
#include "handle/present.h"
#include "handle/task.h"

/* An answer before it is stored. */
struct rsvp {
	struct event event;
	struct attendance standing; /* this guest's earlier answer */
	const char *answer;	    /* yes no maybe; seats_judge may change yes to waiting */
	int64_t participants;
	bool is_assumed;   /* the number was not given */
	bool is_calendar;  /* written by a calendar program */
	bool takes_turn;   /* moves to the end of the waiting list */
	const char *stamp; /* when it was answered, UTC */
};

/* Refuses, by a fault of the form, what deadline, quota or capacity forbid; the earlier answer stays.
 * Otherwise sets answer and takes_turn. */
int seats_judge(struct task *task, struct rsvp *rsvp, struct err *err);

/* Gives free places to the waiting list in order, skipping groups that don't fit, and tells each. */
int seats_promote(struct task *task, const struct event *event, struct err *err);

#endif
