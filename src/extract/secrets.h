/* What a form about a young person must not hold (specification section 5; private to the stage). */
#ifndef EXTRACT_SECRETS_H
#define EXTRACT_SECRETS_H

#include "extract.h"
#include "work.h"

/* Numbers that refuse the form. The last one has no key. */
struct secret {
	const char *key;
	bool (*is_in)(const char *text);
	const char *why, *field_why; /* phrases */
};
extern const struct secret secrets[];

/* A bank account is a secret where a young person is concerned; elsewhere a company may have its reasons. */
bool secret_is_asked(const struct secret *secret, enum kind kind);

/* A fault for each such number in the subject or in lines of that zone. */
void secrets_find(struct work *work, enum zone zone);
/* The same for the documents among the attachments, as far as they can be read. */
void secrets_find_in_files(struct work *work);
/* Takes out the entries that hold one; their fields get a fault. */
void secrets_drop(struct work *work, struct entries *entries);

/* Health, origin, family and the like in a CV's free texts: the text is left out, and the sender hears why,
 * without an echo. A field that is needed refuses the form. */
void sensitive_drop(struct form *form);

#endif
