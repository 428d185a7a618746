#include "base/hash.h"

#include <errno.h>
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <sys/random.h>

static void to_hex(const uint8_t *digest, char hex[HASH_HEX_BYTES])
{
	for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

struct hash {
	struct sha256_ctx context;
};

struct hash *hash_new(struct arena *arena)
{
	struct hash *hash = arena_alloc(arena, sizeof *hash);
	sha256_init(&hash->context);
	return hash;
}

void hash_add(struct hash *hash, struct bytes part)
{
	sha256_update(&hash->context, part.length, part.data);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_BYTES])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_digest(&hash->context, sizeof digest, digest);
	to_hex(digest, hex);
}

void hash_sha256(const struct bytes *parts, size_t count, char hex[HASH_HEX_BYTES])
{
	struct hash hash;
	sha256_init(&hash.context);
	for (size_t i = 0; i < count; i++)
		hash_add(&hash, parts[i]);
	hash_end(&hash, hex);
}

void hash_hmac(struct bytes key, const char *text, char hex[HASH_HEX_BYTES])
{
	struct hmac_sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	hmac_sha256_set_key(&context, key.length, key.data);
	hmac_sha256_update(&context, strlen(text), (const uint8_t *)text);
	hmac_sha256_digest(&context, sizeof digest, digest);
	to_hex(digest, hex);
}

size_t hash_base64_length(size_t length)
{
	return BASE64_ENCODE_RAW_LENGTH(length);
}

void hash_base64(struct bytes bytes, char *out)
{
	base64_encode_raw(out, bytes.length, bytes.data);
}

void random_bytes(void *out, size_t length)
{
	unsigned char *at = out;
	while (length) {
		ssize_t got = getrandom(at, length, 0);
		if (got < 0 && errno != EINTR) {
			fputs("passerelle: no random bytes to be had\n", stderr);
			abort();
		}
		if (got > 0) {
			at += got;
			length -= (size_t)got;
		}
	}
}
