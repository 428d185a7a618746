/* Content as it travels (RFC 2045, 2046): quoted-printable, base64, and the boundaries between parts. */
#ifndef RENDER_TRANSFER_H
#define RENDER_TRANSFER_H

#include "base/bytes.h"

/* UTF-8 text in quoted-printable: lines of at most 76 columns that end with CRLF, whatever they ended with. A
 * line never ends with white space, never begins with "From " or a dot, and a character is never divided
 * between two lines, so that no relay on the way has anything to change. The text ends with a line end. */
void transfer_quoted_printable(struct buf *buf, const char *text);

/* Lines of 76 columns. Into `out`, which has room for transfer_base64_length(length). */
size_t transfer_base64_length(size_t length_bytes);
size_t transfer_base64(struct bytes content, char *out);

/* The same for the same message and kind ("mixed"); "=_" in it occurs in neither encoding (RFC 2045 6.7). */
char *transfer_boundary(struct arena *arena, const char *message_id, const char *kind);

#endif
