/* Lines of raw bytes, and lists that grow in an arena. */
#ifndef DECODE_SCAN_H
#define DECODE_SCAN_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stdint.h>

/* Takes the next line off *rest, without its LF or CRLF. False at the end. */
bool scan_line(struct bytes *rest, struct bytes *line);

/* Whether the bytes hold the ASCII word, without regard to its case. */
bool scan_contains(struct bytes bytes, const char *word);
bool scan_equals(struct bytes bytes, const char *word);

/* The number that they are, least byte first; of at most four. */
uint32_t scan_little_endian(struct bytes bytes);

/* The length of the field name that a header line starts with, 0 when it starts with none (RFC 5322
 * section 2.2; white space before the colon as in section 4.5). *value becomes what follows the colon. */
size_t scan_field_name(struct bytes line, struct bytes *value);

/* Room for one more element in a list of count elements, which doubles as it grows: list = scan_grow(...). */
void *scan_grow(struct arena *arena, void *list, size_t count, size_t element_bytes);

#endif
