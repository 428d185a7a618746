/* Transfer encodings (RFC 2045, 2046): quoted-printable, base64, and boundaries. */
#ifndef RENDER_TRANSFER_H
#define RENDER_TRANSFER_H

#include "base/bytes.h"

/* UTF-8 text in quoted-printable: lines of at most 76 columns, any line end written as CRLF. No line ends
 * with white space or starts with "From " or a dot, and no character is split between lines, so that relays
 * have nothing to change. The text ends with a line end. */
void transfer_quoted_printable(struct buf *buf, const char *text);

/* In lines of 76 columns. `out` has room for transfer_base64_length(length) bytes. */
size_t transfer_base64_length(size_t length_bytes);
size_t transfer_base64(struct bytes content, char *out);

/* The same boundary for the same message and kind ("mixed"); it contains "=_", which occurs in neither
 * encoding (RFC 2045 6.7). */
char *transfer_boundary(struct arena *arena, const char *message_id, const char *kind);

#endif
