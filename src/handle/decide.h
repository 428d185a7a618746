/* What becomes of one message, inside the caller's transaction. */
#ifndef HANDLE_DECIDE_H
#define HANDLE_DECIDE_H

#include "handle/task.h"

/* Whether a message's content is to be read, and as whose: settled before anything but its header is. */
struct reading {
	bool is_read;
	int64_t organisation; /* 0: nobody's */
	bool brings_answer;   /* a calendar's, although it is not read */
};

/* By task->mail, which has its header alone, and the raw bytes: mail of a believed sender, and reports on our
 * letters. The rest is decided as it is. ERR_* of the register. */
int decide_reading(struct task *task, struct bytes raw, struct reading *out, struct err *err);

/* Fills task->decision from what was found (task->mail, task->form) and emits the letters. ERR_* of the
 * register and of emit; then nothing of it may be committed. */
int decide_message(struct task *task, struct err *err);
/* The same for a message that was too large to be taken, of which there is the header (task->mail is NULL
 * when it can't be read). Its sender is told when the header proves who it is. */
int decide_oversize(struct task *task, struct err *err);

#endif
