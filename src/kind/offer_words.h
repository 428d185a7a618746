/* An offer as its readers are told it. */
#ifndef KIND_OFFER_WORDS_H
#define KIND_OFFER_WORDS_H

#include "db/offers.h"
#include "handle/task.h"

/* Sets place, town, contract, openings, salary and deadline; "" where there is nothing to say. */
void offer_add_words(struct task *task, json_t *data, const struct offer *offer);

#endif
