/* Notifies systemd: one datagram for each state (sd_notify(3)). */
#include "daemon.h"

#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void notify_send(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (!path || (*path != '/' && *path != '@') || strlen(path) >= sizeof address.sun_path)
		return;
	memcpy(address.sun_path, path, strlen(path));
	if (*path == '@')
		address.sun_path[0] = '\0';
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
	if (sendto(fd, state, strlen(state), MSG_DONTWAIT, (struct sockaddr *)&address, length) < 0)
		log_event(LOG_LEVEL_WARNING, "notify.failed", "why=\"%s\"", strerror(errno));
	close(fd);
}

/* A number in the environment; 0 when missing or invalid. */
static long long number_of(const char *name)
{
	const char *text = getenv(name);
	char *end;
	long long number = text && *text ? strtoll(text, &end, 10) : 0;
	return text && *text && !*end && number > 0 ? number : 0;
}

int notify_watchdog_ms(void)
{
	long long pid = number_of("WATCHDOG_PID"), patience_ms = number_of("WATCHDOG_USEC") / 1000;
	if (pid && pid != getpid())
		return 0;
	return patience_ms > INT_MAX ? INT_MAX : (int)patience_ms;
}
