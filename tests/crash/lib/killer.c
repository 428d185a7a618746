/* Preloaded into the program under test: kills a process at the Nth call that makes something durable or
 * tells a server something, or makes the clock run faster. The program contains none of this.
 *
 *	CRASH_COUNTER  a file of 8 bytes, mapped by all processes: the number of such calls so far
 *	CRASH_AT       the call at which the process dies; 0: only count
 *	CRASH_WHEN     "before" or "after" the call
 *	CRASH_ROLE     only calls of the processes with this name count ("" or unset: all)
 *	CRASH_CALLS    "flush": calls that make data durable; "change": those that create, rename,
 *	               shorten or remove a file; "send": those that send to a server; "" or unset: all
 *	CRASH_HANG     1: sleeps for ever instead of dying
 *	POISON         a message's id: the process that looks for its duplicates (handle) dies of SIGSEGV,
 *	               or sleeps for ever (CRASH_HANG), or gets an error (CRASH_FAILS)
 *	DISK_FULL      a file; while it exists, no file of the register can be written (ENOSPC)
 *	CLOCK_RATE     how much faster than real time the monotonic clock runs, and poll(2) waits */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static _Atomic long long *counter;
static long long at, poison;
static int rate = 1, hangs, fails, dies_after;
static const char *role, *calls, *full;

static long long number(const char *name, long long otherwise)
{
	const char *text = getenv(name);
	return text && *text ? strtoll(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void start(void)
{
	const char *path = getenv("CRASH_COUNTER");
	const char *when = getenv("CRASH_WHEN");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd >= 0) {
		void *map = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		counter = map == MAP_FAILED ? NULL : map;
		close(fd);
	}
	at = number("CRASH_AT", 0);
	poison = number("POISON", 0);
	rate = (int)number("CLOCK_RATE", 1);
	hangs = (int)number("CRASH_HANG", 0);
	fails = (int)number("CRASH_FAILS", 0);
	dies_after = when && !strcmp(when, "after");
	role = getenv("CRASH_ROLE");
	calls = getenv("CRASH_CALLS");
	full = getenv("DISK_FULL");
}

static int is_meant(const char *kind)
{
	char name[17] = "";
	if (!counter || (calls && *calls && strcmp(calls, kind)))
		return 0;
	if (!role || !*role)
		return 1;
	prctl(PR_GET_NAME, name);
	return !strcmp(name, role);
}

static void die(void)
{
	while (hangs)
		pause();
	raise(SIGKILL);
}

/* Whether this is the call to kill at. */
static int is_the_one(const char *kind)
{
	return is_meant(kind) && ++*counter == at;
}

/* Looked up once: there are 67 libraries, and some of these calls are frequent. */
#define REAL(name)                                                                                                   \
	({                                                                                                           \
		static __typeof__(&name) real;                                                                       \
		real ? real : (real = (__typeof__(&name))dlsym(RTLD_NEXT, #name));                                   \
	})
#define AROUND(kind, call)                                                                                                   \
	do {                                                                                                           \
		int one = is_the_one(kind);                                                                                \
		if (one && !dies_after)                                                                                \
			die();                                                                                         \
		__typeof__(call) result = (call);                                                                      \
		if (one)                                                                                               \
			die();                                                                                         \
		return result;                                                                                         \
	} while (0)

int fdatasync(int fd)
{
	AROUND("flush", REAL(fdatasync)(fd));
}

int fsync(int fd)
{
	AROUND("flush", REAL(fsync)(fd));
}

int rename(const char *from, const char *to)
{
	AROUND("change", REAL(rename)(from, to));
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	AROUND("change", REAL(renameat)(from_fd, from, to_fd, to));
}

int link(const char *from, const char *to)
{
	AROUND("change", REAL(link)(from, to));
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	AROUND("change", REAL(linkat)(from_fd, from, to_fd, to, flags));
}

int unlink(const char *name)
{
	AROUND("change", REAL(unlink)(name));
}

int unlinkat(int fd, const char *name, int flags)
{
	AROUND("change", REAL(unlinkat)(fd, name, flags));
}

int ftruncate(int fd, off_t length)
{
	AROUND("change", REAL(ftruncate)(fd, length));
}

int ftruncate64(int fd, off64_t length)
{
	AROUND("change", REAL(ftruncate64)(fd, length));
}

ssize_t send(int fd, const void *data, size_t length, int flags)
{
	AROUND("send", REAL(send)(fd, data, length, flags));
}


enum { SQLITE_RANGE = 25 };

int sqlite3_bind_int64(void *statement, int place, long long value)
{
	static int (*bind)(void *, int, long long);
	static const char *(*text)(void *);
	if (!bind) {
		bind = (int (*)(void *, int, long long))dlsym(RTLD_NEXT, "sqlite3_bind_int64");
		text = (const char *(*)(void *))dlsym(RTLD_NEXT, "sqlite3_sql");
	}
	if (poison && value == poison && strstr(text(statement), "message_redelivered")) {
		while (hangs)
			pause();
		if (fails)
			return SQLITE_RANGE;
		raise(SIGSEGV);
	}
	return bind(statement, place, value);
}

/* SQLite writes with pwrite; sockets and pipes don't. */
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset)
{
	if (full && !access(full, F_OK)) {
		errno = ENOSPC;
		return -1;
	}
	return REAL(pwrite)(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
	if (full && !access(full, F_OK)) {
		errno = ENOSPC;
		return -1;
	}
	return REAL(pwrite64)(fd, data, length, offset);
}

int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	return REAL(poll)(fds, count, timeout_ms > 0 && rate > 1 ? timeout_ms / rate + 1 : timeout_ms);
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
	int failed = REAL(clock_gettime)(clock, out);
	if (!failed && rate > 1 && clock == CLOCK_MONOTONIC) {
		long long since_ns = (out->tv_sec * 1000000000LL + out->tv_nsec) * rate;
		out->tv_sec = (time_t)(since_ns / 1000000000);
		out->tv_nsec = since_ns % 1000000000;
	}
	return failed;
}
