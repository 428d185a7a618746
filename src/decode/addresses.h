/* Address lists of header fields (RFC 5322 section 3.4), read by GMime. */
#ifndef DECODE_ADDRESSES_H
#define DECODE_ADDRESSES_H

#include "decoding.h"

/* Appends every mailbox of the field, those of groups too, to the list of *count; returns the list. An
 * address that is not ASCII or no address at all is kept with email "", so that it is counted. */
struct address *addresses_read(struct decoding *decoding, const char *value, struct address *list,
			       size_t *count);

/* NULL when the address is not one of the shared mailbox; else its subaddress (RFC 5233), "" when it has
 * none. */
const char *addresses_own(struct arena *arena, const char *email, const struct decode_options *options);

#endif
