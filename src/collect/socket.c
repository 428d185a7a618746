#include "socket.h"

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

static int prepare(int fd)
{
	int on = 1;
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) || fcntl(fd, F_SETFD, FD_CLOEXEC))
		return -1;
	/* NODELAY: commands are small and wait for their answer. KEEPALIVE: an IDLE must notice a dead
	 * peer. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
	return 0;
}

/* Returns 0 or an errno. */
static int await_connection(int fd, long long deadline_ms)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};
	int error = 0;
	socklen_t length = sizeof error;

	for (;;) {
		long long left = deadline_ms - io_now_ms();
		int ready;

		if (left <= 0)
			return ETIMEDOUT;
		ready = poll(&poll_fd, 1, left > INT_MAX ? INT_MAX : (int)left);
		if (ready > 0)
			break;
		if (ready < 0 && errno != EINTR)
			return errno;
	}
	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) ? errno : error;
}

static int connect_one(const struct addrinfo *address, long long deadline_ms, int *out)
{
	int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
	int error;

	if (fd < 0)
		return errno;
	if (prepare(fd))
		error = errno;
	else if (!connect(fd, address->ai_addr, address->ai_addrlen))
		error = 0;
	else if (errno == EINPROGRESS || errno == EINTR)
		error = await_connection(fd, deadline_ms);
	else
		error = errno;
	if (error)
		close(fd);
	else
		*out = fd;
	return error;
}

int socket_connect(const char *host, int port, long long deadline_ms, int *fd, struct err *err)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	struct addrinfo *addresses = NULL;
	long long left_count = 0;
	char service[16];
	int error = 0;
	int failed;

	snprintf(service, sizeof service, "%d", port);
	failed = getaddrinfo(host, service, &hints, &addresses);
	if (failed)
		return err_set(err, ERR_TEMPORARY, "%s: %s", host, gai_strerror(failed));
	for (const struct addrinfo *a = addresses; a; a = a->ai_next)
		left_count++;
	/* Each address gets a share of the time, so that a first address that doesn't answer leaves some for
	 * the next. */
	for (const struct addrinfo *a = addresses; a; a = a->ai_next, left_count--) {
		long long now = io_now_ms();

		error = connect_one(a, now + (deadline_ms - now) / left_count, fd);
		if (!error)
			break;
	}
	freeaddrinfo(addresses);
	if (error)
		return err_set(err, ERR_TEMPORARY, "%s port %d: %s", host, port, strerror(error));
	return OK;
}
