/* Which kind of form the labels of a text suggest (private to the stage). */
#ifndef EXTRACT_LABEL_VOTES_H
#define EXTRACT_LABEL_VOTES_H

#include "extract.h"
#include "fields.h"

/* For each kind, the number of filled labels in the zone, and of those that no other kind has. */
struct label_votes {
	unsigned all[KIND_COUNT], telling[KIND_COUNT];
	bool has_consent;
};
void labels_vote(struct arena *arena, const struct body *body, enum zone zone, struct label_votes *votes);

#endif
