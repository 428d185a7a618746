/* A stage's process: start, name, end. */
#include "process.h"

#include "base/io.h"
#include "base/log.h"
#include "wakeup.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Longest time of each without a sign of life: longer than all its own time-outs together. */
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

int process_count(const struct daemon *daemon)
{
	return STAGE_SUBMIT + daemon->config->connections;
}

const char *stage_name(enum stage stage)
{
	return STAGES[stage].name;
}

static _Noreturn void stage_process(struct daemon *daemon, int process, pid_t supervisor)
{
	enum stage stage = daemon_stage_of(process);
	daemon->number = (unsigned)(process - (int)stage);
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a stage must not outlive the owner of the lock */
	if (getppid() != supervisor)
		_exit(0);
	begin_beats(&daemon->page->beats_ms[process]);
	prctl(PR_SET_NAME, STAGES[stage].name); /* for process listings */
	log_open(STAGES[stage].name, daemon->is_verbose ? LOG_LEVEL_DEBUG : LOG_LEVEL_INFO);
	watch_signals(daemon->wakeups[process][1], false);
	struct err err = {0};
	int rc = STAGES[stage].run(daemon, &err);
	if (rc)
		log_event(LOG_LEVEL_ERROR, "stage.failed", "what=\"%s\"", err.text);
	io_exit(rc ? err_exit_status(rc) : 0);
}

pid_t stage_start(struct daemon *daemon, int process, struct err *err)
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

/* Kills a process without signs of life; what it was working on counts a failure. */
void kill_hung(struct daemon *daemon, int process, pid_t pid)
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

/* Records for the next handle process how this one ended. */
void note_end(struct daemon *daemon, enum stage stage, int status)
{
	if (stage == STAGE_HANDLE && daemon->page->in_hand)
		daemon->page->ended_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

int daemon_open_register(const struct daemon *daemon, struct db **out, struct err *err)
{
	int rc = db_open(out, daemon->config->database, DB_WRITE, err);
	if (!rc)
		db_take_turns(*out, &daemon->page->writers);
	return rc;
}
