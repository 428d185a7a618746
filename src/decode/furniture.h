/* Parts that nobody attached: what mail programs and gateways add by themselves. */
#ifndef DECODE_FURNITURE_H
#define DECODE_FURNITURE_H

#include "attachments.h"

/* Keys, signatures, visiting cards, resource forks. */
bool furniture_is(const struct attachment_claim *claim, struct bytes content);
/* A container of S/MIME or PGP that nobody here can open (RFC 8551 section 3.2, RFC 3156). */
bool furniture_is_sealed(const struct attachment_claim *claim);
/* Exchange's and Outlook's name for a text that stood behind a file: "ATT00001.htm". */
bool furniture_is_continuation(const struct attachment_claim *claim);
/* A name that programs give to the body itself: "message.txt"; "" is none. */
bool furniture_is_body_name(const char *name);

#endif
