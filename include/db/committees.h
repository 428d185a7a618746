/* The steering committee's meetings, one a year (agreement Art. 3, specification section 7). Written by
 * src/db/committees.c. */
#ifndef DB_COMMITTEES_H
#define DB_COMMITTEES_H

#include "db.h"

#include <time.h>

struct committee {
	const char *ref;		  /* COM-2027 */
	int64_t year;			  /* the year in its reference, which stays when the meeting moves to
					     another year */
	const char *status;		  /* planned held cancelled */
	const char *starts_at, *ends_at;  /* UTC; the second may be NULL */
	const char *place, *agenda, *uid; /* the first two may be NULL */
	int sequence;
	const char *started_from;      /* when it was planned or last rescheduled */
	const char *closed_at;	       /* when it was cancelled, or NULL */
	const char *minutes, *present; /* NULL: not recorded; minutes "" when they are in a document */
	const char *minutes_at;	       /* set once it was held, else NULL */
	int64_t sender, message;       /* the message that last planned it; 0: none */
};

int committee_add(struct db *db, const struct committee *committee, struct err *err);
/* ERR_NOT_FOUND. */
int committee_get(struct db *db, struct arena *arena, const char *ref, struct committee *out,
		  struct err *err);
/* Finds a committee by the UID it was sent with, ignoring case. ERR_NOT_FOUND. */
int committee_by_uid(struct db *db, struct arena *arena, const char *uid, struct committee *out,
		     struct err *err);
/* Overwrites all columns of an existing committee. */
int committee_update(struct db *db, const struct committee *committee, struct err *err);
/* Planned and cancelled committees, by start. */
int committees_unheld(struct db *db, struct arena *arena, struct committee **out, size_t *count,
		      struct err *err);
/* The start of the last committee held; *out NULL: none was. */
int committee_last_held(struct db *db, struct arena *arena, char **out, struct err *err);

#endif
