/* The table of fields, and of all the labels that people write for them (private to the stage). */
#ifndef EXTRACT_FIELDS_H
#define EXTRACT_FIELDS_H

#include "extract.h"

struct reading;
struct field_def;

/* Reads one value as written and puts canonical values, notes and faults into reading->form. */
typedef void value_reader(struct reading *reading, const struct field_def *field, const char *text);

enum {
	FIELD_LINES = 1 << 0,  /* runs over several lines, and its texts under several labels are joined */
	FIELD_JOINED = 1 << 1, /* one line, but different labels complete each other (a street and a town) */
	FIELD_SECRET = 1 << 2, /* never echoed in a fault */
	FIELD_TEXT = 1 << 3,   /* free text: no length that would be a fault */
	FIELD_LIST = 1 << 4,   /* addresses, one a line: what looks like a label is none of them */
};

/* Its label is the phrase field.KEY, and a sentence that says what is accepted accepted.KEY. */
struct field_def {
	const char *key;
	value_reader *read;
	unsigned flags;
	long minimum, maximum; /* of integers */
};

enum {
	LABEL_SOFT = 1 << 0, /* what can't be read as the field's type is kept as free text, it is no fault */
	LABEL_ADDRESS = 1 << 1, /* a postal address: a few lines up to a blank one */
	LABEL_TAGGED = 1 << 3,	/* counts where the kind is known by other means, and tells none */
	LABEL_NAMED = 1 << 2,	/* its words belong to the value: "Code INSEE 69387" */
};

struct label {
	const char *text; /* folded */
	const char *key;
	unsigned kinds; /* bit 1 << kind */
	unsigned flags;
};

const struct field_def *field_by_key(const char *key);	/* NULL when there is none */
const char *field_label(const struct field_def *field); /* in French: "Intitulé" */

/* The label of this folded text as that kind of form understands it; NULL when it does not. */
const struct label *label_find(enum kind kind, const char *folded);
/* The whole table; how many labels it has. */
size_t label_table(const struct label **out);
/* The kinds that this label may tell, a bit each; 0 for none. */
unsigned label_kinds(const char *folded);
/* A label of an identity, of health, of family ...: nothing that may be stored about a person (specification
 * section 5). */
bool label_is_sensitive(const char *folded);

#endif
