/* Header fields: folded at 76 columns, RFC 2047 for text that is not ASCII; no value can start another field.
 * Each function adds whole fields with CRLF. */
#ifndef RENDER_HEADER_H
#define RENDER_HEADER_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

enum { HEADER_MAX_TEXT = 250, HEADER_MAX_NAME = 120 }; /* bytes of a subject, of a display name */

/* The text on one line, in valid UTF-8, without directional marks, at most max_bytes. */
char *header_clean(struct arena *arena, const char *text, size_t max_bytes);

/* Free text (Subject); `text` comes from header_clean. */
void header_text(struct buf *buf, const char *name, const char *text);
/* "display" <email>; display may be any text or NULL, email is from header_address. */
void header_mailbox(struct buf *buf, const char *name, const char *display, const char *email);
/* <id> <id> ..., each on its own line. */
void header_ids(struct buf *buf, const char *name, const char *const *ids, size_t count);

/* Checks an address for use in a header (base/address.h). ERR_DATA; the error does not contain the
 * address. */
int header_address(struct arena *arena, const char *email, const char **out, struct err *err);
/* Checks a Message-ID without <>. */
bool header_is_message_id(const char *id);
/* Percent-encodes an address for a mailto: URL or a calendar address (RFC 6068 section 2). */
char *mailto_encode(struct arena *arena, const char *email);

#endif
