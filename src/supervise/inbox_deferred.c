/* Messages that the mail server lists but doesn't deliver. */
#include "inbox.h"

#include "base/io.h"

enum { PAUSE_MS = 2 * 60 * 1000 };

struct deferred *deferred_find(struct inbox *inbox, const char *uid)
{
	for (size_t i = 0; i < DEFERRED_MAX; i++)
		if (*inbox->deferred[i].uid && !strcmp(inbox->deferred[i].uid, uid) &&
		    inbox->deferred[i].uidvalidity == collect_uidvalidity(inbox->collect))
			return &inbox->deferred[i];
	return NULL;
}

/* An unused place, or that of the message whose turn comes last, which may have vanished. */
static struct deferred *find_place(struct inbox *inbox)
{
	struct deferred *place = inbox->deferred;
	for (size_t i = 0; i < DEFERRED_MAX && *place->uid; i++)
		if (!*inbox->deferred[i].uid || inbox->deferred[i].again_at_ms < place->again_at_ms)
			place = &inbox->deferred[i];
	return place;
}

void deferred_blame(struct inbox *inbox, const char *uid)
{
	struct deferred *deferred = deferred_find(inbox, uid);
	if (strlen(uid) >= DEFERRED_UID_BYTES)
		return;
	if (!deferred) {
		deferred = find_place(inbox);
		*deferred = (struct deferred){.uidvalidity = collect_uidvalidity(inbox->collect)};
		memcpy(deferred->uid, uid, strlen(uid) + 1);
	}
	deferred->failures++;
	deferred->again_at_ms = inbox->daemon->is_once ? 0 : io_now_ms() + PAUSE_MS;
	inbox->has_blamed = true;
}

void deferred_clear(struct inbox *inbox, const char *uid)
{
	struct deferred *deferred = deferred_find(inbox, uid);
	if (deferred)
		*deferred->uid = '\0';
}
