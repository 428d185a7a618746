#include "base/shared_mutex.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int set_up(void **state)
{
	FILE *file = tmpfile();
	if (!file || ftruncate(fileno(file), sizeof(pthread_mutex_t)))
		return -1;
	*state = mmap(NULL, sizeof(pthread_mutex_t), PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
	fclose(file);
	if (*state == MAP_FAILED)
		return -1;
	shared_mutex_init(*state);
	return 0;
}

static int tear_down(void **state)
{
	return munmap(*state, sizeof(pthread_mutex_t));
}

/* The result of locking for ten milliseconds in another process, which ends without unlocking. */
static int result_elsewhere(pthread_mutex_t *mutex)
{
	int status = 0;
	pid_t pid = fork();
	if (!pid)
		_exit(shared_mutex_lock(mutex, 10));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WEXITSTATUS(status);
}

static void excludes_others(void **state)
{
	pthread_mutex_t *mutex = *state;
	assert_int_equal(shared_mutex_lock(mutex, 0), 0);
	assert_int_equal(result_elsewhere(mutex), ETIMEDOUT);
	pthread_mutex_unlock(mutex);
	assert_int_equal(result_elsewhere(mutex), 0);
}

static void outlives_its_holder(void **state)
{
	pthread_mutex_t *mutex = *state;
	assert_int_equal(result_elsewhere(mutex), 0);
	assert_int_equal(shared_mutex_lock(mutex, 0), EOWNERDEAD);
	pthread_mutex_unlock(mutex);
	assert_int_equal(shared_mutex_lock(mutex, 0), 0);
	pthread_mutex_unlock(mutex);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
	    cmocka_unit_test_setup_teardown(excludes_others, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(outlives_its_holder, set_up, tear_down),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
