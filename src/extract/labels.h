/* Reading labelled lines (private to the stage). */
#ifndef EXTRACT_LABELS_H
#define EXTRACT_LABELS_H

#include "extract.h"
#include "fields.h"
#include "patterns.h"

/* Where a text stands that no field takes. */
enum stray {
	STRAY_NOT,    /* it is a label's */
	STRAY_ABOVE,  /* prose above the first label */
	STRAY_WITHIN, /* among the labels; `label` is that of the line above, if that is what it goes on from
		       */
	STRAY_BELOW,  /* below the closing formula */
};

struct entry {
	const struct field_def *field; /* NULL: a label that this kind does not know, or none at all */
	enum stray stray;
	const char *label; /* as written, without marks; "" for none */
	const char *other; /* the French label of another field that it may mean; NULL: none */
	bool is_near;	   /* the label is not in the table, but resembles one that is */
	const char *text;  /* as written; "" when nothing was filled in */
	struct buf taken;  /* the text while it grows */
	unsigned flags;	   /* of the label: LABEL_SOFT ... */
	bool is_sensitive; /* an unknown label of what may not be stored about a person */
};

struct entries {
	struct entry *items;
	size_t count;
	size_t filled;	    /* how many have both a field and a text */
	const char **inner; /* what looks like labels within a text of several lines, which keeps them */
	size_t inner_count;
	size_t lost; /* lines that no entry was left for */
	const char
	    *signature; /* what was taken for a signature though no formula closed the text; NULL: none */
};

/* The labelled values among the lines of that zone. */
void labels_read(struct arena *arena, struct pattern_clock *clock, enum kind kind, const struct body *body,
		 enum zone zone, struct entries *out);

#endif
