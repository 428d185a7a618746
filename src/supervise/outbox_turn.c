/* From the moment at which a letter's end is handed to the relay until its outcome is noted, a kill makes the
 * letter go again. The processes take turns at that, by a lock on their shared page: a kill of the whole
 * daemon repeats one letter, not one a connection.
 *
 * A relay that is slow to take letters would bring all connections down to the pace of one, so a process
 * waits MOST_MS for its turn and then goes on without: with such a relay a kill of the whole daemon may
 * repeat a letter a connection. */
#include "outbox.h"

#include "base/io.h"

#include <errno.h>
#include <time.h>

enum { MOST_MS = 100 };

void turn_init(struct daemon_page *page)
{
	pthread_mutexattr_t shared;
	pthread_mutexattr_init(&shared);
	pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&shared, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&page->turn, &shared);
	pthread_mutexattr_destroy(&shared);
}

/* The holder was killed, and this process may be next when the whole daemon is: it waits for that. */
static void inherit(pthread_mutex_t *turn)
{
	nanosleep(&(struct timespec){.tv_nsec = MOST_MS * 1000000L}, NULL);
	pthread_mutex_consistent(turn);
}

void turn_take(struct outbox *outbox)
{
	pthread_mutex_t *turn = &outbox->daemon->page->turn;
	struct timespec until;
	if (outbox->has_turn)
		return;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += MOST_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	int result = pthread_mutex_timedlock(turn, &until);
	outbox->has_turn = !result || result == EOWNERDEAD;
	if (result == EOWNERDEAD)
		inherit(turn);
}

void turn_pass_on(struct outbox *outbox)
{
	if (outbox->has_turn)
		pthread_mutex_unlock(&outbox->daemon->page->turn);
	outbox->has_turn = false;
}
