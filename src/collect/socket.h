/* A TCP connection to a mail server. */
#ifndef COLLECT_SOCKET_H
#define COLLECT_SOCKET_H

#include "base/err.h"

#include <stdbool.h>

/* Tries the host's addresses in turn until the deadline (monotonic). The descriptor is non-blocking.
 * ERR_TEMPORARY. */
int socket_connect(const char *host, int port, long long deadline_ms, int *fd, struct err *err);

/* Whether the peer is this machine, by its address and not by its name. In a file of its own, so that tests
 * can replace it. */
bool socket_is_loopback(int fd);

#endif
