/* The end of the agreement (Art. 5, specification section 8): how it is begun, and what is accepted after it.
 * The steps that follow are the calendar's, agreement_end_next of kind/life.h. */
#ifndef KIND_AGREEMENT_H
#define KIND_AGREEMENT_H

#include "db/agreement.h"
#include "handle/task.h"

/* From now on no flow is sent; `by`: the organisation that ended it, "" for an end on paper. ERR_DATA: an end
 * is recorded already. */
int agreement_begin_end(struct task *task, const char *day, const char *by, struct err *err);

int agreement_is_over(struct task *task, bool *is_over, struct err *err);
/* Whether every form of this kind is taken after the end. */
bool agreement_outlives(enum kind kind);
/* Refuses the form with the day of the end, when that has come; leaves the outcome NULL else. */
int agreement_refuse_if_over(struct task *task, struct err *err);

/* The next CV that is held is erased, and its recipients are asked to delete it. */
due_action agreement_erase_next;

/* "vendredi 15 janvier 2027" */
const char *agreement_day_words(struct arena *arena, const char *day);

#endif
