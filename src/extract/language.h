/* Whether a text is French (Code du travail L5331-4), judged by function words (private to the stage).
 * English trade names, job titles and tools contain no function words, so a French offer may use them. */
#ifndef EXTRACT_LANGUAGE_H
#define EXTRACT_LANGUAGE_H

#include "base/bytes.h"

#include <stdbool.h>

/* The text is folded as in base/text.h. A short text without function words counts as French. */
bool language_is_foreign(struct arena *arena, const char *folded);

/* Whether one (folded) sentence of an offer is in another language; trade names, titles and slogans are too
 * short to count. */
bool language_is_foreign_sentence(struct arena *arena, const char *folded);

#endif
