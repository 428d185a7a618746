/* Whether a person or a machine wrote the message (RFC 3834, 3464, 8098). */
#ifndef DECODE_NATURE_H
#define DECODE_NATURE_H

#include "headers.h"

/* Fills nature and nature_reason; mail->from must be set. */
void nature_tell(struct decoding *decoding, const struct headers *headers);

#endif
