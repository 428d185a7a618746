#include "office_styles.h"

#include "scan.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STYLES = 65536, MOST_PARENTS = 16 };

struct office_style *styles_add(struct office_styles *styles, const char *name, const char *parent)
{
	if (styles->count >= MOST_STYLES)
		return NULL;
	styles->items = scan_grow(styles->arena, styles->items, styles->count, sizeof(*styles->items));
	styles->items[styles->count] = (struct office_style){.name = name, .parent = parent};
	styles->is_sorted = false;
	return &styles->items[styles->count++];
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct office_style *)a)->name, ((const struct office_style *)b)->name);
}

static const struct office_style *find_one(struct office_styles *styles, const char *name)
{
	const struct office_style key = {.name = name};

	if (!name || !styles->count)
		return NULL;
	if (!styles->is_sorted)
		qsort(styles->items, styles->count, sizeof(*styles->items), compare);
	styles->is_sorted = true;
	return bsearch(&key, styles->items, styles->count, sizeof(*styles->items), compare);
}

struct office_style styles_find(struct office_styles *styles, const char *name)
{
	struct office_style found = {0};
	const struct office_style *style = find_one(styles, name);

	for (int i = 0; style && i < MOST_PARENTS; i++, style = find_one(styles, style->parent)) {
		found.struck = found.struck ? found.struck : style->struck;
		found.hidden = found.hidden ? found.hidden : style->hidden;
	}
	return found;
}
