/* What a report on a letter is believed by (specification section 3): its Message-ID and its bounce address,
 * each with a code, so that nobody but those who saw the letter can report on it.
 *
 * Bounce addresses: the envelope sender of each letter that is no automatic answer (specification section 9;
 * VERP with a code, so that nobody but those who were written to can report a failure). */
#ifndef HANDLE_BOUNCE_H
#define HANDLE_BOUNCE_H

#include "db/key.h"

/* local+b.<id>.<mac>@domain (separator: NULL means "+"); the plain address without a key, or when that would
 * be longer than a local part may be (RFC 5321 section 4.5.3.1). */
const char *bounce_address(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, int64_t letter);

/* The letter of a bounce address whose code is right. */
bool bounce_address_letter(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, const char *address, int64_t *letter);

/* letter.<id>.<instance>.<mac>@domain; key NULL: without a code, which nobody is believed by. */
const char *letter_message_id(struct arena *arena, const struct key *key, const char *own_address,
			      const char *instance, int64_t letter);
/* Whether it is one with the right code. */
bool letter_message_id_is_ours(struct arena *arena, const struct key *key, const char *message_id);

#endif
