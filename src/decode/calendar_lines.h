/* The bytes of a calendar part -> content lines that libical can be given (RFC 5545 3.1). What mail clients
 * get wrong is put right here: line ends, folds by TAB or inside a character, lines cut without a fold, a
 * charset that is not the declared one. Lines that nobody here reads are left out. */
#ifndef DECODE_CALENDAR_LINES_H
#define DECODE_CALENDAR_LINES_H

#include "decoding.h"

/* The text with CRLF after each line; NULL when it is over LIMIT_CALENDAR_BYTES or has no calendar in it. */
char *calendar_lines(struct decoding *decoding, struct bytes content, const char *charset);

#endif
