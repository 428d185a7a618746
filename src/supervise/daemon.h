/* The processes. The supervisor starts one process for each stage that has contact with the outside; each
 * opens what it needs itself, so that none holds another's secret. They share only the register; a wake-up (a
 * byte in a pipe) just tells the next one to look.
 *
 *	collect  wakes handle when messages came in
 *	handle   wakes submit when letters were queued, and collect when messages are to be filed
 *	submit   wakes handle when a letter was refused permanently
 *
 * Killing any of them at any moment loses nothing, because the register knows what is done. What else the
 * supervisor must know, which process is alive and what handle was working on when it died, is on a shared
 * page of memory. */
#ifndef DAEMON_H
#define DAEMON_H

#include "../config.h"
#include "db.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>

enum stage { STAGE_COLLECT, STAGE_HANDLE, STAGE_SUBMIT, STAGE_COUNT };
/* One process a stage; of submit, the last stage, one for each connection to the relay. */
enum { PROCESSES_MAX = STAGE_SUBMIT + CONNECTIONS_MAX };

struct daemon_page {
	_Atomic int64_t in_hand; /* what handle is working on, see handle.h; 0: nothing */
	_Atomic int ended_by;	 /* the signal that ended the handle process working on it, 0: none */
	_Atomic bool has_hung;	 /* the supervisor killed that process because it took too long */
	_Atomic long long beats_ms[PROCESSES_MAX]; /* last sign of life of each process (monotonic) */
	pthread_mutex_t turn;		 /* locked by the submit process that is handing over a letter:
					    outbox_turn.c */
	pthread_mutex_t writers;	 /* locked by the process that is writing to the register:
					    db_take_turns */
	_Atomic long long round_trip_ms; /* when the mail server last answered with everything it has */
};

/* How a stage gets its secret: it asks on the line, and the supervisor starts a process (a command, or one
 * that reads the file) whose output goes into the pipe; the wait status comes back on the line. Index 0 of
 * the line is the supervisor's end. All -1: this process has no such secret. */
struct errand {
	int line[2], output[2];
	pid_t pid;	    /* the command that is running, 0: none */
	long long until_ms; /* its time limit (monotonic) */
};

struct daemon {
	const struct config *config;
	bool is_once; /* drain and exit */
	bool is_verbose;
	unsigned number;	       /* in a stage's process: its number, from 0 */
	int wakeups[PROCESSES_MAX][2]; /* read end, write end */
	struct errand errands[PROCESSES_MAX];
	struct daemon_page *page;
	int watchdog_ms; /* systemd's watchdog time (sd_notify(3)); 0: none */
};

/* The main function of a stage: returns OK when asked to stop or (is_once) when nothing is left to do. */
typedef int stage_main(struct daemon *daemon, struct err *err);
stage_main daemon_collect, daemon_handle, daemon_submit;

/* Processes are numbered like the stages, the further submit processes after them. */
enum stage daemon_stage_of(int process);

void daemon_wake(struct daemon *daemon, enum stage stage);
/* Waits for this stage's wakeup or timeout_ms, gives signs of life meanwhile, and empties the wakeup. */
void daemon_wait(struct daemon *daemon, enum stage stage, int timeout_ms);
/* Called between two pieces of work; is a sign of life too. A stage without signs of life for too long is
 * killed and restarted. */
bool daemon_is_stopping(void);
void daemon_beat(void);
/* A pause of at most this length, shorter when systemd's watchdog requires it. */
int daemon_pause_ms(const struct daemon *daemon, int most_ms);

/* The delay after n consecutive failures, in milliseconds: 1 s, 2 s, 4 s ... 5 min, with jitter. */
int daemon_delay_ms(unsigned failures);

/* In a stage's process: its own secret, read again. Brought by the supervisor, because a stage may neither
 * start a program nor open a file with a secret. ERR_CONFIG, ERR_IO, ERR_TEMPORARY. */
int daemon_secret(struct daemon *daemon, enum stage stage, struct arena *arena, char **out, struct err *err);

/* In a stage's process: opens the register, taking turns with the other writers. Errors of db_open. */
int daemon_open_register(const struct daemon *daemon, struct db **out, struct err *err);
/* In a stage's process after opening its register: from now on it can open only its own files
 * (base/landlock.h). ERR_UNAVAILABLE. */
int daemon_confine(const struct daemon *daemon, enum stage stage, struct err *err);

/* The supervisor's side, which never sees the secret and never waits for a command. The line is created
 * before the fork; afterwards each side closes the other's end. */
void errands_init(struct daemon *daemon);
int errand_connect(struct daemon *daemon, int process, struct err *err);
void errand_part(struct daemon *daemon, int process, bool is_stage);
void errands_serve(struct daemon *daemon);			 /* starts commands, ends those over their
								    limit, answers */
void errand_ended(struct daemon *daemon, pid_t pid, int status); /* a child that is not a stage */
void errands_stop(struct daemon *daemon);

/* systemd (sd_notify(3)): no effect without it. */
void notify_send(const char *state);
int notify_watchdog_ms(void); /* its watchdog time; 0: none */

#endif
