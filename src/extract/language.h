/* Whether a text is French (Code du travail L5331-4): by the small words that every sentence needs (private
 * to the stage). Trade names, job titles and tools in English have none, so that they leave a French offer
 * French. */
#ifndef EXTRACT_LANGUAGE_H
#define EXTRACT_LANGUAGE_H

#include "base/bytes.h"

#include <stdbool.h>

/* folded as base/text.h does. A text of a few words without any of them counts as French. */
bool language_is_foreign(struct arena *arena, const char *folded);

/* Whether one sentence of an offer (folded) is wholly in another language: no trade name, title or slogan is
 * long enough. */
bool language_is_foreign_sentence(struct arena *arena, const char *folded);

#endif
