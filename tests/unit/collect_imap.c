/* collect against a real Dovecot: its own configuration, on loopback. */
#include "collect.h"

#include "../../src/collect/socket.h"
#include "collect_dovecot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* A wait, and what is far below it even on a busy machine. */
enum { LONG_MS = 60000, SOON_MS = 30000 };

static const char SECRET[] = "geheim\"é";

static struct dovecot dovecot;
static bool loopback = true;

/* Replaces the stage's function, so that both cases can be tried here. */
bool socket_is_loopback(int fd)
{
	(void)fd;
	return loopback;
}

struct fixture {
	char user[16];
	struct arena *arena;
	struct collect *collect;
	struct err err;
	int delivered;
};

static struct collect_options options_for(struct fixture *f, const char *scheme, const char *host)
{
	int port = strcmp(scheme, "imaps") == 0 ? dovecot.imaps_port : dovecot.imap_port;

	return (struct collect_options){
	    .mailbox = arena_printf(f->arena, "%s://%s@%s:%d/INBOX", scheme, f->user, host, port),
	    .secret = SECRET,
	    .auth = "password",
	    .ca_file = arena_printf(f->arena, "%s/ca.pem", dovecot.root),
	    .max_message_bytes = 1000000,
	    .timeout_ms = 10000,
	};
}

static void open_at(struct fixture *f, const char *scheme, const char *host)
{
	const struct collect_options options = options_for(f, scheme, host);

	collect_close(&f->collect);
	if (collect_open(&f->collect, &options, &f->err) != OK)
		fail_msg("%s", f->err.text);
}

static int setup(void **state)
{
	static struct fixture f;
	static int number;

	f = (struct fixture){.arena = arena_new()};
	snprintf(f.user, sizeof f.user, "user%d", ++number);
	loopback = true;
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	collect_close(&f->collect);
	arena_free(&f->arena);
	return 0;
}

static void deliver(struct fixture *f, const char *text)
{
	dovecot_deliver(&dovecot, f->user, f->delivered++, text, strlen(text));
}

static size_t list(struct fixture *f, struct collect_entry **entries)
{
	size_t count = 999999;

	if (collect_list(f->collect, f->arena, entries, &count, &f->err) != OK)
		fail_msg("%s", f->err.text);
	return count;
}

struct taken {
	struct arena *arena;
	size_t count, bytes, cut;
	const char *uids[8];
	struct bytes bodies[8];
	int rc;
};

static int take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct taken *taken = user;

	taken->cut += !is_whole;
	if (taken->count < 8) {
		taken->uids[taken->count] = arena_strdup(taken->arena, uid);
		taken->bodies[taken->count] = bytes_copy(taken->arena, raw);
	}
	taken->count++;
	taken->bytes += raw.length;
	return taken->rc ? err_set(err, taken->rc, "enough") : OK;
}

static struct taken fetch(struct fixture *f, const char *const *uids, size_t count)
{
	struct taken taken = {.arena = f->arena};

	if (collect_fetch(f->collect, uids, count, take, &taken, &f->err) != OK)
		fail_msg("%s", f->err.text);
	return taken;
}

/* The number of messages in a folder, by a separate connection. */
static size_t count_in(struct fixture *f, const char *folder)
{
	struct collect_options options = options_for(f, "imaps", "localhost");
	struct collect_entry *entries;
	struct collect *other = NULL;
	size_t count = 0;

	options.mailbox =
	    arena_printf(f->arena, "imaps://%s@localhost:%d/%s", f->user, dovecot.imaps_port, folder);
	if (collect_open(&other, &options, &f->err) != OK)
		return 0;
	assert_int_equal(collect_list(other, f->arena, &entries, &count, &f->err), OK);
	collect_close(&other);
	return count;
}

static void lists_and_fetches(void **state)
{
	static const char NUL[] = "Subject: nul\n\na\0b\n";
	struct fixture *f = *state;
	struct collect_entry *entries;
	struct taken taken;

	deliver(f, "Subject: one\n\nfirst\n");
	dovecot_deliver(&dovecot, f->user, f->delivered++, NUL, sizeof NUL - 1);
	open_at(f, "imaps", "localhost");
	assert_true(collect_uidvalidity(f->collect) > 0);
	assert_string_equal(collect_folder(f->collect), "INBOX");
	assert_int_equal(list(f, &entries), 2);
	assert_string_equal(entries[0].uid, "1");
	assert_int_equal(entries[0].size_bytes, strlen("Subject: one\r\n\r\nfirst\r\n"));
	const char *uids[] = {"2", "77", "nonsense", "1", "2", "0", ""};

	taken = fetch(f, uids, 7);
	assert_int_equal(taken.count, 2);
	assert_string_equal(taken.uids[0], "1");
	assert_memory_equal(taken.bodies[0].data, "Subject: one\r\n\r\nfirst\r\n", taken.bodies[0].length);
	assert_int_equal(taken.bodies[1].length, sizeof NUL - 1 + 3);
	taken = (struct taken){.arena = f->arena, .rc = ERR_LIMIT};
	assert_int_equal(collect_fetch(f->collect, uids, 4, take, &taken, &f->err), ERR_LIMIT);
	assert_int_equal(taken.count, 1);
	/* The connection is in step afterwards, and nothing was marked as read. */
	assert_int_equal(list(f, &entries), 2);
	deliver(f, "Subject: three\n\n");
	assert_int_equal(list(f, &entries), 3);
	assert_string_equal(entries[2].uid, "3");
	assert_int_equal(fetch(f, uids, 0).count, 0);
}

static void large_messages(void **state)
{
	enum { LARGE = 900000, TOO_LARGE = 1000001 };
	struct fixture *f = *state;
	struct collect_entry *entries;
	char *text = arena_alloc(f->arena, TOO_LARGE + 1);
	const char *uids[] = {"1", "2", "3"};
	struct taken taken;

	for (int i = 0; i < TOO_LARGE; i++)
		text[i] = (char)('a' + i % 25); /* one line without an end */
	dovecot_deliver(&dovecot, f->user, 0, text, LARGE);
	dovecot_deliver(&dovecot, f->user, 1, text, TOO_LARGE);
	dovecot_deliver(&dovecot, f->user, 2, "", 0);
	open_at(f, "imaps", "localhost");
	assert_int_equal(list(f, &entries), 3);
	assert_int_equal(entries[1].size_bytes, TOO_LARGE);
	taken = fetch(f, uids, 3);
	assert_int_equal(taken.count, 3);
	assert_int_equal(taken.cut, 1);
	assert_int_equal(taken.bodies[0].length, LARGE);
	assert_memory_equal(taken.bodies[0].data, text, LARGE);
	assert_string_equal(taken.uids[1], "2");
	assert_int_equal(taken.bodies[1].length, COLLECT_HEADER_BYTES);
	assert_string_equal(taken.uids[2], "3");
	assert_int_equal(taken.bodies[2].length, 0);
}

static void headers_alone(void **state)
{
	static const char HEADER[] = "Subject: one\r\nFrom: a@a.example\r\n";
	struct fixture *f = *state;
	const char *uids[] = {"1", "9"};
	struct taken taken = {.arena = f->arena};

	deliver(f, "Subject: one\nFrom: a@a.example\n\nand a body\n");
	open_at(f, "imaps", "localhost");
	assert_int_equal(collect_fetch_headers(f->collect, uids, 2, take, &taken, &f->err), OK);
	assert_int_equal(taken.count, 1);
	assert_int_equal(taken.cut, 1);
	assert_int_equal(taken.bodies[0].length, sizeof HEADER - 1);
	assert_memory_equal(taken.bodies[0].data, HEADER, sizeof HEADER - 1);
	assert_int_equal(fetch(f, uids, 1).cut, 0);
}

/* With MOVE, with UIDPLUS only, and with neither. */
static void files_at(struct fixture *f, const char *host, bool told)
{
	struct collect_entry *entries;
	struct collect_place from = {.folder = "INBOX", .uid = "1"}, where;

	deliver(f, "Subject: one\n\n");
	deliver(f, "Subject: two\n\n");
	open_at(f, "imap", host);
	assert_int_equal(list(f, &entries), 2);
	from.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_string_equal(where.folder, "Traites");
	assert_int_equal(where.uid != NULL, told);
	assert_int_equal(where.uidvalidity > 0, told);
	assert_int_equal(list(f, &entries), 1);
	assert_string_equal(entries[0].uid, "2");
	assert_int_equal(count_in(f, "Traites"), 1);
	/* Moved already; never existing; from another UIDVALIDITY. */
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_null(where.uid);
	from.uid = "2";
	from.uidvalidity++;
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_null(where.uid);
	assert_int_equal(list(f, &entries), 1);
	assert_int_equal(count_in(f, "Traites"), 1);
}

static void files_by_move(void **state)
{
	files_at(*state, "127.0.0.1", true);
}

static void files_by_copy(void **state)
{
	files_at(*state, "127.0.0.3", true);
}

static void files_by_copy_without_uidplus(void **state)
{
	/* Dovecot sends COPYUID although UIDPLUS is not advertised here, which is allowed. */
	files_at(*state, "127.0.0.4", true);
}

static void files_from_folder_to_folder(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;
	struct collect_place from = {.uid = "1"}, where;

	deliver(f, "Subject: one\n\n");
	open_at(f, "imaps", "localhost");
	from.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Quarantaine", &where, &f->err), OK);
	from = where;
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_non_null(where.uid);
	assert_int_equal(count_in(f, "Quarantaine"), 0);
	assert_int_equal(count_in(f, "Traites"), 1);
	/* Moved back, and to no folder. */
	from = where;
	assert_int_equal(collect_file(f->collect, f->arena, &from, "INBOX", &where, &f->err), OK);
	assert_string_equal(where.uid, "2");
	assert_int_equal(list(f, &entries), 1);
	from.folder = "Refuses";
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_null(where.uid);
	assert_int_equal(list(f, &entries), 1);
}

static void files_many(void **state)
{
	enum { COUNT = 700 };
	static struct collect_place from[COUNT], where[COUNT];
	struct fixture *f = *state;
	struct collect_entry *entries;

	for (int i = 0; i < COUNT; i++)
		deliver(f, arena_printf(f->arena, "Subject: %d\n\n", i));
	open_at(f, "imaps", "localhost");
	assert_int_equal(list(f, &entries), COUNT);
	/* Every other message, so that the set has as many ranges as messages; in descending order. */
	for (int i = 0; i < COUNT / 2; i++)
		from[i] = (struct collect_place){.folder = "INBOX",
						 .uidvalidity = collect_uidvalidity(f->collect),
						 .uid = entries[COUNT - 2 - 2 * i].uid};
	assert_int_equal(collect_file_many(f->collect, f->arena, from, COUNT / 2, "Traites", where, &f->err),
			 OK);
	for (int i = 0; i < COUNT / 2; i++)
		assert_string_equal(where[i].uid, arena_printf(f->arena, "%d", COUNT / 2 - i));
	assert_int_equal(list(f, &entries), COUNT / 2);
	assert_string_equal(entries[0].uid, "2");
	assert_int_equal(count_in(f, "Traites"), COUNT / 2);
}

static void erases(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;
	struct collect_place place = {.folder = "INBOX", .uid = "1"}, where;
	int64_t own;

	deliver(f, "Message-ID: <a@example>\n\n");
	deliver(f, "Message-ID: <b\"\\@example>\n\n");
	deliver(f, "Message-ID: <bb@example>\n\n");
	deliver(f, "Message-ID: <a@example>\n\nagain\n");
	open_at(f, "imaps", "localhost");
	own = place.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(list(f, &entries), 4);
	assert_int_equal(collect_erase(f->collect, &place, "a@example", &f->err), OK);
	assert_int_equal(list(f, &entries), 3);
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	assert_int_equal(list(f, &entries), 3);
	/* The whole Message-ID must match, and is quoted. */
	place.uid = NULL;
	assert_int_equal(collect_erase(f->collect, &place, "<b@example>", &f->err), OK);
	assert_int_equal(list(f, &entries), 3);
	assert_int_equal(collect_erase(f->collect, &place, "b\"\\@example", &f->err), OK);
	assert_int_equal(list(f, &entries), 2);
	assert_string_equal(entries[0].uid, "3");
	assert_int_equal(collect_erase(f->collect, &place, "x\r\nA LOGOUT", &f->err), ERR_DATA);
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), ERR_NOT_FOUND);
	assert_int_equal(collect_erase(f->collect, &place, "<é@example>", &f->err), OK);
	/* In another folder, by UID and by Message-ID, and in a missing folder. */
	place.uid = "3";
	assert_int_equal(collect_file(f->collect, f->arena, &place, "Traites", &where, &f->err), OK);
	assert_int_equal(count_in(f, "Traites"), 1);
	assert_int_equal(collect_erase(f->collect, &where, NULL, &f->err), OK);
	assert_int_equal(count_in(f, "Traites"), 0);
	place.uid = "4";
	assert_int_equal(collect_file(f->collect, f->arena, &place, "Traites", &where, &f->err), OK);
	where.uidvalidity = 1; /* stale: the UID is invalid, the Message-ID is not */
	assert_int_equal(collect_erase(f->collect, &where, "a@example", &f->err), OK);
	assert_int_equal(count_in(f, "Traites"), 0);
	where.folder = "Refuses";
	assert_int_equal(collect_erase(f->collect, &where, "a@example", &f->err), OK);
	/* The right mailbox is selected again. */
	assert_int_equal(list(f, &entries), 0);
	assert_int_equal(collect_uidvalidity(f->collect), own);
}

/* Without UIDPLUS only the right messages may be expunged: here another client has marked one of its own. */
static void erases_alone_without_uidplus(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;
	struct collect_place place = {.uid = "1"};
	char from[256], to[256];

	deliver(f, "Subject: one\n\n");
	deliver(f, "Subject: two\n\n");
	deliver(f, "Subject: three\n\n");
	open_at(f, "imap", "127.0.0.4");
	place.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), OK);
	assert_int_equal(list(f, &entries), 2);
	collect_close(&f->collect);
	snprintf(from, sizeof from, "%s/mail/%s/cur/1000001.m:2,", dovecot.root, f->user);
	snprintf(to, sizeof to, "%s/mail/%s/cur/1000001.m:2,T", dovecot.root, f->user);
	assert_int_equal(rename(from, to), 0);
	open_at(f, "imap", "127.0.0.4");
	assert_int_equal(list(f, &entries), 1);
	place.uid = "3";
	assert_int_equal(collect_erase(f->collect, &place, NULL, &f->err), ERR_UNAVAILABLE);
	assert_int_equal(access(to, F_OK), 0);
	assert_int_equal(list(f, &entries), 0);
}

static void waits_at(struct fixture *f, const char *scheme, const char *host)
{
	struct collect_entry *entries;
	long long start;
	int pipes[2], status;
	pid_t child;

	deliver(f, "Subject: one\n\n");
	open_at(f, scheme, host);
	/* Not listed yet, so it is news. */
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 0, SOON_MS);
	assert_int_equal(list(f, &entries), 1);
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, 300, &f->err), OK);
	assert_in_range(io_now_ms() - start, 290, SOON_MS);
	assert_int_equal(pipe(pipes), 0);
	child = fork();
	if (child == 0) {
		nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
		_exit(write(pipes[1], "x", 1) != 1);
	}
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, pipes[0], LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 200, SOON_MS);
	waitpid(child, &status, 0);
	close(pipes[0]);
	close(pipes[1]);
	/* Arrived during other commands. */
	deliver(f, "Subject: two\n\n");
	assert_int_equal(fetch(f, (const char *[]){"1"}, 1).count, 1);
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 0, SOON_MS);
	assert_int_equal(list(f, &entries), 2);
}

static void wakes_by_idle(void **state)
{
	struct fixture *f = *state;
	struct collect_entry *entries;
	long long start;
	pid_t child;
	int status;

	waits_at(f, "imaps", "localhost");
	child = fork();
	if (child == 0) {
		nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
		deliver(f, "Subject: three\n\n");
		_exit(0);
	}
	start = io_now_ms();
	assert_int_equal(collect_wait(f->collect, -1, LONG_MS, &f->err), OK);
	assert_in_range(io_now_ms() - start, 400, SOON_MS);
	waitpid(child, &status, 0);
	assert_int_equal(list(f, &entries), 3);
}

static void waits_without_idle(void **state)
{
	waits_at(*state, "imap", "127.0.0.4");
}

static const struct {
	const char *scheme, *host, *ca, *secret, *auth;
	bool loopback;
	int rc;
} OPENINGS[] = {
    {"imaps", "localhost", "ca.pem", SECRET, "password", false, OK},
    {"imaps", "127.0.0.1", "ca.pem", SECRET, "password", false, OK},
    {"imap", "localhost", "ca.pem", SECRET, "password", false, OK}, /* STARTTLS */
    {"imap", "127.0.0.1", "ca.pem", SECRET, "password", true, OK},
    {"imaps", "127.0.0.2", "ca.pem", SECRET, "password", true, ERR_DENIED}, /* wrong host */
    {"imap", "127.0.0.2", "ca.pem", SECRET, "password", false, ERR_DENIED},
    {"imaps", "localhost", "other.pem", SECRET, "password", true, ERR_DENIED}, /* unknown CA */
    {"imap", "localhost", "other.pem", SECRET, "password", false, ERR_DENIED},
    {"imaps", "localhost", NULL, SECRET, "password", false, ERR_DENIED}, /* the system's store doesn't trust
									    it */
    {"imaps", "localhost", "missing.pem", SECRET, "password", false, ERR_CONFIG},
    {"imaps", "localhost", "server.key", SECRET, "password", false, ERR_CONFIG},
    {"imaps", "localhost", "ca.pem", "wrong", "password", false, ERR_DENIED},
    {"imaps", "localhost", "ca.pem", "a\r\nb", "password", false, ERR_CONFIG},
    {"imaps", "localhost", "ca.pem", "token", "xoauth2", false, ERR_DENIED},
    {"imaps", "localhost", "ca.pem", SECRET, "unheard", false, ERR_DENIED},
};

static void openings(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(OPENINGS); i++) {
		struct collect_options options = options_for(f, OPENINGS[i].scheme, OPENINGS[i].host);
		const char *ca = OPENINGS[i].ca;
		struct err err = {0};
		int rc;

		loopback = OPENINGS[i].loopback;
		options.secret = OPENINGS[i].secret;
		options.auth = OPENINGS[i].auth;
		options.ca_file = ca ? arena_printf(f->arena, "%s/%s", dovecot.root, ca) : NULL;
		rc = collect_open(&f->collect, &options, &err);
		if (rc != OPENINGS[i].rc)
			fail_msg("opening %zu: %d instead of %d: %s", i, rc, OPENINGS[i].rc, err.text);
		assert_null(strstr(err.text, OPENINGS[i].secret));
		assert_null(strstr(err.text, f->user));
		collect_close(&f->collect);
	}
}

static void nobody_listens(void **state)
{
	struct fixture *f = *state;
	struct collect_options options = options_for(f, "imaps", "localhost");

	options.mailbox = arena_printf(f->arena, "imaps://u@127.0.0.1:%d/INBOX", free_port());
	assert_int_equal(collect_open(&f->collect, &options, &f->err), ERR_TEMPORARY);
	options.mailbox = "imaps://u@host.invalid/INBOX";
	assert_int_equal(collect_open(&f->collect, &options, &f->err), ERR_TEMPORARY);
	options = options_for(f, "imaps", "localhost");
	options.mailbox = arena_printf(f->arena, "imaps://u@localhost:%d/Nulle%%20part", dovecot.imaps_port);
	assert_int_equal(collect_open(&f->collect, &options, &f->err), ERR_UNAVAILABLE);
}

static struct dovecot usual;

static int setup_prefixed(void **state)
{
	usual = dovecot;
	return setup(state) ||
	       !dovecot_start(&dovecot, "namespace inbox {\n inbox = yes\n prefix = INBOX.\n separator = .\n"
					" mailbox Équipe {\n  auto = create\n }\n"
					" mailbox Équipe.Entrée {\n  auto = create\n }\n}\n");
}

static int teardown_prefixed(void **state)
{
	int rc = teardown(state);

	dovecot_stop(&dovecot);
	dovecot = usual;
	return rc;
}

/* INBOX in a namespace with a prefix: our folders are created in it. */
static void beside_inbox(void **state)
{
	struct fixture *f = *state;
	struct collect_place from = {.uid = "1"}, where;

	deliver(f, "Subject: one\n\n");
	open_at(f, "imaps", "localhost");
	from.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Traites", &where, &f->err), OK);
	assert_string_equal(where.uid, "1");
	assert_int_equal(count_in(f, "INBOX.Traites"), 1);
}

/* A mailbox other than INBOX, with an accent: our folders are its siblings. */
static void beside_another_mailbox(void **state)
{
	static const char NAME[] = "INBOX.%C3%89quipe.Entr%C3%A9e";
	struct fixture *f = *state;
	struct collect_options options = options_for(f, "imaps", "localhost");
	struct collect_entry *entries;
	struct collect_place from = {.folder = "", .uid = "1"}, where;
	char path[256];

	options.mailbox =
	    arena_printf(f->arena, "imaps://%s@localhost:%d/%s", f->user, dovecot.imaps_port, NAME);
	if (collect_open(&f->collect, &options, &f->err) != OK)
		fail_msg("%s", f->err.text);
	assert_string_equal(collect_folder(f->collect), "INBOX.Équipe.Entrée");
	snprintf(path, sizeof path, "%s/.&AMk-quipe.Entr&AOk-e", f->user);
	dovecot_deliver(&dovecot, path, 1, "Subject: one\n\n", 14);
	assert_int_equal(list(f, &entries), 1);
	from.uidvalidity = collect_uidvalidity(f->collect);
	assert_int_equal(collect_file(f->collect, f->arena, &from, "Refuses", &where, &f->err), OK);
	assert_string_equal(where.uid, "1");
	assert_int_equal(count_in(f, "INBOX.%C3%89quipe.Refuses"), 1);
	/* Its own name means the same as an empty one in a place. */
	from = where;
	assert_int_equal(collect_file(f->collect, f->arena, &from, "INBOX.Équipe.Entrée", &where, &f->err),
			 OK);
	assert_int_equal(list(f, &entries), 1);
}

static int start(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	return dovecot_start(&dovecot, "") ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	dovecot_stop(&dovecot);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(lists_and_fetches),
	    TEST(large_messages),
	    TEST(headers_alone),
	    TEST(files_by_move),
	    TEST(files_by_copy),
	    TEST(files_by_copy_without_uidplus),
	    TEST(files_from_folder_to_folder),
	    TEST(files_many),
	    TEST(erases),
	    TEST(erases_alone_without_uidplus),
	    TEST(wakes_by_idle),
	    TEST(waits_without_idle),
	    TEST(openings),
	    TEST(nobody_listens),
	    cmocka_unit_test_setup_teardown(beside_inbox, setup_prefixed, teardown_prefixed),
	    cmocka_unit_test_setup_teardown(beside_another_mailbox, setup_prefixed, teardown_prefixed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
