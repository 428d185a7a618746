/* Envelope addresses as they may stand in MAIL FROM and RCPT TO (RFC 5321 4.1.2) without SMTPUTF8. */
#ifndef SUBMIT_ADDRESS_H
#define SUBMIT_ADDRESS_H

#include "base/bytes.h"

/* The address with its domain in ASCII (IDNA 2008), or NULL when it can't be sent to; *fault then says why
 * (English, without the address). */
char *address_to_ascii(struct arena *arena, const char *address, const char **fault);

#endif
