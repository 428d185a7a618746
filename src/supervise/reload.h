/* SIGHUP: reads configuration, templates and rules again. A process of its own checks them first; with faults
 * they are rejected, and the daemon keeps the present ones. */
#ifndef SUPERVISE_RELOAD_H
#define SUPERVISE_RELOAD_H

#include "daemon.h"

struct reload {
	pid_t pid; /* the running check, 0: none */
};

/* Starts the check, unless one is running. */
void reload_begin(struct reload *reload, struct daemon *daemon);
/* Called when a child has ended; true when that was the check and the new configuration is in use: all stages
 * must be restarted. */
bool reload_ended(struct reload *reload, struct daemon *daemon, pid_t pid, int status);

#endif
