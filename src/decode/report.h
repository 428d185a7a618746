/* The content of a bounce: recipient, action, reason, and the returned message (RFC 3464, RFC 6522, and the
 * free texts of qmail, Exim, Exchange and others). */
#ifndef DECODE_REPORT_H
#define DECODE_REPORT_H

#include "headers.h"

/* A message/delivery-status part. */
void report_take_status(struct decoding *decoding, struct bytes content);
/* The returned message, or its header; the first one counts. */
void report_take_returned(struct decoding *decoding, struct bytes message);
/* Call when all parts are read: for a bounce without such parts, reads its text. */
void report_tell(struct decoding *decoding, const struct headers *headers);

#endif
