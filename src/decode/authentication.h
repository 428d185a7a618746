/* Checks whether the From address is proven, by the receiving server's Authentication-Results (RFC 8601). */
#ifndef DECODE_AUTHENTICATION_H
#define DECODE_AUTHENTICATION_H

#include "headers.h"

/* Loads the public suffix list. */
int authentication_init(struct err *err);

/* Fills proven, is_denied, proof and organisational_domain; mail->from must be set. Only the topmost run of
 * consecutive fields from one configured server counts: each filter writes one field, and anybody may have
 * written fields of other servers or older ones. For a server without authserv-id ("" is configured) only the
 * topmost field counts, because the writer of the next one is unknown. */
void authentication_tell(struct decoding *decoding, const struct headers *headers);

#endif
