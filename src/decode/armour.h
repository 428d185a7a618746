/* PGP armour within a text (RFC 4880 sections 6.2 and 7). */
#ifndef DECODE_ARMOUR_H
#define DECODE_ARMOUR_H

#include "source.h"

/* The lines without armour: signed text as before signing, without keys and signatures. An encrypted block
 * marks the mail as sealed. Returns the same source when there is no armour. */
const struct source *armour_remove(struct decoding *decoding, const struct source *source);

#endif
