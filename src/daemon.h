/* The processes. The supervisor starts one process a stage that touches the outside; each opens what it needs
 *itself, so that none holds another's secret. The database is all that lies between them; a bell (a pipe)
 *only wakes the next one.
 *
 *	collect  rings handle when messages came in
 *	handle   rings submit when letters were queued, and collect when messages are to be filed
 *	submit   rings handle when a letter was refused for good
 */
#ifndef DAEMON_H
#define DAEMON_H

#include "config.h"

enum stage { STAGE_COLLECT, STAGE_HANDLE, STAGE_SUBMIT, STAGE_COUNT };
/* One process a stage, but for submit, the last: as many as there are connections to the relay. */
enum { PROCESSES_MAX = STAGE_SUBMIT + CONNECTIONS_MAX };

struct daemon {
	const struct config *config;
	bool is_once; /* drain and exit */
	bool is_verbose;
	unsigned number;	     /* in a stage's process: which of them it is, from 0 */
	int bells[PROCESSES_MAX][2]; /* read end, write end */
};

/* A stage's process: returns OK when asked to stop or (is_once) when there is nothing left to do. */
typedef int stage_main(struct daemon *daemon, struct err *err);
stage_main daemon_collect, daemon_handle, daemon_submit;

/* Runs the daemon until SIGTERM or SIGINT, or drains it once. The caller holds the register's lock. */
int daemon_run(struct daemon *daemon, struct err *err);

void daemon_ring(struct daemon *daemon, enum stage stage);
/* Waits for this stage's bell or timeout_ms, and empties it. */
void daemon_wait(struct daemon *daemon, enum stage stage, int timeout_ms);
bool daemon_is_stopping(void);

/* A growing delay after the nth failure in a row, in milliseconds: 1 s, 2 s, 4 s ... 5 min, with jitter. */
int daemon_delay_ms(unsigned failures);

#endif
