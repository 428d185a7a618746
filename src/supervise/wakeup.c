/* Wake-ups, signals and signs of life: how processes wait for each other. */
#include "wakeup.h"

#include "process.h"

#include "base/hash.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { BEAT_MS = 5000 }; /* interval of signs of life while waiting */

static volatile sig_atomic_t is_stopping, is_woken, is_hung_up;
static _Atomic long long *own_beat_ms; /* this process's entry on the page; the supervisor has none */
static int own_wakeup[2];	       /* the supervisor's wakeup */
static int wake_fd = -1;	       /* write end of this process's wakeup, for signal handlers */

static void on_signal(int signal_number)
{
	int kept = errno;
	is_stopping |= signal_number == SIGTERM || signal_number == SIGINT;
	is_woken |= signal_number == SIGCONT;
	is_hung_up |= signal_number == SIGHUP;
	if (wake_fd >= 0 && write(wake_fd, "", 1) < 0)
		errno = 0; /* a full pipe wakes as well */
	errno = kept;
}

void watch_signals(int wakeup, bool has_children)
{
	struct sigaction heed = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN};
	struct sigaction child = {.sa_handler = has_children ? on_signal : SIG_DFL};
	wake_fd = wakeup;
	sigaction(SIGTERM, &heed, NULL);
	sigaction(SIGINT, &heed, NULL);
	sigaction(SIGCONT, &heed, NULL); /* see db_wake_daemon */
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGCHLD, &child, NULL);
}

void daemon_wake(struct daemon *daemon, enum stage stage)
{
	for (int i = (int)stage; i < process_count(daemon) && daemon_stage_of(i) == stage; i++)
		if (write(daemon->wakeups[i][1], "", 1) < 0)
			errno = 0; /* full: it will wake anyway */
}

static void empty_wakeup(int fd)
{
	char rung[256];
	while (read(fd, rung, sizeof rung) > 0)
		;
}

/* The supervisor's pause; ended by the end of a child, a stage that asks for its secret, or a request to
 * stop. */
void supervisor_wait(struct daemon *daemon, int timeout_ms)
{
	struct pollfd fds[1 + PROCESSES_MAX] = {{.fd = own_wakeup[0], .events = POLLIN}};
	for (int i = 0; i < PROCESSES_MAX; i++)
		fds[1 + i] = (struct pollfd){.fd = daemon->errands[i].line[0], .events = POLLIN};
	poll(fds, 1 + PROCESSES_MAX, timeout_ms);
	empty_wakeup(own_wakeup[0]);
	errands_serve(daemon);
}

void daemon_beat(void)
{
	if (own_beat_ms)
		*own_beat_ms = io_now_ms();
}

bool daemon_is_stopping(void)
{
	daemon_beat();
	return is_stopping;
}

int daemon_pause_ms(const struct daemon *daemon, int most_ms)
{
	int patience_ms = daemon->watchdog_ms / 4;
	return patience_ms && patience_ms < most_ms ? patience_ms : most_ms;
}

void daemon_wait(struct daemon *daemon, enum stage stage, int timeout_ms)
{
	struct pollfd wakeup = {.fd = daemon->wakeups[(unsigned)stage + daemon->number][0], .events = POLLIN};
	int slice_ms = daemon_pause_ms(daemon, BEAT_MS), rung = 0;
	for (int left_ms = timeout_ms; !is_stopping && !rung; left_ms -= slice_ms) {
		daemon_beat();
		rung = poll(&wakeup, 1, left_ms < slice_ms ? left_ms : slice_ms);
		if (left_ms <= slice_ms)
			break;
	}
	daemon_beat();
	empty_wakeup(wakeup.fd);
}

int daemon_delay_ms(unsigned failures)
{
	enum { FIRST_MS = 1000, MOST_MS = 300000 };
	unsigned char jitter;
	int delay = FIRST_MS << (failures > 9 ? 9 : failures);
	random_bytes(&jitter, sizeof jitter);
	if (delay > MOST_MS)
		delay = MOST_MS;
	return delay / 2 + delay / 2 * jitter / 255;
}

bool was_woken(void)
{
	bool was = is_woken;
	is_woken = false;
	return was;
}

void begin_beats(_Atomic long long *beat_ms)
{
	own_beat_ms = beat_ms;
}

static int make_pipe(int ends[2], struct err *err)
{
	if (pipe(ends))
		return err_set(err, ERR_TEMPORARY, "pipe: %s", strerror(errno));
	for (int end = 0; end < 2; end++) {
		fcntl(ends[end], F_SETFL, O_NONBLOCK);
		fcntl(ends[end], F_SETFD, FD_CLOEXEC);
	}
	return OK;
}

int make_wakeups(struct daemon *daemon, struct err *err)
{
	int rc = make_pipe(own_wakeup, err);
	for (int i = 0; !rc && i < process_count(daemon); i++)
		rc = make_pipe(daemon->wakeups[i], err);
	return rc;
}

bool was_hung_up(void)
{
	bool was = is_hung_up;
	is_hung_up = false;
	return was;
}

void watch_supervisor(void)
{
	struct sigaction heed = {.sa_handler = on_signal};
	watch_signals(own_wakeup[1], true);
	sigaction(SIGHUP, &heed, NULL);
}
