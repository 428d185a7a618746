/* The header block -> the members of struct mail that depend on nothing else. */
#ifndef DECODE_HEADER_BLOCK_H
#define DECODE_HEADER_BLOCK_H

#include "headers.h"

/* Fills those members from the header block at the start of `block`, which must be within the limits, and
 * *headers. ERR_DATA: no header field. */
int header_fill_mail(struct decoding *decoding, struct bytes raw, struct headers *headers, struct err *err);

#endif
