/* From the moment at which a letter's end is handed to the relay until what became of it is noted, a kill
 * makes it go again. The processes take turns at that: whoever kills the whole daemon at once repeats one
 * letter, not one a connection.
 *
 * A relay that is slow to take letters would bring all connections down to the pace of one. Whoever holds the
 * turn for longer than MOST_MS, because the relay takes its time or because he is dead, loses it to the next:
 * with such a relay a kill of the whole daemon may repeat a letter a connection. */
#include "outbox.h"

#include "base/io.h"

#include <assert.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

enum {
	MOST_MS = 100,
	YIELDS = 20,	 /* looks without a pause: a relay nearby answers at once */
	STEP_NS = 50000, /* between two looks afterwards */
	NUMBER_BITS = 8, /* of the turn's word: the process's number from 1; above it, since when */
};

static_assert(CONNECTIONS_MAX < 1 << NUMBER_BITS, "each process has a number of its own");

static uint64_t mine(const struct outbox *outbox, long long now_ms)
{
	return (uint64_t)now_ms << NUMBER_BITS | (outbox->daemon->number + 1);
}

static bool is_mine(const struct outbox *outbox, uint64_t turn)
{
	return (turn & ((1 << NUMBER_BITS) - 1)) == outbox->daemon->number + 1;
}

void turn_take(struct outbox *outbox)
{
	_Atomic uint64_t *turn = &outbox->daemon->page->turn;
	for (unsigned looks = 0;; looks++) {
		uint64_t held = *turn;
		long long now_ms = io_now_ms();
		bool is_free =
		    !held || is_mine(outbox, held) || now_ms - (long long)(held >> NUMBER_BITS) > MOST_MS;
		if (is_free && atomic_compare_exchange_strong(turn, &held, mine(outbox, now_ms)))
			return;
		if (!is_free && looks < YIELDS)
			sched_yield();
		else if (!is_free)
			nanosleep(&(struct timespec){.tv_nsec = STEP_NS}, NULL);
	}
}

void turn_pass_on(struct outbox *outbox)
{
	_Atomic uint64_t *turn = &outbox->daemon->page->turn;
	uint64_t held = *turn;
	if (is_mine(outbox, held))
		atomic_compare_exchange_strong(turn, &held, 0);
}
