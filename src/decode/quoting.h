/* The headers that mail clients write above what they quote or forward, in French and English. */
#ifndef DECODE_QUOTING_H
#define DECODE_QUOTING_H

#include "source.h"

struct quoting {
	size_t lines;	     /* how many lines the header takes; 0: none starts here */
	bool is_forward;     /* it says that it forwards */
	bool is_attribution; /* « Le … a écrit : »: quotes only what is quoted, where anything is */
	const char *subject; /* of what is quoted or forwarded; NULL when the header has none */
};

/* Looks for a header at the line; the lines are folded beforehand (text_fold), one for each of the source. */
struct quoting quoting_find(const struct source *source, const char *const *folded, size_t line);

/* Whether the subject's first prefix is one of forwarding: TR:, Fwd:, ... */
bool quoting_is_forward_subject(const char *folded_subject);

#endif
