/* The file name in a part's header. */
#ifndef DECODE_PART_NAME_H
#define DECODE_PART_NAME_H

#include "decoding.h"

#include <gmime/gmime.h>

/* Content-Disposition's filename, else Content-Type's name: RFC 2231 with continuations and character sets,
 * and RFC 2047 words as Outlook writes them. "" when there is none. */
const char *part_name(struct decoding *decoding, GMimeObject *part);

#endif
