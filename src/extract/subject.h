/* The subject's tag: [OFFRE OFF-2026-0001] (private to the stage). */
#ifndef EXTRACT_SUBJECT_H
#define EXTRACT_SUBJECT_H

#include "extract.h"
#include "patterns.h"

/* Finds the first tag that names a kind, whatever stands around it, and sets kind, kind_source, ref and
 * is_cancellation. A reference of another series, or one that can't be read, is a fault on "ref". */
void subject_read(struct form *form, struct pattern_clock *clock, const char *subject);

#endif
