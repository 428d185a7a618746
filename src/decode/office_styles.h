/* What the styles of a document say of its text: struck out, hidden. */
#ifndef DECODE_OFFICE_STYLES_H
#define DECODE_OFFICE_STYLES_H

#include "base/bytes.h"

#include <stdbool.h>

enum said { SAID_NOTHING, SAID_NO, SAID_YES };

struct office_style {
	const char *name;   /* with its family, where names are shared between families */
	const char *parent; /* likewise; NULL: none */
	enum said struck, hidden;
};

struct office_styles {
	struct arena *arena;
	struct office_style *items;
	size_t count;
	bool is_sorted;
};

/* NULL when there are too many to be kept. */
struct office_style *styles_add(struct office_styles *styles, const char *name, const char *parent);
/* What the style and those that it is based on say; nothing for an unknown one or NULL. */
struct office_style styles_find(struct office_styles *styles, const char *name);

#endif
