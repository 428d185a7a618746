#include "base/shared_mutex.h"

#include <errno.h>
#include <time.h>

void shared_mutex_init(pthread_mutex_t *mutex)
{
	pthread_mutexattr_t shared;
	pthread_mutexattr_init(&shared);
	pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&shared, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(mutex, &shared);
	pthread_mutexattr_destroy(&shared);
}

int shared_mutex_lock(pthread_mutex_t *mutex, int most_ms)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += most_ms / 1000;
	until.tv_nsec += most_ms % 1000 * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	int result = pthread_mutex_timedlock(mutex, &until);
	if (result == EOWNERDEAD)
		pthread_mutex_consistent(mutex);
	return result;
}
