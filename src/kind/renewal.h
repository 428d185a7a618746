/* Renewing a consent; handle_cv first checks whether a message does that. */
#ifndef HANDLE_RENEWAL_H
#define HANDLE_RENEWAL_H

#include "handle/task.h"

/* Whether it is [CV CAN-…] or an answer to the reminder (which sets form->ref). */
int renewal_is_meant(struct task *task, bool *is_meant, struct err *err);
int handle_renewal(struct task *task, struct err *err);

#endif
