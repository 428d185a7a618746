/* The bytes of a calendar part -> content lines that are safe for libical (RFC 5545 3.1). Corrects errors of
 * mail clients: line ends, folds by TAB or inside a character, lines broken without a fold, a wrong declared
 * charset. Drops lines that nothing here reads. */
#ifndef DECODE_CALENDAR_LINES_H
#define DECODE_CALENDAR_LINES_H

#include "decoding.h"

/* The text with CRLF after each line; NULL when it is over LIMIT_CALENDAR_BYTES or has no calendar in it. */
char *calendar_lines(struct decoding *decoding, struct bytes content, const char *charset);

#endif
