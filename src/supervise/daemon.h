/* The processes. The supervisor starts one process a stage that touches the outside; each opens what it needs
 * itself, so that none holds another's secret. The register is all that lies between them; a wake-up (a byte
 *in a pipe) only tells the next one to look.
 *
 *	collect  wakes handle when messages came in
 *	handle   wakes submit when letters were queued, and collect when messages are to be filed
 *	submit   wakes handle when a letter was refused for good
 *
 * Killing any of them at any moment loses nothing: the register knows what is done. What the supervisor must
 * know besides, who is alive and what handle had in hand when it died, stands on a page of memory that all
 * share. */
#ifndef DAEMON_H
#define DAEMON_H

#include "../config.h"
#include "db.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>

enum stage { STAGE_COLLECT, STAGE_HANDLE, STAGE_SUBMIT, STAGE_COUNT };
/* One process a stage, but for submit, the last: as many as there are connections to the relay. */
enum { PROCESSES_MAX = STAGE_SUBMIT + CONNECTIONS_MAX };

struct daemon_page {
	_Atomic int64_t in_hand; /* what handle works on, see handle.h; 0: nothing */
	_Atomic int ended_by;	 /* the signal that ended the handle that had it, 0: none */
	_Atomic bool has_hung;	 /* the supervisor killed it for taking too long */
	_Atomic long long
	    beats_ms[PROCESSES_MAX]; /* when each process last said that it goes on (monotonic) */
	pthread_mutex_t turn;	     /* held by the submit process that hands a letter over: outbox_turn.c */
	pthread_mutex_t writers;     /* held by the process that writes into the register: db_take_turns */
	_Atomic long long round_trip_ms; /* when the mail server last answered with what it has */
};

/* How a stage's process has the supervisor start the process that tells its secret (a command, or one that
 * reads the file): it asks on the line, the output goes into the pipe, and its wait status comes back on the
 * line. Index 0 of the line is the supervisor's end. All -1: this process has no such secret. */
struct errand {
	int line[2], output[2];
	pid_t pid;	    /* the command that runs, 0: none */
	long long until_ms; /* it may take that long (monotonic) */
};

struct daemon {
	const struct config *config;
	bool is_once; /* drain and exit */
	bool is_verbose;
	unsigned number;	       /* in a stage's process: which of them it is, from 0 */
	int wakeups[PROCESSES_MAX][2]; /* read end, write end */
	struct errand errands[PROCESSES_MAX];
	struct daemon_page *page;
	int watchdog_ms; /* systemd's patience (sd_notify(3)); 0: none */
};

/* A stage's process: returns OK when asked to stop or (is_once) when there is nothing left to do. */
typedef int stage_main(struct daemon *daemon, struct err *err);
stage_main daemon_collect, daemon_handle, daemon_submit;

/* Processes are numbered as the stages are, the further submit processes after them. */
enum stage daemon_stage_of(int process);

void daemon_wake(struct daemon *daemon, enum stage stage);
/* Waits for this stage's wakeup or timeout_ms, and empties it; beats meanwhile. */
void daemon_wait(struct daemon *daemon, enum stage stage, int timeout_ms);
/* Asked between two pieces of work, which says at the same time that this stage goes on: one that is silent
 * for too long is killed and started again. */
bool daemon_is_stopping(void);
void daemon_beat(void);
/* A pause of at most this length, shorter where systemd's patience asks for it. */
int daemon_pause_ms(const struct daemon *daemon, int most_ms);

/* A growing delay after the nth failure in a row, in milliseconds: 1 s, 2 s, 4 s ... 5 min, with jitter. */
int daemon_delay_ms(unsigned failures);

/* In a stage's process: its own secret, and no other's, read anew. The supervisor has it brought, since a
 * stage may start no program and open no file that holds a secret. ERR_CONFIG, ERR_IO, ERR_TEMPORARY. */
int daemon_secret(struct daemon *daemon, enum stage stage, struct arena *arena, char **out, struct err *err);

/* In a stage's process: the register, to write in turn with the others. Errors of db_open. */
int daemon_open_register(const struct daemon *daemon, struct db **out, struct err *err);
/* In a stage's process, when it has opened its register: from now on it opens nothing that is not its own
 * (base/landlock.h). ERR_UNAVAILABLE. */
int daemon_confine(const struct daemon *daemon, enum stage stage, struct err *err);

/* The supervisor's side, which keeps no secret and waits for no command. The line is made before the fork;
 * after it each of the two lets go of what is the other's. */
void errands_init(struct daemon *daemon);
int errand_connect(struct daemon *daemon, int process, struct err *err);
void errand_part(struct daemon *daemon, int process, bool is_stage);
void errands_serve(struct daemon *daemon);			 /* starts commands, ends late ones, tells */
void errand_ended(struct daemon *daemon, pid_t pid, int status); /* a child that runs no stage */
void errands_stop(struct daemon *daemon);

/* systemd (sd_notify(3)): does nothing where it is not there. */
void notify_send(const char *state);
int notify_watchdog_ms(void); /* its patience; 0: none */

#endif
