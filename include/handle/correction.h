/* A correction completes a refused message (specification section 2): the fields that were right there stay
 * valid for 30 days. Nothing of a CV is kept. */
#ifndef HANDLE_CORRECTION_H
#define HANDLE_CORRECTION_H

#include "handle/task.h"

/* Stores the valid fields of the task's form, which is being refused. */
int correction_keep(struct task *task, struct err *err);
/* The refused message that this message answers, by its reply address or by the letter; 0: none. */
int correction_find(struct task *task, int64_t *refused, struct err *err);
/* Adds the stored fields of that message to the task's form where it has none. */
int correction_complete(struct task *task, int64_t refused, struct err *err);
/* Uses the free text of the task's form (form->said) as the value of the field that was faulty in `refused`,
 * if there was exactly one and the text is valid for it. *is_taken then, and the form gets the refused form's
 * kind. */
int correction_in_words(struct task *task, int64_t refused, bool *is_taken, struct err *err);

#endif
