/* Private to db: hash chains over append-only tables. A record's hash is SHA-256 over the hash before it (64
 * zeros for the first), its id and its values, each with its length before it; the newest hash is kept as a
 * setting too, so that taking the last records away shows. */
#ifndef DB_CHAIN_H
#define DB_CHAIN_H

#include "db.h"

#include "base/hash.h"

struct chain {
	const char *what;   /* in findings: "register of consent" */
	const char *newest; /* the setting */
	const char *last;   /* SELECT id, hash of the newest record */
	const char *all;    /* SELECT id, hash, then the values, in the order of the ids */
	size_t value_count;
};

/* The id and hash of the next record, and the setting with it; the caller inserts it in the same transaction.
 */
int chain_next(struct db *db, const struct chain *chain, const char *const *values, int64_t *id,
	       char hash[HASH_HEX_BYTES], struct err *err);
/* ERR_DATA names the first record that breaks the chain. Inside one snapshot. */
int chain_verify(struct db *db, const struct chain *chain, int64_t *count, struct err *err);

#endif
