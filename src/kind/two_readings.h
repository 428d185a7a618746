/* Asks back about free text with two meanings (specification section 2a). */
#ifndef KIND_TWO_READINGS_H
#define KIND_TWO_READINGS_H

#include "thread.h"

/* Sends one letter with the sender's own words and a button for each meaning; outcome "refused". */
int two_readings_ask(struct task *task, const struct thread_found *thread, enum act act, struct err *err);

#endif
