/* The register's key, which signs the codes in addresses: reply tokens and bounce addresses (specification
 * sections 3 and 9). Its file is beside the register (PATH.key, mode 0600) and must be kept with it: without
 * the key, addresses issued before are no longer accepted. It holds 32 random bytes, followed by replaced
 * keys, whose codes are accepted for another KEY_DAYS. Written by src/db/key.c. */
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

/* Reads the key of the register at `path`. When it is missing, DB_WRITE creates it (concurrent processes get
 * the same one), DB_READ returns ERR_NOT_FOUND. ERR_CONFIG: others may read the file, or it is damaged or
 * can't be opened. ERR_IO: can't be written. */
int key_open(struct key *out, const char *path, enum db_mode mode, struct err *err);

/* Creates a new key. The current one becomes the newest former key; expired former keys are dropped. A
 * process keeps using the key it holds until it opens it again; handle does so before each group of messages.
 * ERR_NOT_FOUND, ERR_CONFIG, ERR_IO as above; ERR_LIMIT: replaced KEY_MOST_FORMER times within KEY_DAYS. */
int key_rotate(const char *path, struct err *err);

/* Creates a new key and revokes the current and all former ones, for when somebody may have them. Works also
 * when the file is missing or damaged. ERR_CONFIG, ERR_IO. */
int key_revoke(const char *path, struct err *err);

/* The code for a text. purpose: a fixed word ("bounce", "reply") without newline, so that a code for one
 * purpose is not valid for another. HMAC-SHA-256 truncated to 64 bits (RFC 2104 section 5): each guess costs
 * a mail. */
void key_mac(const struct key *key, const char *purpose, const char *text, char mac[KEY_MAC_BYTES]);

/* Whether mac is that code, made with this key or an unexpired former one. Ignores case, as relays may change
 * it. Constant time. */
bool key_mac_is(const struct key *key, const char *purpose, const char *text, const char *mac);

#endif
