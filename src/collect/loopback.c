#include "socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

bool socket_is_loopback(int fd)
{
	struct sockaddr_storage peer = {0};
	socklen_t length = sizeof peer;

	if (getpeername(fd, (struct sockaddr *)&peer, &length))
		return false;
	if (peer.ss_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)&peer;

		return ntohl(in->sin_addr.s_addr) >> 24 == 127;
	}
	if (peer.ss_family == AF_INET6) {
		const struct in6_addr *in6 = &((const struct sockaddr_in6 *)&peer)->sin6_addr;

		return IN6_IS_ADDR_LOOPBACK(in6) || (IN6_IS_ADDR_V4MAPPED(in6) && in6->s6_addr[12] == 127);
	}
	return false;
}
