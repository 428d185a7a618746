/* Text in any character set -> UTF-8 in NFC. */
#ifndef DECODE_CHARSET_H
#define DECODE_CHARSET_H

#include "decoding.h"

/* Builds tables for the common single-byte charsets, and opens converters for the others; nothing is loaded
 * later. */
void charset_init(void);

/* Converts the bytes to UTF-8 by their byte order mark, else as declared (NULL or "" when undeclared), else
 * by guessing, which adds a warning. Never fails: undecodable bytes become U+FFFD. The result is NFC, without
 * control characters, with \n line ends. */
char *charset_decode(struct decoding *decoding, struct bytes bytes, const char *declared);

#endif
