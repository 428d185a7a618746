/* Check boxes in a value: "[x] CDI [ ] CDD", "☒ CDI ☐ CDD", "CDI ☑  CDD ☐" (private to the stage). */
#ifndef EXTRACT_BOXES_H
#define EXTRACT_BOXES_H

#include "base/bytes.h"

#include <stdbool.h>

bool boxes_has(const char *text);
/* The ticked choices, separated by commas; "" for none. */
char *boxes_ticked(struct arena *arena, const char *text);

#endif
