/* The register of consent: append-only (triggers refuse UPDATE and DELETE), and each record's hash covers the
 * one before it. Also, chained in the same way, who received the CV under which record; and the wording of
 * each notice. Written by src/db/consents.c. Source: agreement Art. 3 ("avec l'accord explicite du demandeur
 * d'emploi"), GDPR 7(1), 7(3), 14. */
#ifndef DB_CONSENTS_H
#define DB_CONSENTS_H

#include "db.h"

struct consent {
	const char *candidate; /* CAN-... */
	const char *event;     /* given, withdrawn, expired, erased */
	const char *at;	       /* UTC, RFC 3339; for "given" the day of the consent at 00:00 local time */
	const char *collected_by;
	const char *scope;	 /* offer, partners */
	const char *expires_on;	 /* YYYY-MM-DD */
	const char *message_id;	 /* of the mail that brought it; "" when none */
	const char *notice;	 /* version of the information notice */
	const char *notice_hash; /* SHA-256 of its text */
	const char *recorded_at; /* UTC, RFC 3339 */
};

/* Adds a record. *id, *hash (in the arena): the new record's, for the mission locale's receipt; may be
 * NULL. */
int consent_add(struct db *db, struct arena *arena, const struct consent *consent, int64_t *id,
		const char **hash, struct err *err);
/* The newest "given" of this candidate: at, scope, expires_on, collected_by, notice. ERR_NOT_FOUND. */
int consent_given(struct db *db, struct arena *arena, const char *candidate, struct consent *out,
		  struct err *err);

/* Checked again before each send. *why: NULL when letters with this CV may be sent today, else the reason
 * (English, for the letter's last reply): withdrawn, expired, outside its scope (the offer is no longer
 * open), over the age limit. */
int consent_allows(struct db *db, const char *candidate, const char *today, const char **why,
		   struct err *err);

/* Records that a letter with the CV reached a recipient, once a letter. */
int disclosure_add(struct db *db, const char *candidate, const char *recipient, const char *at,
		   const char *message_id, struct err *err);

/* Stores the wording of a notice once, under the SHA-256 of its text. */
int notice_keep(struct db *db, const char *version, const char *text, struct err *err);

/* Verifies every link of both chains, that each notice matches its hash, that no CV is held without a valid
 * consent record, and that the triggers exist. ERR_DATA names the first record that fails. *count: records
 * verified. */
int consents_verify(struct db *db, int64_t *count, struct err *err);

#endif
