/* What PGP puts around a text in the text itself (RFC 4880 sections 6.2 and 7). */
#ifndef DECODE_ARMOUR_H
#define DECODE_ARMOUR_H

#include "source.h"

/* The lines without armour: those of a signed text as they were before, keys and signatures left out. A
 * block that is encrypted marks the mail as sealed. The same source where there is none. */
const struct source *armour_remove(struct decoding *decoding, const struct source *source);

#endif
