#include "keeper.h"

#include "base/io.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANSWER_MS = 30000, MOST_FILES = 4096 };

/* What handle asks: START comes with the reader's end of a pair, the answer is 0; END is answered with its
 * status. */
enum order { ORDER_START = 'S', ORDER_END = 'E' };

struct keeper {
	pid_t pid;
	int fd;
};

/* Only `fd` and the log stay open: no register, no other process's end. */
static void close_all_but(int fd)
{
	struct rlimit limit;
	bool is_known = !getrlimit(RLIMIT_NOFILE, &limit) && limit.rlim_cur < MOST_FILES;
	int most = is_known ? (int)limit.rlim_cur : MOST_FILES;
	for (int other = STDERR_FILENO + 1; other < most; other++)
		if (other != fd)
			close(other);
}

/* Room for one descriptor beside a message. */
union control {
	struct cmsghdr header;
	unsigned char space[CMSG_SPACE(sizeof(int))];
};

static int send_order(int to, enum order order, int fd, struct err *err)
{
	union control control = {.space = {0}};
	char byte = (char)order;
	struct iovec data = {.iov_base = &byte, .iov_len = 1};
	struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
	if (fd >= 0) {
		message.msg_control = control.space;
		message.msg_controllen = sizeof control.space;
		control.header = (struct cmsghdr){
		    .cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
		memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
	}
	if (sendmsg(to, &message, MSG_NOSIGNAL) != 1)
		return err_set(err, ERR_INTERNAL, "the reader's keeper: %s", strerror(errno));
	return OK;
}

/* False at the end of handle. *fd is -1 when none came. */
static bool receive_order(int from, char *order, int *fd)
{
	union control control;
	char byte = 0;
	struct iovec data = {.iov_base = &byte, .iov_len = 1};
	struct msghdr message = {.msg_iov = &data,
				 .msg_iovlen = 1,
				 .msg_control = control.space,
				 .msg_controllen = sizeof control.space};
	ssize_t got;
	while ((got = recvmsg(from, &message, 0)) < 0 && errno == EINTR)
		;
	const struct cmsghdr *header = got == 1 ? CMSG_FIRSTHDR(&message) : NULL;
	*fd = -1;
	if (header && header->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(header), sizeof *fd);
	*order = byte;
	return got == 1;
}

/* A process must not outlive the one that started it. */
static void die_with_parent(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

static pid_t start_reader(const struct keeper_work *work, int control, int fd)
{
	pid_t keeper = getpid(), pid = fork();
	if (pid)
		return pid;
	struct err err = {0};
	die_with_parent(keeper);
	close(control);
	if (work->run(work->user, fd, &err))
		log_event(LOG_LEVEL_ERROR, "reader.unusable", "what=\"%s\"", err.text);
	_exit(0);
}

static int end_reader(pid_t pid)
{
	int status = 0;
	if (pid <= 0)
		return 0;
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static _Noreturn void keep(int control, const struct keeper_work *work)
{
	struct err err = {0};
	pid_t reader = 0;
	char order;
	int fd;
	close_all_but(control);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_IGN); /* the terminal's ^C is for the supervisor */
	if (work->prepare(&err)) {
		log_event(LOG_LEVEL_ERROR, "reader.unusable", "what=\"%s\"", err.text);
		_exit(1);
	}
	while (receive_order(control, &order, &fd)) {
		int32_t answer = 0;
		if (order == ORDER_START) {
			reader = start_reader(work, control, fd);
			answer = reader > 0 ? 0 : -1;
		} else {
			answer = end_reader(reader);
			reader = 0;
		}
		if (fd >= 0)
			close(fd);
		if (io_write_all(control, &answer, sizeof answer, 0, &err))
			break;
	}
	end_reader(reader);
	_exit(0);
}

int keeper_open(struct keeper **out, const struct keeper_work *work, struct err *err)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return err_set(err, ERR_INTERNAL, "the reader's keeper: socketpair: %s", strerror(errno));
	pid_t handle = getpid(), pid = fork();
	if (!pid) {
		die_with_parent(handle);
		keep(pair[1], work);
	}
	int fault = errno;
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		return err_set(err, ERR_INTERNAL, "the reader's keeper: fork: %s", strerror(fault));
	}
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	*out = calloc(1, sizeof **out);
	if (!*out)
		abort();
	**out = (struct keeper){.pid = pid, .fd = pair[0]};
	return OK;
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

static int ask(struct keeper *keeper, enum order order, int fd, int32_t *answer, struct err *err)
{
	if (send_order(keeper->fd, order, fd, err) ||
	    io_read_all(keeper->fd, answer, sizeof *answer, io_now_ms() + ANSWER_MS, err))
		return err_set(err, ERR_UNAVAILABLE, "the reader's keeper is gone");
	return OK;
}

int keeper_start(struct keeper *keeper, int *fd, struct err *err)
{
	int pair[2];
	int32_t answer = 0;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return err_set(err, ERR_INTERNAL, "reader: socketpair: %s", strerror(errno));
	int rc = ask(keeper, ORDER_START, pair[1], &answer, err);
	if (!rc && answer)
		rc = err_set(err, ERR_TEMPORARY, "the reader's keeper can't start a process");
	close(pair[1]);
	if (rc) {
		close(pair[0]);
		return rc;
	}
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	fcntl(pair[0], F_SETFL, O_NONBLOCK); /* a deadline holds while writing too */
	*fd = pair[0];
	return OK;
}

int keeper_end(struct keeper *keeper, int *status, struct err *err)
{
	int32_t answer = 0;
	int rc = ask(keeper, ORDER_END, -1, &answer, err);
	*status = answer;
	return rc;
}
