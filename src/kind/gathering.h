/* Digest readers: news about an offer is queued for their digest, unless its deadline is sooner
 * (specification section 7, "Digest"; private to the stage). */
#ifndef KIND_GATHERING_H
#define KIND_GATHERING_H

#include "db/digests.h"
#include "offers.h"

/* Whether the offer waits for the next digest of a reader with that frequency: not without a digest, nor when
 * the offer's deadline is before it. */
bool gathering_takes(const struct task *task, const struct offer *offer, const char *frequency);

struct gathering {
	struct offer_reader *at_once; /* a letter about the news */
	struct contact_list whole;    /* a letter with the offer itself, which they have not seen */
	size_t at_once_count, all_count;
};
/* Splits the offer's readers into those who get a letter now, and others, whose news is queued. */
int gathering_split(struct task *task, const struct offer *offer, const struct offer_news *news,
		    struct gathering *out, struct err *err);

#endif
