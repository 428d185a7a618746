/* A mutex in memory shared by processes. When its holder is killed, the mutex is released. */
#ifndef BASE_SHARED_MUTEX_H
#define BASE_SHARED_MUTEX_H

#include <pthread.h>

void shared_mutex_init(pthread_mutex_t *mutex);

/* 0; EOWNERDEAD: locked too, but the last holder was killed; ETIMEDOUT: not locked within most_ms. */
int shared_mutex_lock(pthread_mutex_t *mutex, int most_ms);

#endif
