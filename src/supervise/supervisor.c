#include "supervise.h"

#include "daemon.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/log.h"
#include "db/bounces.h"
#include "db/candidates.h"
#include "db/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	BEAT_MS = 5000,	    /* between two signs of life of a stage that waits */
	STOP_MS = 20000,    /* what a stage may take to stop when it is asked */
	SETTLED_MS = 60000, /* after that long a stage's failures are forgotten */
	TICK_MS = 1000,	    /* how often the supervisor looks at its stages */
	MOST_LOSSES = 3,    /* of what handle can't go on without, in one drain */
};

/* How long each may work without a sign of life: longer than all its own time-outs together. */
static const struct {
	const char *name;
	stage_main *run;
	int most_silent_ms;
} STAGES[STAGE_COUNT] = {
    [STAGE_COLLECT] = {"collect", daemon_collect, 10 * 60 * 1000},
    [STAGE_HANDLE] = {"handle", daemon_handle, 2 * 60 * 1000},
    [STAGE_SUBMIT] = {"submit", daemon_submit, 15 * 60 * 1000},
};

enum stage daemon_stage_of(int process)
{
	return process < STAGE_SUBMIT ? (enum stage)process : STAGE_SUBMIT;
}

static int process_count(const struct daemon *daemon)
{
	return STAGE_SUBMIT + daemon->config->connections;
}

static volatile sig_atomic_t is_stopping, is_woken;
static _Atomic long long *own_beat_ms; /* this process's on the page; the supervisor has none */
static int own_wakeup[2];	       /* the supervisor's */
static int wake_fd = -1;	       /* the write end of this process's wakeup, for the signal handlers */

static void on_signal(int signal_number)
{
	int kept = errno;
	is_stopping |= signal_number == SIGTERM || signal_number == SIGINT;
	is_woken |= signal_number == SIGCONT;
	if (wake_fd >= 0 && write(wake_fd, "", 1) < 0)
		errno = 0; /* a full pipe wakes just as well */
	errno = kept;
}

static void watch_signals(int wakeup, bool has_children)
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

/* The supervisor's pause: the end of a child, a stage that asks for its secret, or a wish to stop, ends it.
 */
static void supervisor_wait(struct daemon *daemon, int timeout_ms)
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

static _Noreturn void stage_process(struct daemon *daemon, int process, pid_t supervisor)
{
	enum stage stage = daemon_stage_of(process);
	daemon->number = (unsigned)(process - (int)stage);
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a stage must not outlive the lock's owner */
	if (getppid() != supervisor)
		_exit(0);
	own_beat_ms = &daemon->page->beats_ms[process];
	prctl(PR_SET_NAME, STAGES[stage].name); /* for those who look at the processes */
	log_open(STAGES[stage].name, daemon->is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	watch_signals(daemon->wakeups[process][1], false);
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
	daemon->page->beats_ms[process] = io_now_ms();
	if (errand_connect(daemon, process, err))
		return -1;
	pid_t pid = fork();
	if (pid < 0)
		err_set(err, ERR_TEMPORARY, "fork: %s", strerror(errno));
	errand_part(daemon, process, !pid);
	if (!pid)
		stage_process(daemon, process, supervisor);
	return pid;
}

/* An exit status of sysexits.h as an error code; a signal is a fault of ours. */
static int code_of(int status)
{
	return WIFEXITED(status) ? -WEXITSTATUS(status) : ERR_INTERNAL;
}

/* Kills a process that has been silent for too long: what it had in hand counts a failure. */
static void kill_hung(struct daemon *daemon, int process, pid_t pid)
{
	enum stage stage = daemon_stage_of(process);
	if (io_now_ms() - daemon->page->beats_ms[process] < STAGES[stage].most_silent_ms)
		return;
	log_event(LOG_LEVEL_ERROR, "stage.hangs", "stage=%s pid=%ld silent_s=%d", STAGES[stage].name,
		  (long)pid, STAGES[stage].most_silent_ms / 1000);
	if (stage == STAGE_HANDLE)
		daemon->page->has_hung = true;
	kill(pid, SIGKILL);
	daemon->page->beats_ms[process] = io_now_ms();
}

/* Remembers for the next handle how this one ended. */
static void note_end(struct daemon *daemon, enum stage stage, int status)
{
	if (stage == STAGE_HANDLE && daemon->page->in_hand)
		daemon->page->ended_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static int await_process(struct daemon *daemon, int process, pid_t pid)
{
	int status;
	while (waitpid(pid, &status, WNOHANG) != pid) {
		if (is_stopping)
			kill(pid, SIGTERM);
		supervisor_wait(daemon, TICK_MS);
		kill_hung(daemon, process, pid);
	}
	note_end(daemon, daemon_stage_of(process), status);
	return status;
}

/* Runs the stage's processes to their end; the first fault is returned. */
static int run_processes(struct daemon *daemon, enum stage stage, struct err *err)
{
	pid_t pids[PROCESSES_MAX];
	int rc = OK, count = 0, first = (int)stage;
	for (int i = first; i < process_count(daemon) && daemon_stage_of(i) == stage && !rc; i++)
		rc = (pids[count] = stage_start(daemon, i, err)) < 0 ? ERR_TEMPORARY : (count++, OK);
	for (int i = 0; i < count; i++) {
		int code = code_of(await_process(daemon, first + i, pids[i]));
		if (!rc && code)
			rc = err_set(err, code, "%s ended before its work was done; its lines above say why",
				     STAGES[stage].name);
	}
	return rc;
}

/* A handle that died over a message is started again: it counts that, and the third time goes on without it.
 * So is one that lost its reader's keeper, which nothing but its own start can replace. */
static int run_stage(struct daemon *daemon, enum stage stage, struct err *err)
{
	struct err died = {0};
	int rc, losses = 0;
	do {
		rc = run_processes(daemon, stage, &died);
	} while (rc && stage == STAGE_HANDLE && !is_stopping &&
		 (daemon->page->in_hand || (rc == ERR_UNAVAILABLE && ++losses < MOST_LOSSES)));
	return rc ? err_set(err, rc, "%s", died.text) : OK;
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

/* Whether the relay has refused somebody, or a CV did not go, of which handle is to tell. */
static bool has_news(struct daemon *daemon)
{
	struct arena *arena = arena_new();
	struct suspension suspension;
	char *ref, *why;
	struct err ignored;
	struct db *db = NULL;
	bool has = !db_open(&db, daemon->config->database, DB_READ, &ignored) &&
		   (!suspension_next(db, arena, &suspension, &ignored) ||
		    !candidate_next_unsent(db, arena, &ref, &why, &ignored));
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

struct child {
	pid_t pid;	       /* 0: not running */
	long long started_ms;  /* monotonic */
	long long again_at_ms; /* when it may be started again */
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
		if (children[i].pid || children[i].again_at_ms > io_now_ms())
			continue;
		pid_t pid = stage_start(daemon, i, &err);
		if (pid <= 0)
			continue;
		children[i].pid = pid;
		children[i].started_ms = io_now_ms();
		log_event(LOG_LEVEL_INFO, "stage.started", "stage=%s pid=%ld",
			  STAGES[daemon_stage_of(i)].name, (long)pid);
	}
}

static void reap(struct daemon *daemon, struct child *children)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct child *child = child_of(children, pid);
		if (!child) {
			errand_ended(daemon, pid, status);
			continue;
		}
		if (io_now_ms() - child->started_ms > SETTLED_MS)
			child->failures = 0;
		int delay_ms = daemon_delay_ms(child->failures++);
		child->pid = 0;
		enum stage stage = daemon_stage_of((int)(child - children));
		child->again_at_ms = io_now_ms() + delay_ms;
		note_end(daemon, stage, status);
		log_event(LOG_LEVEL_WARNING, "stage.ended", "stage=%s code=%d signal=%d again_in_ms=%d",
			  STAGES[stage].name, WIFEXITED(status) ? WEXITSTATUS(status) : 0,
			  WIFSIGNALED(status) ? WTERMSIG(status) : 0, delay_ms);
	}
}

static void stop_all(struct daemon *daemon, struct child *children)
{
	long long until_ms = io_now_ms() + STOP_MS;
	for (int i = 0; i < PROCESSES_MAX; i++)
		if (children[i].pid)
			kill(children[i].pid, SIGTERM);
	for (int i = 0; i < PROCESSES_MAX; i++) {
		if (!children[i].pid)
			continue;
		while (waitpid(children[i].pid, NULL, WNOHANG) == 0 && io_now_ms() < until_ms)
			supervisor_wait(daemon, TICK_MS);
		if (waitpid(children[i].pid, NULL, WNOHANG) == 0) {
			kill(children[i].pid, SIGKILL);
			waitpid(children[i].pid, NULL, 0);
		}
	}
	errands_stop(daemon);
}

/* Every process runs and says so, and the mail server answers: the one state of which systemd is told. */
static bool is_well(const struct daemon *daemon, const struct child *children)
{
	long long since_ms = io_now_ms() - daemon->watchdog_ms;
	for (int i = 0; i < process_count(daemon); i++)
		if (!children[i].pid || daemon->page->beats_ms[i] < since_ms)
			return false;
	return daemon->page->round_trip_ms >= since_ms;
}

/* A command has changed the register. */
static void ring_if_woken(struct daemon *daemon)
{
	if (!is_woken)
		return;
	is_woken = false;
	for (enum stage stage = STAGE_COLLECT; stage < STAGE_COUNT; stage++)
		daemon_wake(daemon, stage);
}

static void supervise(struct daemon *daemon)
{
	struct child children[PROCESSES_MAX] = {0};
	long long tell_at_ms = 0;
	notify_send("READY=1");
	while (!is_stopping) {
		start_due(daemon, children);
		supervisor_wait(daemon, daemon_pause_ms(daemon, TICK_MS));
		reap(daemon, children);
		ring_if_woken(daemon);
		for (int i = 0; i < process_count(daemon); i++)
			if (children[i].pid)
				kill_hung(daemon, i, children[i].pid);
		if (!daemon->watchdog_ms || io_now_ms() < tell_at_ms || !is_well(daemon, children))
			continue;
		notify_send("WATCHDOG=1");
		tell_at_ms = io_now_ms() + daemon->watchdog_ms / 2;
	}
	notify_send("STOPPING=1");
	stop_all(daemon, children);
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

/* A shared mapping of this device is memory that only we and our children see (POSIX has no other before
 * 2024). */
static int make_page(struct daemon *daemon, struct err *err)
{
	int fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
	void *page = MAP_FAILED;
	if (fd >= 0) {
		page = mmap(NULL, sizeof *daemon->page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		close(fd);
	}
	if (page == MAP_FAILED)
		return err_set(err, ERR_TEMPORARY, "shared memory: %s", strerror(errno));
	daemon->page = page;
	daemon->page->round_trip_ms = io_now_ms();
	return OK;
}

static int prepare(struct daemon *daemon, struct err *err)
{
	int rc = make_pipe(own_wakeup, err);
	errands_init(daemon);
	for (int i = 0; !rc && i < process_count(daemon); i++)
		rc = make_pipe(daemon->wakeups[i], err);
	if (rc)
		return rc;
	daemon->watchdog_ms = notify_watchdog_ms();
	return make_page(daemon, err);
}

int supervise_run(const struct config *config, bool is_once, bool is_verbose, struct err *err)
{
	struct daemon owned = {.config = config, .is_once = is_once, .is_verbose = is_verbose},
		      *daemon = &owned;
	int rc = prepare(daemon, err);
	if (rc)
		return rc;
	watch_signals(own_wakeup[1], true);
	if (!daemon->is_once) {
		supervise(daemon);
		return OK;
	}
	do {
		is_woken = false;
		rc = drain(daemon, err);
	} while (!rc && is_woken && !is_stopping);
	return rc;
}
