/* Preloaded into the program under test: acts like somebody who has compromised a process that talks to a
 * server. It acts when the process named INTRUDER_ROLE connects while the file INTRUDER_ACT, mapped at the
 * start, contains:
 *
 *	fork, exec   start a process, a program
 *	ask          ask for a secret on every descriptor, and write all answers into INTRUDER_LOOT
 *	open         open each of INTRUDER_FILES (separated by colons), and write "opened PATH" or
 *	             "denied PATH" there
 *
 * CLOCK_RATE: how much faster than real time the monotonic clock runs. The program contains none of this. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { FDS = 256, PATIENCE_S = 3 };

enum { ACT_BYTES = 16 };
static char *wanted;
static int loot = -1;

/* Opens the shared page and the loot file while the process may still open files. */
__attribute__((constructor)) static void start(void)
{
	const char *act = getenv("INTRUDER_ACT"), *path = getenv("INTRUDER_LOOT");
	int fd = act ? open(act, O_RDWR | O_CLOEXEC) : -1;
	if (fd >= 0)
		wanted = mmap(NULL, ACT_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	if (path)
		loot = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void open_all(void)
{
	char *files = strdup(getenv("INTRUDER_FILES"));
	for (char *file = strtok(files, ":"); file; file = strtok(NULL, ":")) {
		int fd = open(file, O_RDONLY | O_CLOEXEC);
		dprintf(loot, "%s %s\n", fd >= 0 ? "opened" : "denied", file);
		if (fd >= 0)
			close(fd);
	}
	dprintf(loot, "tried\n");
	free(files);
}

static void ask(int own)
{
	char block[65536];
	for (int fd = STDERR_FILENO + 1; fd < FDS; fd++)
		if (fd != own && fd != loot)
			send(fd, "?", 1, MSG_DONTWAIT | MSG_NOSIGNAL);
	sleep(PATIENCE_S);
	for (int fd = STDERR_FILENO + 1; fd < FDS; fd++) {
		ssize_t got = -1;
		int flags = fcntl(fd, F_GETFL);
		if (fd != own && fd != loot && flags >= 0 && !fcntl(fd, F_SETFL, flags | O_NONBLOCK))
			got = read(fd, block, sizeof block);
		if (got > 0 && write(loot, block, (size_t)got) < 0)
			break;
	}
	if (write(loot, "asked\n", 6) < 0)
		abort();
}

static void act(int own)
{
	char name[17] = "", what[ACT_BYTES + 1] = "";
	const char *role = getenv("INTRUDER_ROLE");
	prctl(PR_GET_NAME, name);
	if (!role || !wanted || strcmp(name, role) || !*wanted)
		return;
	memcpy(what, wanted, ACT_BYTES);
	memset(wanted, 0, ACT_BYTES);
	if (!strcmp(what, "fork") && !fork())
		_exit(0);
	if (!strcmp(what, "exec"))
		execl("/bin/true", "true", (char *)NULL);
	if (!strcmp(what, "ask"))
		ask(own);
	if (!strcmp(what, "open"))
		open_all();
}

int connect(int fd, const struct sockaddr *address, socklen_t length)
{
	static int (*real)(int, const struct sockaddr *, socklen_t);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "connect");
	if (address->sa_family == AF_INET || address->sa_family == AF_INET6)
		act(fd);
	return real(fd, address, length);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
	const char *rate = getenv("CLOCK_RATE");
	long result = syscall(SYS_clock_gettime, clock, time);
	if (rate && clock == CLOCK_MONOTONIC) {
		long long now = ((long long)time->tv_sec * 1000000000 + time->tv_nsec) * strtol(rate, NULL, 10);
		time->tv_sec = now / 1000000000;
		time->tv_nsec = now % 1000000000;
	}
	return (int)result;
}
