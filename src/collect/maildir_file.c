/* One message's file in a Maildir. */
#include "maildir.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int fail(struct err *err, const char *what)
{
	return err_set(err, ERR_IO, "the Maildir: %s: %s", what, strerror(errno));
}

int directory_sync(int directory, struct err *err)
{
	return fsync(directory) ? fail(err, "fsync") : OK;
}

static int open_regular(const struct found *found, int flags)
{
	/* O_NONBLOCK: opening a FIFO that somebody put there would hang. */
	int fd = openat(found->directory, found->name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;

	if (fd >= 0 && (fstat(fd, &status) || !S_ISREG(status.st_mode))) {
		close(fd);
		errno = ENOENT;
		return -1;
	}
	return fd;
}

/* One byte more than most_bytes shows that the file is larger. */
static bool read_up_to(int fd, struct arena *arena, size_t guess_bytes, size_t most_bytes, struct bytes *out)
{
	size_t capacity = (guess_bytes < most_bytes ? guess_bytes : most_bytes) + 1;
	unsigned char *data = arena_alloc(arena, capacity);
	size_t length = 0;

	for (;;) {
		ssize_t got = read(fd, data + length, capacity - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		length += (size_t)got;
		if (got == 0 || length > most_bytes)
			break;
		if (length == capacity) {
			size_t more = capacity < most_bytes / 2 ? capacity * 2 : most_bytes + 1;

			data = arena_grow(arena, data, capacity, more);
			capacity = more;
		}
	}
	*out = (struct bytes){data, length};
	return true;
}

bool file_read(const struct found *found, struct arena *arena, size_t most_bytes, struct bytes *out)
{
	int fd = open_regular(found, O_RDONLY);
	bool good = fd >= 0 && read_up_to(fd, arena, found->size_bytes, most_bytes, out);

	if (!good && errno != ENOENT && errno != ELOOP)
		log_event(LOG_LEVEL_WARNING, "collect.unreadable", "errno=%d", errno);
	if (fd >= 0)
		close(fd);
	return good;
}

static bool overwrite(int fd)
{
	static const char ZEROS[64 * 1024];
	struct stat status;

	if (fstat(fd, &status))
		return false;
	for (off_t at = 0; at < status.st_size;) {
		off_t left = status.st_size - at;
		ssize_t put = pwrite(fd, ZEROS, left < (off_t)sizeof ZEROS ? (size_t)left : sizeof ZEROS, at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
	}
	return fsync(fd) == 0;
}

int file_wipe(const struct found *found, struct err *err)
{
	int fd = open_regular(found, O_WRONLY);
	bool wiped = fd >= 0 && overwrite(fd);

	/* A file in our directory that somebody else owns can't be overwritten but can be removed, which is
	 * better than leaving it. */
	if (!wiped && errno != ENOENT)
		log_event(LOG_LEVEL_WARNING, "collect.not_overwritten", "errno=%d", errno);
	if (fd >= 0)
		close(fd);
	if (unlinkat(found->directory, found->name, 0) && errno != ENOENT)
		return fail(err, "unlink");
	return directory_sync(found->directory, err);
}

/* ":2," and the existing flags, in ASCII order, with S (seen) added. */
static void add_flags(struct buf *out, const char *name)
{
	const char *info = strstr(name, ":2,");
	bool seen[128] = {['S'] = true};

	for (info = info ? info + 3 : ""; *info; info++)
		if (*info > ' ' && *info < 127)
			seen[(unsigned char)*info] = true;
	buf_adds(out, ":2,");
	for (int c = 0; c < 128; c++)
		if (seen[c] && c != ':' && c != '/')
			buf_addc(out, (char)c);
}

static bool is_same_file(int a_directory, const char *a_name, int b_directory, const char *b_name)
{
	struct stat a, b;

	return !fstatat(a_directory, a_name, &a, AT_SYMLINK_NOFOLLOW) &&
	       !fstatat(b_directory, b_name, &b, AT_SYMLINK_NOFOLLOW) && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

/* Links, so that no other message of that name is overwritten; renames when the file system has no links.
 * EEXIST unless the existing file is the same one: an earlier move was interrupted between link and
 * unlink. */
static int place(const struct found *found, int target, const char *name)
{
	struct found there;

	if (linkat(found->directory, found->name, target, name, 0) == 0)
		return 0;
	if (errno == EEXIST)
		return is_same_file(found->directory, found->name, target, name) ? 0 : EEXIST;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
		return errno;
	if (box_look(target, name, &there))
		return EEXIST;
	return renameat(found->directory, found->name, target, name) ? errno : 0;
}

int file_move(const struct found *found, const char *uid, const struct box *target, struct arena *arena,
	      const char **new_uid, struct err *err)
{
	enum { MOST_NAMESAKES = 1000 };
	int error = EEXIST;

	for (int n = 0; error == EEXIST && n < MOST_NAMESAKES; n++) {
		struct buf name = {.arena = arena};

		*new_uid = n ? arena_printf(arena, "%s_%d", uid, n) : arena_strdup(arena, uid);
		buf_adds(&name, *new_uid);
		add_flags(&name, found->name);
		error = place(found, target->cur, buf_text(&name));
	}
	if (!error && unlinkat(found->directory, found->name, 0) && errno != ENOENT)
		error = errno;
	if (error) {
		*new_uid = NULL;
		errno = error;
	}
	return error && error != ENOENT ? fail(err, "moving a message") : OK;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of the field that starts at `at`, with its folded lines. */
static bool value_is(const char *text, size_t length, size_t at, const char *wanted)
{
	while (at < length && is_space(text[at]))
		at++;
	if (length - at < strlen(wanted) || strncmp(text + at, wanted, strlen(wanted)) != 0)
		return false;
	at += strlen(wanted);
	return at == length || is_space(text[at]);
}

bool file_has_id(struct bytes raw, const char *message_id)
{
	static const char FIELD[] = "message-id:";
	const char *text = (const char *)raw.data;
	size_t length = raw.length;

	for (size_t line = 0; line < length;) {
		const char *end = memchr(text + line, '\n', length - line);
		size_t i = 0;

		if (text[line] == '\n' || text[line] == '\r')
			return false;
		while (i < sizeof FIELD - 1 && line + i < length &&
		       (text[line + i] | 0x20) == (FIELD[i] | 0x20))
			i++;
		if (i == sizeof FIELD - 1 && value_is(text, length, line + i, message_id))
			return true;
		line = end ? (size_t)(end - text) + 1 : length;
	}
	return false;
}
