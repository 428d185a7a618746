/* The sandbox: acts that a process can't do after entering it, each tried in a process of its own; and traces
 * of a secret in memory. */
#include "base/sandbox.h"
#include "base/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef PASSERELLE_ASAN
enum { HAS_CELL = 0 };
#else
enum { HAS_CELL = 1 };
#endif
enum {
	DONE = 7,	  /* exit status of a completed act */
	PATIENCE_S = 300, /* for acts that use four seconds of a busy processor */
};

enum way { READER, STAGE, HANDLE };

static int pair[2];

static void exchange_bytes(void)
{
	char byte;
	if (write(pair[1], "x", 1) != 1 || read(pair[1], &byte, 1) != 1)
		_exit(1);
}

static void take_some_memory(void)
{
	char *volatile block = malloc(32 << 20);
	if (!block)
		_exit(1);
	block[0] = 1;
	free(block);
}

static void take_too_much_memory(void)
{
	if (malloc((size_t)2 << 30))
		_exit(1);
}

static void look_for_a_file(void)
{
	if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
		_exit(1);
}

static void write_elsewhere(void)
{
	(void)!write(pair[0], "x", 1);
}

static void read_elsewhere(void)
{
	char byte;
	(void)!read(pair[0], &byte, 1);
}

static void speak(void)
{
	if (write(STDERR_FILENO, "secret\n", 7) >= 0)
		_exit(1);
}

static void fork_a_child(void)
{
	pid_t pid = fork();
	if (!pid)
		_exit(0);
	waitpid(pid, NULL, 0);
}

static void *in_thread(void *nothing)
{
	return nothing;
}

static void start_a_thread(void)
{
	pthread_t thread;
	if (pthread_create(&thread, NULL, in_thread, NULL) || pthread_join(thread, NULL))
		_exit(1);
}

static void run_a_program(void)
{
	execl("/bin/sh", "sh", "-c", "exit 7", (char *)NULL);
}

static void open_internet(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void open_packets(void)
{
	socket(AF_PACKET, SOCK_RAW, 0);
}

static void open_bluetooth(void)
{
	socket(AF_BLUETOOTH, SOCK_RAW, 0);
}

long syscall(long number, ...); /* hidden by POSIX headers */

/* Only 32 bits reach the kernel. */
static void open_disguised(void)
{
	syscall(SYS_socket, (1UL << 32) + AF_PACKET, SOCK_RAW, 0);
}

static void open_disguised_internet(void)
{
	syscall(SYS_socket, (1UL << 32) + AF_INET, SOCK_STREAM, 0);
}

static void open_local(void)
{
	socket(AF_UNIX, SOCK_STREAM, 0);
}

static void listen_there(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	listen(fd, 1);
}

static void signal_parent(void)
{
	kill(getppid(), 0);
}

static void change_user(void)
{
	(void)!setuid(getuid());
}

static void spin(void)
{
	sandbox_renew_time();
	for (volatile unsigned turns = 0;; turns++)
		;
}

static void die(void)
{
	abort();
}

/* signal 0: the act is allowed */
static const struct {
	const char *what;
	enum way way;
	void (*act)(void);
	int signal;
} acts[] = {
    {"the pair", READER, exchange_bytes, 0},
    {"memory", READER, take_some_memory, 0},
    {"too much memory", READER, take_too_much_memory, 0},
    {"a file, which is not there", READER, look_for_a_file, 0},
    {"the log, which is closed", READER, speak, 0},
    {"abort", READER, die, SIGABRT},
    {"too much time", READER, spin, SIGXCPU},
    {"another descriptor, written", READER, write_elsewhere, SIGSYS},
    {"another descriptor, read", READER, read_elsewhere, SIGSYS},
    {"a child", READER, fork_a_child, SIGSYS},
    {"a thread", READER, start_a_thread, SIGSYS},
    {"a program", READER, run_a_program, SIGSYS},
    {"a socket", READER, open_internet, SIGSYS},
    {"a signal", READER, signal_parent, SIGSYS},
    {"a stage's thread", STAGE, start_a_thread, 0},
    {"a stage's socket", STAGE, open_internet, 0},
    {"a stage's child", STAGE, fork_a_child, SIGSYS},
    {"a stage's program", STAGE, run_a_program, SIGSYS},
    {"a stage's server", STAGE, listen_there, SIGSYS},
    {"a stage's user", STAGE, change_user, SIGSYS},
    {"a stage's packets", STAGE, open_packets, SIGSYS},
    {"a stage's radio", STAGE, open_bluetooth, SIGSYS},
    {"a stage's packets, with more bits", STAGE, open_disguised, SIGSYS},
    {"handle's socket", HANDLE, open_internet, SIGSYS},
    {"handle's socket, with more bits", HANDLE, open_disguised_internet, SIGSYS},
    {"handle's packets", HANDLE, open_packets, SIGSYS},
    {"handle's own machine", HANDLE, open_local, 0},
    {"handle's program", HANDLE, run_a_program, SIGSYS},
};

static _Noreturn void try(enum way way, void (*act)(void))
{
	struct err err = {0};
	alarm(PATIENCE_S);
	int rc =
	    way == READER ? sandbox_enter_reader(pair[1], &err) : sandbox_enter_stage(way != HANDLE, &err);
	if (rc)
		_exit(2);
	act();
	_exit(DONE);
}

static void keeps_to_the_rules(void **state)
{
	(void)state;
	if (!HAS_CELL)
		return;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	for (size_t i = 0; i < ARRAY_SIZE(acts); i++) {
		int status;
		assert_int_equal(write(pair[0], "x", 1), 1);
		pid_t pid = fork();
		if (!pid)
			try(acts[i].way, acts[i].act);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
		if (signal != acts[i].signal || (!signal && WEXITSTATUS(status) != DONE))
			fail_msg("%s: signal %d, exit status %d", acts[i].what, signal, WEXITSTATUS(status));
	}
	close(pair[0]);
	close(pair[1]);
}

static void leaves_no_dump(void **state)
{
	(void)state;
	pid_t pid = fork();
	if (!pid) {
		struct rlimit core;
		sandbox_guard_memory();
		bool is_guarded = !getrlimit(RLIMIT_CORE, &core) && !core.rlim_max;
		is_guarded = is_guarded && (!HAS_CELL || prctl(PR_GET_DUMPABLE) == 0);
		_exit(is_guarded ? DONE : 1);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == DONE);
}

/* The secret is written backwards here, so that the search doesn't find the test itself. */
static const char BACKWARDS[] = "eriannoitcid-nu-snad-sap-tse-n-iuq-tom";
enum { SECRET_LENGTH = sizeof BACKWARDS - 1 };

static bool is_secret(const unsigned char *at)
{
	for (size_t i = 0; i < SECRET_LENGTH; i++)
		if (at[i] != (unsigned char)BACKWARDS[SECRET_LENGTH - 1 - i])
			return false;
	return true;
}

/* Counts the secret in the writable memory of this process. */
static unsigned secrets_in_memory(void)
{
	enum { BLOCK = 1 << 16 };
	static unsigned char block[BLOCK + SECRET_LENGTH];
	unsigned found = 0;
	int memory = open("/proc/self/mem", O_RDONLY);
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512];
	assert_true(memory >= 0 && maps);
	while (fgets(line, sizeof line, maps)) {
		unsigned long from, to;
		char rights[5];
		if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || rights[1] != 'w' ||
		    to - from > 1UL << 30)
			continue;
		for (unsigned long at = from; at < to; at += BLOCK) {
			ssize_t got = pread(memory, block, sizeof block, (off_t)at);
			for (ssize_t i = 0; i + SECRET_LENGTH <= got && i < BLOCK; i++)
				found += at + (unsigned long)i - (unsigned long)block >= sizeof block &&
					 is_secret(block + i);
		}
	}
	bytes_wipe(block, sizeof block);
	fclose(maps);
	close(memory);
	return found;
}

static void wipes_secrets(void **state)
{
	(void)state;
	if (!HAS_CELL) /* and its memory is too large to search */
		return;
	char path[] = "/tmp/passerelle-secret-XXXXXX", *secret = NULL;
	struct arena *arena = arena_new();
	struct err err = {0};
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	for (size_t i = 0; i < SECRET_LENGTH; i++)
		assert_int_equal(write(fd, &BACKWARDS[SECRET_LENGTH - 1 - i], 1), 1);
	close(fd);
	assert_int_equal(secret_read(arena, arena_printf(arena, "file:%s", path), &secret, &err), OK);
	assert_int_equal(secret_read(arena, arena_printf(arena, "command:cat %s", path), &secret, &err), OK);
	assert_true(secrets_in_memory() > 0);
	arena_free(&arena);
	unlink(path);
	assert_int_equal(secrets_in_memory(), 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
	    cmocka_unit_test(keeps_to_the_rules),
	    cmocka_unit_test(leaves_no_dump),
	    cmocka_unit_test(wipes_secrets),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
