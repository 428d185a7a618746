/* Renewing a consent: handle_cv asks first whether that is what a message wants. */
#ifndef HANDLE_RENEWAL_H
#define HANDLE_RENEWAL_H

#include "handle/task.h"

/* [CV CAN-…], or an answer to the reminder (then form->ref is filled in). */
int renewal_is_meant(struct task *task, bool *is_meant, struct err *err);
int handle_renewal(struct task *task, struct err *err);

#endif
