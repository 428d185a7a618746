#include "decode_support.h"

/* A text without a report, from a mailer-daemon. */
static struct mail bounce_of(struct arena *arena, const char *text)
{
	return support_decode(arena, arena_printf(arena,
						  "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\n"
						  "Content-Type: text/plain; charset=utf-8\n"
						  "Content-Transfer-Encoding: 8bit\n\n%s",
						  text));
}

static void test_texts(void **state)
{
	static const struct {
		const char *text, *action, *status; /* action NULL: no delivery */
	} rows[] = {
	    {"550 5.1.1 no", "failed", "5.1.1"},
	    {"550-5.1.1 no", "failed", "5.1.1"},
	    {"(#5.1.1)", "failed", "5.1.1"},
	    {"SMTP error: 552 5.2.2 full", "failed", "5.2.2"},
	    {"452 4.2.2 and 550 5.1.1", "failed", "4.2.2"},
	    {"User unknown", "failed", "5.1.1"},
	    {"L\u2019utilisateur n\u2019existe pas", "failed", "5.1.1"},
	    {"DESTINATAIRE INCONNU", "failed", "5.1.1"},
	    {"boîte aux lettres pleine ; n'existe pas", "failed", "5.2.2"},
	    {"will be retried", "delayed", "4.0.0"},
	    {"450 4.1.1 will be retried", "delayed", "4.1.1"},
	    {"550 5.0.0 No such user", "failed", "5.1.1"},
	    {"550 5.0.0 something", "failed", "5.0.0"},
	    {"host 10.5.1.1 said no", NULL, NULL},
	    {"port 5.1.1.7", NULL, NULL},
	    {"Exim 5.1.1", NULL, NULL},
	    {"1550 5.1.1", NULL, NULL},
	    {"550 5.1.1234", NULL, NULL},
	    {"550 5.9.1", NULL, NULL},
	    {"550 5.", NULL, NULL},
	    {"", NULL, NULL},
	    {"--- Below this line is a copy of the message.\n\nUser unknown", NULL, NULL},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct mail mail = bounce_of(arena, rows[i].text);
		size_t wanted = rows[i].action ? 1 : 0;

		if (mail.delivery_count != wanted)
			fail_msg("%s: %zu found", rows[i].text, mail.delivery_count);
		if (wanted) {
			assert_string_equal(mail.deliveries[0].action, rows[i].action);
			assert_string_equal(mail.deliveries[0].status, rows[i].status);
		}
	}
	arena_free(&arena);
}

static struct mail report_of(struct arena *arena, const char *status)
{
	return support_decode(arena,
			      arena_printf(arena,
					   "From: MAILER-DAEMON@mx.example\nMIME-Version: 1.0\nContent-Type: "
					   "multipart/report; report-type=delivery-status; boundary=b\n\n"
					   "--b\nContent-Type: message/delivery-status\n\n%s\n--b--\n",
					   status));
}

static void test_fields(void **state)
{
	static const struct {
		const char *fields, *recipient, *action, *status;
	} rows[] = {
	    {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1", "a@b.example", "failed",
	     "5.1.1"},
	    {"Final-Recipient: <a@b.example>\nAction: FAILED (bad)\nStatus: 5.1.1 (no)", "a@b.example",
	     "failed", "5.1.1"},
	    {"Original-Recipient: rfc822;o@b.example\nFinal-Recipient: rfc822;f@b.example\nAction: delayed",
	     "o@b.example", "delayed", ""},
	    {"Final-Recipient: rfc822;a@b.example\nStatus: 5.1.1", "a@b.example", "failed", "5.1.1"},
	    {"Final-Recipient: rfc822;a@b.example\nStatus: 4.4.1", "a@b.example", "delayed", "4.4.1"},
	    {"Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1.1", "a@b.example", "failed",
	     ""},
	    {"Action: failed\nDiagnostic-Code: smtp; 550 5.1.10 gone", "", "failed", "5.1.10"},
	    {"Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 451 4.1.1 odd", "", "failed", "5.0.0"},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *text =
		    arena_printf(arena, "Reporting-MTA: dns; mx.example\n\n%s\n", rows[i].fields);
		struct mail mail = report_of(arena, text);

		if (mail.delivery_count != 1)
			fail_msg("row %zu: %zu found", i, mail.delivery_count);
		assert_string_equal(mail.deliveries[0].recipient, rows[i].recipient);
		assert_string_equal(mail.deliveries[0].action, rows[i].action);
		assert_string_equal(mail.deliveries[0].status, rows[i].status);
	}
	arena_free(&arena);
}

/* Many recipients, fields without end, no newline: limited; a report in personal mail doesn't count. */
static void test_hostile(void **state)
{
	struct arena *arena = arena_new();
	struct buf many = {.arena = arena}, longest = {.arena = arena};

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_printf(&many, "Final-Recipient: rfc822; a%d@b.example\nAction: failed\n\n", i);
	assert_in_range(report_of(arena, buf_text(&many)).delivery_count, 1, 200);
	buf_adds(&longest, "Action: failed\nDiagnostic-Code: ");
	for (int i = 0; i < 3000; i++)
		buf_adds(&longest, "5.1.");
	assert_in_range(report_of(arena, buf_text(&longest)).delivery_count, 0, 1);
	struct mail mail = support_decode(
	    arena, "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
		   "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n\n--b\n"
		   "Content-Type: message/rfc822\n\nMessage-ID: <x@y>\n\nhi\n--b--\n");
	assert_int_equal(mail.nature, MAIL_PERSONAL);
	assert_int_equal(mail.delivery_count, 0);
	assert_null(mail.returned_id);
	arena_free(&arena);
}

static void test_returned_id(void **state)
{
	static const struct {
		const char *text, *id;
	} rows[] = {
	    {"User unknown\nMessage-ID: <letter.1@p.example>\n", "letter.1@p.example"},
	    {"message-id:  <letter.1@p.example> \nMessage-ID: <other@p>\n", "letter.1@p.example"},
	    {"Message-ID: letter.1@p.example\n", NULL},
	    {"Message-ID: <letter 1@p.example>\n", NULL},
	    {"Message-ID: >x<\n", NULL},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *id = bounce_of(arena, rows[i].text).returned_id;

		if (!rows[i].id ? id != NULL : !id || strcmp(id, rows[i].id) != 0)
			fail_msg("%s: %s", rows[i].text, id ? id : "none");
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_returned_id),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("decode_report", tests, support_init, NULL);
}
