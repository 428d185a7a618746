/* Regional agreements (agreement Art. 2, specification section 7). Written by src/db/regional_agreements.c.
 */
#ifndef DB_REGIONAL_AGREEMENTS_H
#define DB_REGIONAL_AGREEMENTS_H

#include "db/directory.h"

struct regional_agreement {
	const char *ref, *region; /* CNR-2027-0001, code of 2016 */
	const char *status;	  /* pending active ended */
	const char *signed_on, *signatories;
	const char *active_on, *ended_on; /* or NULL */
	int64_t proposer, approver;	  /* contact ids; the second is 0 until somebody accepted */
	int64_t message;		  /* 0: none */
};

int regional_agreement_add(struct db *db, const struct regional_agreement *agreement, struct err *err);
/* ERR_NOT_FOUND. */
int regional_agreement_get(struct db *db, struct arena *arena, const char *ref,
			   struct regional_agreement *out, struct err *err);
/* Overwrites all columns of an existing one. */
int regional_agreement_update(struct db *db, const struct regional_agreement *agreement, struct err *err);
/* Ends all regional agreements, with the national one. */
int regional_agreements_end(struct db *db, const char *ended_on, struct err *err);

enum regional_role { REGIONAL_ASKED, REGIONAL_RECIPIENT };
/* Idempotent. */
int regional_party_add(struct db *db, const char *ref, enum regional_role role, int64_t contact,
		       struct err *err);
/* The served contacts with that role, by address. */
int regional_parties(struct db *db, struct arena *arena, const char *ref, enum regional_role role,
		     struct contact **out, size_t *count, struct err *err);
/* Whether the contact proposed it, accepted it, was asked or is a recipient. */
int regional_agreement_concerns(struct db *db, const char *ref, int64_t contact, bool *concerns,
				struct err *err);
/* The contacts that active agreements of that region add to its routes: served, subscribed to that list. */
int regional_recipients(struct db *db, struct arena *arena, const char *region, const char *list,
			struct contact **out, size_t *count, struct err *err);

#endif
