/* Clauses of pure courtesy (private to the stage). */
#ifndef EXTRACT_WORDS_COURTESY_H
#define EXTRACT_WORDS_COURTESY_H

#include "patterns.h"

/* Whether the folded clause is a greeting, thanks, receipt, a promise to look into it, or a chain of
 * these. */
bool words_are_courtesy(struct arena *arena, struct pattern_clock *clock, const char *clause);

#endif
