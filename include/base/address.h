/* E-mail addresses as the program accepts them: in the directory, the configuration, offers, headers and
 * envelopes. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/bytes.h"

#include <stdbool.h>

/* RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3: a path has at most 256 octets, angle brackets included. */
enum { LOCAL_PART_MAX_BYTES = 64, ADDRESS_MAX_BYTES = 254 };

/* The address as local@domain with the domain in ASCII (IDNA 2008), fit for headers and envelopes without
 * SMTPUTF8: a dot-atom before the "@" (RFC 5322 section 3.2.3), labels of letters, digits and "-" after it.
 * NULL when the text is no address; *fault then says why, in English and without the address. */
char *address_to_ascii(struct arena *arena, const char *address, const char **fault);

/* The domain: a pointer to the text after the last "@" of the address; the whole text when it has no "@". */
const char *address_domain(const char *address);

/* Whether the address has a full domain: at least two labels, and the last one is not all digits. */
bool address_is_full(struct arena *arena, const char *address);

#endif
