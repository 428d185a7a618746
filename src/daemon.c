#include "daemon.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/log.h"
#include "db/bounces.h"
#include "db/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	const char *name;
	stage_main *run;
} STAGES[STAGE_COUNT] = {
    [STAGE_COLLECT] = {"collect", daemon_collect},
    [STAGE_HANDLE] = {"handle", daemon_handle},
    [STAGE_SUBMIT] = {"submit", daemon_submit},
};

/* Processes are numbered as the stages are, the further submit processes after them. */
static enum stage stage_of(int process)
{
	return process < STAGE_SUBMIT ? (enum stage)process : STAGE_SUBMIT;
}

static int process_count(const struct daemon *daemon)
{
	return STAGE_SUBMIT + daemon->config->connections;
}

static volatile sig_atomic_t is_stopping;
static int wake_fd = -1; /* the write end of this process's bell, for the signal handler */

static void on_stop(int signal_number)
{
	(void)signal_number;
	int kept = errno;
	is_stopping = 1;
	if (wake_fd >= 0 && write(wake_fd, "", 1) < 0)
		errno = 0; /* a full pipe wakes just as well */
	errno = kept;
}

static void watch_signals(int bell)
{
	struct sigaction stop = {.sa_handler = on_stop}, ignore = {.sa_handler = SIG_IGN};
	wake_fd = bell;
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

bool daemon_is_stopping(void)
{
	return is_stopping;
}

void daemon_ring(struct daemon *daemon, enum stage stage)
{
	for (int i = (int)stage; i < process_count(daemon) && stage_of(i) == stage; i++)
		if (write(daemon->bells[i][1], "", 1) < 0)
			errno = 0; /* full: it will wake anyway */
}

static void empty_bell(int fd)
{
	char rung[256];
	while (read(fd, rung, sizeof rung) > 0)
		;
}

void daemon_wait(struct daemon *daemon, enum stage stage, int timeout_ms)
{
	struct pollfd bell = {.fd = daemon->bells[(unsigned)stage + daemon->number][0], .events = POLLIN};
	if (!is_stopping)
		poll(&bell, 1, timeout_ms);
	empty_bell(bell.fd);
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

static _Noreturn void stage_process(struct daemon *daemon, int process, pid_t supervisor)
{
	enum stage stage = stage_of(process);
	daemon->number = (unsigned)(process - (int)stage);
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a stage must not outlive the lock's owner */
	if (getppid() != supervisor)
		_exit(0);
	log_open(STAGES[stage].name, daemon->is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	watch_signals(daemon->bells[process][1]);
	struct err err = {0};
	int rc = STAGES[stage].run(daemon, &err);
	if (rc)
		log_event(LOG_LEVEL_ERROR, "stage.failed", "what=\"%s\"", err.text);
	exit(rc ? err_exit_status(rc) : 0);
}

static pid_t stage_start(struct daemon *daemon, int process, struct err *err)
{
	pid_t supervisor = getpid();
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0)
		err_set(err, ERR_TEMPORARY, "fork: %s", strerror(errno));
	if (!pid)
		stage_process(daemon, process, supervisor);
	return pid;
}

/* An exit status of sysexits.h as an error code; a signal is a fault of ours. */
static int code_of(int status)
{
	return WIFEXITED(status) ? -WEXITSTATUS(status) : ERR_INTERNAL;
}

/* Runs the stage's processes to their end; the first fault is returned. */
static int run_stage(struct daemon *daemon, enum stage stage, struct err *err)
{
	pid_t pids[PROCESSES_MAX];
	int rc = OK, status, count = 0;
	for (int i = (int)stage; i < process_count(daemon) && stage_of(i) == stage && !rc; i++)
		rc = (pids[count] = stage_start(daemon, i, err)) < 0 ? ERR_TEMPORARY : (count++, OK);
	for (int i = 0; i < count; i++) {
		while (waitpid(pids[i], &status, 0) < 0)
			if (is_stopping)
				kill(pids[i], SIGTERM);
		if (!rc && code_of(status))
			rc = err_set(err, code_of(status),
				     "%s ended before its work was done; its lines above say why",
				     STAGES[stage].name);
	}
	return rc;
}

static int waiting(struct daemon *daemon, int64_t *undecided, int64_t *to_move, struct err *err)
{
	struct db *db;
	int rc = db_open(&db, daemon->config->database, DB_READ, err);
	if (!rc) {
		rc = messages_waiting(db, undecided, to_move, err);
		db_close(&db);
	}
	return rc;
}

/* Whether the relay has refused somebody, of which handle is to tell the operator. */
static bool has_news(struct daemon *daemon)
{
	struct arena *arena = arena_new();
	struct suspension suspension;
	struct err ignored;
	struct db *db = NULL;
	bool has = !db_open(&db, daemon->config->database, DB_READ, &ignored) &&
		   !suspension_next(db, arena, &suspension, &ignored);
	db_close(&db);
	arena_free(&arena);
	return has;
}

/* collect and handle in turn until the mailbox is drained and everything is filed, then submit. The first
 * fault is returned, but what can be done is done. */
static int drain(struct daemon *daemon, struct err *err)
{
	struct err other;
	int64_t undecided = 0, to_move = 0, before;
	int rc = OK;
	do {
		before = undecided + to_move;
		int collected = run_stage(daemon, STAGE_COLLECT, rc ? &other : err);
		rc = rc ? rc : collected;
		int handled = run_stage(daemon, STAGE_HANDLE, rc ? &other : err);
		rc = rc ? rc : handled;
		if (!rc)
			rc = waiting(daemon, &undecided, &to_move, err);
	} while (!rc && !is_stopping && undecided + to_move && undecided + to_move != before);
	int submitted = run_stage(daemon, STAGE_SUBMIT, rc ? &other : err);
	if (!rc && !submitted && has_news(daemon) && !(rc = run_stage(daemon, STAGE_HANDLE, err)))
		submitted = run_stage(daemon, STAGE_SUBMIT, err);
	return rc ? rc : submitted;
}

/* systemd's notification: one datagram (sd_notify(3)). */
static void notify(const char *state)
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
	if (sendto(fd, state, strlen(state), 0, (struct sockaddr *)&address, length) < 0)
		log_event(LOG_LEVEL_WARNING, "notify.failed", "why=\"%s\"", strerror(errno));
	close(fd);
}

/* Tells systemd's watchdog that the supervisor is at work, ten times within its period. */
static void feed_watchdog(void)
{
	static time_t fed_at;
	const char *period_us = getenv("WATCHDOG_USEC");
	time_t pause = period_us ? (time_t)(strtoll(period_us, NULL, 10) / 1000000 / 10) : 0;
	if (!period_us || time(NULL) - fed_at < pause)
		return;
	fed_at = time(NULL);
	notify("WATCHDOG=1");
}

struct child {
	pid_t pid;	    /* 0: not running */
	long long again_at; /* when it may be started again */
	unsigned failures;
};

static struct child *child_of(struct child *children, pid_t pid)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		if (children[i].pid == pid)
			return &children[i];
	return NULL;
}

static void start_due(struct daemon *daemon, struct child *children)
{
	struct err err = {0};
	for (int i = 0; i < process_count(daemon); i++) {
		if (children[i].pid || children[i].again_at > time(NULL))
			continue;
		pid_t pid = stage_start(daemon, i, &err);
		children[i].pid = pid > 0 ? pid : 0;
		if (pid > 0)
			log_event(LOG_LEVEL_INFO, "stage.started", "stage=%s pid=%ld",
				  STAGES[stage_of(i)].name, (long)pid);
	}
}

static void reap(struct child *children)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct child *child = child_of(children, pid);
		if (!child)
			continue;
		int delay_ms = daemon_delay_ms(child->failures++);
		child->pid = 0;
		child->again_at = time(NULL) + delay_ms / 1000;
		log_event(LOG_LEVEL_WARNING, "stage.ended", "stage=%s code=%d again_in_s=%d",
			  STAGES[stage_of((int)(child - children))].name, code_of(status), delay_ms / 1000);
	}
}

static void stop_all(struct child *children)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		if (children[i].pid)
			kill(children[i].pid, SIGTERM);
	for (int i = 0; i < PROCESSES_MAX; i++)
		while (children[i].pid && waitpid(children[i].pid, NULL, 0) < 0 && errno == EINTR)
			;
}

static void supervise(struct daemon *daemon)
{
	struct child children[PROCESSES_MAX] = {0};
	watch_signals(-1);
	notify("READY=1");
	while (!is_stopping) {
		start_due(daemon, children);
		struct timespec second = {.tv_sec = 1};
		nanosleep(&second, NULL); /* a signal ends it */
		reap(children);
		feed_watchdog();
	}
	notify("STOPPING=1");
	stop_all(children);
}

static int make_bells(struct daemon *daemon, struct err *err)
{
	for (int i = 0; i < process_count(daemon); i++) {
		if (pipe(daemon->bells[i]))
			return err_set(err, ERR_TEMPORARY, "pipe: %s", strerror(errno));
		for (int end = 0; end < 2; end++) {
			fcntl(daemon->bells[i][end], F_SETFL, O_NONBLOCK);
			fcntl(daemon->bells[i][end], F_SETFD, FD_CLOEXEC);
		}
	}
	return OK;
}

int daemon_run(struct daemon *daemon, struct err *err)
{
	int rc = make_bells(daemon, err);
	if (rc)
		return rc;
	watch_signals(-1);
	if (daemon->is_once)
		return drain(daemon, err);
	supervise(daemon);
	return OK;
}
