#include "base/sandbox.h"

#include "base/bytes.h"

#include <errno.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* All limits of the sandbox. A message of 100 MiB with 64 MiB decoded needs less than half of the memory. */
enum {
	MEMORY_BYTES = 1024 * 1024 * 1024, /* address space; libraries and their tables take about 100 MiB */
	MESSAGE_CPU_S = 4,		   /* less than the time limit in handle/channel.c */
	READER_FILES = 16,
};

#ifdef PASSERELLE_ASAN
static const bool is_enforced = false;
#else
static const bool is_enforced = true;
#endif

/* A system call, and the condition on its arguments (op 0: none). */
struct limited {
	int call;
	struct scmp_arg_cmp conditions[2];
};

#define ARGUMENT_IS(n, v)                                                                                    \
	{                                                                                                    \
		.arg = (n), .op = SCMP_CMP_EQ, .datum_a = (v)                                                \
	}
#define ARGUMENT_HAS(n, bits, v)                                                                             \
	{                                                                                                    \
		.arg = (n), .op = SCMP_CMP_MASKED_EQ, .datum_a = (bits), .datum_b = (v)                      \
	}
/* Placeholders in the rules for the reader's end of its socket pair and for its process id. */
#define THE_PAIR UINT64_MAX
#define ITSELF	 (UINT64_MAX - 1)

static const int READER_ALLOWS[] = {
    SCMP_SYS(poll),	    SCMP_SYS(restart_syscall),
    SCMP_SYS(brk),	    SCMP_SYS(munmap),
    SCMP_SYS(mremap),	    SCMP_SYS(madvise),
    SCMP_SYS(futex),	    SCMP_SYS(sched_yield),
    SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), /* used without the vDSO, and for processor time */
    SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction), SCMP_SYS(getpid),
    SCMP_SYS(gettid),	    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static const struct limited READER_ALLOWS_SOME[] = {
    {SCMP_SYS(read), {ARGUMENT_IS(0, THE_PAIR)}},
    {SCMP_SYS(write), {ARGUMENT_IS(0, THE_PAIR)}},
    {SCMP_SYS(close), {ARGUMENT_IS(0, STDERR_FILENO)}},
    {SCMP_SYS(write),
     {ARGUMENT_IS(0, STDERR_FILENO)}}, /* stderr is closed, as complaints of libraries quote the message */
    {SCMP_SYS(tgkill), {ARGUMENT_IS(0, ITSELF)}}, /* abort(), so that a crash looks like one */
    {SCMP_SYS(mmap), {ARGUMENT_HAS(2, PROT_EXEC, 0), ARGUMENT_HAS(3, MAP_ANONYMOUS, MAP_ANONYMOUS)}},
    {SCMP_SYS(mprotect), {ARGUMENT_HAS(2, PROT_EXEC, 0)}},
    {SCMP_SYS(prlimit64), {ARGUMENT_IS(0, 0), ARGUMENT_IS(1, RLIMIT_CPU)}},
};

/* Calls that fail with EACCES. */
static const int READER_LACKS[] = {SCMP_SYS(open),  SCMP_SYS(openat),	SCMP_SYS(access),    SCMP_SYS(stat),
				   SCMP_SYS(lstat), SCMP_SYS(readlink), SCMP_SYS(newfstatat)};

static const int STAGE_DENIES[] = {SCMP_SYS(ptrace),
				   SCMP_SYS(process_vm_readv),
				   SCMP_SYS(process_vm_writev),
				   SCMP_SYS(kcmp),
				   SCMP_SYS(mount),
				   SCMP_SYS(umount2),
				   SCMP_SYS(fsopen),
				   SCMP_SYS(move_mount),
				   SCMP_SYS(open_tree),
				   SCMP_SYS(pivot_root),
				   SCMP_SYS(chroot),
				   SCMP_SYS(unshare),
				   SCMP_SYS(setns),
				   SCMP_SYS(bpf),
				   SCMP_SYS(perf_event_open),
				   SCMP_SYS(userfaultfd),
				   SCMP_SYS(io_uring_setup),
				   SCMP_SYS(add_key),
				   SCMP_SYS(request_key),
				   SCMP_SYS(keyctl),
				   SCMP_SYS(init_module),
				   SCMP_SYS(finit_module),
				   SCMP_SYS(delete_module),
				   SCMP_SYS(kexec_load),
				   SCMP_SYS(reboot),
				   SCMP_SYS(swapon),
				   SCMP_SYS(acct),
				   SCMP_SYS(mknod),
				   SCMP_SYS(mknodat),
				   SCMP_SYS(open_by_handle_at),
				   SCMP_SYS(settimeofday),
				   SCMP_SYS(clock_settime),
				   SCMP_SYS(setuid),
				   SCMP_SYS(setgid),
				   SCMP_SYS(setresuid),
				   SCMP_SYS(setresgid),
				   SCMP_SYS(setgroups),
				   SCMP_SYS(listen),
				   SCMP_SYS(accept),
				   SCMP_SYS(accept4)};
/* Threads are allowed, processes are not: libcurl resolves names in a thread. */
static const int PROCESS_DENIES[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork)};
static const struct limited PROCESS_DENIES_SOME[] = {
    {SCMP_SYS(clone), {ARGUMENT_HAS(0, CLONE_THREAD, 0)}},
};

/* clone3's flags are in memory, where a filter can't look; glibc falls back to clone. */
static const int PROCESS_LACKS[] = {SCMP_SYS(clone3)};

/* Socket families that a stage may open; netlink because glibc asks for the own addresses. */
static const int LOCAL_FAMILIES[] = {AF_UNIX};
static const int NETWORK_FAMILIES[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

/* These return 0 or a negative errno. libseccomp skips calls that the architecture does not have. */
static int add_calls(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
	int failed = 0;
	for (size_t i = 0; !failed && i < count; i++)
		failed = seccomp_rule_add_array(filter, action, calls[i], 0, NULL);
	return failed;
}

static int add_limited(scmp_filter_ctx filter, uint32_t action, const struct limited *rules, size_t count,
		       int fd)
{
	int failed = 0;
	for (size_t i = 0; !failed && i < count; i++) {
		struct scmp_arg_cmp conditions[ARRAY_SIZE(rules->conditions)];
		unsigned used = 0;
		while (used < ARRAY_SIZE(conditions) && rules[i].conditions[used].op) {
			conditions[used] = rules[i].conditions[used];
			if (conditions[used].datum_a == THE_PAIR)
				conditions[used].datum_a = (scmp_datum_t)fd;
			else if (conditions[used].datum_a == ITSELF)
				conditions[used].datum_a = (scmp_datum_t)getpid();
			used++;
		}
		failed = seccomp_rule_add_array(filter, action, rules[i].call, used, conditions);
	}
	return failed;
}

static bool is_family_of(int family, const int *families, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (families[i] == family)
			return true;
	return false;
}

/* The kernel compares 32 bits of the argument, and so must the filter: deny all values above the last family
 * (64 bits) and each unlisted one below it (32 bits). */
static int deny_families_but(scmp_filter_ctx filter, const int *families, size_t count)
{
	const struct limited above = {SCMP_SYS(socket),
				      {{.op = SCMP_CMP_GT, .datum_a = (scmp_datum_t)families[count - 1]}}};
	int failed = add_limited(filter, SCMP_ACT_KILL_PROCESS, &above, 1, -1);
	for (int family = 0; !failed && family < families[count - 1]; family++) {
		const struct limited one = {SCMP_SYS(socket),
					    {ARGUMENT_HAS(0, UINT32_MAX, (scmp_datum_t)family)}};
		if (!is_family_of(family, families, count))
			failed = add_limited(filter, SCMP_ACT_KILL_PROCESS, &one, 1, -1);
	}
	return failed;
}

/* Loads the filter unless a rule failed; frees it. */
static int load(scmp_filter_ctx filter, int failed, struct err *err)
{
	if (!failed)
		failed = seccomp_load(filter);
	seccomp_release(filter);
	return failed ? err_set(err, ERR_UNAVAILABLE, "the system call filter can't be set: %s",
				strerror(-failed))
		      : OK;
}

static void limit(int resource, rlim_t most)
{
	setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

void sandbox_guard_memory(void)
{
	limit(RLIMIT_CORE, 0);
	if (is_enforced) /* the leak checker must be able to debug its own process */
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void sandbox_renew_time(void)
{
	struct timespec used;
	struct rlimit most = {.rlim_max = RLIM_INFINITY};
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	most.rlim_cur = (rlim_t)used.tv_sec + 1 + MESSAGE_CPU_S;
	setrlimit(RLIMIT_CPU, &most);
}

int sandbox_enter_reader(int fd, struct err *err)
{
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	sandbox_guard_memory();
	limit(RLIMIT_NOFILE, READER_FILES);
	limit(RLIMIT_FSIZE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!is_enforced)
		return OK;
	limit(RLIMIT_AS, MEMORY_BYTES);
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (!filter)
		return err_set(err, ERR_UNAVAILABLE, "no system call filter");
	int failed = add_calls(filter, SCMP_ACT_ALLOW, READER_ALLOWS, ARRAY_SIZE(READER_ALLOWS));
	if (!failed)
		failed = add_limited(filter, SCMP_ACT_ALLOW, READER_ALLOWS_SOME,
				     ARRAY_SIZE(READER_ALLOWS_SOME), fd);
	if (!failed)
		failed = add_calls(filter, SCMP_ACT_ERRNO(EACCES), READER_LACKS, ARRAY_SIZE(READER_LACKS));
	int rc = load(filter, failed, err);
	if (!rc)
		close(STDERR_FILENO);
	return rc;
}

static int deny_processes(scmp_filter_ctx filter)
{
	int failed = add_calls(filter, SCMP_ACT_KILL_PROCESS, PROCESS_DENIES, ARRAY_SIZE(PROCESS_DENIES));
	if (!failed)
		failed = add_limited(filter, SCMP_ACT_KILL_PROCESS, PROCESS_DENIES_SOME,
				     ARRAY_SIZE(PROCESS_DENIES_SOME), -1);
	return failed ? failed
		      : add_calls(filter, SCMP_ACT_ERRNO(ENOSYS), PROCESS_LACKS, ARRAY_SIZE(PROCESS_LACKS));
}

int sandbox_enter_stage(bool has_network, struct err *err)
{
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!is_enforced)
		return OK;
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	if (!filter)
		return err_set(err, ERR_UNAVAILABLE, "no system call filter");
	int failed = add_calls(filter, SCMP_ACT_KILL_PROCESS, STAGE_DENIES, ARRAY_SIZE(STAGE_DENIES));
	if (!failed)
		failed = has_network
			     ? deny_families_but(filter, NETWORK_FAMILIES, ARRAY_SIZE(NETWORK_FAMILIES))
			     : deny_families_but(filter, LOCAL_FAMILIES, ARRAY_SIZE(LOCAL_FAMILIES));
	if (!failed)
		failed = deny_processes(filter);
	return load(filter, failed, err);
}
