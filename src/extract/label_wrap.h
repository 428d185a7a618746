/* Detects lines that a mail program wrapped (private to the stage). */
#ifndef EXTRACT_LABEL_WRAP_H
#define EXTRACT_LABEL_WRAP_H

#include "extract.h"

struct wrapping {
	size_t columns; /* line width of the text; 0: not wrapped */
};

struct wrapping wrapping_of(const struct body *body, enum zone zone);
/* Whether `below` continues `above`: its first word would not have fitted there. */
bool wrapping_joins(const struct wrapping *wrapping, const char *above, const char *below);

#endif
