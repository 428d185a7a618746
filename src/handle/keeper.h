/* The keeper of the reader: a process that loads what a reader needs, sees no message, and forks a reader
 * whenever it is asked to, at once and with nothing of the register in its memory. */
#ifndef HANDLE_KEEPER_H
#define HANDLE_KEEPER_H

#include "base/err.h"

struct keeper;

struct keeper_work {
	int (*prepare)(struct err *err); /* once, in the keeper */
	int (*run)(const void *user, int fd,
		   struct err *err); /* in each reader, with its end of a pair; returns when it ends */
	const void *user;
};

/* Starts the keeper. ERR_INTERNAL. */
int keeper_open(struct keeper **out, const struct keeper_work *work, struct err *err);
void keeper_close(struct keeper **keeper); /* and the reader with it */

/* Starts a reader; *fd, non-blocking, is our end of its pair. There is one at a time. ERR_UNAVAILABLE: the
 * keeper is gone; ERR_TEMPORARY: it can't start one now; ERR_INTERNAL. */
int keeper_start(struct keeper *keeper, int *fd, struct err *err);
/* Ends the reader, if it has not ended of itself; *status as of waitpid. ERR_UNAVAILABLE. */
int keeper_end(struct keeper *keeper, int *status, struct err *err);

#endif
