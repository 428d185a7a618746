/* Clauses that say nothing but courtesy (private to the stage). */
#ifndef EXTRACT_WORDS_COURTESY_H
#define EXTRACT_WORDS_COURTESY_H

#include "patterns.h"

/* The folded clause: greeting, thanks, receipt, a promise to see to it, or a chain of them. */
bool words_are_courtesy(struct arena *arena, struct pattern_clock *clock, const char *clause);

#endif
