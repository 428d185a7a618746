/* Reduces the labelled entries to one answer for each field (private to the stage). */
#ifndef EXTRACT_ANSWERS_H
#define EXTRACT_ANSWERS_H

#include "labels.h"

/* The answer of one part of the mail to one field. */
struct answer {
	bool is_present;
	const char *text, *label;
	const char *other; /* a contradicting second text under the same label; NULL for none */
	unsigned flags;
	const char *meant; /* another field that the label may mean; NULL for none */
	bool is_near;	   /* the label only resembles a label of the field */
};

/* Joins the texts of free fields and of fields that complete each other, without duplicates. An empty answer
 * only matters for the consent. */
struct answer answer_find(struct arena *arena, const struct entries *entries, const struct field_def *field);

/* Whether both have the same letters and digits. */
bool answer_is_same(struct arena *arena, const char *a, const char *b);

/* "Néant", "à définir", "–": no value, where the field may be empty. */
bool answer_says_nothing(struct arena *arena, const struct field_def *field, const char *text);

#endif
