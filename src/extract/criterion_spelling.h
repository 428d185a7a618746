/* Restores the words of the law's criteria that an offer misspells (private to the stage). */
#ifndef EXTRACT_CRITERION_SPELLING_H
#define EXTRACT_CRITERION_SPELLING_H

#include "base/bytes.h"

/* The folded text with "sindique", "homosexuell", "s'abtenir" rendered as the words that they differ from by
 * one letter. */
const char *criterion_spelling_restored(struct arena *arena, const char *folded);

#endif
