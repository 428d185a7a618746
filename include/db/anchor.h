/* The anchor: a record of the newest state of the register, kept outside of it, so that a register older than
 * its anchor (a restored copy, a tail cut off) is detected (specification section 5). Two files beside the
 * key, mode 0600:
 *
 *	PATH.anchor   number and hash of the newest consent record, the highest numbers issued,
 *	              a code over all of that
 *	PATH.endings  a line for each consent that ended, with its code: a restored copy must be
 *	              told of these again
 *
 * Both are updated after a commit, never before: an anchor behind its register is no fault. Neither file
 * names anybody. Written by src/db/anchor.c. */
#ifndef DB_ANCHOR_H
#define DB_ANCHOR_H

#include "db/key.h"

enum anchor_state {
	ANCHOR_NONE,  /* no anchor yet, and no sign that there ever was one */
	ANCHOR_HOLDS, /* the register is at the anchor or beyond */
	ANCHOR_OLDER, /* the register is older than its anchor, or a different one */
	ANCHOR_LOST,  /* the anchor is missing, damaged, or made with another key */
};
const char *anchor_state_text(enum anchor_state state);

/* Compares register and anchor. *records: how many consent records the anchor covers. */
int anchor_check(struct db *db, const char *path, const struct key *key, enum anchor_state *state,
		 int64_t *records, struct err *err);
/* Call after a commit. ERR_DATA: the register contradicts its anchor, which stays as it is. ERR_IO. */
int anchor_keep(struct db *db, const char *path, const struct key *key, struct err *err);
/* The state of the register of consent in one line, to be stored elsewhere: number of records, hash of the
 * newest, a code of the key over both. *records: the number. */
int anchor_head(struct db *db, struct arena *arena, const struct key *key, int64_t *records, char **line,
		struct err *err);
/* Accepts the register as it is as the new state, whatever the anchor says. */
int anchor_renew(struct db *db, const char *path, const struct key *key, struct err *err);

/* While it is held, letters_due gives no letter with a file. */
int anchor_hold(struct db *db, enum anchor_state state, struct err *err);
int anchor_is_held(struct db *db, bool *is_held, struct err *err);

/* Consents that ended, from PATH.endings. Lines with a wrong code are skipped; *is_whole: as many are left as
 * the anchor says. */
struct ended_consent {
	const char *candidate, *event; /* event: withdrawn, expired, erased */
};
int anchor_endings(struct arena *arena, const char *path, const struct key *key, struct ended_consent **out,
		   size_t *count, bool *is_whole, struct err *err);

/* For a restored register: sets a new instance number and advances every series and the message ids well
 * beyond the anchor (or, without one, the register), so that no reference, Message-ID or address is issued
 * twice. Call inside a transaction. */
int anchor_skip_ahead(struct db *db, const char *path, const struct key *key, struct err *err);

#endif
