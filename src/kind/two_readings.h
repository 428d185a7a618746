/* Words with two readings, which are asked back (specification section 2a). */
#ifndef KIND_TWO_READINGS_H
#define KIND_TWO_READINGS_H

#include "thread.h"

/* One letter with the sender's own words and a button for each reading; outcome "refused". */
int two_readings_ask(struct task *task, const struct thread_found *thread, enum act act, struct err *err);

#endif
