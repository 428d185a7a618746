/* Proof that a delivery report is about a letter of ours (specification section 3): the letter's Message-ID
 * and its bounce address, each with a code that only those who saw the letter know.
 *
 * Bounce addresses are the envelope senders of letters that are no automatic answers (specification section
 * 9; VERP with a code). */
#ifndef HANDLE_BOUNCE_H
#define HANDLE_BOUNCE_H

#include "db/key.h"

/* local+b.<id>.<mac>@domain (separator: NULL means "+"); the plain address when there is no key or the local
 * part would be too long (RFC 5321 section 4.5.3.1). */
const char *bounce_address(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, int64_t letter);

/* Reads the letter from a bounce address; false unless its code is right. */
bool bounce_address_letter(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, const char *address, int64_t *letter);

/* letter.<id>.<instance>.<mac>@domain; key NULL: without a code, so that it proves nothing. */
const char *letter_message_id(struct arena *arena, const struct key *key, const char *own_address,
			      const char *instance, int64_t letter);
/* Whether it is our Message-ID with the right code. */
bool letter_message_id_is_ours(struct arena *arena, const struct key *key, const char *message_id);

#endif
