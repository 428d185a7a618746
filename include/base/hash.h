/* SHA-256, HMAC, base64 and random bytes (nettle, getrandom). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/bytes.h"

enum { HASH_HEX_BYTES = 65 }; /* 64 lower-case hexadecimal digits and a NUL */

/* SHA-256 over the parts in order. */
void hash_sha256(const struct bytes *parts, size_t count, char hex[HASH_HEX_BYTES]);
/* The same for parts that are added one by one. */
struct hash;
struct hash *hash_new(struct arena *arena);
void hash_add(struct hash *hash, struct bytes part);
void hash_end(struct hash *hash, char hex[HASH_HEX_BYTES]);
/* HMAC-SHA-256 of text (RFC 2104). */
void hash_hmac(struct bytes key, const char *text, char hex[HASH_HEX_BYTES]);
/* base64 of RFC 4648 without line breaks. `out` has room for hash_base64_length(length) bytes; no NUL is
 * added. */
size_t hash_base64_length(size_t length_bytes);
void hash_base64(struct bytes bytes, char *out);
/* Fills memory with bytes of the system's random generator; ends the process when that fails. */
void random_bytes(void *out, size_t length_bytes);

#endif
