/* UIDs as sorted numbers, and as the compact sets that commands use. */
#ifndef COLLECT_UIDS_H
#define COLLECT_UIDS_H

#include "base/bytes.h"

#include <libetpan/mailimap.h>
#include <stdbool.h>
#include <stdint.h>

/* Parses a decimal number from 1 to 4294967295; the whole text must be one. */
bool uid_parse(const char *text, uint32_t *out);

/* A UID and the place of its message in the caller's array. */
struct uid_slot {
	uint32_t uid;
	size_t index;
};

void uids_sort(struct uid_slot *slots, size_t count);
/* The first slot with a UID not below this one (count: none). */
size_t uids_find(const struct uid_slot *slots, size_t count, uint32_t uid);

/* A set of as many of the sorted slots, from *next on, as fit into one command line; advances *next. NULL:
 * out of memory. The caller frees it with mailimap_set_free. */
struct mailimap_set *uids_next_set(const struct uid_slot *slots, size_t count, size_t *next);

/* Reads COPYUID (RFC 4315 section 3): the n-th UID of the source set became the n-th of the target set. Calls
 * `put` for each slot in the source set. The sets are untrusted: the work is limited by the items and the
 * slots. */
typedef void uids_put(void *user, size_t index, uint32_t new_uid);
void uids_map(const struct mailimap_set *source, const struct mailimap_set *target,
	      const struct uid_slot *slots, size_t count, uids_put *put, void *user);

#endif
