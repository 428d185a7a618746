/* Address lists of header fields (RFC 5322 section 3.4), read by GMime. */
#ifndef DECODE_ADDRESSES_H
#define DECODE_ADDRESSES_H

#include "decoding.h"

/* Appends every mailbox of the field, those of groups too, to the list of *count; returns the list. An
 * address that is not ASCII or no address at all is kept with email "", so that it is counted. */
struct address *addresses_read(struct decoding *decoding, const char *value, struct address *list,
			       size_t *count);

/* Whether it is address itself or a subaddress of it (local+anything@domain, RFC 5233). */
bool addresses_is_own(const char *email, const char *address);

#endif
