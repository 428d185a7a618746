/* Lines that an old mail program broke because they did not fit (private to the stage). */
#ifndef EXTRACT_LABEL_WRAP_H
#define EXTRACT_LABEL_WRAP_H

#include "extract.h"

struct wrapping {
	size_t columns; /* in which the text was written; 0: nothing was broken */
};

struct wrapping wrapping_of(const struct body *body, enum zone zone);
/* Whether `below` is the rest of `above`: its first word would not have fitted. */
bool wrapping_joins(const struct wrapping *wrapping, const char *above, const char *below);

#endif
