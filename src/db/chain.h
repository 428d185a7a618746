/* Private to db: hash chains over append-only tables. A record's hash is SHA-256 over the previous hash (64
 * zeros for the first record), its id and its values, each preceded by its length. The newest hash is also
 * kept as a setting, so that removing the last records is detected. */
#ifndef DB_CHAIN_H
#define DB_CHAIN_H

#include "db.h"

#include "base/hash.h"

struct chain {
	const char *what;   /* name in error messages: "register of consent" */
	const char *newest; /* the setting with the newest hash */
	const char *last;   /* SELECT id, hash of the newest record */
	const char *all;    /* SELECT id, hash, then the values, ordered by id */
	size_t value_count;
};

/* Computes the id and hash of the next record and updates the setting; the caller inserts the record in the
 * same transaction. */
int chain_next(struct db *db, const struct chain *chain, const char *const *values, int64_t *id,
	       char hash[HASH_HEX_BYTES], struct err *err);
/* ERR_DATA names the first record that breaks the chain. Call inside one snapshot. */
int chain_verify(struct db *db, const struct chain *chain, int64_t *count, struct err *err);

#endif
