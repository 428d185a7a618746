/* Readers with a digest: what happens to an offer is gathered for them, unless its deadline does not wait
 * (specification section 7, "Digest"; private to the stage). */
#ifndef KIND_GATHERING_H
#define KIND_GATHERING_H

#include "db/digests.h"
#include "offers.h"

/* Whether the offer waits for the next digest of a reader with that frequency: not for a reader without one,
 * nor when its deadline falls before. */
bool gathering_takes(const struct task *task, const struct offer *offer, const char *frequency);

struct gathering {
	struct offer_reader *at_once; /* a letter on the news */
	struct contact_list whole;    /* the offer itself: they have not read of it */
	size_t at_once_count, all_count;
};
/* Who of those who were told of the offer gets a letter now; for the others it is noted. */
int gathering_split(struct task *task, const struct offer *offer, const struct offer_news *news,
		    struct gathering *out, struct err *err);

#endif
