/* Which young person's record a message refers to, and whether its sender may act on it. */
#ifndef HANDLE_RECORDS_H
#define HANDLE_RECORDS_H

#include "db/candidates.h"
#include "handle/task.h"

/* Sets form->ref from the answered letter when the message names no reference. */
int record_find_answered(struct task *task, const char *series, struct err *err);
/* Whether its references name one of our letters about a young person. */
int record_answers_personal(struct task *task, bool *does, struct err *err);
/* The candidate that the message refers to; *is_own: of the sender's mission locale. */
int record_own_candidate(struct task *task, struct candidate *out, bool *is_own, struct err *err);
/* Refuses in the same words whether the reference is unknown or somebody else's. tag: "RETRAIT". */
int record_refuse_candidate(struct task *task, const char *tag, struct err *err);

#endif
