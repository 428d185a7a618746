#include "base/landlock.h"

#include "base/bytes.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { VERSION_LEAST = 2, VERSION_TRUNCATE = 3 };

/* Linux's O_PATH, missing in POSIX: the descriptor only names a file. Closing it does not release SQLite's
 * locks on the file. */
long syscall(long number, ...);
enum { PATH_ONLY = 010000000 };
#ifdef O_PATH
static_assert(PATH_ONLY == O_PATH, "as asm-generic/fcntl.h has it");
#endif

/* Rights that Debian 12's headers lack, and the kernel's ABI that added each. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define ON_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE)
#define ON_FOLDERS                                                                                           \
	(LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |      \
	 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER)
#define NEVER                                                                                                \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |          \
	 LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

int landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	return version < VERSION_LEAST ? 0 : (int)version;
}

#ifndef PASSERELLE_ASAN
static const uint64_t ALLOWED[] = {
    [LANDLOCK_READ] = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    [LANDLOCK_WRITE] = ON_FILES | ON_FOLDERS,
    [LANDLOCK_CONTENT] = ON_FILES,
    [LANDLOCK_TIDY] = LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE,
};

/* The rights that the rules restrict, as far as this kernel supports them. Nothing may be executed; the
 * loader maps libraries without that right. */
static uint64_t known(int version)
{
	uint64_t all = ON_FILES | ON_FOLDERS | NEVER;
	return version < VERSION_TRUNCATE ? all & ~(uint64_t)LANDLOCK_ACCESS_FS_TRUNCATE : all;
}

static int allow(int rules, const struct landlock_path *path, uint64_t rights)
{
	struct stat status;
	int fd = path->path ? open(path->path, PATH_ONLY | O_CLOEXEC) : -1;
	if (fd < 0)
		return 0;
	if (!fstat(fd, &status) && !S_ISDIR(status.st_mode))
		rights &= ON_FILES;
	const struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
	long failed =
	    rights ? syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) : 0;
	close(fd);
	return failed ? -1 : 0;
}

int landlock_enter(const struct landlock_path *paths, size_t count, struct err *err)
{
	int version = landlock_version();
	const struct landlock_ruleset_attr all = {.handled_access_fs = known(version)};
	if (!version)
		return OK;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	long failed = rules < 0;
	for (size_t i = 0; !failed && i < count; i++)
		failed = allow(rules, &paths[i], ALLOWED[paths[i].access] & all.handled_access_fs);
	if (!failed)
		failed =
		    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(SYS_landlock_restrict_self, rules, 0);
	int rc = failed
		     ? err_set(err, ERR_UNAVAILABLE, "the limit on files can't be set: %s", strerror(errno))
		     : OK;
	if (rules >= 0)
		close(rules);
	return rc;
}
#else
int landlock_enter(const struct landlock_path *paths, size_t count, struct err *err)
{
	(void)paths, (void)count, (void)err;
	return OK;
}
#endif
