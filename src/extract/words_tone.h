/* Courtesy that no phrase tells: a linear model of words and pairs of words (private to the stage). */
#ifndef EXTRACT_WORDS_TONE_H
#define EXTRACT_WORDS_TONE_H

#include "base/bytes.h"

#include <stdbool.h>

/* A weight of the model: positive for courtesy. `feature`: a folded word; two that follow each other, with a
 * space between; "#" stands for a number, "|" for punctuation or an end of the text. */
struct tone_weight {
	const char *feature;
	double weight;
};

/* Made from the answers of tests/answers by `make weights`; sorted by feature. */
extern const struct tone_weight tone_weights[];
extern const size_t tone_weight_count;
extern const double tone_bias;

/* Whether a text that contains no act reads like thanks or small talk, and tells the other side nothing. */
bool tone_is_courteous(struct arena *arena, const char *text);

#endif
