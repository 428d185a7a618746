/* Address lists of header fields (RFC 5322 section 3.4), read in one pass without recursion, for untrusted
 * input. */
#ifndef DECODE_ADDRESSES_H
#define DECODE_ADDRESSES_H

#include "decoding.h"

/* Appends all mailboxes of the field, including those in groups, to the list with *count items; returns the
 * list. Local parts stay as written, unquoted where possible; domains become lower case, internationalised
 * ones A-labels (RFC 5890). Text that is not, or not entirely, an address is appended as "", so that it
 * counts. */
const char **addresses_read(struct arena *arena, const char *value, const char **list, size_t *count);

/* The name of the first mailbox in the field: the text before its angle bracket, or its comment; or "". */
char *addresses_name(struct decoding *decoding, const char *value);

/* The subaddress (RFC 5233) when the address is one of the shared mailbox, "" when it has none; NULL for any
 * other address. */
const char *addresses_own(struct arena *arena, const char *email, const struct decode_options *options);

#endif
