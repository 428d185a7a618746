/* E-mail addresses as this program takes them, from whatever side they come: directory, configuration,
 * offers, headers and envelopes. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/bytes.h"

#include <stdbool.h>

/* RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3 (a path has 256 octets with its angle brackets). */
enum { LOCAL_PART_MAX_BYTES = 64, ADDRESS_MAX_BYTES = 254 };

/* local@domain with the domain in ASCII (IDNA 2008), fit for headers and envelopes without SMTPUTF8: a
 * dot-atom before the "@" (RFC 5322 section 3.2.3), labels of letters, digits and "-" behind it. NULL when it
 * is none; *fault then says why, in English and without the address. */
char *address_to_ascii(struct arena *arena, const char *address, const char **fault);

/* What stands behind its last "@", in the address itself; all of it when there is none. */
const char *address_domain(const char *address);

/* Whether it is one whose domain is a full one (two labels at least, the last one not of digits). */
bool address_is_full(struct arena *arena, const char *address);

#endif
