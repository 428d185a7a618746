/* One daemon for a register. */
#include "db.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

int db_lock_daemon(const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	const char *lock_path = arena_printf(arena, "%s.lock", path);
	int rc = OK;
	int fd = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	if (fd < 0) {
		rc = err_set(err, ERR_CONFIG, "%s: %s", lock_path, strerror(errno));
	} else if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		/* flock and not fcntl: forked children hold it too, so it ends with the last of them. The
		 * file stays and fd stays open on purpose. */
		rc = errno == EWOULDBLOCK ? err_set(err, ERR_TEMPORARY, "another daemon runs on %s", path)
					  : err_set(err, ERR_IO, "%s: %s", lock_path, strerror(errno));
		close(fd);
	}
	arena_free(&arena);
	return rc;
}
