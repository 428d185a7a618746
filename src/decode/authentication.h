/* Is the From address proven? What the receiving server wrote down about it: Authentication-Results (RFC
 * 8601). */
#ifndef DECODE_AUTHENTICATION_H
#define DECODE_AUTHENTICATION_H

#include "headers.h"

/* Loads the public suffix list. */
int authentication_init(struct err *err);

/* Fills is_proven and proof; mail->from is known already. Only the topmost field of a configured server
 * counts. */
void authentication_tell(struct decoding *decoding, const struct headers *headers);

#endif
