/* What a reader copies or reads aloud in one go stays on one line of a letter: references, telephone
 * numbers, sums of money. */
#ifndef RENDER_NOWRAP_H
#define RENDER_NOWRAP_H

#include "base/bytes.h"

/* A page of HTML in which each of them stands in a <span> that no line breaks, from its role="article" on:
 * neither its head nor its preheader is shown. Its characters stay as they are, so that a copied reference
 * is still one. */
const char *nowrap(struct arena *arena, const char *html);

#endif
