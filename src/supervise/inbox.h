/* collect's process: shared by its parts. */
#ifndef DAEMON_INBOX_H
#define DAEMON_INBOX_H

#include "collect.h"
#include "daemon.h"
#include "db.h"

enum { DEFERRED_MAX = 16, DEFERRED_UID_BYTES = 256 };

/* A message that the server lists but did not deliver when asked. */
struct deferred {
	char uid[DEFERRED_UID_BYTES]; /* "": unused */
	int64_t uidvalidity;
	unsigned failures;
	long long again_at_ms; /* monotonic */
};

struct inbox {
	struct daemon *daemon;
	struct db *db;
	struct collect *collect;
	struct collect_options options;
	struct deferred deferred[DEFERRED_MAX];
	bool has_blamed; /* counted on this connection */
};

/* Takes every unknown message into the register, in batches; for a large one first the header, and the rest
 * once handle has asked for it. */
int inbox_take_new(struct inbox *inbox, struct err *err);
/* Makes the moves in the mailbox that handle has decided. ERR_UNAVAILABLE: the server refuses some of them;
 * the rest is done, and the connection is usable. */
int inbox_file_decided(struct inbox *inbox, struct err *err);

/* A message that doesn't come must neither block others nor be requested for ever: it is requested once more
 * in its turn, then alone, after all others and after a pause (no pause in a drain), and is then left to a
 * person. */
struct deferred *deferred_find(struct inbox *inbox, const char *uid);
void deferred_blame(struct inbox *inbox, const char *uid);
void deferred_clear(struct inbox *inbox, const char *uid);

#endif
