/* Decides one message, inside the caller's transaction. */
#ifndef HANDLE_DECIDE_H
#define HANDLE_DECIDE_H

#include "handle/task.h"

/* Whether the content of a message is to be read, and for which organisation. Decided from its header. */
struct reading {
	bool is_read;
	int64_t organisation; /* 0: none */
	bool brings_answer;   /* has a calendar answer, although it is not read */
};

/* Decides that from task->mail, which has only header data, and the raw bytes: read are mails of believed
 * senders and reports on our letters. Other messages are decided without reading. ERR_* of the register. */
int decide_reading(struct task *task, struct bytes raw, struct reading *out, struct err *err);

/* Fills task->decision from the findings (task->mail, task->form) and emits the letters. ERR_* of the
 * register and of emit; then nothing of it may be committed. */
int decide_message(struct task *task, struct err *err);
/* The same for a message too large to be fetched, from its header (task->mail is NULL when that can't be
 * read). Its sender is told when the header proves who it is. */
int decide_oversize(struct task *task, struct err *err);

#endif
