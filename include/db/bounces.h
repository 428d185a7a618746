/* What failed deliveries do to contacts: hard failures suspend, others are counted (specification sections 2
 * and 9; RFC 3464). Refusals by the relay and delivery reports that come back later are both handled here.
 * Written by src/db/bounces.c. */
#ifndef DB_BOUNCES_H
#define DB_BOUNCES_H

#include "db.h"

#include <time.h>

enum bounce_effect {
	BOUNCE_NO_CONTACT, /* the letter went to nobody in the directory */
	BOUNCE_COUNTED,	   /* soft: the mailbox is full, a policy, a time-out ... */
	BOUNCE_FIRST,	   /* hard, but late: a second one on another day suspends the contact */
	BOUNCE_STOPPED,	   /* hard, but too many contacts were suspended within the hour: the operator must
			      look */
	BOUNCE_OTHER,	   /* the report is about another address than the letter's: ignored */
	BOUNCE_LATE,	   /* the report is about a letter that was sent too long ago */
	BOUNCE_SUSPENDED,  /* hard, and the contact is suspended now: letters waiting for it are cancelled */
	BOUNCE_KNOWN,	   /* hard, but the contact is suspended already */
};

enum { MOST_SUSPENSIONS = 10 /* within an hour; more need a person */, REPORT_DAYS = 10 };

/* The relay refused a letter permanently. status: enhanced code of RFC 3463; 5.1.x is hard, except 5.1.7 and
 * 5.1.8, which are about the sender. ERR_NOT_FOUND: no such letter. */
int letter_bounced(struct db *db, int64_t letter, const char *status, time_t now, enum bounce_effect *effect,
		   struct err *err);
/* A delivery report that came back by mail, after the relay had accepted the letter. recipient: whose
 * delivery failed, "" when the report does not say. A hard failure suspends within an hour of the sending, or
 * when it is the second one on another day. */
int letter_reported(struct db *db, int64_t letter, const char *recipient, const char *status, time_t now,
		    enum bounce_effect *effect, struct err *err);

/* *were: suspensions were stopped since the last call. */
int suspensions_stopped_take(struct db *db, bool *were, struct err *err);

/* A suspended contact that the operator does not know of yet; ERR_NOT_FOUND: none. */
struct suspension {
	int64_t contact, letter; /* letter: the one that bounced */
	const char *email, *name, *organisation, *status, *template;
};
int suspension_next(struct db *db, struct arena *arena, struct suspension *out, struct err *err);
int suspension_told(struct db *db, int64_t contact, struct err *err);

/* Ends the suspension of the contact with this address. ERR_NOT_FOUND: no such contact; ERR_DATA: it is not
 * suspended. */
int contact_resume(struct db *db, const char *email, struct err *err);

#endif
