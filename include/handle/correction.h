/* A correction completes the attempt that was refused (specification section 2): what was right there still
 * stands for 30 days; of a CV nothing is kept. */
#ifndef HANDLE_CORRECTION_H
#define HANDLE_CORRECTION_H

#include "handle/task.h"

/* Keeps what is right in the task's form, which is refused. */
int correction_keep(struct task *task, struct err *err);
/* The refused message that this one answers, by its reply address or by the letter; 0: none. */
int correction_find(struct task *task, int64_t *refused, struct err *err);
/* Adds to the task's form what was right in that message and is not said anew. */
int correction_complete(struct task *task, int64_t refused, struct err *err);
/* Words of the task's form (form->said) become the one field that was faulty there, if there was exactly one
 * and they pass for it: *is_taken, and the form is of that kind then. */
int correction_in_words(struct task *task, int64_t refused, bool *is_taken, struct err *err);

#endif
