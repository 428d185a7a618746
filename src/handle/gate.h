/* The gate: reads from the header block alone who wrote a message, with what proof, in which thread, and its
 * nature, before anything else is decoded (specification section 3). It runs in a sandbox of its own, with
 * our own small parser and no MIME library. The reader of the body can't change its findings. */
#ifndef HANDLE_GATE_H
#define HANDLE_GATE_H

#include "channel.h"

struct gate;

struct gate *gate_new(struct keeper *keeper); /* must outlive it */
void gate_free(struct gate **gate);

/* Fills the header members of *out from the header block of `raw`, in the arena. Errors as channel_take. */
int gate_settle(struct gate *gate, struct arena *arena, struct bytes raw, struct mail *out,
		struct failure *failure, struct err *err);

/* The sandbox's main function. */
sandbox_main gate_run;

#endif
