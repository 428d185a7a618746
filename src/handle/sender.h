/* Who wrote a message, and by what that is believed (specification section 3). */
#ifndef HANDLE_SENDER_H
#define HANDLE_SENDER_H

#include "handle/task.h"

/* Fills task->sender and task->proof; *why, in English, when the sender is not believed. By the header alone
 * as long as task->form is NULL: whether a token is used in its thread is seen once there is a form. */
int sender_believe(struct task *task, const char **why, struct err *err);

/* A believed sender who answers to somebody else's token, an old one, or for another purpose than its own is
 * refused. */
int sender_check_token(struct task *task, bool *is_refused, struct err *err);

/* Whether what proves the sender is proof enough for a form of this kind; the message is quarantined
 * otherwise (specification section 3). */
bool sender_check_proof(struct task *task);
/* Whether somebody who is not in the directory answers a letter that asked just that address
 * (draft.asks_address), about which record: by its reply token alone, whatever is written below. */
bool sender_confirms(const struct task *task, const char **ref);

#endif
