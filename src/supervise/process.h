/* The processes of the stages, for the supervisor and for a drain. */
#ifndef SUPERVISE_PROCESS_H
#define SUPERVISE_PROCESS_H

#include "daemon.h"

int process_count(const struct daemon *daemon);
const char *stage_name(enum stage stage);
/* -1 when it can't be started now (ERR_TEMPORARY). */
pid_t stage_start(struct daemon *daemon, int process, struct err *err);
/* Kills a process that has been silent for too long: what it had in hand counts a failure. */
void kill_hung(struct daemon *daemon, int process, pid_t pid);
/* Remembers for the next handle how this one ended. */
void note_end(struct daemon *daemon, enum stage stage, int status);
/* collect and handle in turn until the mailbox is drained and everything is filed, then submit. The first
 * fault is returned, but what can be done is done. */
int drain(struct daemon *daemon, struct err *err);

#endif
