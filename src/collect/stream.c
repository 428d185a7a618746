#include "stream.h"

#include "base/io.h"
#include "socket.h"
#include "tls.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	BUFFER_BYTES = 16 * 1024, /* one TLS record */
	LEAST_RATE = 64 * 1024,	  /* bytes of mail per second that a server must reach */
};

struct stream {
	int fd;
	struct tls *tls; /* NULL: plain text */
	const char *host;
	int timeout_ms;
	long long deadline_ms;
	size_t budget_bytes;
	bool patient;
	struct err fault; /* code OK while the stream is usable */
};

int stream_open(struct stream **out, const char *host, int port, int timeout_ms, struct err *err)
{
	struct stream *stream = calloc(1, sizeof *stream);
	int rc;

	if (!stream)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	*stream = (struct stream){.fd = -1, .host = host, .timeout_ms = timeout_ms, .patient = true};
	stream->deadline_ms = io_now_ms() + timeout_ms;
	rc = socket_connect(host, port, stream->deadline_ms, &stream->fd, err);
	if (rc) {
		free(stream);
		return rc;
	}
	*out = stream;
	return OK;
}

void stream_close(struct stream **stream)
{
	struct stream *closing = *stream;

	if (!closing)
		return;
	tls_free(&closing->tls);
	close(closing->fd);
	free(closing);
	*stream = NULL;
}

bool stream_is_loopback(const struct stream *stream)
{
	return socket_is_loopback(stream->fd);
}

void stream_begin(struct stream *stream, int timeout_ms, size_t budget_bytes)
{
	stream->timeout_ms = timeout_ms;
	stream->deadline_ms = io_now_ms() + timeout_ms;
	stream->budget_bytes = budget_bytes;
}

void stream_credit(struct stream *stream, size_t bytes)
{
	/* Rounded down, so that single bytes earn no time. */
	stream->deadline_ms += (long long)(bytes * 1000 / LEAST_RATE);
	stream->budget_bytes += bytes;
}

const struct err *stream_fault(const struct stream *stream)
{
	return stream->fault.code == OK ? NULL : &stream->fault;
}

static ssize_t die(struct stream *stream, int code, const char *text)
{
	if (stream->fault.code == OK)
		err_set(&stream->fault, code, "%s", text);
	return -1;
}

void stream_kill(struct stream *stream)
{
	die(stream, ERR_IO, "an answer that can't be understood");
}

void stream_set_patience(struct stream *stream, bool patient)
{
	stream->patient = patient;
}

static int expire(struct stream *stream)
{
	err_set(&stream->fault, ERR_TEMPORARY, "no complete answer within %d ms", stream->timeout_ms);
	return -1;
}

/* Waits until the socket is ready for events, within the deadline; -1 when the stream has failed. */
static int await_socket(struct stream *stream, short events)
{
	struct pollfd poll_fd = {.fd = stream->fd, .events = events};

	for (;;) {
		long long left = stream->deadline_ms - io_now_ms();
		int ready;

		if (left <= 0)
			return expire(stream);
		ready = poll(&poll_fd, 1, left > INT_MAX ? INT_MAX : (int)left);
		if (ready > 0)
			return 0;
		if (ready < 0 && errno != EINTR)
			return (int)die(stream, ERR_IO, strerror(errno));
	}
}

int stream_secure(struct stream *stream, const char *ca_file, struct err *err)
{
	int rc = tls_new(&stream->tls, stream->fd, stream->host, ca_file, err);

	stream->deadline_ms = io_now_ms() + stream->timeout_ms;
	while (!rc) {
		short events = 0;

		rc = tls_handshake(stream->tls, &events, err);
		if (rc || !events)
			break;
		if (await_socket(stream, events))
			rc =
			    err_set(err, stream->fault.code, "%s: TLS: %s", stream->host, stream->fault.text);
	}
	if (rc)
		die(stream, rc, "no TLS");
	return rc;
}

/* Both return the number of bytes; 0 and *events when the socket must become ready first; -1 and errno. */
static ssize_t plain_read(struct stream *stream, void *data, size_t length, short *events)
{
	ssize_t got = recv(stream->fd, data, length, 0);

	if (got == 0)
		errno = ECONNRESET;
	if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
		*events = POLLIN;
		return 0;
	}
	return got > 0 ? got : -1;
}

static ssize_t plain_write(struct stream *stream, const void *data, size_t length, short *events)
{
	ssize_t put = send(stream->fd, data, length, MSG_NOSIGNAL);

	if (put < 0 && (errno == EAGAIN || errno == EINTR)) {
		*events = POLLOUT;
		return 0;
	}
	return put;
}

static ssize_t low_read(mailstream_low *low, void *data, size_t length)
{
	struct stream *stream = low->data;

	if (stream->fault.code != OK)
		return -1;
	if (stream->budget_bytes == 0)
		return die(stream, ERR_IO, "the answer is longer than any good one");
	if (length > stream->budget_bytes)
		length = stream->budget_bytes;
	for (;;) {
		short events = 0;
		ssize_t got = stream->tls ? tls_read(stream->tls, data, length, &events)
					  : plain_read(stream, data, length, &events);

		if (got < 0)
			return die(stream, ERR_IO, "the server has closed the connection");
		if (got > 0) {
			/* Checked here too: with a server that always has another byte, poll never waits. */
			if (io_now_ms() >= stream->deadline_ms && stream->patient)
				return expire(stream);
			stream->budget_bytes -= (size_t)got;
			return got;
		}
		if (!stream->patient)
			return 0;
		if (await_socket(stream, events))
			return -1;
	}
}

static ssize_t low_write(mailstream_low *low, const void *data, size_t length)
{
	struct stream *stream = low->data;

	if (stream->fault.code != OK)
		return -1;
	for (;;) {
		short events = 0;
		ssize_t put = stream->tls ? tls_write(stream->tls, data, length, &events)
					  : plain_write(stream, data, length, &events);

		if (put < 0)
			return die(stream, ERR_IO, "the server has closed the connection");
		if (put > 0)
			return put;
		if (await_socket(stream, events))
			return -1;
	}
}

static int low_close(mailstream_low *low)
{
	(void)low;
	return 0;
}

static int low_get_fd(mailstream_low *low)
{
	const struct stream *stream = low->data;

	return stream->fd;
}

static void low_free(mailstream_low *low)
{
	free(low);
}

static void low_cancel(mailstream_low *low)
{
	(void)low;
}

mailstream *stream_wrap(struct stream *stream)
{
	static mailstream_low_driver driver = {
	    .mailstream_read = low_read,
	    .mailstream_write = low_write,
	    .mailstream_close = low_close,
	    .mailstream_get_fd = low_get_fd,
	    .mailstream_free = low_free,
	    .mailstream_cancel = low_cancel,
	};
	mailstream_low *low = mailstream_low_new(stream, &driver);
	mailstream *wrapped = low ? mailstream_new(low, BUFFER_BYTES) : NULL;

	if (low && !wrapped)
		free(low);
	return wrapped;
}

int stream_await(struct stream *stream, int wake_fd, long long until_ms)
{
	struct pollfd poll_fds[] = {{.fd = stream->fd, .events = POLLIN}, {.fd = wake_fd, .events = POLLIN}};

	/* poll() does not report bytes that GnuTLS has already read from the socket. */
	if (stream->tls && tls_has_data(stream->tls))
		return STREAM_DATA;
	for (;;) {
		long long left = until_ms - io_now_ms();
		int ready = poll(poll_fds, 2, left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left);

		if (ready > 0)
			return (poll_fds[0].revents ? STREAM_DATA : 0) |
			       (poll_fds[1].revents ? STREAM_WAKE : 0);
		if (ready == 0 && left <= 0)
			return 0;
		if (ready < 0 && errno != EINTR) {
			die(stream, ERR_IO, strerror(errno));
			return STREAM_DATA;
		}
	}
}
