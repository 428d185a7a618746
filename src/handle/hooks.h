/* Faults planted in the sandboxes by a header field, for their tests: `make hooks` builds a program with
 * them, the product has none. */
#ifndef HANDLE_HOOKS_H
#define HANDLE_HOOKS_H

#include "base/bytes.h"

enum hooks_place { HOOKS_GATE, HOOKS_READER };

#ifdef PASSERELLE_TEST_HOOKS
/* X-Passerelle-Test (in the reader) or X-Passerelle-Test-Gate: crash, loop, sleep, memory, file, socket, exec
 * or kill, in the message's first lines. */
void hooks_obey(enum hooks_place place, struct bytes raw);
/* X-Passerelle-Test: answer takes the reader over: to this message and to all that come after it in the same
 * process it answers with what stands below the header, whatever that is. NULL: it was not taken over. */
const char *hooks_answer(struct arena *arena, struct bytes raw);
#else
static inline void hooks_obey(enum hooks_place place, struct bytes raw)
{
	(void)place;
	(void)raw;
}
static inline const char *hooks_answer(struct arena *arena, struct bytes raw)
{
	(void)arena;
	(void)raw;
	return NULL;
}
#endif

#endif
