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
	const char *diffusion; /* territory codes that override the place, or NULL */
	bool is_company_hidden;
	const char *fingerprint; /* of company, title and place: the same offer has the same; or NULL */
	int64_t sender;		 /* contact id */
	int64_t message;	 /* the message that made it */
	const char *filled_at;	 /* when it was told that its posts are filled, UTC; NULL: they are not */
};

int offer_add(struct db *db, const struct offer *offer, struct err *err);
/* The newest offer, held or open, with this fingerprint. ERR_NOT_FOUND. */
int offer_find_same(struct db *db, struct arena *arena, const char *fingerprint, struct offer *out,
		    struct err *err);
int offer_get(struct db *db, struct arena *arena, const char *ref, struct offer *out, struct err *err);
/* Writes all columns of an existing offer again. */
int offer_update(struct db *db, const struct offer *offer, struct err *err);
/* What a spontaneous candidate looks for. */
struct offer_search {
	int64_t organisation; /* the mission locale's, whose territory counts */
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

/* All open offers of the job or its family (the first three characters of ROME), without a job those in the
 * territory: in one query, the best first, of equals the newest. */
int offers_match(struct db *db, struct arena *arena, const struct offer_search *search,
		 struct offer_match **out, size_t *count, struct err *err);
/* Offers still open whose deadline lies before `today` (YYYY-MM-DD): the next one's reference; ERR_NOT_FOUND:
 * none. */
int offer_next_expired(struct db *db, struct arena *arena, const char *today, char **ref, struct err *err);

/* Whether the address that an offer's CVs go to may have them: it is its sender's, stands in the directory,
 * or has confirmed that it is meant. */
int offer_contact_is_settled(struct db *db, const struct offer *offer, bool *is, struct err *err);
/* It is about to be asked; *is_new: it was not before. */
int offer_contact_ask(struct db *db, const struct offer *offer, time_t now, bool *is_new, struct err *err);
/* It says that it is; *was_asked: that answers a question. */
int offer_contact_confirm(struct db *db, const char *offer, const char *email, time_t now, bool *was_asked,
			  struct err *err);

#endif
