/* The register of consent: append-only (triggers refuse UPDATE and DELETE), each record's hash covers the one
 * before it. Beside it, chained alike, who received the CV under which record; and the notices as they were
 * worded. Written by src/db/consents.c. Source: agreement Art. 3 ("avec l'accord explicite du demandeur
 * d'emploi"), GDPR 7(1), 7(3), 14. */
#ifndef DB_CONSENTS_H
#define DB_CONSENTS_H

#include "db.h"

struct consent {
	const char *candidate; /* CAN-... */
	const char *event;     /* given, withdrawn, expired, erased */
	const char *at;	       /* UTC, RFC 3339; for "given" the day on which it was given, at 00:00 local */
	const char *collected_by;
	const char *scope;	 /* offer, partners */
	const char *expires_on;	 /* YYYY-MM-DD */
	const char *message_id;	 /* of the mail that said so; "" when none */
	const char *notice;	 /* version of the information notice */
	const char *notice_hash; /* SHA-256 of its text */
	const char *recorded_at; /* UTC, RFC 3339 */
};

/* *id, *hash (in the arena): the record's, for the receipt that the mission locale keeps; may be NULL. */
int consent_add(struct db *db, struct arena *arena, const struct consent *consent, int64_t *id,
		const char **hash, struct err *err);
/* The newest "given" of this candidate: at, scope, expires_on, collected_by, notice. ERR_NOT_FOUND. */
int consent_given(struct db *db, struct arena *arena, const char *candidate, struct consent *out,
		  struct err *err);

/* Asked again before each send: NULL in *why when letters with this CV may go out today, else why not
 * (English, for the letter's last reply): withdrawn, expired, out of its scope (its offer is no longer open),
 * past the age. */
int consent_allows(struct db *db, const char *candidate, const char *today, const char **why,
		   struct err *err);

/* A letter with the CV reached a recipient: recorded once a letter. */
int disclosure_add(struct db *db, const char *candidate, const char *recipient, const char *at,
		   const char *message_id, struct err *err);

/* Keeps the wording of a notice once; its hash is SHA-256 of the text. */
int notice_keep(struct db *db, const char *version, const char *text, struct err *err);

/* Verifies every link of both chains, that each notice is the one that was hashed, that no CV is held without
 * a current record that says so, and that the triggers are there. ERR_DATA names the first record that
 * breaks. *count: records verified. */
int consents_verify(struct db *db, int64_t *count, struct err *err);

#endif
