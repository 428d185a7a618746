/* The table of fields, and of all labels that people write for them (private to the stage). */
#ifndef EXTRACT_FIELDS_H
#define EXTRACT_FIELDS_H

#include "extract.h"

struct reading;
struct field_def;

/* Parses one value and adds canonical values, notes and faults to reading->form. */
typedef void value_reader(struct reading *reading, const struct field_def *field, const char *text);

enum {
	FIELD_LINES = 1 << 0,  /* several lines, and texts under several labels are joined */
	FIELD_JOINED = 1 << 1, /* one line, but values under different labels complete each other (street and
				  town) */
	FIELD_SECRET = 1 << 2, /* never quoted in a fault */
	FIELD_TEXT = 1 << 3,   /* free text without a length limit */
	FIELD_LIST = 1 << 4,   /* addresses, one a line, in which nothing is a label */
};

/* Its label is the phrase field.KEY; a sentence with the accepted values is accepted.KEY. */
struct field_def {
	const char *key;
	value_reader *read;
	unsigned flags;
	long minimum, maximum; /* range of integers */
};

enum {
	LABEL_SOFT = 1 << 0,	/* an unreadable value is kept as free text and is no fault */
	LABEL_ADDRESS = 1 << 1, /* a postal address: a few lines, up to a blank one */
	LABEL_TAGGED = 1 << 3,	/* counts when the kind is known otherwise, but doesn't suggest a kind */
	LABEL_NAMED = 1 << 2,	/* the label is part of the value: "Code INSEE 69387" */
};

struct label {
	const char *text; /* folded */
	const char *key;
	unsigned kinds; /* bits 1 << kind */
	unsigned flags;
};

const struct field_def *field_by_key(const char *key);	/* NULL when there is none */
const char *field_label(const struct field_def *field); /* in French: "Intitulé" */

/* The label with this folded text for that kind of form; NULL when unknown. */
const struct label *label_find(enum kind kind, const char *folded);
/* The whole table; *count: its size. */
size_t label_table(const struct label **out);
/* The kinds that this label suggests, one bit each; 0 for none. */
unsigned label_kinds(const char *folded);
/* A label for identity, health, family and the like: never stored about a person (specification section
 * 5). */
bool label_is_sensitive(const char *folded);

#endif
