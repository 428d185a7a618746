/* The right to send a kind of form: kinds of organisation as in the agreement, and for some kinds only
 * contacts marked in the directory (specification sections 2 and 3). Which records the sender may change is
 * decided by each kind's handler, which knows their owners. */
#ifndef HANDLE_RIGHTS_H
#define HANDLE_RIGHTS_H

#include "handle/task.h"

/* Refuses the message, naming the rule, when its sender has no right to send it. */
int rights_check(struct task *task, bool *is_refused, struct err *err);

#endif
