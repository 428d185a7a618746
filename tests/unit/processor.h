/* A test's processor time: independent of the machine's load, unlike wall-clock time. */
#ifndef UNIT_PROCESSOR_H
#define UNIT_PROCESSOR_H

#include <time.h>

static inline long long processor_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

#endif
