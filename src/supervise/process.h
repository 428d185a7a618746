/* The stages' processes, for the supervisor and for a drain. */
#ifndef SUPERVISE_PROCESS_H
#define SUPERVISE_PROCESS_H

#include "daemon.h"

int process_count(const struct daemon *daemon);
const char *stage_name(enum stage stage);
/* -1 when it can't be started now (ERR_TEMPORARY). */
pid_t stage_start(struct daemon *daemon, int process, struct err *err);
/* Kills a process without signs of life; what it was working on counts a failure. */
void kill_hung(struct daemon *daemon, int process, pid_t pid);
/* Records for the next handle process how this one ended. */
void note_end(struct daemon *daemon, enum stage stage, int status);
/* Runs collect and handle in turn until the mailbox is processed and everything is filed, then submit. Does
 * all that is possible and returns the first error. */
int drain(struct daemon *daemon, struct err *err);

#endif
