/* The subject's tag: [OFFRE OFF-2026-0001] (private to the stage). */
#ifndef EXTRACT_SUBJECT_H
#define EXTRACT_SUBJECT_H

#include "extract.h"
#include "patterns.h"

/* Finds the first tag that names a kind, with any text around it, and sets kind, kind_source, ref and
 * is_cancellation. A reference of another series, or an unreadable one, is a fault on "ref". */
void subject_read(struct form *form, struct pattern_clock *clock, const char *subject);

/* The same for a line of the sender's text that is only a tag with its reference, when the subject has
 * none. */
void subject_read_line(struct form *form, struct pattern_clock *clock, const struct body *body);
/* Takes a missing reference from the sender's own lines when these contain exactly one of the kind's series,
 * else from the subject. */
void subject_find_reference(struct form *form, struct pattern_clock *clock, const char *subject,
			    const struct body *body);

#endif
