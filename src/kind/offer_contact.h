/* The address that an offer's CVs go to (specification section 3): its sender's, one of the directory, or one
 * that has confirmed that it is meant. Until then they go to who sent the offer. */
#ifndef KIND_OFFER_CONTACT_H
#define KIND_OFFER_CONTACT_H

#include "db/offers.h"
#include "handle/task.h"

/* Asks an address that has to confirm itself, once an offer; the form gets a note. */
int offer_contact_settle(struct task *task, const struct offer *offer, struct err *err);
/* Who gets this offer's CVs now; *is_served: that address gets letters. */
int offer_contact_find(struct task *task, const struct offer *offer, struct contact *out, bool *is_served,
		       struct err *err);

#endif
