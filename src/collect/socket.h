/* A TCP connection to a mail server. */
#ifndef COLLECT_SOCKET_H
#define COLLECT_SOCKET_H

#include "base/err.h"

#include <stdbool.h>

/* Tries the host's addresses in turn until the deadline (monotonic). The descriptor does not block.
 * ERR_TEMPORARY. */
int socket_connect(const char *host, int port, long long deadline_ms, int *fd, struct err *err);

/* Whether the other end is this machine, by its address: a name may lie. In a file of its own, so that a test
 * can put another in its place. */
bool socket_is_loopback(int fd);

#endif
