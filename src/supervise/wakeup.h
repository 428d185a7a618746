/* Wake-ups between processes; the supervisor has one too. */
#ifndef SUPERVISE_WAKEUP_H
#define SUPERVISE_WAKEUP_H

#include "daemon.h"

/* Creates the pipes, before any process is forked. ERR_TEMPORARY. */
int make_wakeups(struct daemon *daemon, struct err *err);
/* Makes signals end a wait on this wake-up; has_children: also the end of a child. */
void watch_signals(int wakeup, bool has_children);
/* From now on signals wake the supervisor. */
void watch_supervisor(void);
/* The supervisor's pause; ended by the end of a child, a stage that asks for its secret, or a request to
 * stop. */
void supervisor_wait(struct daemon *daemon, int timeout_ms);
/* Whether a command has changed the register since the last call (SIGCONT, see db_wake_daemon). */
bool was_woken(void);
/* Whether the configuration must be read again (SIGHUP). */
bool was_hung_up(void);
/* Where this process gives signs of life. */
void begin_beats(_Atomic long long *beat_ms);

#endif
