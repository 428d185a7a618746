/* The end of the agreement (Art. 5, specification section 8): how it starts, and what is accepted afterwards.
 * The later steps are the calendar's: agreement_end_next in kind/life.h. */
#ifndef KIND_AGREEMENT_H
#define KIND_AGREEMENT_H

#include "db/agreement.h"
#include "handle/task.h"

/* Starts the end: from now on no mailing is sent. `by`: the organisation that ended it, "" for an end on
 * paper. ERR_DATA: an end is recorded already. */
int agreement_begin_end(struct task *task, const char *day, const char *by, struct err *err);

int agreement_is_over(struct task *task, bool *is_over, struct err *err);
/* Which forms of a kind are accepted after the end: all; those that unsubscribe; those about a report. */
kind_condition is_always_taken, is_leaving, is_of_report;
/* After the end: refuses the form, naming the day. Before: leaves the outcome NULL. */
int agreement_refuse_if_over(struct task *task, struct err *err);

/* Erases the next CV held, and asks its recipients to delete it. */
due_action agreement_erase_next;

/* "vendredi 15 janvier 2027" */
const char *agreement_day_words(struct arena *arena, const char *day);

#endif
