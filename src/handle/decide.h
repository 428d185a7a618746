/* What becomes of one message, inside the caller's transaction. */
#ifndef HANDLE_DECIDE_H
#define HANDLE_DECIDE_H

#include "handle/task.h"

/* Fills task->decision from what was found (task->mail, task->form) and emits the letters. ERR_* of the
 * register and of emit; then nothing of it may be committed. */
int decide_message(struct task *task, struct err *err);
/* The same for a message that was too large to be taken, of which there is the header (task->mail is NULL
 * when it can't be read). Its sender is told when the header proves who it is. */
int decide_oversize(struct task *task, struct err *err);

#endif
