/* Several offers or events in one message (specification section 2, 5): each is registered or not, one letter
 * tells of all. */
#ifndef KIND_SEVERAL_H
#define KIND_SEVERAL_H

#include "handle/task.h"
#include "kind/audience.h"

struct several_record {
	const char *ref; /* NULL: not registered, task->form has the faults */
	const char *title;
	struct contact_list told;
	bool is_held;	  /* registered, but nobody is told yet */
	json_t *passages; /* that hold it */
};

/* Registers the one that task->form holds, without a word to the sender. ERR_* of the register. */
typedef int several_register(struct task *task, struct several_record *out, struct err *err);

/* The outcome is "accepted" when one was registered ("held" when a rule holds all of those), with "n of m" as
 * its reason and the first record as its ref. */
int several_handle(struct task *task, several_register *take, struct err *err);

#endif
