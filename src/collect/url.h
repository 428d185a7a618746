/* The mailbox's address in the configuration (RFC 5092 without its parameters, or maildir:DIR). */
#ifndef COLLECT_URL_H
#define COLLECT_URL_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

enum url_scheme { URL_IMAPS, URL_IMAP, URL_MAILDIR };

struct url {
	enum url_scheme scheme;
	const char *user;   /* decoded */
	const char *host;   /* lower case; an IPv6 address without brackets */
	const char *folder; /* decoded UTF-8; INBOX when none is given */
	const char *path;   /* of a Maildir, as given; NULL for IMAP */
	const char *name;   /* the canonical URL: without default port and secret */
	int port;
};

/* ERR_CONFIG; the error never quotes the URL, because people paste passwords into it. */
int url_parse(struct arena *arena, const char *text, struct url *out, struct err *err);

/* A mailbox name as IMAP4rev1 sends it: modified UTF-7 (RFC 3501 section 5.1.3). The text must be valid
 * UTF-8. */
char *url_encode_mailbox(struct arena *arena, const char *text);

#endif
