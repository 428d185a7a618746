#include "label_votes.h"

#include "label_lines.h"

#include <string.h>

static void vote(struct label_votes *votes, unsigned kinds)
{
	for (unsigned kind = 1; kind < KIND_COUNT; kind++) {
		if (!(kinds & (1u << kind)))
			continue;
		votes->all[kind]++;
		votes->telling[kind] += kinds == (1u << kind);
	}
}

void labels_vote(struct arena *arena, const struct body *body, enum zone zone, struct label_votes *votes)
{
	struct headers headers = {.body = body, .zone = zone};

	for (size_t i = 0; i < body->count; i++) {
		struct labelled line;
		const struct label *label;
		size_t header;

		if (body->lines[i].zone != zone)
			continue;
		if ((header = label_header_at(arena, &headers, i)) > 0) {
			i += header - 1;
			continue;
		}
		if (!label_line_split(arena, body->lines[i].text, &line))
			continue;
		label = label_line_find(KIND_CV, &line);
		votes->has_consent |=
		    label && strcmp(label->key, "consent") == 0 && label_line_kinds(&line) == (1u << KIND_CV);
		vote(votes, label_line_kinds(&line));
	}
}
