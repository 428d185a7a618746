/* A withdrawal in an answer (private to the stage). */
#ifndef EXTRACT_WITHDRAWAL_H
#define EXTRACT_WITHDRAWAL_H

#include "extract.h"
#include "patterns.h"

/* An answer to any of our letters about a young person withdraws when RETRAIT is alone on a line of the
 * sender's own (specification section 5). The letter is found by In-Reply-To, or by the reference in the
 * subject. */
void withdrawal_find(struct form *form, struct pattern_clock *clock, const struct mail *mail);

/* Whether there is such a line. */
bool withdrawal_is_said(struct arena *arena, const struct mail *mail);

#endif
