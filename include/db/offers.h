/* Job offers. Written by src/db/offers.c. */
#ifndef DB_OFFERS_H
#define DB_OFFERS_H

#include "db.h"

#include <time.h>

struct offer { /* columns of the view offers; NULL where the form gave none */
	const char *ref, *status, *title, *company, *place, *commune, *postal_code, *department, *region,
	    *contract, *nature, *rome, *level, *salary, *hours, *start, *deadline, *contact, *forum;
	const char *openings; /* digits, or NULL for "plusieurs" */
	const char *description, *experience, *duration, *reference;
	const char *diffusion; /* territory codes that replace the place, or NULL */
	bool is_company_hidden;
	const char *fingerprint; /* of company, title and place: equal for the same offer; or NULL */
	int64_t sender;		 /* contact id */
	int64_t message;	 /* the message that made it */
	const char *filled_at;	 /* when the sender reported its posts as filled, UTC; NULL: they are open */
};

int offer_add(struct db *db, const struct offer *offer, struct err *err);
/* The newest offer, held or open, with this fingerprint. ERR_NOT_FOUND. */
int offer_find_same(struct db *db, struct arena *arena, const char *fingerprint, struct offer *out,
		    struct err *err);
int offer_get(struct db *db, struct arena *arena, const char *ref, struct offer *out, struct err *err);
/* Overwrites all columns of an existing offer. */
int offer_update(struct db *db, const struct offer *offer, struct err *err);
/* The wishes of a spontaneous candidate. */
struct offer_search {
	int64_t organisation; /* the mission locale's; offers must be in its territory */
	const char *rome;     /* NULL: any job */
	const char *level;    /* a number; NULL: unknown */
	const char *today;    /* YYYY-MM-DD */
	size_t most;
};

enum { MATCH_SAME_JOB = 8, MATCH_SAME_FAMILY = 4, MATCH_IN_TERRITORY = 2, MATCH_LEVEL_REACHED = 1 };

struct offer_match {
	const char *ref, *title, *rome; /* the latter may be NULL */
	unsigned score;			/* MATCH_* */
};

/* All open offers for the job or its family (the first three characters of its ROME code); without a job,
 * those in the territory. Best match first, then newest first. One query. */
int offers_match(struct db *db, struct arena *arena, const struct offer_search *search,
		 struct offer_match **out, size_t *count, struct err *err);
/* The reference of the next open offer whose deadline is before `today` (YYYY-MM-DD); ERR_NOT_FOUND: none. */
int offer_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err);

/* Whether CVs may go to the offer's address: it is its sender's, is in the directory, or was confirmed by its
 * owner. */
int offer_contact_is_settled(struct db *db, const struct offer *offer, bool *is, struct err *err);
/* Records that the address is asked to confirm; *is_new: it was not asked before. */
int offer_contact_ask(struct db *db, const struct offer *offer, time_t now, bool *is_new, struct err *err);
/* Records the confirmation; *was_asked: the address had been asked. */
int offer_contact_confirm(struct db *db, const char *offer, const char *email, time_t now, bool *was_asked,
			  struct err *err);

#endif
