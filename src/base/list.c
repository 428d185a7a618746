#include "base/list.h"

#include <string.h>

void *list_add(struct list *list)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity ? 2 * list->capacity : 8;
		list->items = arena_grow(list->arena, list->items, list->count * list->size_bytes,
					 capacity * list->size_bytes);
		list->capacity = capacity;
	}
	return (char *)list->items + list->count++ * list->size_bytes;
}

void *list_copy(const struct list *list, struct arena *arena)
{
	size_t size = list->count * list->size_bytes;
	return size ? memcpy(arena_alloc(arena, size), list->items, size) : NULL;
}
