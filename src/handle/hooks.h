/* Faults that tests trigger in the sandboxes by a header field. Only in the program built by `make hooks`. */
#ifndef HANDLE_HOOKS_H
#define HANDLE_HOOKS_H

#include "base/bytes.h"

enum hooks_place { HOOKS_GATE, HOOKS_READER };

#ifdef PASSERELLE_TEST_HOOKS
/* X-Passerelle-Test (in the reader) or X-Passerelle-Test-Gate: crash, loop, sleep, memory, file, socket, exec
 * or kill, in the first lines of the message. */
void hooks_obey(enum hooks_place place, struct bytes raw);
/* X-Passerelle-Test: answer simulates a compromised reader: to this message and all later ones in the same
 * process it answers with the text below the header, whatever that is. NULL: not compromised. */
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
