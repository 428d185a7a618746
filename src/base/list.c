#include "base/list.h"

#include <string.h>

void *list_add(struct list *list)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity ? 2 * list->capacity : 8;
		void *items = arena_array(list->arena, capacity, list->size_bytes);
		if (list->count)
			memcpy(items, list->items, list->count * list->size_bytes);
		list->items = items;
		list->capacity = capacity;
	}
	return (char *)list->items + list->count++ * list->size_bytes;
}
