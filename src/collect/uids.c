#include "uids.h"

#include <stdlib.h>

bool uid_parse(const char *text, uint32_t *out)
{
	uint64_t value = 0;

	if (!text || *text < '1' || *text > '9')
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
		if (value > UINT32_MAX)
			return false;
	}
	*out = (uint32_t)value;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct uid_slot *left = a, *right = b;

	if (left->uid != right->uid)
		return left->uid < right->uid ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

void uids_sort(struct uid_slot *slots, size_t count)
{
	if (count)
		qsort(slots, count, sizeof *slots, compare);
}

size_t uids_find(const struct uid_slot *slots, size_t count, uint32_t uid)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (slots[middle].uid < uid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct mailimap_set *uids_next_set(const struct uid_slot *slots, size_t count, size_t *next)
{
	/* Servers accept lines of at least 8,192 octets (RFC 7162 section 4); a range has at most 22 with its
	 * comma. */
	enum { MOST_RANGES = 340 };
	struct mailimap_set *set = mailimap_set_new_empty();

	for (int ranges = 0; set && *next < count && ranges < MOST_RANGES; ranges++) {
		uint32_t first = slots[*next].uid;
		uint32_t last = first;

		while (++*next < count && slots[*next].uid - last <= 1)
			last = slots[*next].uid;
		if (mailimap_set_add_interval(set, first, last) != MAILIMAP_NO_ERROR) {
			mailimap_set_free(set);
			set = NULL;
		}
	}
	return set;
}

/* Iterates over the ranges of a set, a piece at a time. */
struct walk {
	clistiter *item;
	uint32_t first;
	uint64_t left; /* UIDs of the current range that are left */
};

static bool walk_next(struct walk *walk, bool begin, const struct mailimap_set *set)
{
	const struct mailimap_set_item *item;
	uint32_t low, high;

	walk->item = begin ? clist_begin(set->set_list) : clist_next(walk->item);
	if (!walk->item)
		return false;
	item = clist_content(walk->item);
	low = item->set_first < item->set_last ? item->set_first : item->set_last;
	high = item->set_first < item->set_last ? item->set_last : item->set_first;
	walk->first = low;
	walk->left = (uint64_t)high - low + 1;
	return true;
}

static void walk_by(struct walk *walk, uint64_t step)
{
	walk->first = (uint32_t)(walk->first + step);
	walk->left -= step;
}

void uids_map(const struct mailimap_set *source, const struct mailimap_set *target,
	      const struct uid_slot *slots, size_t count, uids_put *put, void *user)
{
	struct walk from, to;

	if (!source || !target || !walk_next(&from, true, source) || !walk_next(&to, true, target))
		return;
	for (;;) {
		uint64_t step = from.left < to.left ? from.left : to.left;

		for (size_t i = uids_find(slots, count, from.first);
		     i < count && slots[i].uid - from.first < step; i++)
			put(user, slots[i].index, to.first + (slots[i].uid - from.first));
		walk_by(&from, step);
		walk_by(&to, step);
		if ((!from.left && !walk_next(&from, false, source)) ||
		    (!to.left && !walk_next(&to, false, target)))
			return;
	}
}
