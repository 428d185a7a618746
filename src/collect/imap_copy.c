/* Moves that were interrupted with unknown result: between COPY and EXPUNGE, or before MOVE's answer. */
#include "imap.h"

#include "uids.h"

int imap_mark(struct collect *collect, struct arena *arena, const char *folder, struct collect_place *mark,
	      struct err *err)
{
	struct imap *imap = collect->state;
	struct folder *place;
	bool exists = true;
	int rc;

	rc = imap_select_folder(imap, folder, &exists, err);
	if (!rc && !exists && !(rc = imap_find_folder(imap, folder, &place, err)) &&
	    !(rc = imap_create_folder(imap, place, err)))
		rc = imap_select_folder(imap, folder, &exists, err);
	if (rc || !exists || !imap->session->imap_selection_info->sel_uidnext)
		return rc;
	mark->uidvalidity = imap->selected_uidvalidity;
	mark->uid =
	    arena_printf(arena, "%lu", (unsigned long)imap->session->imap_selection_info->sel_uidnext);
	return OK;
}

/* Selects the folder of a place; false when the place no longer exists. */
static int enter(struct imap *imap, const struct collect_place *place, bool *holds, struct err *err)
{
	int rc = imap_select_folder(imap, place->folder, holds, err);

	*holds = !rc && *holds && place->uidvalidity == imap->selected_uidvalidity;
	return rc;
}

static bool is_same(const struct imap_stamp *a, const struct imap_stamp *b)
{
	return a->known && b->known && a->size_bytes == b->size_bytes &&
	       memcmp(&a->arrived, &b->arrived, sizeof a->arrived) == 0;
}

/* Several copies are equivalent, but then the place of the copy is unknown. */
static void choose(struct arena *arena, const struct imap_stamp *original, const uint32_t *uids,
		   const struct imap_stamp *stamps, size_t count, struct collect_place *where, bool *found)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_same(original, &stamps[i]))
			continue;
		where->uid = *found ? NULL : arena_printf(arena, "%lu", (unsigned long)uids[i]);
		*found = true;
	}
}

int imap_find_copy(struct collect *collect, struct arena *arena, const struct collect_place *from,
		   const struct collect_place *mark, struct collect_place *where, bool *found,
		   struct err *err)
{
	struct imap *imap = collect->state;
	struct arena *scratch = arena_new();
	struct imap_stamp *original = NULL, *stamps = NULL;
	uint32_t uid = 0, first = 0, *uids = NULL;
	size_t count = 0;
	bool holds = false;
	int rc =
	    uid_parse(from->uid, &uid) && uid_parse(mark->uid, &first) ? enter(imap, from, &holds, err) : OK;

	if (!rc && holds && !(rc = imap_stamps(imap, scratch, &uid, 1, &original, err)) && original->known)
		rc = enter(imap, mark, &holds, err);
	if (!rc && holds && original->known &&
	    !(rc = imap_search_from(imap, scratch, first, &uids, &count, err)) && count &&
	    !(rc = imap_stamps(imap, scratch, uids, count, &stamps, err))) {
		where->uidvalidity = mark->uidvalidity;
		choose(arena, original, uids, stamps, count, where, found);
	}
	arena_free(&scratch);
	return rc;
}
