/* Who may send a kind: the kinds of organisation that the agreement names, and for some kinds those of their
 * contacts that the directory marks (specification sections 2 and 3). On which records it may act is for each
 * kind's handler to say, which knows their owners. */
#ifndef HANDLE_RIGHTS_H
#define HANDLE_RIGHTS_H

#include "handle/task.h"

/* Refuses the message, naming the rule, when its sender has no right to send it. */
int rights_check(struct task *task, bool *is_refused, struct err *err);

#endif
