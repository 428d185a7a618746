/* The relay's address from the configuration. */
#ifndef SUBMIT_RELAY_H
#define SUBMIT_RELAY_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

struct relay {
	const char *directory; /* of a Maildir; NULL: SMTP, and then the members below are set */
	const char *host;      /* as in a URL: an IPv6 address in brackets */
	const char *user;      /* NULL: none */
	int port;
	bool is_tls;	  /* TLS from the first byte (RFC 8314) */
	bool is_loopback; /* plain text is allowed */
};

/* smtps://[user@]host[:port] (465), smtp://... (587) or maildir:DIR. ERR_CONFIG. */
int relay_parse(struct arena *arena, const char *text, struct relay *out, struct err *err);

#endif
