/* The anchor of the register: what it had come to, kept outside of it, so that a register which is older than
 *it was (a copy brought back, a tail cut off) is found (specification section 5). Two files beside the key,
 *mode 0600:
 *
 *	PATH.anchor   number and hash of the newest record of consent, the highest numbers given out, a code
 *over it all PATH.endings  a line for each consent that ended, each with its code: what a restored copy has
 *to be told again
 *
 * Both are brought up to date after a commit, never before it: an anchor may be behind its register, which is
 *no fault. Neither names anybody. Written by src/db/anchor.c. */
#ifndef DB_ANCHOR_H
#define DB_ANCHOR_H

#include "db/key.h"

enum anchor_state {
	ANCHOR_NONE,  /* there is none yet, and nothing says that there was */
	ANCHOR_HOLDS, /* the register is what the anchor says, or further on */
	ANCHOR_OLDER, /* the register is older than its anchor, or another one */
	ANCHOR_LOST,  /* the anchor is gone, damaged, or of another key */
};
const char *anchor_state_text(enum anchor_state state);

/* Compares. *records: how many the anchor covers. */
int anchor_check(struct db *db, const char *path, const struct key *key, enum anchor_state *state,
		 int64_t *records, struct err *err);
/* After a commit. ERR_DATA: the register does not hold against its anchor, which is left as it is. ERR_IO. */
int anchor_keep(struct db *db, const char *path, const struct key *key, struct err *err);
/* What the register of consent has come to, in one line to be kept elsewhere: how many records, the newest
 * one's hash, and a code of the key over both. *records: how many. */
int anchor_head(struct db *db, struct arena *arena, const struct key *key, int64_t *records, char **line,
		struct err *err);
/* From now on the register as it is counts, whatever the anchor says. */
int anchor_renew(struct db *db, const char *path, const struct key *key, struct err *err);

/* As long as it is held, no letter with a file leaves (letters_due). */
int anchor_hold(struct db *db, enum anchor_state state, struct err *err);
int anchor_is_held(struct db *db, bool *is_held, struct err *err);

/* Consents that ended, as the file has them: lines with a code that is not right are left out. *is_whole: it
 * has as many as the anchor says. */
struct ended_consent {
	const char *candidate, *event; /* event: withdrawn, expired, erased */
};
int anchor_endings(struct arena *arena, const char *path, const struct key *key, struct ended_consent **out,
		   size_t *count, bool *is_whole, struct err *err);

/* A register that was brought back: a new instance number, and every series and the messages' ids go on well
 * beyond what the anchor, or without one the register, says, so that no reference, Message-ID or address is
 * given out twice. Inside a transaction. */
int anchor_skip_ahead(struct db *db, const char *path, const struct key *key, struct err *err);

#endif
