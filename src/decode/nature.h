/* Whether somebody wrote the message, or a machine did (RFC 3834, 3464, 8098). */
#ifndef DECODE_NATURE_H
#define DECODE_NATURE_H

#include "headers.h"

/* Fills nature and nature_reason; mail->from is known already. */
void nature_tell(struct decoding *decoding, const struct headers *headers);

#endif
