#include "supervise.h"

#include "base/date.h"
#include "base/io.h"
#include "base/log.h"
#include "base/shared_mutex.h"
#include "process.h"
#include "reload.h"
#include "supervise/metrics.h"
#include "wakeup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	STOP_MS = 20000,    /* time for a stage to stop */
	SETTLED_MS = 60000, /* a stage that runs this long has its failures forgotten */
	TICK_MS = 1000,	    /* how often the supervisor looks at its stages */
	METRICS_MS = 60000, /* how often metrics are written */
};

struct child {
	pid_t pid;	       /* 0: not running */
	long long started_ms;  /* monotonic */
	long long again_at_ms; /* when it may be restarted */
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
		if (pid < 0) {
			int delay_ms = daemon_delay_ms(children[i].failures++);
			children[i].again_at_ms = io_now_ms() + delay_ms;
			log_event(LOG_LEVEL_ERROR, "stage.unstarted", "stage=%s what=\"%s\" again_in_ms=%d",
				  stage_name(daemon_stage_of(i)), err.text, delay_ms);
			continue;
		}
		children[i].pid = pid;
		children[i].started_ms = io_now_ms();
		log_event(LOG_LEVEL_INFO, "stage.started", "stage=%s pid=%ld", stage_name(daemon_stage_of(i)),
			  (long)pid);
	}
}

/* Each stage finishes its work and is restarted with the new configuration. */
static void restart_stages(struct child *children)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		if (children[i].pid)
			kill(children[i].pid, SIGTERM);
}

static void reap(struct daemon *daemon, struct child *children, struct reload *reload)
{
	int status;
	pid_t pid;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct child *child = child_of(children, pid);
		if (!child && reload_ended(reload, daemon, pid, status)) {
			restart_stages(children);
			continue;
		}
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
			  stage_name(stage), WIFEXITED(status) ? WEXITSTATUS(status) : 0,
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

/* Whether every process gives signs of life and the mail server answers; systemd's watchdog is only notified
 * then. */
static bool is_well(const struct daemon *daemon, const struct child *children)
{
	long long since_ms = io_now_ms() - daemon->watchdog_ms;
	for (int i = 0; i < process_count(daemon); i++)
		if (!children[i].pid || daemon->page->beats_ms[i] < since_ms)
			return false;
	return daemon->page->round_trip_ms >= since_ms;
}

/* A command has changed the register. */
static void wake_if_woken(struct daemon *daemon)
{
	if (!was_woken())
		return;
	for (enum stage stage = STAGE_COLLECT; stage < STAGE_COUNT; stage++)
		daemon_wake(daemon, stage);
}

/* A process of its own reads the register for the metrics: the supervisor never opens it, and never waits for
 * the disk. */
static void write_metrics(const struct config *config)
{
	struct arena *arena = arena_new();
	struct health health;
	struct err err = {0};
	struct db *db = NULL;
	int rc = db_open(&db, config->database, DB_READ, &err);
	if (!rc && !(rc = health_read(db, config->database, clock_now(), &health, &err)))
		rc = io_write_file(config->metrics, bytes_of(metrics_text(arena, &health, true)), 0644, &err);
	if (rc)
		log_event(LOG_LEVEL_ERROR, "metrics.failed", "what=\"%s\"", err.text);
	db_close(&db);
	arena_free(&arena);
}

static void start_metrics(const struct daemon *daemon, long long *next_at_ms)
{
	if (!daemon->config->metrics || io_now_ms() < *next_at_ms)
		return;
	*next_at_ms = io_now_ms() + METRICS_MS;
	pid_t pid = fork();
	if (pid)
		return; /* reaped with the others; a failed fork is retried in a minute */
	alarm(METRICS_MS / 1000);
	write_metrics(daemon->config);
	_exit(0);
}

static void supervise(struct daemon *daemon)
{
	struct child children[PROCESSES_MAX] = {0};
	struct reload reload = {0};
	long long tell_at_ms = 0, measure_at_ms = 0;
	notify_send("READY=1");
	while (!daemon_is_stopping()) {
		start_due(daemon, children);
		supervisor_wait(daemon, daemon_pause_ms(daemon, TICK_MS));
		reap(daemon, children, &reload);
		if (!reload.pid && was_hung_up()) /* a SIGHUP during a check waits for its end */
			reload_begin(&reload, daemon);
		wake_if_woken(daemon);
		start_metrics(daemon, &measure_at_ms);
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

/* A shared mapping of this device is memory shared with our children only (POSIX has no other way before
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
	shared_mutex_init(&daemon->page->turn);
	shared_mutex_init(&daemon->page->writers);
	daemon->page->round_trip_ms = io_now_ms();
	return OK;
}

static int prepare(struct daemon *daemon, struct err *err)
{
	errands_init(daemon);
	int rc = make_wakeups(daemon, err);
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
	watch_supervisor();
	bytes_return_memory();
	if (!daemon->is_once) {
		supervise(daemon);
		return OK;
	}
	do {
		was_woken();
		rc = drain(daemon, err);
	} while (!rc && was_woken() && !daemon_is_stopping());
	return rc;
}
