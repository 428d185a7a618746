/* Reading labelled lines (private to the stage). */
#ifndef EXTRACT_LABELS_H
#define EXTRACT_LABELS_H

#include "extract.h"
#include "fields.h"
#include "patterns.h"

/* The position of text that no field takes. */
enum stray {
	STRAY_NOT,    /* under a label */
	STRAY_ABOVE,  /* prose above the first label */
	STRAY_WITHIN, /* among the labels; `label` is that of the line above when this continues it */
	STRAY_BELOW,  /* below the closing formula */
};

struct entry {
	const struct field_def *field; /* NULL: unknown to this kind, or no label */
	enum stray stray;
	const char *label; /* as written, without marks; "" for none */
	const char *other; /* the French label of another field that it may mean; NULL: none */
	bool is_near;	   /* the label resembles one in the table */
	const char *text;  /* as written; "" when not filled in */
	struct buf taken;  /* text being collected */
	unsigned flags;	   /* flags of the label: LABEL_SOFT ... */
	bool is_sensitive; /* an unknown label for data that may not be stored about a person */
};

struct entries {
	struct entry *items;
	size_t count;
	size_t filled;	    /* number of entries with both a field and a text */
	const char **inner; /* apparent labels inside a text of several lines, which keeps them */
	size_t inner_count;
	size_t lost;	       /* lines dropped because there were too many entries */
	const char *signature; /* text taken as a signature without a closing formula; NULL: none */
};

/* The labelled values in the lines of that zone. */
void labels_read(struct arena *arena, struct pattern_clock *clock, enum kind kind, const struct body *body,
		 enum zone zone, struct entries *out);

#endif
