/* Header text: RFC 2047 encoded words, also in wrong places, and raw 8-bit text. */
#ifndef DECODE_ENCODED_WORD_H
#define DECODE_ENCODED_WORD_H

#include "decoding.h"

/* The value as UTF-8 in NFC on one line of at most max_bytes. */
char *encoded_word_decode(struct decoding *decoding, const char *value, size_t max_bytes);

#endif
