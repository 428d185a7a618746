/* The gate: who wrote a message, whether that is proven, in which thread and of which nature, from its header
 * block alone, before anything else of it is decoded (specification section 3). It reads in a sandbox of its
 * own, with a small reader of our own and no MIME library; what reads the body comes later and has no say in
 * it. */
#ifndef HANDLE_GATE_H
#define HANDLE_GATE_H

#include "channel.h"

struct gate;

struct gate *gate_new(struct keeper *keeper); /* which must outlive it */
void gate_free(struct gate **gate);

/* Fills what *out has from the header block of `raw`, in the arena. Errors as of channel_take. */
int gate_settle(struct gate *gate, struct arena *arena, struct bytes raw, struct mail *out,
		struct failure *failure, struct err *err);

/* What runs in the sandbox. */
sandbox_main gate_run;

#endif
