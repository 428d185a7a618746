/* Lines of raw bytes, and lists that grow in an arena. */
#ifndef DECODE_SCAN_H
#define DECODE_SCAN_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stdint.h>

/* Takes the next line off *rest, without its LF or CRLF. False at the end. */
bool scan_line(struct bytes *rest, struct bytes *line);

/* Whether the bytes contain the ASCII word, ignoring case. */
bool scan_contains(struct bytes bytes, const char *word);
bool scan_equals(struct bytes bytes, const char *word);

/* The bytes as a little-endian number; at most four bytes. */
uint32_t scan_little_endian(struct bytes bytes);

/* The length of the field name at the start of a header line, 0 when there is none (RFC 5322 section 2.2;
 * with white space before the colon as in section 4.5). *value: the rest after the colon. */
size_t scan_field_name(struct bytes line, struct bytes *value);

/* Makes room for one more element in a list of count elements, doubling it when needed: list =
 * scan_grow(...). */
void *scan_grow(struct arena *arena, void *list, size_t count, size_t element_bytes);

#endif
