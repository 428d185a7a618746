/* SIGHUP: configuration, templates and rules are read anew. They are checked first, in a process of its own;
 * what is faulty is refused, and the daemon goes on with what it has. */
#ifndef SUPERVISE_RELOAD_H
#define SUPERVISE_RELOAD_H

#include "daemon.h"

struct reload {
	pid_t pid; /* of the check that runs, 0: none */
};

/* Begins the check, when none runs. */
void reload_begin(struct reload *reload, struct daemon *daemon);
/* A child has ended; true when that was the check and the new configuration is taken: every stage is to be
 * started anew. */
bool reload_ended(struct reload *reload, struct daemon *daemon, pid_t pid, int status);

#endif
