/* A letter to many. Up to DISPATCH_AT_ONCE readers get theirs in the transaction that decides it. For more,
 * that transaction keeps what all are told and who they are; the letters are made afterwards in slices, each
 * in a transaction of its own that is short (the other stages write too) and whose memory is a letter's. What
 * is made goes with its reader's row, so that after a kill the next slice goes on where the last one ended,
 * and each has his letter exactly once.
 *
 * The engine makes all slices before it decides the next message or does the next thing that is due: nobody
 * ever sees a mailing half made, and whoever is told again was told before. */
#ifndef HANDLE_DISPATCH_H
#define HANDLE_DISPATCH_H

#include "handle/task.h"

enum { DISPATCH_AT_ONCE = 100 };

struct reader_of {
	int64_t contact; /* id; 0 for an address outside the directory */
	const char *email, *name;
	json_t *own; /* members of the data that are this reader's own, or NULL; borrowed */
};

/* The draft to each of them, at once or in slices. Its own to_email, to_name and contact are not looked at;
 * it brings no files but
 * an enclosure of text, and answers nobody. ERR_* as task_emit. */
int task_emit_each(struct task *task, const struct draft *draft, const struct reader_of *readers,
		   size_t count, struct err *err);

#endif
