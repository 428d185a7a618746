/* `run --once`: the stages in turn until there is nothing left to do. */
#include "process.h"

#include "base/date.h"
#include "db/bounces.h"
#include "db/candidates.h"
#include "db/letters.h"
#include "db/messages.h"
#include "wakeup.h"

#include <signal.h>
#include <sys/wait.h>

enum {
	TICK_MS = 1000,
	MOST_LOSSES = 3, /* most restarts of handle in one drain for errors that a new process may solve */
};

/* An exit status of sysexits.h as an error code; a signal counts as a bug of ours. */
static int code_of(int status)
{
	return WIFEXITED(status) ? -WEXITSTATUS(status) : ERR_INTERNAL;
}

static int await_process(struct daemon *daemon, int process, pid_t pid)
{
	int status;
	while (waitpid(pid, &status, WNOHANG) != pid) {
		if (daemon_is_stopping())
			kill(pid, SIGTERM);
		supervisor_wait(daemon, TICK_MS);
		kill_hung(daemon, process, pid);
	}
	note_end(daemon, daemon_stage_of(process), status);
	return status;
}

/* Runs the stage's processes until they end; returns the first error. */
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
				     stage_name(stage));
	}
	return rc;
}

/* A handle that died over a message is restarted: it counts that, and skips the message after the third time.
 * So is one that lost the keeper of its sandboxes, which only a new process can replace. */
static int run_stage(struct daemon *daemon, enum stage stage, struct err *err)
{
	struct err died = {0};
	int rc, losses = 0;
	do {
		rc = run_processes(daemon, stage, &died);
	} while (rc && stage == STAGE_HANDLE && !daemon_is_stopping() &&
		 (daemon->page->in_hand || (rc == ERR_UNAVAILABLE && ++losses < MOST_LOSSES)));
	return rc ? err_set(err, rc, "%s", died.text) : OK;
}

/* What the register says after collect and handle. */
struct left {
	int64_t undecided, to_move; /* messages */
	bool has_letters;	    /* a letter is due now; true when the register can't say */
};

static int look(struct daemon *daemon, struct left *left, struct err *err)
{
	struct err ignored;
	struct db *db;
	time_t due = 0;
	*left = (struct left){.has_letters = true};
	int rc = db_open(&db, daemon->config->database, DB_READ, err);
	if (rc)
		return rc;
	rc = messages_waiting(db, &left->undecided, &left->to_move, err);
	left->has_letters =
	    letter_next_due(db, (struct letter_share){.of = 1}, &due, &ignored) != ERR_NOT_FOUND &&
	    due <= clock_now();
	db_close(&db);
	return rc;
}

/* Whether the relay has refused a recipient, or a CV was not sent, so that handle must write about it. */
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

int drain(struct daemon *daemon, struct err *err)
{
	struct err other;
	struct left left;
	int64_t work = 0, before;
	int rc = OK;
	do {
		before = work;
		int collected = run_stage(daemon, STAGE_COLLECT, rc ? &other : err);
		rc = rc ? rc : collected;
		int handled = run_stage(daemon, STAGE_HANDLE, rc ? &other : err);
		rc = rc ? rc : handled;
		int looked = look(daemon, &left, rc ? &other : err);
		rc = rc ? rc : looked;
		work = 2 * left.undecided + left.to_move; /* deciding a message is progress, even when it must
							     then be moved */
	} while (!rc && !daemon_is_stopping() && work && work != before);
	if (!left.has_letters)
		return rc;
	int submitted = run_stage(daemon, STAGE_SUBMIT, rc ? &other : err);
	if (!rc && !submitted && has_news(daemon) && !(rc = run_stage(daemon, STAGE_HANDLE, err)))
		submitted = run_stage(daemon, STAGE_SUBMIT, err);
	return rc ? rc : submitted;
}
