/* An array in an arena that grows by doubling. Start with: struct list l = {.arena = a,
 * .size_bytes = sizeof(x)}; */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/bytes.h"

struct list {
	struct arena *arena;
	size_t size_bytes; /* of one item */
	void *items;
	size_t count, capacity;
};

/* A new zeroed item at its end; items move when it grows. */
void *list_add(struct list *list);

/* A copy of the items in another arena, without spare capacity; NULL when there are none. */
void *list_copy(const struct list *list, struct arena *arena);

#endif
