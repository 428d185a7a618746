/* Headers that mail clients write above quoted or forwarded text, in French and English. */
#ifndef DECODE_QUOTING_H
#define DECODE_QUOTING_H

#include "source.h"

struct quoting {
	size_t lines;	     /* number of lines of the header; 0: none starts here */
	bool is_forward;     /* it says that it forwards */
	bool is_attribution; /* « Le … a écrit : »: only marked lines are quoted, if there are any */
	const char *subject; /* of the quoted or forwarded message; NULL when the header has none */
};

/* Looks for a header at this line. `folded` has one folded line (text_fold) for each line of the source. */
struct quoting quoting_find(const struct source *source, const char *const *folded, size_t line);

/* Whether the subject's first prefix is TR:, Fwd: or the like. */
bool quoting_is_forward_subject(const char *folded_subject);

#endif
