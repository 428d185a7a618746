/* Several offers or events in one message (specification section 2, 5): each is registered or not, and one
 * letter reports on all. */
#ifndef KIND_SEVERAL_H
#define KIND_SEVERAL_H

#include "handle/task.h"
#include "kind/audience.h"

struct several_record {
	const char *ref; /* NULL: not registered; the faults are in task->form */
	const char *title;
	struct contact_list told;
	bool is_held;	  /* registered, but no readers were told yet */
	json_t *passages; /* remarks for which it is held */
};

/* Registers the one in task->form, without answering the sender. ERR_* of the register. */
typedef int several_register(struct task *task, struct several_record *out, struct err *err);

/* Sets outcome "accepted" when one was registered ("held" when a rule holds all of these), with "n of m" as
 * reason and the first record as ref. */
int several_handle(struct task *task, several_register *take, struct err *err);

#endif
