/* Sending letters by SMTP, to a server scripted by each test. */
#include "submit.h"

#include "submit_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char letter[] = "Subject: Offre\r\n\r\nBonjour,\r\n.\r\n..deux\r\nfin\r\n";

static struct submit *open_relay(const char *url_format, int port, const char *auth, int timeout_ms)
{
	char url[100];
	struct submit_options options = {.relay = url,
					 .secret = "s3cret",
					 .auth = auth,
					 .hostname = "passerelle.example",
					 .timeout_ms = timeout_ms};
	struct submit *submit = NULL;
	struct err err = {0};

	snprintf(url, sizeof url, "%s:%d", url_format, port);
	if (submit_open(&submit, &options, &err))
		fail_msg("%s", err.text);
	return submit;
}

static void send_text(struct submit *submit, const char *text, struct submit_reply *reply)
{
	struct bytes part = bytes_of(text);

	submit_send(submit, "b.1@passerelle.example", "lea@ml.example", &part, 1, reply);
}

static const struct {
	const char *name;
	struct script script;
	enum submit_verdict verdict;
	bool is_ambiguous;
	const char *text; /* start of the reply */
} cases[] = {
    {"all well", {.tls = NULL}, SUBMIT_SENT, false, "250 2.0.0 queued as 4711"},
    {"another 2xx to the dot", {.replies[AT_DOT] = "251 fine"}, SUBMIT_SENT, false, "251 fine"},
    {"several lines",
     {.replies[AT_DOT] = "250-2.0.0 one\r\n250-2.0.0 two\r\n250 three"},
     SUBMIT_SENT,
     false,
     "250 2.0.0 one two three"},

    {"greeting 4xx", {.replies[AT_GREETING] = "421 4.3.2 busy"}, SUBMIT_DOWN, false, "421 4.3.2 busy"},
    {"greeting 5xx", {.replies[AT_GREETING] = "554 5.7.1 not you"}, SUBMIT_DOWN, false, "554 5.7.1 not you"},
    {"greeting cut", {.replies[AT_GREETING] = CUT}, SUBMIT_DOWN, false, "relay: connecting: "},
    {"EHLO 5xx", {.replies[AT_EHLO] = "550 5.7.1 bad name"}, SUBMIT_DOWN, false, "550 5.7.1 bad name"},
    {"EHLO cut", {.replies[AT_EHLO] = CUT}, SUBMIT_DOWN, false, "relay: EHLO: "},
    {"no AUTH offered",
     {.replies[AT_EHLO] = "250-mx.example\r\n250 SIZE"},
     SUBMIT_DOWN,
     false,
     "relay: EHLO: the server offers no AUTH"},
    {"AUTH without ours",
     {.replies[AT_EHLO] = "250-mx.example\r\n250 AUTH GSSAPI NTLM"},
     SUBMIT_DOWN,
     false,
     "relay: EHLO: "},
    {"AUTH 4xx", {.replies[AT_AUTH] = "454 4.7.0 not now"}, SUBMIT_DOWN, false, "454 4.7.0 not now"},
    {"AUTH 5xx", {.replies[AT_AUTH] = "535 5.7.8 wrong"}, SUBMIT_DOWN, false, "535 5.7.8 wrong"},
    {"AUTH cut", {.replies[AT_AUTH] = CUT}, SUBMIT_DOWN, false, "relay: AUTH: "},

    {"MAIL 4xx", {.replies[AT_MAIL] = "451 4.3.0 later"}, SUBMIT_LATER, false, "451 4.3.0 later"},
    {"MAIL 421", {.replies[AT_MAIL] = "421 4.3.2 closing"}, SUBMIT_DOWN, false, "421 4.3.2 closing"},
    {"MAIL 5xx", {.replies[AT_MAIL] = "552 5.3.4 too large"}, SUBMIT_FAILED, false, "552 5.3.4 too large"},
    {"MAIL needs a login", {.replies[AT_MAIL] = "530 5.7.0 log in"}, SUBMIT_DOWN, false, "530 5.7.0 log in"},
    {"MAIL cut", {.replies[AT_MAIL] = CUT}, SUBMIT_DOWN, false, "relay: MAIL: "},
    {"RCPT 4xx", {.replies[AT_RCPT] = "450 4.2.1 greylisted"}, SUBMIT_LATER, false, "450 4.2.1 greylisted"},
    {"RCPT 421", {.replies[AT_RCPT] = "421 4.3.2 closing"}, SUBMIT_DOWN, false, "421 4.3.2 closing"},
    {"RCPT 5xx",
     {.replies[AT_RCPT] = "550-5.1.1 no such\r\n550 5.1.1 user"},
     SUBMIT_FAILED,
     false,
     "550 5.1.1 no such user"},
    {"RCPT cut", {.replies[AT_RCPT] = CUT}, SUBMIT_DOWN, false, "relay: RCPT: "},
    {"DATA 4xx", {.replies[AT_DATA] = "452 4.3.1 no room"}, SUBMIT_LATER, false, "452 4.3.1 no room"},
    {"DATA 421", {.replies[AT_DATA] = "421 4.3.2 closing"}, SUBMIT_DOWN, false, "421 4.3.2 closing"},
    {"DATA 5xx",
     {.replies[AT_DATA] = "554 5.5.1 no valid recipients"},
     SUBMIT_FAILED,
     false,
     "554 5.5.1 no valid"},
    {"DATA 250", {.replies[AT_DATA] = "250 stale"}, SUBMIT_DOWN, false, "relay: DATA: "},
    {"DATA cut", {.replies[AT_DATA] = CUT}, SUBMIT_DOWN, false, "relay: DATA: "},
    {"dot 4xx", {.replies[AT_DOT] = "451 4.7.1 later"}, SUBMIT_LATER, false, "451 4.7.1 later"},
    {"dot 421", {.replies[AT_DOT] = "421 4.3.2 closing"}, SUBMIT_DOWN, false, "421 4.3.2 closing"},
    {"dot 5xx", {.replies[AT_DOT] = "554 5.6.0 refused"}, SUBMIT_FAILED, false, "554 5.6.0 refused"},
    {"dot cut: the last 250 was RCPT's", {.replies[AT_DOT] = CUT}, SUBMIT_LATER, true, "relay: the letter: "},
    {"half a reply to the dot",
     {.replies[AT_DOT] = "250-2.0.0 que", .letters_a_connection = 1},
     SUBMIT_LATER,
     true,
     "relay: the letter: "},
    {"nonsense", {.replies[AT_MAIL] = "ok then"}, SUBMIT_DOWN, false, "relay: MAIL: "},
    {"controls in a reply",
     {.replies[AT_RCPT] = "550 a\tb\x01"
			  "c \xff"},
     SUBMIT_FAILED,
     false,
     "550 a b c \xef\xbf\xbd"},
};

static void test_replies(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct submit_reply reply;
		struct server server;

		server_start(&server, &cases[i].script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 800);
		send_text(submit, letter, &reply);
		submit_close(&submit);
		server_stop(&server);
		if (reply.verdict != cases[i].verdict || reply.is_ambiguous != cases[i].is_ambiguous ||
		    strncmp(reply.text, cases[i].text, strlen(cases[i].text)) != 0)
			fail_msg("%s: verdict %d, ambiguous %d, text \"%s\"", cases[i].name,
				 (int)reply.verdict, (int)reply.is_ambiguous, reply.text);
	}
}

static void test_commands(void **state)
{
	struct script script = {0};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://us%40er@localhost", server.port, "password", 2000);
	send_text(submit, letter, &reply);
	submit_close(&submit);
	assert_true(server_heard(&server, "QUIT"));
	char *text = file_text(server.transcript, NULL);
	assert_string_equal(text, "connected\n"
				  "EHLO passerelle.example\n"
				  "AUTH PLAIN AHVzQGVyAHMzY3JldA==\n"
				  "MAIL FROM:<b.1@passerelle.example>\n"
				  "RCPT TO:<lea@ml.example>\n"
				  "DATA\n"
				  "QUIT\n");
	free(text);
	server_stop(&server);
}

static void test_xoauth2(void **state)
{
	struct script script = {.replies[AT_AUTH] = "334 "};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "xoauth2", 500);
	send_text(submit, letter, &reply);
	submit_close(&submit);
	assert_int_equal(server_count(&server, "AUTH XOAUTH2"), 1);
	assert_int_equal(server_count(&server, "AUTH PLAIN"), 0);
	server_stop(&server);
}

static void test_login_alone(void **state)
{
	struct script script = {
	    .replies = {[AT_EHLO] = "250-mx.example\r\n250 AUTH LOGIN", [AT_AUTH] = "334 UGFzc3dvcmQ6"}};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	send_text(submit, letter, &reply);
	submit_close(&submit);
	assert_true(server_heard(&server, "AUTH LOGIN dXNlcg=="));
	assert_int_equal(server_count(&server, "DATA"), 1);
	server_stop(&server);
}

static void test_byte_exact_arrival(void **state)
{
	static const char alphabet[] = "..\r\n\r\n\n\rab";
	struct script script = {0};
	struct arena *arena = arena_new();
	struct buf expected = {.arena = arena};
	struct submit_reply reply;
	struct server server;
	unsigned seed = 1;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 5000);
	for (size_t i = 0; i < 60; i++) {
		/* Sizes around those of libcurl's buffers, where a line end or a dot may be on the border. */
		size_t length = i < 30 ? i : 65536 - 45 + i;
		unsigned char *data = arena_alloc(arena, length + 1);
		struct bytes parts[2] = {{data, length / 3}, {data + length / 3, length - length / 3}};

		for (size_t j = 0; j < length; j++) {
			seed = seed * 1103515245u + 12345u;
			data[j] = (unsigned char)alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		for (size_t j = 0; j < length; j++) {
			if (data[j] != '\r' && data[j] != '\n')
				buf_addc(&expected, (char)data[j]);
			else if (!(data[j] == '\n' && j > 0 && data[j - 1] == '\r'))
				buf_adds(&expected, "\r\n");
		}
		if (length > 0 && data[length - 1] != '\r' && data[length - 1] != '\n')
			buf_adds(&expected, "\r\n");
		submit_send(submit, "", "lea@ml.example", parts, 2, &reply);
		if (reply.verdict != SUBMIT_SENT)
			fail_msg("letter %zu: %s", i, reply.text);
	}
	submit_close(&submit);
	size_t length;
	char *arrived = file_text(server.letters, &length);
	assert_int_equal(length, expected.length);
	assert_memory_equal(arrived, expected.data, length);
	assert_int_equal(server_count(&server, "MAIL FROM:<>"), 60);
	free(arrived);
	server_stop(&server);
	arena_free(&arena);
}

/* libcurl's first block, after dot-stuffing, has the size of the whole letter. */
static void test_stuffing_does_not_shorten(void **state)
{
	struct script script = {.tls = NULL};
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};
	struct submit_reply reply;
	struct server server;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_adds(&text, ".\r\n");
	while (text.length < 65536 + 1000 - 2)
		buf_addc(&text, 'x');
	buf_adds(&text, "\r\n");
	struct bytes part = buf_bytes(&text);

	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	submit_send(submit, "", "a@b.example", &part, 1, &reply);
	submit_close(&submit);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	size_t length;
	char *arrived = file_text(server.letters, &length);
	assert_int_equal(length, part.length);
	assert_memory_equal(arrived, part.data, length);
	free(arrived);
	server_stop(&server);
	arena_free(&arena);
}

static void test_one_connection_for_all(void **state)
{
	struct script script = {0};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	for (int i = 0; i < 100; i++) {
		send_text(submit, letter, &reply);
		assert_int_equal(reply.verdict, SUBMIT_SENT);
	}
	submit_close(&submit);
	assert_int_equal(server_count(&server, "connected"), 1);
	assert_int_equal(server_count(&server, "AUTH"), 1);
	assert_int_equal(server_count(&server, "DATA"), 100);
	server_stop(&server);
}

/* The server closes connections between letters, with or without saying so: no letter fails. */
static void test_reconnects(void **state)
{
	static const struct {
		struct script script;
		int connections;
	} closings[] = {
	    {{.letters_a_connection = 2}, 3},
	    {{.later_replies[AT_MAIL] = "421 4.4.2 enough letters on this connection"}, 6},
	    {{.later_replies[AT_MAIL] = CUT}, 6},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(closings); i++) {
		struct submit_reply reply;
		struct server server;

		server_start(&server, &closings[i].script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
		for (int j = 0; j < 6; j++) {
			send_text(submit, letter, &reply);
			if (reply.verdict != SUBMIT_SENT)
				fail_msg("case %zu, letter %d: %s", i, j, reply.text);
		}
		submit_close(&submit);
		assert_int_equal(server_count(&server, "connected"), closings[i].connections);
		server_stop(&server);
	}
}

/* A refused letter must not affect the next one. */
static void test_after_a_refusal(void **state)
{
	struct script script = {.later_replies[AT_RCPT] = "550 5.1.1 unknown"};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	static const enum submit_verdict verdicts[] = {SUBMIT_SENT, SUBMIT_FAILED, SUBMIT_SENT,
						       SUBMIT_FAILED};
	for (size_t i = 0; i < 4; i++) {
		send_text(submit, letter, &reply);
		assert_int_equal(reply.verdict, verdicts[i]);
	}
	submit_close(&submit);
	server_stop(&server);
}

static void test_a_letter_cut_short(void **state)
{
	struct script script = {.cut_after_bytes = 1000};
	struct arena *arena = arena_new();
	struct bytes part = {arena_alloc(arena, 8u << 20), 8u << 20};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	submit_send(submit, "", "a@b.example", &part, 1, &reply);
	submit_close(&submit);
	assert_int_equal(reply.verdict, SUBMIT_LATER);
	assert_false(reply.is_ambiguous);
	server_stop(&server);
	arena_free(&arena);
}

static void test_times_out(void **state)
{
	static const struct {
		enum step delayed;
		enum submit_verdict verdict;
	} delays[] = {{AT_GREETING, SUBMIT_DOWN},
		      {AT_AUTH, SUBMIT_DOWN},
		      {AT_RCPT, SUBMIT_DOWN},
		      {AT_DOT, SUBMIT_SENT}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(delays); i++) {
		struct script script = {.delay_ms = 5000, .delayed = delays[i].delayed};
		struct submit_reply reply;
		struct server server;

		server_start(&server, &script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 1000);
		send_text(submit, letter, &reply);
		assert_int_equal(reply.verdict, delays[i].verdict);
		assert_int_equal(strstr(reply.text, "no answer in time") != NULL,
				 delays[i].verdict == SUBMIT_DOWN);
		assert_false(reply.is_ambiguous);
		submit_close(&submit);
		server_stop(&server);
	}
}

/* A relay that doesn't answer QUIT delays nothing: neither closing, nor a probe, nor what follows a
 * refusal. */
static void test_silence_after_quit(void **state)
{
	struct script script = {
	    .delay_ms = 60000, .delayed = AT_QUIT, .replies[AT_RCPT] = "550 5.1.1 unknown"};
	struct submit_reply reply;
	struct server server;
	struct err err = {0};
	time_t start = time(NULL);

	(void)state;
	for (int i = 0; i < 3; i++) {
		server_start(&server, &script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 1000);
		if (i < 2)
			send_text(submit, letter, &reply);
		else
			assert_int_equal(submit_probe(submit, NULL, NULL, &err), OK);
		submit_close(&submit);
		if (i < 2)
			assert_int_equal(reply.verdict, i == 0 ? SUBMIT_FAILED : SUBMIT_SENT);
		assert_true(server_heard(&server, "QUIT"));
		server_stop(&server);
		script.replies[AT_RCPT] = NULL;
	}
	assert_true(time(NULL) - start < 30);
}

static void test_injection(void **state)
{
	static const char *const bad[] = {"a@b>\r\nRCPT TO:<c@d", "a@b\nDATA", "a b@c", "<a@b>",
					  "l\303\251a@b",	  ""};
	struct script script = {0};
	struct bytes part = bytes_of(letter);
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 2000);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		submit_send(submit, "", bad[i], &part, 1, &reply);
		assert_int_equal(reply.verdict, SUBMIT_FAILED);
		if (!*bad[i])
			continue; /* the null sender is valid */
		submit_send(submit, bad[i], "a@b", &part, 1, &reply);
		assert_int_equal(reply.verdict, SUBMIT_FAILED);
	}
	submit_send(submit, "", "a@\xc3\xa9tampes.example", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	submit_close(&submit);
	assert_int_equal(server_count(&server, "RCPT"), 1);
	assert_int_equal(server_count(&server, "RCPT TO:<a@xn--tampes-9ua.example>"), 1);
	server_stop(&server);
}

static void test_nobody_listens(void **state)
{
	struct script script = {0};
	struct submit_reply reply;
	struct err err = {0};
	struct server server;

	(void)state;
	server_start(&server, &script);
	server_stop(&server);
	struct submit *submit = open_relay("smtp://127.0.0.1", server.port, "none", 2000);
	send_text(submit, letter, &reply);
	assert_int_equal(reply.verdict, SUBMIT_DOWN);
	assert_int_equal(submit_probe(submit, NULL, NULL, &err), ERR_TEMPORARY);
	submit_close(&submit);
}

static void test_without_login(void **state)
{
	struct script script = {.replies[AT_EHLO] = "250 mx.example"};
	struct submit_reply reply;
	struct server server;

	(void)state;
	server_start(&server, &script);
	struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "none", 2000);
	send_text(submit, letter, &reply);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	submit_close(&submit);
	assert_int_equal(server_count(&server, "AUTH"), 0);
	server_stop(&server);
}

static void test_probe(void **state)
{
	static const struct {
		struct script script;
		int code;
	} probes[] = {
	    {{.tls = NULL}, OK},
	    {{.replies[AT_AUTH] = "535 5.7.8 wrong"}, ERR_DENIED},
	    {{.replies[AT_AUTH] = "454 4.7.0 not now"}, ERR_TEMPORARY},
	    {{.replies[AT_EHLO] = "250 mx.example"}, ERR_DENIED},
	    {{.replies[AT_GREETING] = "421 4.3.2 busy"}, ERR_TEMPORARY},
	    {{.replies[AT_GREETING] = CUT}, ERR_IO},
	    {{.delay_ms = 5000, .delayed = AT_EHLO}, ERR_TEMPORARY},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(probes); i++) {
		struct err err = {0};
		struct server server;

		server_start(&server, &probes[i].script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 1000);
		int code = submit_probe(submit, NULL, NULL, &err);
		if (code != probes[i].code)
			fail_msg("probe %zu: %d: %s", i, code, err.text);
		assert_int_equal(err.code, code);
		assert_int_equal(server_count(&server, "MAIL"), 0);
		assert_true(code != OK || server_heard(&server, "QUIT"));
		submit_close(&submit);
		server_stop(&server);
	}
}

/* A relay may refuse our name or sender only at RCPT. */
static void test_probe_with_an_envelope(void **state)
{
	static const struct {
		struct script script;
		int code;
	} probes[] = {
	    {{.tls = NULL}, OK},
	    {{.replies[AT_MAIL] = "553 5.7.1 not owned by user"}, ERR_DENIED},
	    {{.replies[AT_RCPT] = "504 5.5.2 <vm>: Helo command rejected"}, ERR_DENIED},
	    {{.replies[AT_RCPT] = "451 4.7.1 later"}, ERR_TEMPORARY},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(probes); i++) {
		struct err err = {0};
		struct server server;

		server_start(&server, &probes[i].script);
		struct submit *submit = open_relay("smtp://user@127.0.0.1", server.port, "password", 1000);
		int code = submit_probe(submit, "p@passerelle.example", "o@passerelle.example", &err);
		if (code != probes[i].code)
			fail_msg("probe %zu: %d: %s", i, code, err.text);
		assert_int_equal(server_count(&server, "MAIL FROM:<p@passerelle.example>"), 1);
		assert_int_equal(server_count(&server, "DATA"), 0);
		submit_close(&submit);
		server_stop(&server);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_replies),
	    cmocka_unit_test(test_commands),
	    cmocka_unit_test(test_xoauth2),
	    cmocka_unit_test(test_login_alone),
	    cmocka_unit_test(test_byte_exact_arrival),
	    cmocka_unit_test(test_stuffing_does_not_shorten),
	    cmocka_unit_test(test_one_connection_for_all),
	    cmocka_unit_test(test_reconnects),
	    cmocka_unit_test(test_after_a_refusal),
	    cmocka_unit_test(test_a_letter_cut_short),
	    cmocka_unit_test(test_times_out),
	    cmocka_unit_test(test_silence_after_quit),
	    cmocka_unit_test(test_injection),
	    cmocka_unit_test(test_nobody_listens),
	    cmocka_unit_test(test_without_login),
	    cmocka_unit_test(test_probe),
	    cmocka_unit_test(test_probe_with_an_envelope),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
