/* Approvals and refusals of what needs one (specification section 7, and section 4 for held offers). Written
 * by src/db/approvals.c. */
#ifndef DB_APPROVALS_H
#define DB_APPROVALS_H

#include "db.h"

#include <time.h>

struct approval {
	const char *about; /* OFF-..., BIL-..., ... */
	int64_t version;   /* of the thing named by about; 0: it has no versions */
	int64_t contact;
	const char *side;   /* ims, cnml */
	const char *answer; /* yes, no */
	const char *text;   /* the reason, or NULL */
	time_t answered_at;
	int64_t message; /* 0: none */
};

int approval_add(struct db *db, const struct approval *approval, struct err *err);
/* How many contacts of a side said yes to that version. */
int approvals_count(struct db *db, const char *about, int64_t version, const char *side, int64_t *count,
		    struct err *err);

#endif
