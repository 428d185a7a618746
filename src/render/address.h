/* Mail addresses as they stand in headers, calendars and links. */
#ifndef RENDER_ADDRESS_H
#define RENDER_ADDRESS_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

/* local@domain with the domain in ASCII (IDNA), checked so that it can stand in a header as it is: a dot-atom
 * before the "@" (RFC 5322 3.2.3), letters, digits, "-" and "." after it. ERR_DATA; the address is not in its
 * text. */
int address_check(struct arena *arena, const char *email, const char **out, struct err *err);

/* For a mailto: URL or a calendar address (RFC 6068 section 2). */
char *address_encode(struct arena *arena, const char *email);

/* A Message-ID without <> that can stand in a header. */
bool address_is_message_id(const char *id);

#endif
