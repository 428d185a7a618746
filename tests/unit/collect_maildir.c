#include "collect.h"

#include "base/io.h"
#include "collect_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A wait, and what is far below it even on a busy machine. */
enum { LONG_MS = 60000, SOON_MS = 30000 };

struct fixture {
	char root[64];
	char url[128];
	struct arena *arena;
	struct collect *collect;
	struct err err;
};

static const char *path(struct fixture *f, const char *name)
{
	return arena_printf(f->arena, "%s/%s", f->root, name);
}

static void put(struct fixture *f, const char *name, const char *text)
{
	int fd = open(path(f, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static bool there(struct fixture *f, const char *name)
{
	struct stat status;

	return lstat(path(f, name), &status) == 0;
}

static void open_collect(struct fixture *f)
{
	const struct collect_options options = {.mailbox = f->url,
						.secret = "",
						.auth = "password",
						.max_message_bytes = 100,
						.timeout_ms = 1000};

	if (collect_open(&f->collect, &options, &f->err) != OK)
		fail_msg("%s", f->err.text);
}

static int setup(void **state)
{
	static struct fixture f;

	f = (struct fixture){.root = "/tmp/collect-XXXXXX", .arena = arena_new()};
	assert_non_null(mkdtemp(f.root));
	snprintf(f.url, sizeof f.url, "maildir:%s/box//", f.root);
	assert_int_equal(mkdir(path(&f, "box"), 0700), 0);
	open_collect(&f);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	collect_close(&f->collect);
	remove_tree(f->root);
	arena_free(&f->arena);
	return 0;
}

static size_t list(struct fixture *f, struct collect_entry **entries)
{
	size_t count = 99;

	if (collect_list(f->collect, f->arena, entries, &count, &f->err) != OK)
		fail_msg("%s", f->err.text);
	return count;
}

static void file_one(struct fixture *f, const char *from, const char *uid, const char *to,
		     struct collect_place *where)
{
	const struct collect_place place = {.folder = from, .uid = uid};

	if (collect_file(f->collect, f->arena, &place, to, where, &f->err) != OK)
		fail_msg("%s", f->err.text);
}

static void parts_are_made(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;

	assert_true(there(f, "box/cur") && there(f, "box/new") && there(f, "box/tmp"));
	assert_int_equal(list(f, &entries), 0);
	assert_int_equal(collect_uidvalidity(f->collect), 0);
	assert_string_equal(collect_folder(f->collect), "INBOX");
	assert_string_equal(collect_name(f->collect), arena_printf(f->arena, "maildir:%s/box", f->root));
	assert_false(there(f, "box/maildirfolder"));
}

static void oldest_first(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;

	put(f, "box/new/1000000000.a", "four");
	put(f, "box/new/999999999.z", "fourteen bytes");
	put(f, "box/cur/1000000000.b:2,RS", "");
	put(f, "box/cur/999999999.thrown:2,T", "x");
	put(f, "box/new/.hidden", "x");
	put(f, "box/new/note", "x");
	assert_int_equal(mkdir(path(f, "box/cur/directory"), 0700), 0);
	assert_int_equal(mkfifo(path(f, "box/cur/fifo"), 0600), 0);
	put(f, "secret", "not in the mailbox");
	assert_int_equal(symlink(path(f, "secret"), path(f, "box/new/5.link")), 0);
	assert_int_equal(list(f, &entries), 4);
	assert_string_equal(entries[0].uid, "999999999.z");
	assert_int_equal(entries[0].size_bytes, 14);
	assert_string_equal(entries[1].uid, "1000000000.a");
	assert_string_equal(entries[2].uid, "1000000000.b");
	assert_int_equal(entries[2].size_bytes, 0);
	assert_string_equal(entries[3].uid, "note");
	/* Within the same second, which libetpan's cache would miss. */
	put(f, "box/new/1000000001.M100000P1", "x");
	put(f, "box/new/1000000001.M99999P2", "x");
	put(f, "box/new/1000000001.M099998P3", "x");
	assert_int_equal(list(f, &entries), 7);
	assert_string_equal(entries[3].uid, "1000000001.M099998P3");
	assert_string_equal(entries[4].uid, "1000000001.M99999P2");
	assert_string_equal(entries[5].uid, "1000000001.M100000P1");
}

struct taken {
	char uids[256];
	char bodies[512];
	int fail_at;
};

static int take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct taken *taken = user;
	size_t uids = strlen(taken->uids), bodies = strlen(taken->bodies);

	snprintf(taken->uids + uids, sizeof taken->uids - uids, is_whole ? "%s " : "(%s) ", uid);
	snprintf(taken->bodies + bodies, sizeof taken->bodies - bodies, "%.*s|", (int)raw.length,
		 (const char *)raw.data);
	return --taken->fail_at == 0 ? err_set(err, ERR_LIMIT, "enough") : OK;
}

static void fetches(void **state)
{
	struct fixture *f = *state;
	struct taken taken = {0};
	char large[102];

	memset(large, 'x', sizeof large - 1);
	memcpy(large, "Subject: large\n\n", 16);
	large[101] = '\0';
	put(f, "secret", "outside");
	assert_int_equal(symlink(path(f, "secret"), path(f, "box/new/link")), 0);
	assert_int_equal(mkfifo(path(f, "box/new/fifo"), 0600), 0);
	put(f, "box/new/1.a", "one");
	put(f, "box/cur/2.b:2,FS", "two");
	put(f, "box/new/3.large", large);
	put(f, "box/new/4.limit", large + 1);
	const char *uids[] = {"2.b",	      "gone", "link", "fifo", "3.large",
			      "../../secret", "",     ".",    "1.a",  "4.limit"};

	assert_int_equal(collect_fetch(f->collect, uids, 9, take, &taken, &f->err), OK);
	assert_string_equal(taken.uids, "2.b (3.large) 1.a ");
	assert_string_equal(taken.bodies, "two|Subject: large\n|one|");
	taken = (struct taken){0};
	assert_int_equal(collect_fetch_headers(f->collect, uids, 5, take, &taken, &f->err), OK);
	assert_string_equal(taken.uids, "(2.b) (3.large) ");
	taken = (struct taken){0};
	assert_int_equal(collect_fetch(f->collect, uids, 9, take, &taken, &f->err), OK);
	taken = (struct taken){0};
	assert_int_equal(collect_fetch(f->collect, uids + 9, 1, take, &taken, &f->err), OK);
	assert_int_equal(strlen(taken.bodies), 101);
	/* Nothing was marked as read. */
	assert_true(there(f, "box/new/1.a"));
	taken = (struct taken){.fail_at = 1};
	assert_int_equal(collect_fetch(f->collect, uids, 10, take, &taken, &f->err), ERR_LIMIT);
	assert_string_equal(taken.uids, "2.b ");
}

static void files(void **state)
{
	struct fixture *f = *state;
	struct collect_place where;

	put(f, "box/new/1.a", "one");
	put(f, "box/cur/2.b:2,RF", "two");
	file_one(f, "INBOX", "1.a", "Traites", &where);
	assert_string_equal(where.uid, "1.a");
	assert_string_equal(where.folder, "Traites");
	assert_int_equal(where.uidvalidity, 0);
	assert_true(there(f, "box/.Traites/cur/1.a:2,S") && !there(f, "box/new/1.a"));
	assert_true(there(f, "box/.Traites/maildirfolder") && there(f, "box/.Traites/new"));
	file_one(f, "", "2.b", "Quarantaine", &where);
	assert_true(there(f, "box/.Quarantaine/cur/2.b:2,FRS"));
	/* From one folder to another, and back. */
	file_one(f, "Quarantaine", "2.b", "Refuses", &where);
	assert_true(there(f, "box/.Refuses/cur/2.b:2,FRS") && !there(f, "box/.Quarantaine/cur/2.b:2,FRS"));
	file_one(f, "Refuses", "2.b", "INBOX", &where);
	assert_true(there(f, "box/cur/2.b:2,FRS"));
	/* In its place already; gone; never existing; no such folder. */
	file_one(f, NULL, "2.b", "INBOX", &where);
	assert_string_equal(where.uid, "2.b");
	file_one(f, NULL, "1.a", "Traites", &where);
	assert_null(where.uid);
	file_one(f, NULL, "../.Traites/cur/1.a:2,S", "Refuses", &where);
	assert_null(where.uid);
	file_one(f, "Nullepart", "1.a", "Refuses", &where);
	assert_null(where.uid);
	assert_false(there(f, "box/.Nullepart"));
	assert_true(there(f, "box/.Traites/cur/1.a:2,S"));
}

static void namesake_is_kept(void **state)
{
	struct fixture *f = *state;
	struct collect_place where;

	put(f, "box/new/1.a", "first");
	file_one(f, NULL, "1.a", "Traites", &where);
	put(f, "box/new/1.a", "second");
	file_one(f, NULL, "1.a", "Traites", &where);
	assert_string_equal(where.uid, "1.a_1");
	assert_true(there(f, "box/.Traites/cur/1.a:2,S") && there(f, "box/.Traites/cur/1.a_1:2,S"));
	/* A power failure after linking and before unlinking: the same message, not another one of that
	 * name. */
	assert_int_equal(link(path(f, "box/.Traites/cur/1.a:2,S"), path(f, "box/new/1.a")), 0);
	file_one(f, NULL, "1.a", "Traites", &where);
	assert_string_equal(where.uid, "1.a");
	assert_false(there(f, "box/new/1.a"));
}

static void files_many(void **state)
{
	enum { COUNT = 300 };
	static struct collect_place from[COUNT], where[COUNT];
	struct fixture *f = *state;
	struct collect_entry *entries;

	for (int i = 0; i < COUNT; i++) {
		from[i] = (struct collect_place){.uid = arena_printf(f->arena, "%d.m", i)};
		if (i % 7)
			put(f, arena_printf(f->arena, "box/new/%d.m", i), "x");
	}
	assert_int_equal(collect_file_many(f->collect, f->arena, from, COUNT, "Traites", where, &f->err), OK);
	for (int i = 0; i < COUNT; i++)
		assert_true(i % 7 ? where[i].uid && strcmp(where[i].uid, from[i].uid) == 0 : !where[i].uid);
	assert_int_equal(list(f, &entries), 0);
	assert_int_equal(collect_file_many(f->collect, f->arena, from, 0, "Traites", where, &f->err), OK);
}

static void no_symbolic_links(void **state)
{
	struct fixture *f = *state;
	struct collect_place where, from = {.uid = "1.a"};

	put(f, "box/new/1.a", "one");
	assert_int_equal(mkdir(path(f, "elsewhere"), 0700), 0);
	assert_int_equal(symlink(path(f, "elsewhere"), path(f, "box/.Traites")), 0);
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), ERR_IO);
	assert_true(there(f, "box/new/1.a") && !there(f, "elsewhere/cur"));
}

static void folder_names(void **state)
{
	static const char *const NAMES[] = {"../x", "a/b", ".", "Traités", "a.b", "*", "a\r\nb"};
	struct fixture *f = *state;
	struct collect_place where, from = {.uid = "1.a"};

	for (size_t i = 0; i < ARRAY_SIZE(NAMES); i++)
		assert_int_equal(collect_file(f->collect, f->arena, &from, NAMES[i], &where, &f->err),
				 ERR_INTERNAL);
}

static void erases(void **state)
{
	struct fixture *f = *state;
	struct collect_place place = {.folder = "Traites", .uid = "1.a"};
	struct collect_place where;
	struct bytes left;
	int kept;

	put(f, "box/new/1.a", "somebody's data");
	file_one(f, NULL, "1.a", "Traites", &where);
	/* A second link shows that the bytes were overwritten. */
	assert_int_equal(link(path(f, "box/.Traites/cur/1.a:2,S"), path(f, "kept")), 0);
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	assert_false(there(f, "box/.Traites/cur/1.a:2,S"));
	kept = io_read_file(f->arena, path(f, "kept"), 100, &left, &f->err);
	assert_int_equal(kept, OK);
	assert_int_equal(left.length, 15);
	for (size_t i = 0; i < left.length; i++)
		assert_int_equal(left.data[i], 0);
	/* Gone already; no such folder; a symbolic link is not followed. */
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	place.folder = "Refuses";
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	put(f, "secret", "outside");
	assert_int_equal(symlink(path(f, "secret"), path(f, "box/new/link")), 0);
	place = (struct collect_place){.uid = "link"};
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	assert_int_equal(io_read_file(f->arena, path(f, "secret"), 100, &left, &f->err), OK);
	assert_memory_equal(left.data, "outside", 7);
}

static void erases_by_message_id(void **state)
{
	struct fixture *f = *state;
	const struct collect_place place = {.folder = "INBOX"};

	put(f, "box/new/1.a", "From: a\r\nMessage-ID: <x@example>\r\n\r\nbody\r\n");
	put(f, "box/new/2.b", "From: a\nMESSAGE-Id:\n\t<x@example> \nTo: b\n\nbody\n");
	put(f, "box/new/3.c", "From: a\nMessage-ID: <xx@example>\n\nMessage-ID: <x@example>\n");
	put(f, "box/new/4.d", "Message-ID: <x@example>x\n\n");
	put(f, "box/new/5.e", "Message-ID");
	put(f, "box/new/6.f", "");
	assert_int_equal(collect_erase(f->collect, &place, "x@example", &f->err), OK);
	assert_true(!there(f, "box/new/1.a") && !there(f, "box/new/2.b"));
	assert_true(there(f, "box/new/3.c") && there(f, "box/new/4.d") && there(f, "box/new/5.e") &&
		    there(f, "box/new/6.f"));
	assert_int_equal(collect_erase(f->collect, &place, "<xx@example>", &f->err), OK);
	assert_false(there(f, "box/new/3.c"));
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), ERR_NOT_FOUND);
	assert_int_equal(collect_erase(f->collect, &place, "", &f->err), ERR_NOT_FOUND);
	assert_int_equal(collect_erase(f->collect, &place, "a\r\nb", &f->err), ERR_DATA);
}

static void waits(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;
	long long start = io_now_ms();
	int pipes[2];

	assert_int_equal(collect_wait(f->collect, -1, 50, &f->err), OK);
	assert_in_range(io_now_ms() - start, 45, SOON_MS);
	/* Delivered before waiting starts, and after the last list. */
	put(f, "box/tmp/1.a", "x");
	assert_int_equal(rename(path(f, "box/tmp/1.a"), path(f, "box/new/1.a")), 0);
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 0, SOON_MS);
	/* After a list it is known: no wake-up. */
	assert_int_equal(list(f, &entries), 1);
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, 50, &f->err), OK);
	assert_in_range(io_now_ms() - start, 45, SOON_MS);
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], "x", 1), 1);
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, pipes[0], LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 0, SOON_MS);
	close(pipes[0]);
	close(pipes[1]);
}

static void opening_fails(void **state)
{
	struct fixture *f = *state;
	struct collect_options options = {
	    .mailbox = arena_printf(f->arena, "maildir:%s", path(f, "file/box")), .timeout_ms = 1000};
	struct collect *none = NULL;
	char *longest = arena_alloc(f->arena, 5001);

	put(f, "file", "x");
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_CONFIG);
	options.mailbox = arena_printf(f->arena, "maildir:%s", path(f, "mistyped"));
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_CONFIG);
	assert_false(there(f, "mistyped"));
	options.mailbox = arena_printf(f->arena, "maildir:%s", f->root);
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_CONFIG);
	assert_int_equal(mkdir(path(f, "odd"), 0700), 0);
	assert_int_equal(symlink("/tmp", path(f, "odd/cur")), 0);
	options.mailbox = arena_printf(f->arena, "maildir:%s", path(f, "odd"));
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_IO);
	memset(longest, 'x', 5000);
	options.mailbox = arena_printf(f->arena, "maildir:/%s", longest);
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_CONFIG);
	options.mailbox = "nothing";
	assert_int_equal(collect_open(&none, &options, &f->err), ERR_CONFIG);
	assert_null(none);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(parts_are_made),
	    TEST(oldest_first),
	    TEST(fetches),
	    TEST(files),
	    TEST(namesake_is_kept),
	    TEST(files_many),
	    TEST(no_symbolic_links),
	    TEST(folder_names),
	    TEST(erases),
	    TEST(erases_by_message_id),
	    TEST(waits),
	    TEST(opening_fails),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
