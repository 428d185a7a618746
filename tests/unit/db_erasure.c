/* Erased bytes are nowhere: searches the files of the register for planted markers. */
#include "db_fixture.h"

#include "../../src/db/connection.h"

#include "db/candidates.h"
#include "db/letters.h"
#include "db/messages.h"

#include "../../src/db/scrub.h"

#include <sys/wait.h>

enum { PEOPLE = 60, FILE_BYTES = 9000 };

/* Text of about that length that repeats the marker, so that each page of it can be found. */
static struct bytes planted(struct fixture *f, const char *marker, int number, size_t length)
{
	struct buf buf = {.arena = f->arena};
	while (buf.length < length)
		buf_printf(&buf, "%s-%d. ", marker, number);
	return buf_bytes(&buf);
}

static size_t count_in(struct bytes bytes, const char *marker)
{
	size_t count = 0, length = strlen(marker);
	for (size_t i = 0; i + length <= bytes.length; i++)
		count +=
		    bytes.data[i] == (unsigned char)marker[0] && memcmp(bytes.data + i, marker, length) == 0;
	return count;
}

static size_t traces(struct fixture *f, const char *marker)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	size_t count = 0;
	for (size_t i = 0; i < 3; i++) {
		struct bytes bytes = {0};
		struct arena *arena = arena_new();
		const char *path = arena_printf(arena, "%s%s", f->path, ends[i]);
		assert_ok(f, io_read_file(arena, path, 256 << 20, &bytes, &f->err));
		count += count_in(bytes, marker);
		arena_free(&arena);
	}
	return count;
}

static void plant_person(struct fixture *f, int number, const char *marker)
{
	bool added;
	int64_t file;
	const char *ref = arena_printf(f->arena, "CAN-2026-%04d", number);
	const char *text = arena_printf(f->arena, "%s-%d", marker, number);
	struct candidate candidate = {.ref = ref,
				      .status = "forwarded",
				      .given_name = text,
				      .family_name = text,
				      .scope = "partners",
				      .mission_locale = 1,
				      .adviser = 1,
				      .wanted = text,
				      .mobility = text};
	struct decision decision = {
	    .message_id = ref, .content_hash = ref, .outcome = "accepted", .subject = text};
	size_t length = (size_t)(number % 7 ? number * 37 : FILE_BYTES);
	assert_ok(f, message_add(f->db, "m", 1, ref, planted(f, marker, number, length), 0, &added, &f->err));
	assert_ok(f, message_decide(f->db, number, &decision, &f->err));
	candidate.message = number;
	assert_ok(f, candidate_add(f->db, &candidate, &f->err));
	assert_ok(f, candidate_add_file(f->db, ref, text, "application/pdf",
					planted(f, marker, number, length), &file, &f->err));
	struct letter letter = {.template = "cv",
				.recipient = "x@x.example",
				.subject = text,
				.about = ref,
				.occasion = "",
				.sender = "",
				.boundary = "b"};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	letter.message_id = arena_printf(f->arena, "<%d@x>", number);
	letter.message = planted(f, marker, number, length / 2);
	assert_ok(f, letter_add(f->db, &letter, &file, 1, 0, &f->err));
}

static void erase_person(struct fixture *f, int number)
{
	int64_t cancelled;
	const char *ref = arena_printf(f->arena, "CAN-2026-%04d", number);
	assert_ok(f, letters_cancel_about_candidate(f->db, ref, NULL, &cancelled, &f->err));
	assert_ok(f, letters_erase_about(f->db, ref, &f->err));
	assert_ok(f, candidate_erase(f->db, ref, &f->err));
	assert_ok(f, message_erase(f->db, number, &f->err));
}

/* A copy made while the WAL still has erased bytes contains none of them, and everything else. */
static void check_backup(struct fixture *f)
{
	struct stat status;
	struct db *copy;
	struct bytes bytes = {0};
	const char *path = arena_printf(f->arena, "%s/backup.db", f->folder);
	assert_ok(f, db_backup(f->db, path, true, &f->err));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_ok(f, io_read_file(f->arena, path, 256 << 20, &bytes, &f->err));
	assert_int_equal(count_in(bytes, "ErasedMarker"), 0);
	assert_true(count_in(bytes, "KeptMarker") > 1000);
	assert_int_equal(db_backup(f->db, path, true, &f->err), ERR_IO); /* nothing overwritten yet */
	assert_int_equal(access(arena_printf(f->arena, "%s.part", path), F_OK), -1);
	assert_ok(f, db_open(&copy, path, DB_READ, &f->err));
	db_close(&copy);
}

/* Erases people with odd numbers, in an order that frees and reuses pages, with checkpoints in between, so
 * that the bytes are in the register itself and not only in the WAL. */
static void test_nobody_erased_leaves_a_trace(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	for (int i = 1; i <= PEOPLE; i++) {
		assert_ok(f, db_begin(f->db, &f->err));
		plant_person(f, i, i % 2 ? "ErasedMarker" : "KeptMarker");
		assert_ok(f, db_commit(f->db, &f->err));
		if (i % 20 == 0)
			assert_ok(f, db_erase_traces(f->db, &f->err));
	}
	assert_true(traces(f, "ErasedMarker") > 1000);
	for (int i = 1; i <= PEOPLE; i += 2) {
		int number = 1 + (i * 14) % PEOPLE; /* 15, 43, 11 ...: odd, each once or twice */
		assert_ok(f, db_begin(f->db, &f->err));
		erase_person(f, number);
		erase_person(f, i);
		assert_ok(f, db_commit(f->db, &f->err));
	}
	assert_true(traces(f, "ErasedMarker") > 0); /* the WAL still has them: the test can fail */
	size_t kept = traces(f, "KeptMarker");
	check_backup(f);
	assert_ok(f, db_erase_traces(f->db, &f->err));
	assert_int_equal(traces(f, "ErasedMarker"), 0);
	assert_true(kept > 0 && traces(f, "KeptMarker") > 1000);
	assert_ok(f, db_check(f->db, &f->err));
}

enum { ROWS = 400, ROUNDS = 4000 };

static void put_row(struct fixture *f, int row, size_t length)
{
	struct arena *arena = arena_new();
	struct buf value = {.arena = arena};
	const char *name = arena_printf(arena, "MovedMarker%04d", row);
	while (length && value.length < length)
		buf_printf(&value, "%s ", name);
	assert_ok(f, db_setting_set(f->db, name, length ? buf_text(&value) : NULL, &f->err));
	arena_free(&arena);
}

static void assert_only_there(struct fixture *f, const char *path, const bool is_there[ROWS])
{
	struct bytes file;
	static const char marker[] = "MovedMarker";
	size_t length = sizeof(marker) - 1;
	assert_ok(f, io_read_file(f->arena, path, 256 << 20, &file, &f->err));
	for (size_t i = 0; i + length + 4 <= file.length; i++) {
		if (file.data[i] != 'M' || memcmp(file.data + i, marker, length) != 0)
			continue;
		const char *digits = arena_strndup(f->arena, (const char *)file.data + i + length, 4);
		long row = strtol(digits, NULL, 10);
		if (row < 0 || row >= ROWS || !is_there[row])
			fail_msg("a trace of row %s at byte %zu", digits, i);
	}
}

/* When pages split and merge, no old copy of a moved row stays. (With SQLite's own secure_delete alone some
 * do.) */
static void test_moved_rows_leave_no_copy(void **state)
{
	struct fixture *f = *state;
	unsigned int seed = 12345;
	bool is_there[ROWS] = {false};
	for (int i = 0; i < ROUNDS; i++) {
		if (i % 50 == 0)
			assert_ok(f, db_begin(f->db, &f->err));
		seed = seed * 1103515245u + 12345u;
		int row = (int)(seed >> 16) % ROWS;
		put_row(f, row, is_there[row] ? 0 : 1 + (seed >> 8) % 900);
		is_there[row] = !is_there[row];
		if (i % 50 == 49)
			assert_ok(f, db_commit(f->db, &f->err));
		if (i % 500 == 499)
			assert_ok(f, db_erase_traces(f->db, &f->err));
	}
	assert_ok(f, db_begin(f->db, &f->err));
	for (int row = 0; row < ROWS; row++) {
		if (is_there[row] && row % 3)
			put_row(f, row, 0);
		is_there[row] &= row % 3 == 0;
	}
	assert_ok(f, db_commit(f->db, &f->err));
	const char *copy = arena_printf(f->arena, "%s/backup.db", f->folder);
	assert_ok(f, db_backup(f->db, copy, true, &f->err)); /* in pages that are in the WAL as SQLite left
								them */
	assert_only_there(f, copy, is_there);
	assert_ok(f, db_erase_traces(f->db, &f->err));
	assert_only_there(f, f->path, is_there);
	assert_ok(f, db_check(f->db, &f->err));
}

static void test_scrubbing_a_page(void **state)
{
	unsigned char page[PAGE_BYTES];
	(void)state;
	memset(page, 0xee, sizeof(page));
	/* A table's leaf page: 2 cells from 4000 on, and a free block of 20 bytes at 4040. */
	const unsigned char header[] = {13, 4040 >> 8, 4040 & 255, 0, 2, 4000 >> 8, 4000 & 255, 0};
	memcpy(page, header, sizeof(header));
	memcpy(page + 4040, (const unsigned char[]){0, 0, 0, 20}, 4);
	scrub_page(page, 0);
	for (size_t i = 0; i < PAGE_BYTES; i++) {
		bool is_unused = (i >= 12 && i < 4000) || (i >= 4044 && i < 4060);
		bool is_other = (i >= 8 && i < 12) || (i >= 4000 && i < 4040) || i >= 4060;
		if ((is_unused && page[i] != 0) || (is_other && page[i] != 0xee))
			fail_msg("byte %zu is %d", i, page[i]);
	}
	memset(page, 0xee, sizeof(page)); /* not a b-tree page */
	page[0] = 0;
	scrub_page(page, 0);
	assert_int_equal(page[1], 0xee);
}

/* With any content of a damaged page nothing outside of it is written (sanitizers check). */
static void test_scrubbing_damaged_pages(void **state)
{
	static const unsigned char types[] = {2, 5, 10, 13};
	unsigned int seed = 1;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct {
			unsigned char before[64], page[PAGE_BYTES], after[64];
		} room;
		memset(&room, 0xaa, sizeof(room));
		for (size_t i = 0; i < 128; i++) {
			seed = seed * 1103515245u + 12345u;
			room.page[i] = (unsigned char)(seed >> 16);
			room.page[PAGE_BYTES - 1 - i] = (unsigned char)(seed >> 24);
		}
		size_t header = round % 2 ? 100 : 0;
		room.page[header] = types[round / 2 % 4];
		scrub_page(room.page, header);
		for (size_t i = 0; i < 64; i++)
			assert_true(room.before[i] == 0xaa && room.after[i] == 0xaa);
	}
}

/* A reader of an older state keeps the WAL from being truncated; erasing waits for it. */
static void test_a_reader_is_waited_for(void **state)
{
	struct fixture *f = *state;
	int ready[2], status;
	char byte = 0;
	assert_ok(f, db_setting_set(f->db, "a", "ReadMarker", &f->err));
	assert_int_equal(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		sqlite3 *handle;
		int rc = sqlite3_open(f->path, &handle) ||
			 sqlite3_exec(handle, "BEGIN; SELECT * FROM setting", NULL, NULL, NULL);
		(void)!write(ready[1], &byte, 1);
		nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
		_exit(rc || sqlite3_exec(handle, "COMMIT", NULL, NULL, NULL));
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_ok(f, db_setting_set(f->db, "a", NULL, &f->err));
	assert_ok(f, db_erase_traces(f->db, &f->err));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(traces(f, "ReadMarker"), 0);
	close(ready[0]);
	close(ready[1]);
}

/* An overflow page with the first byte of a b-tree page would lose its content: no page number starts like
 * that. */
static void test_no_page_number_begins_like_a_tree(void **state)
{
	struct fixture *f = *state;
	int percent = -1;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(f->db->handle, "PRAGMA max_page_count", -1, &statement, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_true(sqlite3_column_int64(statement, 0) < 0x02000000);
	sqlite3_finalize(statement);
	assert_ok(f, db_fill(f->db, &percent, &f->err));
	assert_int_equal(percent, 0);
	assert_int_equal(sqlite3_exec(f->db->handle, "PRAGMA max_page_count = 1", NULL, NULL, NULL),
			 SQLITE_OK);
	assert_ok(f, db_fill(f->db, &percent, &f->err));
	assert_int_equal(percent, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_nobody_erased_leaves_a_trace),
	    FIXTURE_TEST(test_moved_rows_leave_no_copy),
	    FIXTURE_TEST(test_a_reader_is_waited_for),
	    cmocka_unit_test(test_scrubbing_a_page),
	    FIXTURE_TEST(test_no_page_number_begins_like_a_tree),
	    cmocka_unit_test(test_scrubbing_damaged_pages),
	};
	return FIXTURE_MAIN("db_erasure", tests);
}
