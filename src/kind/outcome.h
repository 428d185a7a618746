/* The buttons that report the outcome of an application. */
#ifndef KIND_OUTCOME_H
#define KIND_OUTCOME_H

#include <jansson.h>

struct arena;

/* One for each outcome except the one `noted`; NULL: none yet, and the first button is the main one. */
void outcome_buttons(struct arena *arena, json_t *data, const char *candidate, const char *noted);

#endif
