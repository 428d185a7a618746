#include "base/hash.h"
#include "base/io.h"
#include "base/secret.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	struct arena *arena;
	char directory[64];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	fixture->arena = arena_new();
	snprintf(fixture->directory, sizeof fixture->directory, "/tmp/base_io.XXXXXX");
	*state = fixture;
	return mkdtemp(fixture->directory) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	unlink(arena_printf(fixture->arena, "%s/secret", fixture->directory));
	rmdir(arena_printf(fixture->arena, "%s/a/b", fixture->directory));
	rmdir(arena_printf(fixture->arena, "%s/a", fixture->directory));
	rmdir(fixture->directory);
	arena_free(&fixture->arena);
	free(fixture);
	return 0;
}

static char *write_secret(struct fixture *fixture, mode_t mode)
{
	char *path = arena_printf(fixture->arena, "%s/secret", fixture->directory);
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
	assert_int_equal(write(fd, "s3cret word\nsecond line\n", 24), 24);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
	return arena_printf(fixture->arena, "file:%s", path);
}

static void reads_secrets(void **state)
{
	struct fixture *fixture = *state;
	char *secret = NULL;
	struct err err = {0};
	assert_int_equal(secret_read(fixture->arena, write_secret(fixture, 0600), &secret, &err), OK);
	assert_string_equal(secret, "s3cret word");
	assert_int_equal(secret_read(fixture->arena, "command:printf 'token\\n'", &secret, &err), OK);
	assert_string_equal(secret, "token");
	assert_int_equal(secret_read(fixture->arena, "command:echo token; sleep 1 &", &secret, &err), OK);
	assert_string_equal(secret, "token");
	assert_int_equal(secret_read(fixture->arena, "", &secret, &err), OK);
	assert_string_equal(secret, "");
}

static void refuses_open_secrets(void **state)
{
	struct fixture *fixture = *state;
	char *secret = NULL;
	struct err err = {0};
	assert_int_equal(secret_read(fixture->arena, write_secret(fixture, 0644), &secret, &err), ERR_CONFIG);
	assert_null(strstr(err.text, "s3cret"));
	assert_int_equal(secret_read(fixture->arena, "s3cret", &secret, &err), ERR_CONFIG);
	assert_null(strstr(err.text, "s3cret"));
	assert_int_equal(secret_read(fixture->arena, "command:exit 3", &secret, &err), ERR_CONFIG);
	assert_int_equal(secret_read(fixture->arena, "command:nonexistent 2>/dev/null", &secret, &err),
			 ERR_CONFIG);
	assert_int_equal(secret_read(fixture->arena, "file:/nonexistent/secret", &secret, &err), ERR_CONFIG);
}

static void bounds_files(void **state)
{
	struct fixture *fixture = *state;
	struct bytes bytes;
	struct err err = {0};
	const char *path = write_secret(fixture, 0600) + 5;
	assert_int_equal(io_read_file(fixture->arena, path, 24, &bytes, &err), OK);
	assert_int_equal(bytes.length, 24);
	assert_int_equal(io_read_file(fixture->arena, path, 23, &bytes, &err), ERR_LIMIT);
	assert_int_equal(io_read_file(fixture->arena, "/nonexistent", 23, &bytes, &err), ERR_NOT_FOUND);
}

static void writes_files_whole(void **state)
{
	struct fixture *fixture = *state;
	struct bytes bytes;
	struct err err = {0};
	const char *path = arena_printf(fixture->arena, "%s/page", fixture->directory);
	assert_int_equal(io_write_file(path, bytes_of("first"), 0, &err), OK);
	assert_int_equal(io_write_file(path, bytes_of("2nd"), 0, &err), OK);
	assert_int_equal(io_read_file(fixture->arena, path, 9, &bytes, &err), OK);
	assert_memory_equal(bytes.data, "2nd", bytes.length);
	assert_int_equal(io_write_file("/dev/full", bytes_of("x"), 0, &err), ERR_IO);
	assert_non_null(strstr(err.text, "/dev/full: "));
	assert_int_equal(io_write_file("/nonexistent/page", bytes_of("x"), 0, &err), ERR_IO);
	assert_int_equal(access("/dev/full", W_OK), 0);
	unlink(path);
}

static void keeps_deadlines(void **state)
{
	(void)state;
	int ends[2];
	char byte[2];
	struct err err = {0};
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(io_read_all(ends[0], byte, 1, io_now_ms() + 50, &err), ERR_TEMPORARY);
	assert_int_equal(io_write_all(ends[1], "x", 1, io_now_ms() + 50, &err), OK);
	close(ends[1]);
	assert_int_equal(io_read_all(ends[0], byte, 2, 0, &err), ERR_IO);
	assert_int_equal(io_read_all(ends[0], byte, 1, 0, &err), ERR_NOT_FOUND);
	close(ends[0]);
}

static void makes_directories(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct stat status;
	char *path = arena_printf(fixture->arena, "%s/a/b", fixture->directory);
	assert_int_equal(io_make_directories(path, &err), OK);
	assert_int_equal(io_make_directories(path, &err), OK);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_int_equal(io_make_directories("/dev/null/x", &err), ERR_IO);
}

/* What stdio still holds is written, and the status is the caller's. */
static void ends_with_its_output(void **state)
{
	struct fixture *fixture = *state;
	struct err err = {0};
	struct bytes written;
	int status;
	char *path = arena_printf(fixture->arena, "%s/written", fixture->directory);
	pid_t pid = fork();
	if (!pid) {
		FILE *file = fopen(path, "w");
		if (!file || fputs("all of it", file) < 0)
			_exit(1);
		io_exit(42);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 42);
	assert_int_equal(io_read_file(fixture->arena, path, 100, &written, &err), OK);
	assert_true(bytes_equal(written, bytes_of("all of it")));
}

/* FIPS 180-2 appendix B.1, RFC 4231 test case 2, RFC 4648 section 10. */
static void hashes(void **state)
{
	(void)state;
	char hex[HASH_HEX_BYTES], base64[9] = "";
	struct bytes parts[] = {bytes_of("a"), bytes_of("bc")};
	hash_sha256(parts, 2, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_hmac(bytes_of("Jefe"), "what do ya want for nothing?", hex);
	assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	assert_int_equal(hash_base64_length(5), 8);
	hash_base64(bytes_of("fooba"), base64);
	assert_string_equal(base64, "Zm9vYmE=");
}

static void chains_errors(void **state)
{
	(void)state;
	struct err err = {0};
	assert_int_equal(err_set(&err, ERR_DATA, "line %d", 3), ERR_DATA);
	assert_int_equal(err_prefix(&err, "%s", "file.csv"), ERR_DATA);
	assert_string_equal(err.text, "file.csv: line 3");
	assert_int_equal(err_exit_status(ERR_CONFIG), 78);
	assert_int_equal(err_exit_status(ERR_TEMPORARY), 75);
	assert_int_equal(err_exit_status(ERR_NOT_FOUND), 65);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
	    cmocka_unit_test_setup_teardown(reads_secrets, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_open_secrets, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(writes_files_whole, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(writes_files_whole, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(bounds_files, set_up, tear_down),
	    cmocka_unit_test(keeps_deadlines),
	    cmocka_unit_test_setup_teardown(makes_directories, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(ends_with_its_output, set_up, tear_down),
	    cmocka_unit_test(hashes),
	    cmocka_unit_test(chains_errors),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
