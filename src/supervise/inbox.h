/* collect's process: what its parts share. */
#ifndef DAEMON_INBOX_H
#define DAEMON_INBOX_H

#include "collect.h"
#include "daemon.h"
#include "db.h"

enum { DEFERRED_MAX = 16, DEFERRED_UID_BYTES = 256 };

/* A message that the server lists but did not hand over when it was asked. */
struct deferred {
	char uid[DEFERRED_UID_BYTES]; /* "": a free place */
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
	bool has_blamed; /* over this connection */
};

/* Takes every message that is not known yet into the register, in batches; of a large one first its header,
 * the rest once handle has asked for it. */
int inbox_take_new(struct inbox *inbox, struct err *err);
/* Does in the mailbox what handle has decided. ERR_UNAVAILABLE: the server refuses some of it; the rest is
 * done, and the connection lives on. */
int inbox_file_decided(struct inbox *inbox, struct err *err);

/* A message that does not come when it is asked for must neither block others nor be asked for for ever: it
 * is asked for once more in its turn, then alone, after all others and after a pause (none when the mailbox
 * is drained once), and then left to a person. */
struct deferred *deferred_find(struct inbox *inbox, const char *uid);
void deferred_blame(struct inbox *inbox, const char *uid);
void deferred_clear(struct inbox *inbox, const char *uid);

#endif
