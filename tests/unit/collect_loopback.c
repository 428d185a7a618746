/* Which addresses belong to this machine, so that plain text is allowed. */
#include "../../src/collect/socket.h"

#include "base/io.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static int listen_on_any(int *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

static void loopback_addresses(void **state)
{
	static const char *const HOSTS[] = {"127.0.0.1", "127.8.9.10", "localhost", "::ffff:127.0.0.1"};
	int port, listener = listen_on_any(&port);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(HOSTS); i++) {
		struct err err = {0};
		int fd = -1;

		if (socket_connect(HOSTS[i], port, io_now_ms() + 30000, &fd, &err) != OK)
			fail_msg("%s", err.text);
		assert_true(socket_is_loopback(fd));
		close(fd);
	}
	close(listener);
}

static void others(void **state)
{
	struct sockaddr_in far = {
	    .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0xc0000201)};
	int pair[2], unconnected = socket(AF_INET, SOCK_DGRAM, 0);

	(void)state;
	assert_false(socket_is_loopback(unconnected));
	assert_false(socket_is_loopback(-1));
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_false(socket_is_loopback(pair[0]));
	/* A datagram socket has a peer without sending a packet; there may be no route. */
	if (connect(unconnected, (struct sockaddr *)&far, sizeof far) == 0)
		assert_false(socket_is_loopback(unconnected));
	close(pair[0]);
	close(pair[1]);
	close(unconnected);
}

static void refused_at_once(void **state)
{
	struct err err = {0};
	int port, fd = -1;
	long long start = io_now_ms();

	(void)state;
	close(listen_on_any(&port));
	assert_int_equal(socket_connect("127.0.0.1", port, start + 60000, &fd, &err), ERR_TEMPORARY);
	assert_in_range(io_now_ms() - start, 0, 30000);
	assert_int_equal(fd, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(loopback_addresses),
	    cmocka_unit_test(others),
	    cmocka_unit_test(refused_at_once),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
