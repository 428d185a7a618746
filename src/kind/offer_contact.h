/* The address for an offer's CVs (specification section 3): its sender's, one in the directory, or one whose
 * owner confirmed it. Until then CVs go to the offer's sender. */
#ifndef KIND_OFFER_CONTACT_H
#define KIND_OFFER_CONTACT_H

#include "db/offers.h"
#include "handle/task.h"

/* Asks an unconfirmed address to confirm, once an offer; adds a note to the form. */
int offer_contact_settle(struct task *task, const struct offer *offer, struct err *err);
/* The present recipient of this offer's CVs; *is_served: that address gets letters. */
int offer_contact_find(struct task *task, const struct offer *offer, struct contact *out, bool *is_served,
		       struct err *err);

#endif
