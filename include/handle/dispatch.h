/* A letter to many. Up to DISPATCH_AT_ONCE readers get their letters in the transaction that decides it. With
 * more, that transaction stores the common draft and the readers; their letters are made afterwards in
 * slices, each in a transaction of its own, which is short (the other stages write too) and needs the memory
 * of one letter. A letter is queued and its reader's row removed together, so that after a kill the next
 * slice continues where the last one ended and each reader gets exactly one letter.
 *
 * The engine makes all slices before it decides the next message or does the next due action: nothing acts on
 * a half-made mailing, and a later letter to the same reader is queued after it. */
#ifndef HANDLE_DISPATCH_H
#define HANDLE_DISPATCH_H

#include "handle/task.h"

enum { DISPATCH_AT_ONCE = 100 };

struct reader_of {
	int64_t contact; /* id; 0 for an address outside the directory */
	const char *email, *name;
	json_t *own; /* values of the data for this reader only, or NULL; borrowed */
};

/* Sends the draft to each reader, at once or in slices. Its own to_email, to_name and contact are ignored. It
 * carries no files except a text enclosure, and is no answer. ERR_* as task_emit. */
int task_emit_each(struct task *task, const struct draft *draft, const struct reader_of *readers,
		   size_t count, struct err *err);

#endif
