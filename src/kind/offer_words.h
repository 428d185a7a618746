/* The words about an offer in letters. */
#ifndef KIND_OFFER_WORDS_H
#define KIND_OFFER_WORDS_H

#include "db/offers.h"
#include "handle/task.h"

/* Sets place, town, contract, openings, salary and deadline; "" for missing ones. */
void offer_add_words(struct task *task, json_t *data, const struct offer *offer);

#endif
