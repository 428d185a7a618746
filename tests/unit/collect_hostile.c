/* collect against scripted servers that lie, stall and flood. */
#include "collect.h"

#include "../../src/collect/socket.h"
#include "base/io.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The bounds leave a busy machine time. */
enum { TIMEOUT_MS = 2500, WAIT_MS = 2000, SLOW_MS = 30000 };

static bool loopback;

/* Replaces the stage's function, so that a server on loopback can count as a remote one. */
bool socket_is_loopback(int fd)
{
	(void)fd;
	return loopback;
}

/* libetpan leaks the greeting it has parsed when that is a BYE (parse_greeting in mailimap.c). */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:mailimap_greeting_new\n";
}

/* The script of a server. "<text" is sent, with $ as the tag of the last command; ">text" must be in the next
 * line received; "flood TEXT" sends it repeatedly until that fails or ENOUGH_BYTES are sent, "trickle" a byte
 * at a time, "numbers" sends 1 to MANY, "close" closes the connection. Lines received must have no extra
 * space and end in CRLF, because Cyrus and others accept nothing else. After the script the server reads on
 * until LOGOUT: no secret may arrive. */
enum { ENOUGH_BYTES = 64 * 1024 * 1024, SCRIPT_LINES = 40, MANY = 1200000 };

static bool say(int fd, const char *text, const char *tag)
{
	for (; *text; text++) {
		const char *part = *text == '$' ? tag : text;
		size_t length = *text == '$' ? strlen(tag) : strcspn(text, "$");

		if (send(fd, part, length, MSG_NOSIGNAL) != (ssize_t)length)
			return false;
		if (*text != '$')
			text += length - 1;
	}
	return true;
}

static bool hear(int fd, char *line, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && read(fd, line + length, 1) == 1)
		if (line[length++] == '\n')
			break;
	line[length] = '\0';
	return length > 0;
}

static bool is_strict(const char *line)
{
	size_t length = strlen(line);

	return length >= 2 && strcmp(line + length - 2, "\r\n") == 0 && !strstr(line, "  ") &&
	       !strstr(line, " \r\n") && *line != ' ';
}

static void number(int fd)
{
	static char numbers[MANY * 8 + 1];
	size_t length = 0;

	for (int i = 1; i <= MANY; i++)
		length += (size_t)snprintf(numbers + length, sizeof numbers - length, " %d", i);
	say(fd, numbers, "");
}

static void flood(int fd, const char *text)
{
	size_t length = strlen(text);

	for (size_t sent = 0; sent < ENOUGH_BYTES; sent += length)
		if (send(fd, text, length, MSG_NOSIGNAL) < 0)
			return;
	_exit(4); /* everything read on all connections */
}

static void trickle(int fd)
{
	while (send(fd, "x", 1, MSG_NOSIGNAL) == 1)
		nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
}

static int play(int fd, const char *const *script)
{
	char line[4096], tag[32] = "";

	for (; *script; script++) {
		if (**script == '<') {
			say(fd, *script + 1, tag);
		} else if (**script == '>') {
			if (!hear(fd, line, sizeof line) || !strstr(line, *script + 1) || !is_strict(line)) {
				fprintf(stderr, "# not %s: %s\n", *script, line);
				return 2;
			}
			if (strchr(line, ' '))
				snprintf(tag, sizeof tag, "%.*s", (int)strcspn(line, " "), line);
		} else if (strcmp(*script, "numbers") == 0) {
			number(fd);
		} else if (strncmp(*script, "flood ", 6) == 0) {
			flood(fd, *script + 6);
			return 0;
		} else if (strcmp(*script, "trickle") == 0) {
			trickle(fd);
			return 0;
		} else {
			return 0;
		}
	}
	while (hear(fd, line, sizeof line) && !strstr(line, "LOGOUT"))
		if (strstr(line, "LOGIN") || strstr(line, "AUTHENTICATE") || strstr(line, "AHUAcw=="))
			return 3;
	return 0;
}

struct server {
	pid_t pid;
	char url[64];
};

static struct server serve(const char *const *script)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	struct server server;

	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(listener, 1), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
	snprintf(server.url, sizeof server.url, "imap://u@127.0.0.1:%d/INBOX", ntohs(address.sin_port));
	server.pid = fork();
	if (server.pid == 0)
		_exit(play(accept(listener, NULL, NULL), script));
	close(listener);
	return server;
}

static void expect_end(struct server server)
{
	int status = -1;

	assert_int_equal(waitpid(server.pid, &status, 0), server.pid);
	assert_int_equal(status, 0);
}

static int open_at(const struct server *server, const char *auth, struct collect **out, struct err *err)
{
	const struct collect_options options = {
	    .mailbox = server->url,
	    .secret = "s",
	    .auth = auth,
	    .max_message_bytes = 1000,
	    .timeout_ms = TIMEOUT_MS,
	};

	return collect_open(out, &options, err);
}

#define HELLO(more) "<* OK [CAPABILITY IMAP4rev1 " more "] hello\r\n"
#define SELECTED    "<* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n$ OK [READ-WRITE] x\r\n"
#define PLAIN	    ">AUTHENTICATE PLAIN", "<+ \r\n", ">AHUAcw=="
#define READY(more)                                                                                          \
	HELLO("AUTH=PLAIN"), PLAIN, "<$ OK [CAPABILITY IMAP4rev1 " more "] in\r\n", ">SELECT INBOX", SELECTED

static const struct {
	const char *name;
	bool loopback;
	int rc;
	const char *auth;
	const char *script[SCRIPT_LINES];
} OPENINGS[] = {
    {"STARTTLS stripped", false, ERR_DENIED, "password", {HELLO("AUTH=PLAIN")}},
    {"STARTTLS not in CAPABILITY",
     false,
     ERR_DENIED,
     "password",
     {"<* OK hello\r\n", ">CAPABILITY", "<* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK x\r\n"}},
    {"STARTTLS refused", false, ERR_DENIED, "password", {HELLO("STARTTLS"), ">STARTTLS", "<$ NO x\r\n"}},
    {"STARTTLS not understood", false, ERR_IO, "password", {HELLO("STARTTLS"), ">STARTTLS", "<$ BAD x\r\n"}},
    {"text slipped in behind STARTTLS",
     false,
     ERR_DENIED,
     "password",
     {HELLO("STARTTLS"), ">STARTTLS", "<$ OK x\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"}},
    {"no TLS behind STARTTLS",
     false,
     ERR_IO,
     "password",
     {HELLO("STARTTLS"), ">STARTTLS", "<$ OK x\r\n", "close"}},
    {"silence behind STARTTLS",
     false,
     ERR_TEMPORARY,
     "password",
     {HELLO("STARTTLS"), ">STARTTLS", "<$ OK x\r\n"}},
    {"STARTTLS on loopback, nobody to vouch for it",
     true,
     OK,
     "password",
     {HELLO("STARTTLS AUTH=PLAIN"), PLAIN, "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT INBOX", SELECTED}},
    {"PREAUTH", true, ERR_DENIED, "password", {"<* PREAUTH [CAPABILITY IMAP4rev1] you are somebody\r\n"}},
    {"BYE", true, ERR_TEMPORARY, "password", {"<* BYE too many\r\n"}},
    {"silence", true, ERR_TEMPORARY, "password", {NULL}},
    {"hung up", true, ERR_IO, "password", {"close"}},
    {"no IMAP", true, ERR_IO, "password", {"<220 smtp.example ESMTP\r\n"}},
    {"endless greeting",
     true,
     ERR_IO,
     "password",
     {"<* OK ", "flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}},
    {"a byte at a time", true, ERR_TEMPORARY, "password", {"<* OK ", "trickle"}},
    {"CAPABILITY without data", true, ERR_IO, "password", {"<* OK hello\r\n", ">CAPABILITY", "<$ OK x\r\n"}},
    {"CAPABILITY refused",
     true,
     ERR_UNAVAILABLE,
     "password",
     {"<* OK hello\r\n", ">CAPABILITY", "<$ NO x\r\n"}},
    {"endless lines", true, ERR_IO, "password", {"<* OK hello\r\n", ">CAPABILITY", "flood * OK x\r\n"}},
    {"endless literal",
     true,
     ERR_IO,
     "password",
     {"<* OK hello\r\n", ">CAPABILITY", "<* LIST () \"/\" {200000000}\r\n",
      "flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}},
    {"LOGINDISABLED", true, ERR_DENIED, "password", {HELLO("LOGINDISABLED")}},
    {"LOGIN",
     true,
     OK,
     "password",
     {HELLO(""), ">LOGIN u s", "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", SELECTED}},
    {"LOGIN refused",
     true,
     ERR_DENIED,
     "password",
     {HELLO(""), ">LOGIN u s", "<$ NO [AUTHENTICATIONFAILED] u s\r\n"}},
    {"LOGIN unavailable",
     true,
     ERR_TEMPORARY,
     "password",
     {HELLO(""), ">LOGIN", "<$ NO [UNAVAILABLE] x\r\n"}},
    {"PLAIN refused at once",
     true,
     ERR_DENIED,
     "password",
     {HELLO("AUTH=PLAIN LOGINDISABLED"), ">AUTHENTICATE PLAIN", "<$ NO x\r\n"}},
    {"PLAIN refused",
     true,
     ERR_DENIED,
     "password",
     {HELLO("AUTH=PLAIN LOGINDISABLED"), PLAIN, "<$ NO x\r\n"}},
    {"PLAIN refused, LOGIN taken",
     true,
     OK,
     "password",
     {HELLO("AUTH=PLAIN"), PLAIN, "<$ NO [AUTHENTICATIONFAILED] x\r\n", ">LOGIN u s",
      "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", SELECTED}},
    {"PLAIN not understood, LOGIN taken",
     true,
     OK,
     "password",
     {HELLO("AUTH=PLAIN"), ">AUTHENTICATE PLAIN", "<$ BAD x\r\n", ">LOGIN u s",
      "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", SELECTED}},
    {"PLAIN ended by the server, LOGIN taken",
     true,
     OK,
     "password",
     {HELLO("AUTH=PLAIN"), PLAIN, "<$ BAD no such mechanism\r\n", ">LOGIN u s",
      "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", SELECTED}},
    {"PLAIN and LOGIN refused",
     true,
     ERR_DENIED,
     "password",
     {HELLO("AUTH=PLAIN"), PLAIN, "<$ NO x\r\n", ">LOGIN u s", "<$ NO x\r\n"}},
    {"PLAIN unavailable",
     true,
     ERR_TEMPORARY,
     "password",
     {HELLO("AUTH=PLAIN"), PLAIN, "<$ NO [UNAVAILABLE] x\r\n"}},
    {"capabilities asked for before and behind the login",
     true,
     OK,
     "password",
     {"<* OK hello\r\n", ">CAPABILITY\r\n", "<* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK x\r\n", PLAIN,
      "<$ OK x\r\n", ">CAPABILITY\r\n", "<* CAPABILITY IMAP4rev1\r\n$ OK x\r\n", ">SELECT INBOX\r\n",
      SELECTED}},
    {"PLAIN", true, OK, "password", {READY("")}},
    {"XOAUTH2",
     true,
     OK,
     "xoauth2",
     {HELLO("AUTH=XOAUTH2"), ">AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHMBAQ==",
      "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", SELECTED}},
    {"XOAUTH2 refused",
     true,
     ERR_DENIED,
     "xoauth2",
     {HELLO("AUTH=XOAUTH2"), ">XOAUTH2", "<+ eyJzdGF0dXMiOiI0MDAifQ==\r\n", ">\r\n", "<$ NO x\r\n"}},
    {"no XOAUTH2", true, ERR_DENIED, "xoauth2", {HELLO("AUTH=PLAIN")}},
    {"no UIDVALIDITY",
     true,
     ERR_UNAVAILABLE,
     "password",
     {HELLO("AUTH=PLAIN"), PLAIN, "<$ OK [CAPABILITY IMAP4rev1] x\r\n", ">SELECT", "<$ OK x\r\n"}},
};

static void openings(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(OPENINGS); i++) {
		struct server server;
		struct collect *collect = NULL;
		struct err err = {0};
		long long start = io_now_ms();
		int rc;

		loopback = OPENINGS[i].loopback;
		server = serve(OPENINGS[i].script);
		rc = open_at(&server, OPENINGS[i].auth, &collect, &err);
		if (rc != OPENINGS[i].rc || err.code != rc)
			fail_msg("%s: %d instead of %d: %s", OPENINGS[i].name, rc, OPENINGS[i].rc, err.text);
		assert_int_equal(collect == NULL, rc != OK);
		if (rc == OK)
			assert_int_equal(collect_uidvalidity(collect), 7);
		collect_close(&collect);
		if (io_now_ms() - start > SLOW_MS)
			fail_msg("%s: took too long", OPENINGS[i].name);
		expect_end(server);
	}
}

struct taken {
	char text[512];
};

static int take(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct taken *taken = user;
	size_t used = strlen(taken->text);

	(void)err;
	snprintf(taken->text + used, sizeof taken->text - used, is_whole ? "%s=%.*s;" : "(%s=%.*s);", uid,
		 (int)raw.length, (const char *)raw.data);
	return OK;
}

static struct server open_ready(const char *const *script, struct collect **collect)
{
	struct err err = {0};
	struct server server = serve(script);

	loopback = true;
	*collect = NULL;
	if (open_at(&server, "password", collect, &err) != OK)
		fail_msg("%s", err.text);
	return server;
}

static const struct {
	const char *name;
	int rc;
	const char *taken;
	const char *script[SCRIPT_LINES];
} FETCHES[] = {
    {"in another order, with unasked ones",
     OK,
     "2=two;3=quoted \"x\";1=;",
     {READY(""), ">UID FETCH 1:3 (UID BODY.PEEK[])",
      "<* 9 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (BODY[] {3}\r\ntwo UID 2 FLAGS ())\r\n"
      "* 4 EXISTS\r\n* 9 FETCH (UID 99 BODY[] {4}\r\nnone)\r\n* 2 FETCH (UID 2 BODY[] {5}\r\nagain)\r\n"
      "* 3 FETCH (UID 3 BODY[] \"quoted \\\"x\\\"\")\r\n* 5 FETCH (UID 3)\r\n* 1 FETCH (UID 1 BODY[] NIL)\r\n"
      "* 2 EXPUNGE\r\n$ OK x\r\n"}},
    {"only the whole message",
     OK,
     "1=body;",
     {READY(""), ">FETCH", "<* 1 FETCH (UID 1 BODY[HEADER] {4}\r\nhead BODY[] {4}\r\nbody)\r\n$ OK x\r\n"}},
    {"NO after some",
     OK,
     "1=one;",
     {READY(""), ">FETCH", "<* 1 FETCH (UID 1 BODY[] {3}\r\none)\r\n$ NO gone\r\n"}},
    {"NO to all", ERR_UNAVAILABLE, "", {READY(""), ">FETCH", "<$ NO x\r\n"}},
    {"BAD", ERR_IO, "", {READY(""), ">FETCH", "<$ BAD x\r\n"}},
    {"hung up within a literal",
     ERR_IO,
     "",
     {READY(""), ">FETCH", "<* 1 FETCH (UID 1 BODY[] {100}\r\nabc", "close"}},
    {"hung up behind BYE", ERR_IO, "", {READY(""), ">FETCH", "<* BYE x\r\n", "close"}},
    {"a literal a byte at a time",
     ERR_TEMPORARY,
     "",
     {READY(""), ">FETCH", "<* 1 FETCH (UID 1 BODY[] {100000}\r\n", "trickle"}},
    {"flood of answers", ERR_IO, "", {READY(""), ">FETCH", "flood * 1 FETCH (UID 1)\r\n"}},
    {"another's tag", ERR_IO, "", {READY(""), ">FETCH", "<999 OK x\r\n"}},
};

static void fetches(void **state)
{
	static const char *const UIDS[] = {"3", "1", "2"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(FETCHES); i++) {
		struct collect *collect;
		struct server server = open_ready(FETCHES[i].script, &collect);
		struct taken taken = {""};
		struct err err = {0};
		long long start = io_now_ms();
		int rc = collect_fetch(collect, UIDS, 3, take, &taken, &err);

		if (rc != FETCHES[i].rc || err.code != rc)
			fail_msg("%s: %d instead of %d: %s", FETCHES[i].name, rc, FETCHES[i].rc, err.text);
		assert_string_equal(taken.text, FETCHES[i].taken);
		if (rc == ERR_IO || rc == ERR_TEMPORARY)
			assert_int_equal(collect_fetch(collect, UIDS, 3, take, &taken, NULL), rc);
		collect_close(&collect);
		if (io_now_ms() - start > SLOW_MS)
			fail_msg("%s: took too long", FETCHES[i].name);
		expect_end(server);
	}
}

static void list_is_matched_by_uid(void **state)
{
	static const char *const SCRIPT[] = {
	    READY(""),
	    ">NOOP",
	    "<$ OK x\r\n",
	    ">UID SEARCH UNDELETED UID 1:*",
	    "<* SEARCH 7 5\r\n* SEARCH 4294967295 5 6\r\n$ OK x\r\n",
	    ">UID FETCH 5:7,4294967295 (UID RFC822.SIZE INTERNALDATE)",
	    "<* 3 FETCH (RFC822.SIZE 70 UID 7)\r\n* 1 FETCH (UID 5 RFC822.SIZE 50)\r\n* 1 FETCH (UID 8 "
	    "RFC822.SIZE 80)\r\n"
	    "* 1 FETCH (UID 6)\r\n* 4 FETCH (UID 4294967295 RFC822.SIZE 4294967295)\r\n$ OK x\r\n",
	    NULL};
	struct arena *arena = arena_new();
	struct collect *collect;
	struct server server = open_ready(SCRIPT, &collect);
	struct collect_entry *entries;
	struct err err = {0};
	size_t count;

	(void)state;
	assert_int_equal(collect_list(collect, arena, &entries, &count, &err), OK);
	assert_int_equal(count, 3);
	assert_string_equal(entries[0].uid, "5");
	assert_int_equal(entries[1].size_bytes, 70);
	assert_string_equal(entries[2].uid, "4294967295");
	assert_int_equal(entries[2].size_bytes, 4294967295u);
	collect_close(&collect);
	expect_end(server);
	arena_free(&arena);
}

static void several_copyuids(void **state)
{
	static const char *const SCRIPT[] = {READY("MOVE UIDPLUS"),
					     ">UID MOVE 1:4 Traites",
					     "<$ NO no such folder\r\n",
					     ">CREATE Traites",
					     "<$ OK x\r\n",
					     ">SUBSCRIBE Traites",
					     "<$ NO x\r\n",
					     ">UID MOVE 1:4 Traites",
					     "<* OK [COPYUID 9 4 1] x\r\n* OK [COPYUID 9 1:2 11,10] x\r\n* 1 "
					     "EXPUNGE\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n$ OK x\r\n",
					     ">UID MOVE 1 Traites",
					     "<$ NO [OVERQUOTA] of somebody\r\n",
					     NULL};
	static const char *const WANTED[] = {"10", NULL, "11", "1"};
	struct collect_place from[] = {{NULL, 7, "2"}, {NULL, 7, "3"}, {NULL, 7, "1"}, {NULL, 7, "4"}},
			     where[4];
	struct arena *arena = arena_new();
	struct collect *collect;
	struct server server = open_ready(SCRIPT, &collect);
	struct err err = {0};

	(void)state;
	assert_int_equal(collect_file_many(collect, arena, from, 4, "Traites", where, &err), OK);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(where[i].uid != NULL, WANTED[i] != NULL);
		if (WANTED[i])
			assert_string_equal(where[i].uid, WANTED[i]);
		assert_int_equal(where[i].uidvalidity, WANTED[i] ? 9 : 0);
	}
	/* Refused permanently; the error has the code but not the text; the folder isn't created again; the
	 * connection is usable. */
	assert_int_equal(collect_file_many(collect, arena, from + 2, 1, "Traites", where, &err),
			 ERR_UNAVAILABLE);
	assert_non_null(strstr(err.text, "OVERQUOTA"));
	assert_null(strstr(err.text, "somebody"));
	collect_close(&collect);
	expect_end(server);
	arena_free(&arena);
}

/* With move = false a mailbox grows for years. */
static void more_than_a_million(void **state)
{
	static const char *const SCRIPT[] = {
	    HELLO("AUTH=PLAIN"),
	    PLAIN,
	    "<$ OK [CAPABILITY IMAP4rev1] in\r\n",
	    ">SELECT INBOX",
	    "<* 1200000 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n$ OK [READ-WRITE] x\r\n",
	    ">NOOP",
	    "<$ OK x\r\n",
	    ">UID SEARCH UNDELETED UID 1:*",
	    "<* SEARCH",
	    "numbers",
	    "<\r\n$ OK x\r\n",
	    ">UID FETCH 1:1200000 (UID RFC822.SIZE INTERNALDATE)",
	    "<* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n* 1200000 FETCH (UID 1200000 RFC822.SIZE 20)\r\n$ OK x\r\n",
	    NULL};
	struct arena *arena = arena_new();
	struct collect *collect;
	struct server server = open_ready(SCRIPT, &collect);
	struct collect_entry *entries;
	struct err err = {0};
	size_t count;

	(void)state;
	assert_int_equal(collect_list(collect, arena, &entries, &count, &err), OK);
	assert_int_equal(count, 2);
	assert_string_equal(entries[1].uid, "1200000");
	collect_close(&collect);
	expect_end(server);
	arena_free(&arena);
}

/* RFC 2342 section 6: the delimiter may be followed by extension data. */
static const struct {
	const char *answer, *folder;
} NAMESPACES[] = {
    {"<* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL\r\n$ OK x\r\n", ">UID MOVE 1 \"INBOX.Traites\""},
    {"<* NAMESPACE ((\"INBOX.\" \".\" \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))(\"#mh/\" \"/\")) ((\"Other.\" "
     "\".\")) NIL\r\n* 3 EXISTS\r\n$ OK x\r\n",
     ">UID MOVE 1 \"INBOX.Traites\""},
    {"<* namespace ((\"\" \"/\" \"TRANSLATION\" (\"x\"))) NIL NIL\r\n$ OK x\r\n", ">UID MOVE 1 Traites"},
    {"<* NAMESPACE NIL NIL NIL\r\n$ OK x\r\n", ">UID MOVE 1 Traites"},
    {"<* NAMESPACE ((\"\" NIL \"X-A\" (\"b\" \"c\"))) ((\"~\" \"/\")) ((\"#s/\" \"/\" \"X-B\" (\"d\")))\r\n$ "
     "OK x\r\n",
     ">UID MOVE 1 Traites"},
    {"<* NAMESPACE ((\"Courrier\\\\\" \"\\\\\" \"X-P\" NIL)) NIL NIL\r\n$ OK x\r\n",
     ">UID MOVE 1 \"Courrier\\\\Traites\""},
    {"<$ BAD x\r\n", ">UID MOVE 1 Traites"},
    {"<$ NO x\r\n", ">UID MOVE 1 Traites"},
};

static void namespaces(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(NAMESPACES); i++) {
		const char *const script[] = {READY("MOVE UIDPLUS NAMESPACE"),
					      ">NAMESPACE\r\n",
					      NAMESPACES[i].answer,
					      NAMESPACES[i].folder,
					      "<* OK [COPYUID 9 1 10] x\r\n* 1 EXPUNGE\r\n$ OK x\r\n",
					      NULL};
		const struct collect_place from = {NULL, 7, "1"};
		struct collect_place where;
		struct arena *arena = arena_new();
		struct collect *collect;
		struct server server = open_ready(script, &collect);
		struct err err = {0};

		if (collect_file(collect, arena, &from, "Traites", &where, &err))
			fail_msg("%zu: %s", i, err.text);
		assert_string_equal(where.uid, "10");
		collect_close(&collect);
		expect_end(server);
		arena_free(&arena);
	}
}

static int ask_list(struct collect *collect, struct arena *arena, struct err *err)
{
	struct collect_entry *entries;
	size_t count;

	return collect_list(collect, arena, &entries, &count, err);
}

static int ask_fetch(struct collect *collect, struct arena *arena, struct err *err)
{
	(void)arena;
	return collect_fetch(collect, (const char *[]){"1"}, 1, take, &(struct taken){""}, err);
}

static int ask_wait(struct collect *collect, struct arena *arena, struct err *err)
{
	(void)arena;
	return collect_wait(collect, -1, 1, err);
}

static int ask_file(struct collect *collect, struct arena *arena, struct err *err)
{
	const struct collect_place from = {NULL, 7, "1"};
	struct collect_place where;

	return collect_file(collect, arena, &from, "Quarantaine", &where, err);
}

static int ask_file_stale(struct collect *collect, struct arena *arena, struct err *err)
{
	const struct collect_place from = {NULL, 6, "1"};
	struct collect_place where;
	int rc = collect_file(collect, arena, &from, "Quarantaine", &where, err);

	assert_null(where.uid);
	return rc;
}

/* After another folder was selected the mailbox may be a new one, in which its UIDs are meaningless: no
 * command with a UID may follow, and none would be answered. */
static const struct {
	const char *name, *uidvalidity;
	int (*ask)(struct collect *collect, struct arena *arena, struct err *err);
	int rc;
} RENUMBERED[] = {
    {"list", "8", ask_list, ERR_IO},
    {"fetch", "8", ask_fetch, ERR_IO},
    {"wait", "8", ask_wait, ERR_IO},
    {"file", "8", ask_file, ERR_IO},
    {"file what was noted under an earlier one", "7", ask_file_stale, OK},
};

static void renumbered(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(RENUMBERED); i++) {
		struct arena *arena = arena_new();
		const char *const script[SCRIPT_LINES] = {
		    READY("UIDPLUS MOVE"),
		    ">SELECT Traites",
		    "<* OK [UIDVALIDITY 9] x\r\n$ OK x\r\n",
		    ">UID STORE 5",
		    "<$ OK x\r\n",
		    ">UID EXPUNGE 5",
		    "<$ OK x\r\n",
		    ">SELECT INBOX",
		    arena_printf(arena, "<* OK [UIDVALIDITY %s] x\r\n$ OK x\r\n", RENUMBERED[i].uidvalidity),
		};
		struct collect *collect;
		struct server server = open_ready(script, &collect);
		struct err err = {0};
		int rc;

		assert_int_equal(
		    collect_erase(collect, &(struct collect_place){"Traites", 9, "5"}, NULL, &err), OK);
		rc = RENUMBERED[i].ask(collect, arena, &err);
		if (rc != RENUMBERED[i].rc)
			fail_msg("%s: %d instead of %d: %s", RENUMBERED[i].name, rc, RENUMBERED[i].rc,
				 err.text);
		collect_close(&collect);
		expect_end(server);
		arena_free(&arena);
	}
}

#define QUIET ">NOOP", "<$ OK x\r\n", ">UID SEARCH", "<* SEARCH\r\n$ OK x\r\n", ">IDLE"

static const struct {
	const char *name;
	int rc, least_ms, most_ms;
	const char *script[SCRIPT_LINES];
} WAITS[] = {
    {"EXISTS before the continuation",
     OK,
     0,
     WAIT_MS - 100,
     {READY("IDLE"), QUIET, "<* 3 EXISTS\r\n+ x\r\n", ">DONE", "<$ OK x\r\n"}},
    {"EXISTS together with it",
     OK,
     0,
     WAIT_MS - 100,
     {READY("IDLE"), QUIET, "<+ x\r\n* 3 EXISTS\r\n", ">DONE", "<$ OK x\r\n"}},
    {"EXISTS in two halves",
     OK,
     0,
     WAIT_MS - 100,
     {READY("IDLE"), QUIET, "<+ x\r\n* 3 EX", "<ISTS\r\n", ">DONE", "<$ OK x\r\n"}},
    {"nothing of interest",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<+ x\r\n* OK here\r\n* 1 FETCH (FLAGS ())\r\n", ">DONE", "<$ OK x\r\n", ">NOOP",
      "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE refused",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<$ NO x\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n",
      ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE not understood",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<$ BAD x\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n",
      ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE begun with its tag before the continuation",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<$ + idling\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n",
      ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE ended at once",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<+ x\r\n$ OK done\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH",
      "<* SEARCH\r\n$ OK x\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE ended without having begun",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<$ OK done\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n",
      ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"IDLE ended as a fault",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<+ x\r\n$ BAD done\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH",
      "<* SEARCH\r\n$ OK x\r\n", ">NOOP", "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"continued again and again",
     OK,
     WAIT_MS - 50,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<+ idling\r\n+ idling\r\n", "<+ idling\r\n", ">DONE", "<$ OK x\r\n", ">NOOP",
      "<$ OK x\r\n", ">SEARCH", "<* SEARCH\r\n$ OK x\r\n"}},
    {"EXISTS and the end",
     OK,
     0,
     WAIT_MS - 100,
     {READY("IDLE"), QUIET, "<+ x\r\n* 3 EXISTS\r\n$ OK done\r\n"}},
    {"hung up", ERR_IO, 0, WAIT_MS - 100, {READY("IDLE"), QUIET, "<+ x\r\n", "close"}},
    {"BYE", ERR_IO, 0, WAIT_MS - 100, {READY("IDLE"), QUIET, "<+ x\r\n* BYE x\r\n", "close"}},
    {"half a line", ERR_TEMPORARY, TIMEOUT_MS - 100, SLOW_MS, {READY("IDLE"), QUIET, "<+ x\r\n* 3 EXI"}},
    {"no answer to DONE",
     ERR_TEMPORARY,
     WAIT_MS + TIMEOUT_MS - 100,
     SLOW_MS,
     {READY("IDLE"), QUIET, "<+ x\r\n", ">DONE"}},
    {"flood", ERR_IO, 0, SLOW_MS, {READY("IDLE"), QUIET, "<+ x\r\n", "flood * OK x\r\n"}},
};

static void waits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(WAITS); i++) {
		struct collect *collect;
		struct server server = open_ready(WAITS[i].script, &collect);
		struct err err = {0};
		long long start = io_now_ms(), took;
		int rc = collect_wait(collect, -1, WAIT_MS, &err);

		took = io_now_ms() - start;
		if (rc != WAITS[i].rc || err.code != rc)
			fail_msg("%s: %d instead of %d: %s", WAITS[i].name, rc, WAITS[i].rc, err.text);
		if (took < WAITS[i].least_ms || took > WAITS[i].most_ms)
			fail_msg("%s: took %lld ms", WAITS[i].name, took);
		collect_close(&collect);
		expect_end(server);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(openings),
	    cmocka_unit_test(fetches),
	    cmocka_unit_test(list_is_matched_by_uid),
	    cmocka_unit_test(more_than_a_million),
	    cmocka_unit_test(namespaces),
	    cmocka_unit_test(several_copyuids),
	    cmocka_unit_test(renumbered),
	    cmocka_unit_test(waits),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
