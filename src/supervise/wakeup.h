/* Wake-ups between processes; the supervisor has one of its own. */
#ifndef SUPERVISE_WAKEUP_H
#define SUPERVISE_WAKEUP_H

#include "daemon.h"

/* The pipes, before any process is forked. ERR_TEMPORARY. */
int make_wakeups(struct daemon *daemon, struct err *err);
/* Signals end a wait on this wake-up; has_children: so does the end of a child. */
void watch_signals(int wakeup, bool has_children);
/* Signals wake the supervisor from now on. */
void watch_supervisor(void);
/* The supervisor's pause: the end of a child, a stage that asks for its secret, or a wish to stop, ends it.
 */
void supervisor_wait(struct daemon *daemon, int timeout_ms);
/* Whether a command has changed the register since it was asked last (SIGCONT, see db_wake_daemon). */
bool was_woken(void);
/* Whether the configuration is to be read anew (SIGHUP). */
bool was_hung_up(void);
/* Where this process says that it goes on. */
void begin_beats(_Atomic long long *beat_ms);

#endif
