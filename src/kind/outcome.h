/* The buttons that say what became of an application. */
#ifndef KIND_OUTCOME_H
#define KIND_OUTCOME_H

#include <jansson.h>

struct arena;

/* One for each outcome but the one that is `noted`; NULL: nothing is yet, and the letter leads to the first.
 */
void outcome_buttons(struct arena *arena, json_t *data, const char *candidate, const char *noted);

#endif
