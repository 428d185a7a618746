#include "db_fixture.h"

#include "db/key.h"

#include <sys/wait.h>

static const char *key_file(struct fixture *f)
{
	return arena_printf(f->arena, "%s.key", f->path);
}

static void test_made_once(void **state)
{
	struct fixture *f = *state;
	struct key first, second;
	struct stat status;
	assert_int_equal(key_open(&first, f->path, DB_READ, &f->err), ERR_NOT_FOUND);
	assert_ok(f, key_open(&first, f->path, DB_WRITE, &f->err));
	assert_ok(f, key_open(&second, f->path, DB_READ, &f->err));
	assert_memory_equal(&first, &second, sizeof first);
	assert_int_equal(stat(key_file(f), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(status.st_size, KEY_BYTES);
	assert_int_equal(status.st_nlink, 1);
}

static void test_same_for_all_who_make_it_at_once(void **state)
{
	enum { PROCESSES = 8 };
	struct fixture *f = *state;
	struct key keys[PROCESSES];
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < PROCESSES; i++)
		if (!fork()) {
			struct key key;
			struct err err;
			int rc = key_open(&key, f->path, DB_WRITE, &err);
			_exit(rc || write(ends[1], &key, sizeof key) != sizeof key);
		}
	for (int i = 0; i < PROCESSES; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
		assert_int_equal(read(ends[0], &keys[i], sizeof keys[i]), sizeof keys[i]);
		assert_memory_equal(&keys[0], &keys[i], sizeof keys[i]);
	}
	close(ends[0]);
	close(ends[1]);
}

static void test_refused(void **state)
{
	static const struct {
		mode_t mode;
		size_t length;
	} rows[] = {{0640, 32}, {0604, 32}, {0600, 31}, {0600, 33}, {0600, 0}};
	struct fixture *f = *state;
	struct key key;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char zeros[64] = {0};
		int fd = open(key_file(f), O_WRONLY | O_CREAT | O_EXCL, 0600);
		assert_int_equal(write(fd, zeros, rows[i].length), rows[i].length);
		assert_int_equal(fchmod(fd, rows[i].mode), 0);
		close(fd);
		assert_int_equal(key_open(&key, f->path, DB_WRITE, &f->err), ERR_CONFIG);
		unlink(key_file(f));
	}
}

static void test_rotation(void **state)
{
	struct fixture *f = *state;
	struct key first, key;
	struct stat status;
	char mac[KEY_MAC_BYTES], fresh[KEY_MAC_BYTES];
	assert_int_equal(key_rotate(f->path, &f->err), ERR_NOT_FOUND);
	assert_ok(f, key_open(&first, f->path, DB_WRITE, &f->err));
	key_mac(&first, "reply", "x", mac);
	for (size_t i = 1; i <= KEY_MOST_FORMER; i++) {
		assert_ok(f, key_rotate(f->path, &f->err));
		assert_ok(f, key_open(&key, f->path, DB_READ, &f->err));
		assert_int_equal(key.former_count, i);
		assert_true(key_mac_is(&key, "reply", "x", mac));
		key_mac(&key, "reply", "x", fresh);
		assert_string_not_equal(fresh, mac);
	}
	assert_int_equal(key_rotate(f->path, &f->err), ERR_LIMIT);
	assert_int_equal(stat(key_file(f), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	clock_set(time(NULL) + (KEY_DAYS + 2) * 24L * 60 * 60);
	assert_false(key_mac_is(&key, "reply", "x", mac));
	assert_ok(f, key_rotate(f->path, &f->err));
	assert_ok(f, key_open(&key, f->path, DB_READ, &f->err));
	assert_int_equal(key.former_count, 1);
	clock_set(time(NULL));
}

static void test_revocation(void **state)
{
	struct fixture *f = *state;
	struct key first, second, key;
	char mac[KEY_MAC_BYTES], later[KEY_MAC_BYTES];
	assert_ok(f, key_open(&first, f->path, DB_WRITE, &f->err));
	key_mac(&first, "reply", "x", mac);
	assert_ok(f, key_rotate(f->path, &f->err));
	assert_ok(f, key_open(&second, f->path, DB_READ, &f->err));
	key_mac(&second, "reply", "x", later);
	assert_ok(f, key_revoke(f->path, &f->err));
	assert_ok(f, key_open(&key, f->path, DB_READ, &f->err));
	assert_int_equal(key.former_count, 0);
	assert_false(key_mac_is(&key, "reply", "x", mac));
	assert_false(key_mac_is(&key, "reply", "x", later));
	struct stat status;
	assert_int_equal(stat(key_file(f), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void test_codes(void **state)
{
	(void)state;
	struct key key = {.bytes = {1, 2, 3}}, other = {.bytes = {1, 2, 4}};
	char mac[KEY_MAC_BYTES];
	key_mac(&key, "bounce", "17", mac);
	assert_int_equal(strlen(mac), 16);
	assert_true(key_mac_is(&key, "bounce", "17", mac));
	assert_false(key_mac_is(&key, "bounce", "18", mac));
	assert_false(key_mac_is(&key, "reply", "17", mac));
	assert_false(key_mac_is(&other, "bounce", "17", mac));
	assert_false(key_mac_is(&key, "bounce", "17", ""));
	for (size_t i = 0; i < 16; i++) {
		char changed[KEY_MAC_BYTES];
		memcpy(changed, mac, sizeof changed);
		changed[i] = changed[i] == '0' ? '1' : '0';
		assert_false(key_mac_is(&key, "bounce", "17", changed));
	}
	for (char *c = mac; *c; c++)
		if (*c >= 'a')
			*c = (char)(*c - 'a' + 'A');
	assert_true(key_mac_is(&key, "bounce", "17", mac));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_made_once),  FIXTURE_TEST(test_same_for_all_who_make_it_at_once),
	    FIXTURE_TEST(test_refused),	   FIXTURE_TEST(test_rotation),
	    FIXTURE_TEST(test_revocation), FIXTURE_TEST(test_codes),
	};
	return FIXTURE_MAIN("db_key", tests);
}
