/* Is the From address proven? What the receiving server wrote down about it: Authentication-Results (RFC
 * 8601). */
#ifndef DECODE_AUTHENTICATION_H
#define DECODE_AUTHENTICATION_H

#include "headers.h"

/* Loads the public suffix list. */
int authentication_init(struct err *err);

/* Fills proven, is_denied, proof and organisational_domain; mail->from is known already. The fields of one
 * configured server that stand together count, the topmost such run: one filter writes one field, and those
 * of others, and older ones, are anybody's words. Of a server that writes no authserv-id ("" is configured)
 * the topmost such field alone counts, for whoever wrote the next one can't be told. */
void authentication_tell(struct decoding *decoding, const struct headers *headers);

#endif
