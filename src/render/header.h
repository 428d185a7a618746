/* Header fields: folded at 76 columns, RFC 2047 where the text is not plain ASCII, nothing in a value that
 * could begin another field. Each function adds whole fields with their CRLF. */
#ifndef RENDER_HEADER_H
#define RENDER_HEADER_H

#include "base/bytes.h"

enum { HEADER_MAX_TEXT = 250, HEADER_MAX_NAME = 120 }; /* bytes of a subject, of a display name */

/* On one line, valid UTF-8, without characters that turn the direction of the text around, at most max_bytes.
 */
char *header_clean(struct arena *arena, const char *text, size_t max_bytes);

/* Free text (Subject); `text` comes from header_clean. */
void header_text(struct buf *buf, const char *name, const char *text);
/* "display" <email>; display may be anything or NULL, email comes from address_check. */
void header_mailbox(struct buf *buf, const char *name, const char *display, const char *email);
/* <id> <id> ..., each on a line of its own. */
void header_ids(struct buf *buf, const char *name, const char *const *ids, size_t count);

#endif
