/* Whether styles of a document mark text as struck out or hidden. */
#ifndef DECODE_OFFICE_STYLES_H
#define DECODE_OFFICE_STYLES_H

#include "base/bytes.h"

#include <stdbool.h>

enum said { SAID_NOTHING, SAID_NO, SAID_YES };

struct office_style {
	const char *name;   /* with its family, when families share names */
	const char *parent; /* the same form; NULL: none */
	enum said struck, hidden;
};

struct office_styles {
	struct arena *arena;
	struct office_style *items;
	size_t count;
	bool is_sorted;
};

/* NULL when there are too many to keep. */
struct office_style *styles_add(struct office_styles *styles, const char *name, const char *parent);
/* The combined effect of the style and its parents; none for an unknown style or NULL. */
struct office_style styles_find(struct office_styles *styles, const char *name);

#endif
