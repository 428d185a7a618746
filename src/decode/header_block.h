/* The header block -> struct mail, as far as that alone tells. */
#ifndef DECODE_HEADER_BLOCK_H
#define DECODE_HEADER_BLOCK_H

#include "headers.h"

/* Fills what struct mail has from the header block of the message, which is within the limits and begins
 * there, and *headers. ERR_DATA: it has no field. */
int header_fill_mail(struct decoding *decoding, struct bytes raw, struct headers *headers, struct err *err);

#endif
