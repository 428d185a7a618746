/* Whole texts of one kind (private to the stage): notices of absence. */
#ifndef EXTRACT_WORDS_NOTICE_H
#define EXTRACT_WORDS_NOTICE_H

#include "words_clause.h"
#include "words_text.h"

/* Whether a sentence is `needed` and all others are that, `allowed` (if not NULL), courtesy, or the
 * signature. */
bool notice_is_all(struct words_work *work, const struct words *words, const struct own_text *text,
		   const struct pattern_code *needed, const struct pattern_code *allowed);
/* Sets out->is_absence; what a person tells of an absence by hand becomes courtesy. */
void notice_find_absence(struct words_work *work, const struct own_text *text, struct words *out);

#endif
