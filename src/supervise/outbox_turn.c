/* From the moment at which a letter's end is handed to the relay until its outcome is noted, a kill makes the
 * letter go again. The processes take turns at that, by a lock on their shared page: a kill of the whole
 * daemon repeats one letter, not one a connection.
 *
 * A relay that is slow to take letters would bring all connections down to the pace of one, so a process
 * waits MOST_MS for its turn and then goes on without: with such a relay a kill of the whole daemon may
 * repeat a letter a connection. */
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
	/* The holder was killed, and this process may be next when the whole daemon is: it waits for that. */
	if (result == EOWNERDEAD)
		nanosleep(&(struct timespec){.tv_nsec = MOST_MS * 1000000L}, NULL);
}

void turn_pass_on(struct outbox *outbox)
{
	if (outbox->has_turn)
		pthread_mutex_unlock(&outbox->daemon->page->turn);
	outbox->has_turn = false;
}
