/* Faults planted in the reader by a header field, for the tests of its cell: `make hooks` builds a program
 * with them, the product has none. */
#ifndef HANDLE_HOOKS_H
#define HANDLE_HOOKS_H

#include "base/bytes.h"

#ifdef PASSERELLE_TEST_HOOKS
/* X-Passerelle-Test: crash, loop, sleep, memory, file, socket, exec or kill, in the message's first lines. */
void hooks_obey(struct bytes raw);
#else
static inline void hooks_obey(struct bytes raw)
{
	(void)raw;
}
#endif

#endif
