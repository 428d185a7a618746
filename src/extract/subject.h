/* The subject's tag: [OFFRE OFF-2026-0001] (private to the stage). */
#ifndef EXTRACT_SUBJECT_H
#define EXTRACT_SUBJECT_H

#include "extract.h"
#include "patterns.h"

/* Finds the first tag that names a kind, whatever stands around it, and sets kind, kind_source, ref and
 * is_cancellation. A reference of another series, or one that can't be read, is a fault on "ref". */
void subject_read(struct form *form, struct pattern_clock *clock, const char *subject);

/* The same for a line of the sender's own text that is nothing but a tag, with its reference: where the
 * subject has none. */
void subject_read_line(struct form *form, struct pattern_clock *clock, const struct body *body);
/* Takes the reference that a kind needs from the sender's own lines, when they hold one alone of its series;
 * else from the subject, when that does. */
void subject_find_reference(struct form *form, struct pattern_clock *clock, const char *subject,
			    const struct body *body);

#endif
