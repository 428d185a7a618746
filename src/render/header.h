/* Header fields: folded at 76 columns, RFC 2047 where the text is not plain ASCII, nothing in a value that
 * could begin another field. Each function adds whole fields with their CRLF. */
#ifndef RENDER_HEADER_H
#define RENDER_HEADER_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>

enum { HEADER_MAX_TEXT = 250, HEADER_MAX_NAME = 120 }; /* bytes of a subject, of a display name */

/* On one line, valid UTF-8, without characters that turn the direction of the text around, at most max_bytes.
 */
char *header_clean(struct arena *arena, const char *text, size_t max_bytes);

/* Free text (Subject); `text` comes from header_clean. */
void header_text(struct buf *buf, const char *name, const char *text);
/* "display" <email>; display may be anything or NULL, email comes from header_address. */
void header_mailbox(struct buf *buf, const char *name, const char *display, const char *email);
/* <id> <id> ..., each on a line of its own. */
void header_ids(struct buf *buf, const char *name, const char *const *ids, size_t count);

/* An address that may stand in a header as it is (base/address.h). ERR_DATA; the address is not in its text.
 */
int header_address(struct arena *arena, const char *email, const char **out, struct err *err);
/* A Message-ID without <> that may. */
bool header_is_message_id(const char *id);
/* An address for a mailto: URL or a calendar address (RFC 6068 section 2). */
char *mailto_encode(struct arena *arena, const char *email);

#endif
