/* Messages that the mail server lists but does not hand over. */
#include "daemon_inbox.h"

#include "base/io.h"

enum { PAUSE_MS = 2 * 60 * 1000 };

struct suspect *suspect_find(struct inbox *inbox, const char *uid)
{
	for (size_t i = 0; i < SUSPECTS; i++)
		if (*inbox->suspects[i].uid && !strcmp(inbox->suspects[i].uid, uid) &&
		    inbox->suspects[i].uidvalidity == collect_uidvalidity(inbox->collect))
			return &inbox->suspects[i];
	return NULL;
}

/* A free place, or that of the one whose turn comes last: it may have vanished long ago. */
static struct suspect *find_place(struct inbox *inbox)
{
	struct suspect *place = inbox->suspects;
	for (size_t i = 0; i < SUSPECTS && *place->uid; i++)
		if (!*inbox->suspects[i].uid || inbox->suspects[i].again_at_ms < place->again_at_ms)
			place = &inbox->suspects[i];
	return place;
}

void suspect_blame(struct inbox *inbox, const char *uid)
{
	struct suspect *suspect = suspect_find(inbox, uid);
	if (strlen(uid) >= SUSPECT_UID_BYTES)
		return;
	if (!suspect) {
		suspect = find_place(inbox);
		*suspect = (struct suspect){.uidvalidity = collect_uidvalidity(inbox->collect)};
		memcpy(suspect->uid, uid, strlen(uid) + 1);
	}
	suspect->failures++;
	suspect->again_at_ms = inbox->daemon->is_once ? 0 : io_now_ms() + PAUSE_MS;
	inbox->has_blamed = true;
}

void suspect_clear(struct inbox *inbox, const char *uid)
{
	struct suspect *suspect = suspect_find(inbox, uid);
	if (suspect)
		*suspect->uid = '\0';
}
