#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

long long io_cpu_ms(void)
{
	struct timespec used;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (long long)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

long long io_now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until end of file, at most max bytes. */
static int read_stream(struct arena *arena, int fd, size_t max, struct bytes *out, struct err *err)
{
	struct buf buf = {.arena = arena};
	char block[16384];
	ssize_t got;
	int rc = OK;
	while (!rc && (got = read(fd, block, sizeof block))) {
		if (got < 0 && errno != EINTR)
			rc = err_set(err, ERR_IO, "%s", strerror(errno));
		else if (got > 0 && buf.length + (size_t)got > max)
			rc = err_set(err, ERR_LIMIT, "larger than %zu bytes", max);
		else if (got > 0)
			buf_add(&buf, block, (size_t)got);
	}
	bytes_wipe(block, sizeof block); /* the content may have been a key */
	buf_text(&buf);
	*out = buf_bytes(&buf);
	return rc;
}

int io_read_file(struct arena *arena, const char *path, size_t max, struct bytes *out, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
			       strerror(errno));
	int rc = read_stream(arena, fd, max, out, err);
	close(fd);
	return rc ? err_prefix(err, "%s", path) : OK;
}

/* Waits until fd is ready for `events` or the deadline has passed. */
static int wait_for(int fd, short events, long long deadline_ms, struct err *err)
{
	for (;;) {
		long long left = deadline_ms ? deadline_ms - io_now_ms() : -1;
		if (deadline_ms && left <= 0)
			return err_set(err, ERR_TEMPORARY, "timed out");
		struct pollfd poller = {.fd = fd, .events = events};
		int ready = poll(&poller, 1, left > 1000000 ? 1000000 : (int)left);
		if (ready > 0)
			return OK;
		if (ready < 0 && errno != EINTR)
			return err_set(err, ERR_IO, "poll: %s", strerror(errno));
	}
}

int io_write_all(int fd, const void *data, size_t length, long long deadline_ms, struct err *err)
{
	const char *at = data;
	while (length) {
		int rc = wait_for(fd, POLLOUT, deadline_ms, err);
		if (rc)
			return rc;
		ssize_t done = write(fd, at, length);
		if (done < 0 && errno != EINTR && errno != EAGAIN)
			return err_set(err, ERR_IO, "write: %s", strerror(errno));
		if (done > 0) {
			at += done;
			length -= (size_t)done;
		}
	}
	return OK;
}

/* Writes and closes fd. */
static int fill(int fd, struct bytes content, mode_t mode, struct err *err)
{
	int rc = mode && fchmod(fd, mode) ? err_set(err, ERR_IO, "%s", strerror(errno))
					  : io_write_all(fd, content.data, content.length, 0, err);
	if (close(fd) && !rc)
		rc = err_set(err, ERR_IO, "%s", strerror(errno));
	return rc;
}

int io_write_file(const char *path, struct bytes content, mode_t mode, struct err *err)
{
	struct arena *arena = arena_new();
	struct stat found;
	bool is_other = stat(path, &found) == 0 && !S_ISREG(found.st_mode);
	const char *unfinished = is_other ? path : arena_printf(arena, "%s.%ld", path, (long)getpid());
	int flags = is_other ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;
	int fd = open(unfinished, flags | O_CLOEXEC, mode ? mode : 0666);
	int rc = fd < 0 ? err_set(err, ERR_IO, "%s: %s", path, strerror(errno)) : OK;
	if (!rc && (rc = fill(fd, content, is_other ? 0 : mode, err)))
		rc = err_prefix(err, "%s", path);
	else if (!rc && !is_other && rename(unfinished, path))
		rc = err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	if (rc && fd >= 0 && !is_other)
		unlink(unfinished);
	arena_free(&arena);
	return rc;
}

int io_read_all(int fd, void *data, size_t length, long long deadline_ms, struct err *err)
{
	char *at = data;
	while (length) {
		int rc = wait_for(fd, POLLIN, deadline_ms, err);
		if (rc)
			return rc;
		ssize_t done = read(fd, at, length);
		if (done == 0)
			return at == (char *)data ? err_set(err, ERR_NOT_FOUND, "end of file")
						  : err_set(err, ERR_IO, "end of file in the middle");
		if (done < 0 && errno != EINTR && errno != EAGAIN)
			return err_set(err, ERR_IO, "read: %s", strerror(errno));
		if (done > 0) {
			at += done;
			length -= (size_t)done;
		}
	}
	return OK;
}

int io_sync_folder_of(const char *path)
{
	struct arena *arena = arena_new();
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 ? -1 : fsync(fd);
	if (fd >= 0)
		close(fd);
	arena_free(&arena);
	return result;
}

int io_make_directories(const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	char *copy = arena_strdup(arena, path);
	int failed = 0;
	for (char *slash = copy + 1; !failed; slash++) {
		if (*slash != '/' && *slash)
			continue;
		char kept = *slash;
		*slash = '\0';
		if (mkdir(copy, 0700) && errno != EEXIST && errno != EISDIR)
			failed = errno;
		*slash = kept;
		if (!kept)
			break;
	}
	arena_free(&arena);
	return failed ? err_set(err, ERR_IO, "%s: %s", path, strerror(failed)) : OK;
}

void io_exit(int status)
{
#ifdef PASSERELLE_ASAN
	exit(status);
#else
	fflush(NULL);
	_exit(status);
#endif
}
