/* Which young person's record a message means, and whether its sender may act on it. */
#ifndef HANDLE_RECORDS_H
#define HANDLE_RECORDS_H

#include "db/candidates.h"
#include "handle/task.h"

/* Fills form->ref from the letter that is answered, when the message names no reference. */
int record_find_answered(struct task *task, const char *series, struct err *err);
/* Whether it answers one of our letters about a young person, or quotes one: by its references. */
int record_answers_personal(struct task *task, bool *does, struct err *err);
/* The candidate that the message means; *is_own: one of the sender's mission locale. */
int record_own_candidate(struct task *task, struct candidate *out, bool *is_own, struct err *err);
/* The same answer whether the reference does not exist or is somebody else's. tag: "RETRAIT". */
int record_refuse_candidate(struct task *task, const char *tag, struct err *err);

#endif
