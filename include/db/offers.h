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
};

int offer_add(struct db *db, const struct offer *offer, struct err *err);
/* The newest offer, held or open, with this fingerprint. ERR_NOT_FOUND. */
int offer_find_same(struct db *db, struct arena *arena, const char *fingerprint, struct offer *out,
		    struct err *err);
int offer_get(struct db *db, struct arena *arena, const char *ref, struct offer *out, struct err *err);
/* Writes all columns of an existing offer again. */
int offer_update(struct db *db, const struct offer *offer, struct err *err);
/* Open offers for a job of ROME: the same code first, then the same family (its first three characters); rome
 * NULL: any job. The newest first, at most `most`. */
int offers_for_job(struct db *db, struct arena *arena, const char *rome, const char *today, size_t most,
		   struct offer **out, size_t *count, struct err *err);
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
