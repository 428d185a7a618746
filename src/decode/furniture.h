/* Parts that mail programs and gateways add by themselves. */
#ifndef DECODE_FURNITURE_H
#define DECODE_FURNITURE_H

#include "attachments.h"

/* Keys, signatures, vCards, resource forks. */
bool furniture_is(const struct attachment_claim *claim, struct bytes content);
/* A container of S/MIME or PGP, which can't be opened here (RFC 8551 section 3.2, RFC 3156). */
bool furniture_is_sealed(const struct attachment_claim *claim);
/* A text that continues after a file, by Exchange's and Outlook's name: "ATT00001.htm". */
bool furniture_is_continuation(const struct attachment_claim *claim);
/* A name that programs give to the body itself: "message.txt"; false for "". */
bool furniture_is_body_name(const char *name);

#endif
