/* The key file, and codes made with the key. */
#include "db/key.h"

#include "base/hash.h"
#include "base/io.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Format: the current key, then each former key with its last day (2027-01-15). */
enum {
	DAY_BYTES = 10,
	FORMER_BYTES = KEY_BYTES + DAY_BYTES,
	MOST_BYTES = KEY_BYTES + KEY_MOST_FORMER * FORMER_BYTES
};

static bool take_key(const unsigned char *data, size_t length, struct key *out)
{
	if (length < KEY_BYTES || length > MOST_BYTES || (length - KEY_BYTES) % FORMER_BYTES)
		return false;
	memcpy(out->bytes, data, KEY_BYTES);
	out->former_count = (length - KEY_BYTES) / FORMER_BYTES;
	for (size_t i = 0; i < out->former_count; i++) {
		const unsigned char *record = data + KEY_BYTES + i * FORMER_BYTES;
		char day[DAY_BYTES + 1] = "";
		memcpy(out->former[i].bytes, record, KEY_BYTES);
		memcpy(day, record + KEY_BYTES, DAY_BYTES);
		if (!date_parse_iso(day, &out->former[i].replaced_on))
			return false;
	}
	return true;
}

static int read_key(const char *path, struct key *out, struct err *err)
{
	struct stat status;
	struct err ignored;
	unsigned char data[MOST_BYTES], more;
	int rc = OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	if (fd < 0)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_CONFIG, "key %s: %s", path,
			       strerror(errno));
	if (fstat(fd, &status) || !S_ISREG(status.st_mode) || status.st_mode & (S_IRWXG | S_IRWXO))
		rc = err_set(err, ERR_CONFIG, "key %s: no file that only its owner may read; chmod 600 it",
			     path);
	else if (status.st_size > MOST_BYTES || io_read_all(fd, data, (size_t)status.st_size, 0, &ignored) ||
		 read(fd, &more, 1) != 0 || !take_key(data, (size_t)status.st_size, out))
		rc = err_set(err, ERR_CONFIG, "key %s: damaged, no register's key has this length or form",
			     path);
	out->made_at = status.st_mtime;
	close(fd);
	return rc;
}

/* Writes a complete temporary file beside `path` and returns its name. */
static int write_beside(struct arena *arena, const char *path, struct bytes content, const char **out,
			struct err *err)
{
	const char *unfinished = arena_printf(arena, "%s.%ld", path, (long)getpid());
	unlink(unfinished); /* left by a killed process with the same id */
	int fd = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return err_set(err, errno == ENOENT || errno == EACCES ? ERR_CONFIG : ERR_IO, "key %s: %s",
			       path, strerror(errno));
	int rc = io_write_all(fd, content.data, content.length, 0, err);
	if (!rc && fsync(fd))
		rc = err_set(err, ERR_IO, "key %s: %s", path, strerror(errno));
	close(fd);
	*out = unfinished;
	return rc;
}

/* Links the complete file to its name, unless another process just created one. */
static int make_key(struct arena *arena, const char *path, struct err *err)
{
	unsigned char bytes[KEY_BYTES];
	const char *unfinished = "";
	random_bytes(bytes, sizeof bytes);
	int rc = write_beside(arena, path, (struct bytes){bytes, sizeof bytes}, &unfinished, err);
	if (!rc && ((link(unfinished, path) && errno != EEXIST) || io_sync_folder_of(path)))
		rc = err_set(err, ERR_IO, "key %s: %s", path, strerror(errno));
	if (*unfinished)
		unlink(unfinished);
	return rc;
}

static bool is_over(struct date replaced_on)
{
	return date_compare(date_add_days(replaced_on, KEY_DAYS), date_today()) < 0;
}

/* The current key with its last day, and the unexpired former ones. */
static int add_former(struct arena *arena, const char *file, struct buf *content, struct err *err)
{
	struct key key = {0};
	size_t kept = 1;
	int rc = read_key(file, &key, err);
	if (rc)
		return rc;
	buf_add(content, key.bytes, sizeof key.bytes);
	buf_adds(content, date_iso(arena, date_today()));
	for (size_t i = 0; i < key.former_count; i++) {
		if (is_over(key.former[i].replaced_on))
			continue;
		buf_add(content, key.former[i].bytes, KEY_BYTES);
		buf_adds(content, date_iso(arena, key.former[i].replaced_on));
		kept++;
	}
	return kept > KEY_MOST_FORMER
		   ? err_set(err, ERR_LIMIT, "key %s: replaced %d times within a year", file, KEY_MOST_FORMER)
		   : OK;
}

static int replace_key(const char *path, bool keeps_former, struct err *err)
{
	struct arena *arena = arena_new();
	struct buf content = {.arena = arena};
	const char *file = arena_printf(arena, "%s.key", path), *unfinished = "";
	unsigned char bytes[KEY_BYTES];
	random_bytes(bytes, sizeof bytes);
	buf_add(&content, bytes, sizeof bytes);
	int rc = keeps_former ? add_former(arena, file, &content, err) : OK;
	if (!rc && !(rc = write_beside(arena, file, buf_bytes(&content), &unfinished, err)) &&
	    (rename(unfinished, file) || io_sync_folder_of(file)))
		rc = err_set(err, ERR_IO, "key %s: %s", file, strerror(errno));
	if (*unfinished)
		unlink(unfinished);
	arena_free(&arena);
	return rc;
}

int key_rotate(const char *path, struct err *err)
{
	return replace_key(path, true, err);
}

int key_revoke(const char *path, struct err *err)
{
	return replace_key(path, false, err);
}

int key_open(struct key *out, const char *path, enum db_mode mode, struct err *err)
{
	struct arena *arena = arena_new();
	struct err missing = {0};
	struct key key = {0};
	const char *file = arena_printf(arena, "%s.key", path);
	int rc = read_key(file, &key, &missing);
	if (rc == ERR_NOT_FOUND && mode == DB_WRITE && !(rc = make_key(arena, file, &missing)))
		rc = read_key(file, &key, &missing);
	if (rc)
		err_set(err, rc, "%s", missing.text);
	else
		*out = key;
	arena_free(&arena);
	return rc;
}

static void mac_with(const unsigned char bytes[KEY_BYTES], const char *purpose, const char *text,
		     char mac[KEY_MAC_BYTES])
{
	struct arena *arena = arena_new();
	char hex[HASH_HEX_BYTES];
	hash_hmac((struct bytes){bytes, KEY_BYTES}, arena_printf(arena, "%s\n%s", purpose, text), hex);
	memcpy(mac, hex, KEY_MAC_BYTES - 1);
	mac[KEY_MAC_BYTES - 1] = '\0';
	arena_free(&arena);
}

void key_mac(const struct key *key, const char *purpose, const char *text, char mac[KEY_MAC_BYTES])
{
	mac_with(key->bytes, purpose, text, mac);
}

static bool is_mac(const unsigned char bytes[KEY_BYTES], const char *purpose, const char *text,
		   const char *mac)
{
	char expected[KEY_MAC_BYTES];
	unsigned difference = 0;
	mac_with(bytes, purpose, text, expected);
	for (size_t i = 0; i < KEY_MAC_BYTES - 1; i++)
		difference |= (unsigned)(tolower((unsigned char)mac[i]) ^ expected[i]);
	return difference == 0;
}

bool key_mac_is(const struct key *key, const char *purpose, const char *text, const char *mac)
{
	if (strlen(mac) != KEY_MAC_BYTES - 1)
		return false;
	bool is = is_mac(key->bytes, purpose, text, mac);
	for (size_t i = 0; i < key->former_count; i++)
		is |=
		    !is_over(key->former[i].replaced_on) && is_mac(key->former[i].bytes, purpose, text, mac);
	return is;
}
