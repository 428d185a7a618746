/* The register of consent: append-only (triggers refuse UPDATE and DELETE), each record's hash covers the one before it.
 * Written by src/db/consents.c. Source: agreement Art. 3 ("avec l'accord explicite du demandeur d'emploi"), GDPR 7(1). */
#ifndef DB_CONSENTS_H
#define DB_CONSENTS_H

#include "db.h"

struct consent {
	const char *candidate;    /* CAN-... */
	const char *event;        /* given, withdrawn, expired, erased */
	const char *at;           /* UTC, RFC 3339; for "given" the day on which it was given, at 00:00 local */
	const char *collected_by;
	const char *scope;        /* offer, partners */
	const char *expires_on;   /* YYYY-MM-DD */
	const char *message_id;   /* of the mail that said so; "" when none */
	const char *notice;       /* version of the information notice */
};

int consent_add(struct db *db, const struct consent *consent, struct err *err);
/* The newest record of this candidate is "given" and not past its expiry on `today`. */
int consent_is_current(struct db *db, const char *candidate, const char *today, bool *current, struct err *err);
/* Verifies every link; ERR_DATA names the first record that breaks the chain. *count: records verified. */
int consents_verify(struct db *db, int64_t *count, struct err *err);

#endif
