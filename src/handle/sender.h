/* The sender of a message, and the proof by which it is believed (specification section 3). */
#ifndef HANDLE_SENDER_H
#define HANDLE_SENDER_H

#include "handle/task.h"

/* Fills task->sender and task->proof; *why, in English, when the sender is not believed. While task->form is
 * NULL only the header is used; whether a token is used in its thread is checked once there is a form. */
int sender_believe(struct task *task, const char **why, struct err *err);

/* Refuses a believed sender's message with somebody else's token, an expired one, or one used for another
 * purpose. */
int sender_check_token(struct task *task, bool *is_refused, struct err *err);

/* Whether the sender's proof suffices for a form of this kind; otherwise the message is quarantined
 * (specification section 3). */
bool sender_check_proof(struct task *task);
/* Whether the sender, who is not in the directory, answers a letter that asked this address
 * (draft.asks_address), and about which record; by its reply token alone, whatever the text says. */
bool sender_confirms(const struct task *task, const char **ref);

#endif
