/* The sentences of an offer, as the rules see them (private to the stage). */
#ifndef EXTRACT_PASSAGES_H
#define EXTRACT_PASSAGES_H

#include "extract.h"

#include <stdint.h>

enum { PASSAGE_BYTES = 500 }; /* longer sentences are checked and quoted in pieces */

struct sentence {
	const char *text;    /* as written */
	const char *spelled; /* folded, and its spelling restored */
	const char *folded;  /* normalised for the rules */
	const char *key;     /* of its field */
	const char *label;   /* the same, folded */
	size_t start;	     /* offset of the folded one in the whole */
	double tone;	     /* of exclusion, once it is weighed */
	bool is_weighed;
};

/* An offer's sentences, and all of them as one text with one a line. */
struct passages {
	struct arena *arena;
	struct sentence *items;
	size_t count;
	struct buf whole;
	uint64_t tried, found; /* definitions of the rules, one bit each, that match anywhere in the offer */
};

/* Adds a text of the field named `key`, whose label is `label`. */
void passages_add(struct passages *passages, const char *key, const char *label, const char *text);
/* Adds all fields in which a condition may stand. */
void passages_add_fields(struct passages *passages, const struct form *form);

#endif
