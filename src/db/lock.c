/* The lock for one daemon per register, and waking the daemon. */
#include "db/health.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

static int open_lock(const char *path, int flags, struct err *err)
{
	struct arena *arena = arena_new();
	const char *lock_path = arena_printf(arena, "%s.lock", path);
	int fd = open(lock_path, flags | O_RDWR | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	if (fd < 0)
		err_set(err, errno == EROFS ? ERR_IO : ERR_CONFIG, "%s: %s", lock_path, strerror(errno));
	arena_free(&arena);
	return fd;
}

int db_lock_daemon(const char *path, struct err *err)
{
	int fd = open_lock(path, O_CREAT, err);
	if (fd < 0)
		return err->code;
	/* flock rather than fcntl: forked children share it, so it ends with the last of them. The file
	 * stays, and fd stays open on purpose. It contains the holder's process id, for db_wake_daemon. */
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && ftruncate(fd, 0) == 0 &&
	    dprintf(fd, "%ld\n", (long)getpid()) > 0)
		return OK;
	int rc = errno == EWOULDBLOCK ? err_set(err, ERR_TEMPORARY, "another daemon runs on %s", path)
				      : err_set(err, ERR_IO, "%s.lock: %s", path, strerror(errno));
	close(fd);
	return rc;
}

bool db_daemon_runs(const char *path)
{
	int fd = open_lock(path, 0, NULL);
	bool runs = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;
	if (fd >= 0)
		close(fd);
	return runs;
}

enum daemon_state db_wake_daemon(const char *path)
{
	char text[24] = "";
	int fd = open_lock(path, 0, NULL);
	if (fd < 0)
		return DAEMON_AWAY;
	bool is_away = flock(fd, LOCK_SH | LOCK_NB) == 0;
	ssize_t length = is_away ? 0 : read(fd, text, sizeof text - 1);
	close(fd);
	if (is_away)
		return DAEMON_AWAY;
	long pid = length > 0 ? strtol(text, NULL, 10) : 0;
	/* SIGCONT is harmless if the process id has been reused. */
	return pid > 0 && kill((pid_t)pid, SIGCONT) == 0 ? DAEMON_WOKEN : DAEMON_ASLEEP;
}
