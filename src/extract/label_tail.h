/* A signature without closing formula and without "-- " (private to the stage). */
#ifndef EXTRACT_LABEL_TAIL_H
#define EXTRACT_LABEL_TAIL_H

#include "fields.h"
#include "patterns.h"

/* The first line of the body from which on the zone is only a signature: a name, then function, telephone,
 * address. body->count when there is none. */
size_t label_tail_signature(struct arena *arena, struct pattern_clock *clock, enum kind kind,
			    const struct body *body, enum zone zone);

#endif
