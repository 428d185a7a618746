/* Keeps references, telephone numbers and sums of money on one line, as readers copy them or read them
 * aloud. */
#ifndef RENDER_NOWRAP_H
#define RENDER_NOWRAP_H

#include "base/bytes.h"

/* The page of HTML with each of them in a <span> without line breaks, from role="article" on, because head
 * and preheader are not displayed. The characters themselves are unchanged, so a copied reference stays
 * valid. */
const char *nowrap(struct arena *arena, const char *html);

#endif
