#include "keeper.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KEEPER_FD = STDERR_FILENO + 1 }; /* of the keeper to handle, of a sandbox to its client */
enum { ANSWER_MS = 30000, MOST_OPTION_BYTES = 64 * 1024, MOST_ARGUMENTS = 64 };

/* Requests of handle. START is answered with 0 and handle's end of a socket pair, END with a waitpid
 * status. */
enum verb { VERB_START = 'S', VERB_END = 'E' };
struct order {
	unsigned char verb, kind;
};

struct keeper {
	pid_t pid;
	int fd;
};

/* glibc's, hidden by POSIX headers */
void closefrom(int lowest);

/* Closes all descriptors except the log and `fd`, which becomes KEEPER_FD. */
static bool keep_only(int fd)
{
	bool is_there = fd == KEEPER_FD ? !fcntl(fd, F_SETFD, 0) : dup2(fd, KEEPER_FD) == KEEPER_FD;
	closefrom(KEEPER_FD + 1);
	return is_there;
}

/* Room for one descriptor in a message. */
union control {
	struct cmsghdr header;
	unsigned char space[CMSG_SPACE(sizeof(int))];
};

/* fd -1: without a descriptor. */
static int send_answer(int to, int32_t answer, int fd, struct err *err)
{
	union control control = {.space = {0}};
	struct iovec data = {.iov_base = &answer, .iov_len = sizeof answer};
	struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
	if (fd >= 0) {
		message.msg_control = control.space;
		message.msg_controllen = sizeof control.space;
		control.header = (struct cmsghdr){
		    .cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
	}
	ssize_t sent;
	while ((sent = sendmsg(to, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR)
		;
	return sent == sizeof answer ? OK : err_set(err, ERR_INTERNAL, "keeper: %s", strerror(errno));
}

/* *fd is -1 when none was sent. */
static int receive_answer(int from, int32_t *answer, int *fd, struct err *err)
{
	union control control;
	int32_t told = 0;
	struct iovec data = {.iov_base = &told, .iov_len = sizeof told};
	struct msghdr message = {.msg_iov = &data,
				 .msg_iovlen = 1,
				 .msg_control = control.space,
				 .msg_controllen = sizeof control.space};
	ssize_t got;
	while ((got = recvmsg(from, &message, MSG_WAITALL | MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	const struct cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	*fd = -1;
	if (header && header->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(header), sizeof *fd);
	*answer = told;
	return got == sizeof told ? OK : err_set(err, ERR_UNAVAILABLE, "the keeper is gone");
}

/* Ends this process when its parent ends. */
static void die_with_parent(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

/* ---- the keeper's side ---- */

struct kept {
	sandbox_main *run;
	pid_t taken, ready; /* 0: none */
	int ready_fd;	    /* handle's end of the socket pair of `ready` */
};

struct keeping {
	struct kept kinds[SANDBOX_KINDS];
	struct decode_options options;
	struct sandbox_files files;
	int line; /* to handle */
};

static void run_sandbox(const struct keeping *keeping, enum sandbox_kind kind, int fd)
{
	static const char *const NAMES[] = {[SANDBOX_GATE] = "gate", [SANDBOX_READER] = "reader"};
	struct err err = {0};
	prctl(PR_SET_NAME, NAMES[kind]); /* for process listings */
	if (!keep_only(fd) || keeping->kinds[kind].run(&keeping->options, KEEPER_FD, &err))
		log_event(LOG_LEVEL_ERROR, "sandbox.unusable", "what=\"%s\"", err.text);
	_exit(0);
}

/* Starts the next sandbox of the kind; after a failure the next start tries again. */
static void make_ready(struct keeping *keeping, enum sandbox_kind kind)
{
	struct kept *kept = &keeping->kinds[kind];
	int pair[2];
	if (kept->ready > 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return;
	pid_t keeper = getpid();
	kept->ready = fork();
	if (!kept->ready) {
		die_with_parent(keeper);
		run_sandbox(keeping, kind, pair[1]);
	}
	close(pair[1]);
	kept->ready_fd = pair[0];
	if (kept->ready < 0)
		close(pair[0]);
}

static int end_process(pid_t *pid)
{
	int status = 0;
	if (*pid <= 0)
		return 0;
	kill(*pid, SIGKILL);
	while (waitpid(*pid, &status, 0) < 0 && errno == EINTR)
		;
	*pid = 0;
	return status;
}

static int start_one(struct keeping *keeping, enum sandbox_kind kind, struct err *err)
{
	struct kept *kept = &keeping->kinds[kind];
	make_ready(keeping, kind);
	if (kept->ready <= 0)
		return send_answer(keeping->line, -1, -1, err);
	int rc = send_answer(keeping->line, 0, kept->ready_fd, err);
	close(kept->ready_fd);
	end_process(&kept->taken);
	kept->taken = kept->ready;
	kept->ready = 0;
	make_ready(keeping, kind);
	return rc;
}

static void keep(struct keeping *keeping)
{
	struct err err;
	struct order order;
	for (int kind = 0; kind < SANDBOX_KINDS; kind++)
		make_ready(keeping, (enum sandbox_kind)kind);
	while (!io_read_all(keeping->line, &order, sizeof order, 0, &err) && order.kind < SANDBOX_KINDS) {
		enum sandbox_kind kind = (enum sandbox_kind)order.kind;
		if (order.verb == VERB_START
			? start_one(keeping, kind, &err)
			: send_answer(keeping->line, end_process(&keeping->kinds[kind].taken), -1, &err))
			break;
	}
	for (int kind = 0; kind < SANDBOX_KINDS; kind++) {
		end_process(&keeping->kinds[kind].taken);
		end_process(&keeping->kinds[kind].ready);
	}
}

/* Receives the options from handle: strings, each with its NUL: address, separator, templates, rules, then
 * the authserv-ids. */
static int receive_options(int fd, struct arena *arena, struct decode_options *out,
			   struct sandbox_files *files, struct err *err)
{
	uint32_t length = 0, count = 0;
	int rc = io_read_all(fd, &length, sizeof length, 0, err);
	if (rc || length > MOST_OPTION_BYTES)
		return rc ? rc : err_set(err, ERR_DATA, "keeper: the options are too long");
	char *text = arena_alloc(arena, length + 1);
	const char **strings = arena_array(arena, length + 2, sizeof *strings);
	if ((rc = io_read_all(fd, text, length, 0, err)))
		return rc;
	for (uint32_t at = 0; at < length; at += (uint32_t)strlen(text + at) + 1)
		strings[count++] = text + at;
	if (count < 4)
		return err_set(err, ERR_DATA, "keeper: there are no options");
	*out = (struct decode_options){.own_address = strings[0],
				       .separator = strings[1],
				       .authserv_ids = strings + 4,
				       .authserv_id_count = count - 4};
	*files = (struct sandbox_files){.templates = strings[2], .rules = strings[3]};
	return OK;
}

static const char MARK[] = "PASSERELLE_KEEPER";

bool keeper_is_asked_for(void)
{
	return getenv(MARK) != NULL;
}

int keeper_main(sandbox_main *const mains[SANDBOX_KINDS],
		int (*prepare)(const struct sandbox_files *files, struct err *err))
{
	struct keeping keeping = {.line = KEEPER_FD};
	struct err err = {0};
	prctl(PR_SET_NAME, "handle"); /* it belongs to handle */
	log_open("handle", LOG_LEVEL_INFO);
	signal(SIGPIPE, SIG_IGN); /* writing to a dead process fails with EPIPE instead */
	for (int kind = 0; kind < SANDBOX_KINDS; kind++)
		keeping.kinds[kind].run = mains[kind];
	tzset(); /* while the zone's file can still be opened */
	struct arena *arena = arena_new();
	int rc = receive_options(keeping.line, arena, &keeping.options, &keeping.files, &err);
	if (rc || (rc = prepare(&keeping.files, &err)))
		log_event(LOG_LEVEL_ERROR, "sandbox.unusable", "what=\"%s\"", err.text);
	bytes_return_memory();
	if (!rc)
		keep(&keeping);
	arena_free(&arena);
	return rc ? err_exit_status(rc) : 0;
}

/* ---- handle's side ---- */

/* Executes this program with the same arguments, so that people and scripts recognise the process, and with
 * only the environment it needs. */
static _Noreturn void become_keeper(int line)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct bytes arguments;
	char *argv[MOST_ARGUMENTS + 1] = {NULL};
	/* Bind symbols once here, not in each sandbox. */
	char *environment[8] = {arena_printf(arena, "%s=1", MARK), arena_strdup(arena, "LD_BIND_NOW=1")};
	static const char *const KEPT[] = {"TZ", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
	size_t argc = 0, variables = 2;
	if (io_read_file(arena, "/proc/self/cmdline", MOST_OPTION_BYTES, &arguments, &err))
		_exit(1);
	for (size_t at = 0; at < arguments.length && argc < MOST_ARGUMENTS; at += strlen(argv[argc++]) + 1)
		argv[argc] = arena_strdup(arena, (const char *)arguments.data + at);
	for (size_t i = 0; i < ARRAY_SIZE(KEPT); i++)
		if (getenv(KEPT[i]))
			environment[variables++] = arena_printf(arena, "%s=%s", KEPT[i], getenv(KEPT[i]));
	signal(SIGTERM, SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	signal(SIGINT, SIG_IGN); /* only the supervisor reacts to ^C in a terminal */
	if (keep_only(line))
		execve("/proc/self/exe", argv, environment);
	log_event(LOG_LEVEL_ERROR, "sandbox.unusable", "what=\"execve: %s\"", strerror(errno));
	_exit(1);
}

static void add_string(struct buf *out, const char *text)
{
	buf_add(out, text, strlen(text) + 1);
}

static int tell_options(int fd, const struct decode_options *options, const struct sandbox_files *files,
			struct err *err)
{
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};
	add_string(&text, options->own_address);
	add_string(&text, options->separator ? options->separator : "+");
	add_string(&text, files->templates);
	add_string(&text, files->rules);
	for (size_t i = 0; i < options->authserv_id_count; i++)
		add_string(&text, options->authserv_ids[i]);
	uint32_t length = (uint32_t)text.length;
	int rc = io_write_all(fd, &length, sizeof length, 0, err);
	rc = rc ? rc : io_write_all(fd, text.data, text.length, 0, err);
	arena_free(&arena);
	return rc;
}

int keeper_open(struct keeper **out, const struct decode_options *options, const struct sandbox_files *files,
		struct err *err)
{
	int pair[2];
	signal(SIGPIPE, SIG_IGN);
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return err_set(err, ERR_INTERNAL, "keeper: socketpair: %s", strerror(errno));
	pid_t handle = getpid(), pid = fork();
	if (!pid) {
		die_with_parent(handle);
		become_keeper(pair[1]);
	}
	int fault = errno;
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		return err_set(err, ERR_INTERNAL, "keeper: fork: %s", strerror(fault));
	}
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	*out = calloc(1, sizeof **out);
	if (!*out)
		abort();
	**out = (struct keeper){.pid = pid, .fd = pair[0]};
	return tell_options(pair[0], options, files, err);
}

void keeper_close(struct keeper **keeper)
{
	if (!*keeper)
		return;
	close((*keeper)->fd);
	while (waitpid((*keeper)->pid, NULL, 0) < 0 && errno == EINTR)
		;
	free(*keeper);
	*keeper = NULL;
}

static int ask(struct keeper *keeper, struct order order, int32_t *answer, int *fd, struct err *err)
{
	struct err ignored;
	struct timeval patience = {.tv_sec = ANSWER_MS / 1000};
	*fd = -1;
	setsockopt(keeper->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (io_write_all(keeper->fd, &order, sizeof order, io_now_ms() + ANSWER_MS, &ignored) ||
	    receive_answer(keeper->fd, answer, fd, &ignored))
		return err_set(err, ERR_UNAVAILABLE, "the keeper of the sandboxes is gone");
	return OK;
}

int keeper_start(struct keeper *keeper, enum sandbox_kind kind, int *fd, struct err *err)
{
	int32_t answer = 0;
	int rc = ask(keeper, (struct order){VERB_START, (unsigned char)kind}, &answer, fd, err);
	if (rc)
		return rc;
	if (answer || *fd < 0)
		return err_set(err, ERR_TEMPORARY, "the keeper of the sandboxes can't start a process");
	fcntl(*fd, F_SETFL, O_NONBLOCK); /* non-blocking, so that the deadline holds for writing too */
	return OK;
}

int keeper_end(struct keeper *keeper, enum sandbox_kind kind, int *status, struct err *err)
{
	int32_t answer = 0;
	int fd, rc = ask(keeper, (struct order){VERB_END, (unsigned char)kind}, &answer, &fd, err);
	*status = answer;
	return rc;
}
