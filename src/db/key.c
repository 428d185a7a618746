/* The file of the key, and codes made with it. */
#include "db/key.h"

#include "base/hash.h"
#include "base/io.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_key(const char *path, struct key *out, struct err *err)
{
	struct stat status;
	struct err ignored;
	unsigned char more;
	int rc = OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	if (fd < 0)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_CONFIG, "key %s: %s", path,
			       strerror(errno));
	if (fstat(fd, &status) || !S_ISREG(status.st_mode) || status.st_mode & (S_IRWXG | S_IRWXO))
		rc = err_set(err, ERR_CONFIG, "key %s: no file that only its owner may read; chmod 600 it",
			     path);
	else if (io_read_all(fd, out->bytes, sizeof out->bytes, 0, &ignored) || read(fd, &more, 1) != 0)
		rc = err_set(err, ERR_CONFIG, "key %s: damaged, it has not %d bytes", path, KEY_BYTES);
	close(fd);
	return rc;
}

static int sync_folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 ? -1 : fsync(fd);
	if (fd >= 0)
		close(fd);
	return result;
}

/* A complete file gets its name at once, and only if nobody else was faster. */
static int make_key(struct arena *arena, const char *path, struct err *err)
{
	unsigned char bytes[KEY_BYTES];
	const char *unfinished = arena_printf(arena, "%s.%ld", path, (long)getpid());
	unlink(unfinished); /* of a process that had this number and was killed here */
	int fd = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	if (fd < 0)
		return err_set(err, errno == ENOENT || errno == EACCES ? ERR_CONFIG : ERR_IO, "key %s: %s",
			       path, strerror(errno));
	random_bytes(bytes, sizeof bytes);
	int rc = io_write_all(fd, bytes, sizeof bytes, 0, err);
	if (!rc && (fsync(fd) || (link(unfinished, path) && errno != EEXIST) || sync_folder_of(arena, path)))
		rc = err_set(err, ERR_IO, "key %s: %s", path, strerror(errno));
	close(fd);
	unlink(unfinished);
	return rc;
}

int key_open(struct key *out, const char *path, enum db_mode mode, struct err *err)
{
	struct arena *arena = arena_new();
	struct err missing = {0};
	struct key key;
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

void key_mac(const struct key *key, const char *purpose, const char *text, char mac[KEY_MAC_BYTES])
{
	struct arena *arena = arena_new();
	char hex[HASH_HEX_BYTES];
	hash_hmac((struct bytes){key->bytes, sizeof key->bytes}, arena_printf(arena, "%s\n%s", purpose, text),
		  hex);
	memcpy(mac, hex, KEY_MAC_BYTES - 1);
	mac[KEY_MAC_BYTES - 1] = '\0';
	arena_free(&arena);
}

bool key_mac_is(const struct key *key, const char *purpose, const char *text, const char *mac)
{
	char expected[KEY_MAC_BYTES];
	unsigned difference = 0;
	if (strlen(mac) != KEY_MAC_BYTES - 1)
		return false;
	key_mac(key, purpose, text, expected);
	for (size_t i = 0; i < KEY_MAC_BYTES - 1; i++)
		difference |= (unsigned)(tolower((unsigned char)mac[i]) ^ expected[i]);
	return difference == 0;
}
