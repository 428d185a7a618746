/* Renders "tu" as "vous", so that the rules on offers need one form of each wording. */
#ifndef EXTRACT_POLITE_H
#define EXTRACT_POLITE_H

#include "base/bytes.h"

/* `folded`: one sentence as text_fold() gives it. "tu n'as pas tes papiers": "vous n'avez pas vos papiers".
 * A text without "tu" or its possessives comes back with the same words. */
const char *polite_form(struct arena *arena, const char *folded);

#endif
