/* A calendar's answer to the committee's REQUEST (kind/committee_answer.c). */
#ifndef KIND_COMMITTEE_ANSWER_H
#define KIND_COMMITTEE_ANSWER_H

#include "handle/task.h"

/* *is_done: its UID belongs to a meeting of which the sender is a member. */
int committee_take_answer(struct task *task, bool *is_done, struct err *err);

#endif
