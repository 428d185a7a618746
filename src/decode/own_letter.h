/* The first and the last line of a letter of ours, which tell its text in an answer whatever the mail client
 * writes above it. */
#ifndef DECODE_OWN_LETTER_H
#define DECODE_OWN_LETTER_H

#include "base/bytes.h"

#include <stdbool.h>

/* « PASSERELLE – Candidature », or the same as a row of the HTML version. */
bool own_letter_begins(struct arena *arena, const char *folded);
/* « Vos droits : … ; réclamation : CNIL. » */
bool own_letter_ends(struct arena *arena, const char *folded);

#endif
