/* What the calendar does without a message: each takes the next thing that is due and says whether there was
 * one. */
#ifndef HANDLE_CALENDAR_H
#define HANDLE_CALENDAR_H

#include "task.h"

typedef int due_action(struct task *task, bool *did, struct err *err);

due_action offer_expire_next; /* an open offer past its deadline: those who were told are told, once */
due_action event_pass_next;   /* an event that is over */
due_action bounce_tell_next;  /* a contact that a bounce suspended: the operator is told, once */
due_action summary_send_next; /* answers that were withheld an hour ago, summed up in one letter */

#endif
