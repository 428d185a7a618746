/* Text in any character set -> UTF-8 in NFC. */
#ifndef DECODE_CHARSET_H
#define DECODE_CHARSET_H

#include "decoding.h"

/* Makes the tables of the common character sets, for those of one byte a character, and opens the converters
 * of the others: nothing is loaded later. */
void charset_init(void);

/* The bytes as UTF-8: by their byte order mark, else as declared (NULL or "" when undeclared), else guessed,
 * which warns. Never fails: what can't be read becomes U+FFFD. NFC, without control characters, lines end
 * with \n. */
char *charset_decode(struct decoding *decoding, struct bytes bytes, const char *declared);

#endif
