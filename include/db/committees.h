/* The steering committee's meetings, one a year (agreement Art. 3, specification section 7). Written by
 * src/db/committees.c. */
#ifndef DB_COMMITTEES_H
#define DB_COMMITTEES_H

#include "db.h"

#include <time.h>

struct committee {
	const char *ref;		  /* COM-2027 */
	int64_t year;			  /* of its reference, which a move over New Year keeps */
	const char *status;		  /* planned held cancelled */
	const char *starts_at, *ends_at;  /* UTC; the second may be NULL */
	const char *place, *agenda, *uid; /* the first two may be NULL */
	int sequence;
	const char *started_from;      /* when it was planned or got its present start */
	const char *closed_at;	       /* when it was cancelled, or NULL */
	const char *minutes, *present; /* NULL: not recorded; minutes "" when a document holds them */
	const char *minutes_at;	       /* set when it was held, else NULL */
	int64_t sender, message;       /* who planned it last; 0: no message */
};

int committee_add(struct db *db, const struct committee *committee, struct err *err);
/* ERR_NOT_FOUND. */
int committee_get(struct db *db, struct arena *arena, const char *ref, struct committee *out,
		  struct err *err);
/* By the UID under which it was sent out, without regard to case. ERR_NOT_FOUND. */
int committee_by_uid(struct db *db, struct arena *arena, const char *uid, struct committee *out,
		     struct err *err);
/* Writes all columns of an existing one again. */
int committee_update(struct db *db, const struct committee *committee, struct err *err);
/* Committees that are planned or were cancelled, in the order of their start. */
int committees_unheld(struct db *db, struct arena *arena, struct committee **out, size_t *count,
		      struct err *err);
/* The start of the last one held; *out NULL: none was. */
int committee_last_held(struct db *db, struct arena *arena, char **out, struct err *err);

#endif
