/* Data that a form about a young person must not contain (specification section 5; private to the stage). */
#ifndef EXTRACT_SECRETS_H
#define EXTRACT_SECRETS_H

#include "extract.h"
#include "work.h"

/* Numbers that refuse the form; the last kind has no key. */
struct secret {
	const char *key;
	bool (*is_in)(const char *text);
	const char *why, *field_why; /* phrases */
};
extern const struct secret secrets[];

/* An account number is a secret in forms about a young person; in others it may be intended. */
bool secret_is_asked(const struct secret *secret, enum kind kind);

/* Adds a fault for each such number in the subject or in lines of that zone. */
void secrets_find(struct work *work, enum zone zone);
/* The same for readable documents among the attachments. */
void secrets_find_in_files(struct work *work);
/* Removes entries that contain one; their fields get a fault. */
void secrets_drop(struct work *work, struct entries *entries);

/* Words on health, origin, family and the like in a CV's free texts: the text is dropped and the sender told
 * why, without quoting it. A required field refuses the form. */
void sensitive_drop(struct form *form);

#endif
