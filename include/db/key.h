/* The register's own key, from which the codes in addresses are made: reply tokens and bounce addresses
 * (specification sections 3 and 9). Its file stands beside the register (PATH.key, mode 0600) and has to be
 * kept with it: with another key, addresses that were given out before are no longer believed. It holds 32
 * random bytes, and behind them the keys that were replaced: codes made with those are believed for KEY_DAYS
 * more. Written by src/db/key.c. */
#ifndef DB_KEY_H
#define DB_KEY_H

#include "base/date.h"
#include "db.h"

enum { KEY_DAYS = 365, KEY_MOST_FORMER = 16 };

enum { KEY_BYTES = 32, KEY_MAC_BYTES = 17 /* 16 lower-case hexadecimal digits and a NUL */ };

struct key {
	unsigned char bytes[KEY_BYTES];
	time_t made_at;
	struct {
		unsigned char bytes[KEY_BYTES];
		struct date replaced_on;
	} former[KEY_MOST_FORMER]; /* newest first */
	size_t former_count;
};

/* Reads the key of the register at `path`; DB_WRITE makes it when it is missing (several processes at once
 * get the same one), DB_READ says ERR_NOT_FOUND. ERR_CONFIG: others may read the file, or it is damaged or
 * can't be opened. ERR_IO: can't be written. */
int key_open(struct key *out, const char *path, enum db_mode mode, struct err *err);

/* A new key; the one in use becomes the first of the former ones, those that nothing is believed of any more
 * are dropped. A process that holds the key goes on with it until it opens it again; handle does before each
 * group of messages. ERR_NOT_FOUND,
 * ERR_CONFIG, ERR_IO as above; ERR_LIMIT: replaced KEY_MOST_FORMER times within KEY_DAYS. */
int key_rotate(const char *path, struct err *err);

/* A new key, and nothing is believed any more that was made with the one in use or a former one: somebody may
 * have them. Also where the file is missing or damaged. ERR_CONFIG, ERR_IO. */
int key_revoke(const char *path, struct err *err);

/* The code for a text. purpose: a fixed word ("bounce", "reply") without newline, so that a code of one
 * purpose is not valid for another. Truncated HMAC-SHA-256 (RFC 2104 section 5): 64 bits, each guess costs a
 * mail.
 */
void key_mac(const struct key *key, const char *purpose, const char *text, char mac[KEY_MAC_BYTES]);

/* Whether mac is that code, made with this key or a former one that still counts; in any case, as relays may
 * change it. Takes the same time wherever it differs. */
bool key_mac_is(const struct key *key, const char *purpose, const char *text, const char *mac);

#endif
