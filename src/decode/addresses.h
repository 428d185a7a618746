/* Address lists of header fields (RFC 5322 section 3.4), read in one pass and without recursion, whatever a
 * stranger writes there. */
#ifndef DECODE_ADDRESSES_H
#define DECODE_ADDRESSES_H

#include "decoding.h"

/* Appends every mailbox of the field, those of groups too, to the list of *count; returns the list. Local
 * parts are as written but unquoted where they need no quotes, domains in lower case, internationalised ones
 * as A-labels (RFC 5890). Text that is no address, or not wholly one, becomes "", so that it is counted. */
const char **addresses_read(struct arena *arena, const char *value, const char **list, size_t *count);

/* What the first mailbox of the field is called: what stands before its angle, or in its comment; "". */
char *addresses_name(struct decoding *decoding, const char *value);

/* NULL when the address is not one of the shared mailbox; else its subaddress (RFC 5233), "" when it has
 * none. */
const char *addresses_own(struct arena *arena, const char *email, const struct decode_options *options);

#endif
