/* Between the end of a letter's data and noting its result, a kill makes the letter be sent again. The
 * processes take turns in that period, by a lock on their shared page, so that a kill of the whole daemon
 * repeats one letter rather than one for each connection.
 *
 * With a slow relay that would reduce all connections to the speed of one, so a process waits at most MOST_MS
 * and then goes on without the lock: then a kill of the whole daemon may repeat a letter for each
 * connection. */
#include "outbox.h"

#include "base/shared_mutex.h"

#include <errno.h>
#include <time.h>

enum { MOST_MS = 100 };

void turn_take(struct outbox *outbox)
{
	if (outbox->has_turn)
		return;
	int result = shared_mutex_lock(&outbox->daemon->page->turn, MOST_MS);
	outbox->has_turn = !result || result == EOWNERDEAD;
	/* The holder was killed. If the whole daemon is being killed, this process is next, so it waits for
	 * that. */
	if (result == EOWNERDEAD)
		nanosleep(&(struct timespec){.tv_nsec = MOST_MS * 1000000L}, NULL);
}

void turn_pass_on(struct outbox *outbox)
{
	if (outbox->has_turn)
		pthread_mutex_unlock(&outbox->daemon->page->turn);
	outbox->has_turn = false;
}
