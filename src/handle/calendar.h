/* What the calendar does without a message: each takes the next thing that is due and says whether there was
 * one. */
#ifndef HANDLE_CALENDAR_H
#define HANDLE_CALENDAR_H

#include "task.h"

typedef int due_action(struct task *task, bool *did, struct err *err);

due_action offer_expire_next;	/* an open offer past its deadline: those who were told are told, once */
due_action event_pass_next;	/* an event that is over */
due_action consent_remind_next; /* a consent that ends in 30 days or less: its mission locale is told, once */
due_action consent_expire_next; /* a consent that has ended: the CV is erased */
due_action candidate_age_out_next; /* the day before somebody may be too old is over */
due_action cv_unsent_tell_next;	   /* a CV that did not go to everybody: its mission locale is told, once */
due_action bounce_tell_next;	   /* a contact that a bounce suspended: the operator is told, once */
due_action summary_send_next;	   /* answers that were withheld an hour ago, summed up in one letter */
due_action retention_refused, retention_accepted, retention_letters; /* bytes that were kept long enough */

/* Not by the calendar: the agreement is over (Art. 5), the next CV that is still held is erased. */
due_action agreement_erase_next;

#endif
