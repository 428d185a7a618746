/* What a text sounds like: linear models of words and pairs of words (private to the stage). */
#ifndef EXTRACT_TONE_H
#define EXTRACT_TONE_H

#include "base/bytes.h"

/* A weight: positive for the tone. `feature`: a folded word; two that follow each other, with a space
 * between;
 * "#" stands for a number, "|" for punctuation or an end of the text. */
struct tone_weight {
	char feature[32];
	double weight;
};

struct tone {
	const struct tone_weight *weights; /* sorted by feature */
	size_t count;
	double bias;
};

/* Made by `make weights`. */
extern const struct tone tone_of_courtesy;  /* thanks and small talk: tests/answers */
extern const struct tone tone_of_exclusion; /* what excludes or deceives candidates: tests/offers */

/* Above 0 where the text has the tone; the higher, the surer. */
double tone_score(struct arena *arena, const struct tone *tone, const char *text);

#endif
