/* Which kind of form a text's labels speak for (private to the stage). */
#ifndef EXTRACT_LABEL_VOTES_H
#define EXTRACT_LABEL_VOTES_H

#include "extract.h"
#include "fields.h"

/* How many filled labels of each kind the zone holds, and how many that no other kind has. */
struct label_votes {
	unsigned all[KIND_COUNT], telling[KIND_COUNT];
	bool has_consent;
};
void labels_vote(struct arena *arena, const struct body *body, enum zone zone, struct label_votes *votes);

#endif
