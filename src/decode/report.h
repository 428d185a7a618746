/* What a bounce says: for which recipient, what happened, why, and which message came back (RFC 3464, RFC
 * 6522, and the texts of qmail, Exim, Exchange and others that are none). */
#ifndef DECODE_REPORT_H
#define DECODE_REPORT_H

#include "headers.h"

/* A message/delivery-status part. */
void report_take_status(struct decoding *decoding, struct bytes content);
/* The message that came back, or its header; the first one counts. */
void report_take_returned(struct decoding *decoding, struct bytes message);
/* Once all parts are read: of a bounce without such parts what its text says. */
void report_tell(struct decoding *decoding, const struct headers *headers);

#endif
