/* What failed deliveries do to contacts: hard ones suspend, others are counted (specification sections 2 and
 * 9; RFC 3464). The relay's own refusals and the reports that come back later end here alike. Written by
 * src/db/bounces.c. */
#ifndef DB_BOUNCES_H
#define DB_BOUNCES_H

#include "db.h"

enum bounce_effect {
	BOUNCE_NO_CONTACT, /* the letter went to nobody in the directory */
	BOUNCE_COUNTED,	   /* soft: the mailbox is full, a policy, a time-out ... */
	BOUNCE_SUSPENDED,  /* hard, and the contact was active until now: what waits for it is cancelled */
	BOUNCE_KNOWN,	   /* hard, but the contact is suspended already */
};

/* A letter could not be delivered for good. status: enhanced code of RFC 3463; hard is 5.1.x without 5.1.7
 * and 5.1.8, which speak of the sender. ERR_NOT_FOUND: no such letter. */
int letter_bounced(struct db *db, int64_t letter, const char *status, enum bounce_effect *effect,
		   struct err *err);

/* A suspended contact that the operator has not been told of; ERR_NOT_FOUND: none. */
struct suspension {
	int64_t contact, letter; /* letter: whose bounce it was */
	const char *email, *name, *organisation, *status, *template;
};
int suspension_next(struct db *db, struct arena *arena, struct suspension *out, struct err *err);
int suspension_told(struct db *db, int64_t contact, struct err *err);

/* The contact with this address is written to again. ERR_NOT_FOUND: no such contact; ERR_DATA: it is not
 * suspended. */
int contact_resume(struct db *db, const char *email, struct err *err);

#endif
