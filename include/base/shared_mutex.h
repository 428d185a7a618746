/* A mutex in memory that processes share. A process that is killed while it holds one gives it up. */
#ifndef BASE_SHARED_MUTEX_H
#define BASE_SHARED_MUTEX_H

#include <pthread.h>

void shared_mutex_init(pthread_mutex_t *mutex);

/* 0; EOWNERDEAD: likewise, but its last holder was killed; ETIMEDOUT: not within most_ms. */
int shared_mutex_lock(pthread_mutex_t *mutex, int most_ms);

#endif
