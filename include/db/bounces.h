/* What failed deliveries do to contacts: hard ones suspend, others are counted (specification sections 2 and
 * 9; RFC 3464). The relay's own refusals and the reports that come back later end here alike. Written by
 * src/db/bounces.c. */
#ifndef DB_BOUNCES_H
#define DB_BOUNCES_H

#include "db.h"

#include <time.h>

enum bounce_effect {
	BOUNCE_NO_CONTACT, /* the letter went to nobody in the directory */
	BOUNCE_COUNTED,	   /* soft: the mailbox is full, a policy, a time-out ... */
	BOUNCE_FIRST,	   /* hard, but late: a second one on another day suspends */
	BOUNCE_STOPPED,	   /* hard, but too many were suspended within the hour: the operator is to look */
	BOUNCE_OTHER,	   /* a report on another address than the letter's: it weighs nothing */
	BOUNCE_LATE,	   /* a report on a letter that was sent too long ago */
	BOUNCE_SUSPENDED,  /* hard, and the contact was active until now: what waits for it is cancelled */
	BOUNCE_KNOWN,	   /* hard, but the contact is suspended already */
};

enum { MOST_SUSPENSIONS = 10 /* within an hour, before a person is asked */, REPORT_DAYS = 10 };

/* The relay refused a letter for good. status: enhanced code of RFC 3463; hard is 5.1.x without 5.1.7
 * and 5.1.8, which speak of the sender. ERR_NOT_FOUND: no such letter. */
int letter_bounced(struct db *db, int64_t letter, const char *status, time_t now, enum bounce_effect *effect,
		   struct err *err);
/* A report that came back by mail, after the letter had been taken. recipient: whose delivery failed, ""
 * where it does not say. Hard suspends within an hour of the sending, or the second time on another day. */
int letter_reported(struct db *db, int64_t letter, const char *recipient, const char *status, time_t now,
		    enum bounce_effect *effect, struct err *err);

/* Suspensions were stopped since this was last asked. */
int suspensions_stopped_take(struct db *db, bool *were, struct err *err);

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
