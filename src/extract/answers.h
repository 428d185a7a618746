/* From labelled entries to the one answer for each field (private to the stage). */
#ifndef EXTRACT_ANSWERS_H
#define EXTRACT_ANSWERS_H

#include "labels.h"

/* What one part of the mail says for one field. */
struct answer {
	bool is_present;
	const char *text, *label;
	const char *other; /* a second text under the same label that contradicts the first; NULL for none */
	unsigned flags;
	const char *meant; /* another field that the label may mean as well; NULL for none */
	bool is_near;	   /* the label only resembles one of the field's */
};

/* Texts of free fields and of fields that complete each other are joined; equal ones count once. An empty
 * answer counts only for the consent. */
struct answer answer_find(struct arena *arena, const struct entries *entries, const struct field_def *field);

/* Whether both say the same, letter and digit for letter and digit. */
bool answer_is_same(struct arena *arena, const char *a, const char *b);

/* "Néant", "à définir", "–": nothing, where the field may stay empty. */
bool answer_says_nothing(struct arena *arena, const struct field_def *field, const char *text);

#endif
