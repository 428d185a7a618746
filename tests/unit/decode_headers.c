/* Ids, addresses, the nature of a message and its content hash. */
#include "decode_support.h"

static const struct {
	const char *what, *headers;
	enum mail_nature nature;
	const char *reason;
} natures[] = {
    {"personal", "From: a@b.example\n", MAIL_PERSONAL, ""},
    {"Auto-Submitted: no", "From: a@b.example\nAuto-Submitted: no\n", MAIL_PERSONAL, ""},
    {"Auto-Submitted: NO (comment)", "From: a@b.example\nAuto-Submitted: NO (by hand)\n", MAIL_PERSONAL, ""},
    {"auto-replied", "From: a@b.example\nAuto-Submitted: auto-replied; owner=x\n", MAIL_AUTOMATIC,
     "Auto-Submitted"},
    {"auto-generated", "From: a@b.example\nauto-submitted: auto-generated\n", MAIL_AUTOMATIC,
     "Auto-Submitted"},
    {"notified is not no", "From: a@b.example\nAuto-Submitted: notified\n", MAIL_AUTOMATIC, "Auto-Submitted"},
    {"Precedence: bulk", "From: a@b.example\nPrecedence: bulk\n", MAIL_AUTOMATIC, "Precedence"},
    {"Precedence: auto_reply", "From: a@b.example\nPrecedence: auto_reply\n", MAIL_AUTOMATIC, "Precedence"},
    {"Precedence: first-class", "From: a@b.example\nPrecedence: first-class\n", MAIL_PERSONAL, ""},
    {"List-Id", "From: a@b.example\nList-Id: <x.y.example>\n", MAIL_AUTOMATIC, "List-Id"},
    {"Exchange, among others", "From: a@b.example\nX-Auto-Response-Suppress: DR, oof, AutoReply\n",
     MAIL_AUTOMATIC, "X-Auto-Response-Suppress"},
    {"Exchange, no reports wanted", "From: a@b.example\nX-Auto-Response-Suppress: DR, NRN\n", MAIL_PERSONAL,
     ""},
    {"Exchange", "From: a@b.example\nX-Auto-Response-Suppress: All\n", MAIL_AUTOMATIC,
     "X-Auto-Response-Suppress"},
    {"X-Autoreply", "From: a@b.example\nX-Autoreply: yes\n", MAIL_AUTOMATIC, "X-Autoreply"},
    {"empty return path", "Return-Path: <>\nFrom: a@b.example\n", MAIL_AUTOMATIC, "Return-Path"},
    {"return path", "Return-Path: <a@b.example>\nFrom: a@b.example\n", MAIL_PERSONAL, ""},
    {"delivery report",
     "Return-Path: <>\nFrom: MAILER-DAEMON@b.example\nAuto-Submitted: auto-replied\nContent-Type: "
     "multipart/report; "
     "report-type=delivery-status;\n\tboundary=b\n",
     MAIL_BOUNCE, "Content-Type"},
    {"mailer-daemon", "From: Mail Delivery System <MAILER-DAEMON@b.example>\n", MAIL_BOUNCE, "From"},
    {"a postmaster writes", "From: postmaster@b.example\n", MAIL_PERSONAL, ""},
    {"a postmaster bounces", "Return-Path: <>\nFrom: postmaster@b.example\n", MAIL_BOUNCE, "From"},
    {"Exim", "From: x@b.example\nX-Failed-Recipients: c@d.example\n", MAIL_BOUNCE, "X-Failed-Recipients"},
    {"read receipt",
     "From: a@b.example\nContent-Type: Multipart/Report; report-type=\"disposition-notification\"; "
     "boundary=b\n",
     MAIL_RECEIPT, "Content-Type"},
    {"own", "From: Partenariat <Partenariat@PASSERELLE.example>\nAuto-Submitted: auto-replied\n", MAIL_OWN,
     "From"},
    {"own, subaddress", "From: partenariat+offre.1@passerelle.example\n", MAIL_OWN, "From"},
    {"not own", "From: partenariats@passerelle.example\n", MAIL_PERSONAL, ""},
    {"not own, another domain", "From: partenariat@passerelle.example.org\n", MAIL_PERSONAL, ""},
};

static void nature(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(natures); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "%s\nx\n", natures[i].headers));

		if (mail.nature != natures[i].nature || strcmp(mail.nature_reason, natures[i].reason))
			fail_msg("%s: %s by \"%s\"", natures[i].what, mail_nature_name(mail.nature),
				 mail.nature_reason);
		arena_free(&arena);
	}
}

static void ids(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail =
	    support_decode(arena, "Message-ID: <1@a.example>\nIn-Reply-To: Your mail of <2@b> <3@c>\n"
				  "References: <4@d>\n\t<5@e> (x) < > <bad id> <6@f\n <7@g>\n\n");

	(void)state;
	assert_string_equal(mail.message_id, "1@a.example");
	assert_string_equal(mail.in_reply_to, "2@b");
	assert_int_equal(mail.reference_count, 3);
	assert_string_equal(mail.references[0], "4@d");
	assert_string_equal(mail.references[1], "5@e");
	assert_string_equal(mail.references[2], "7@g");
	mail = support_decode(arena, "Message-ID: bare@a.example\n\n");
	assert_string_equal(mail.message_id, "bare@a.example");
	mail = support_decode(arena, "Message-ID: not an id\nSubject: \n\n");
	assert_null(mail.message_id);
	assert_null(mail.in_reply_to);
	assert_int_equal(mail.reference_count, 0);
	arena_free(&arena);
}

static void addresses(void **state)
{
	static const struct {
		const char *field, *name, *email;
	} rows[] = {
	    {"a@B.Example", "", "a@b.example"},
	    {"Jean Dupont <J.Dupont@b.example>", "Jean Dupont", "J.Dupont@b.example"},
	    {"\"Dupont, Jean\" <j@b.example>", "Dupont, Jean", "j@b.example"},
	    {"=?iso-8859-1?Q?Andr=E9?= <a@b.example>", "André", "a@b.example"},
	    {"Andr\xe9 <a@b.example>", "André", "a@b.example"},
	    {"André <a@b.example>", "André", "a@b.example"},
	    {"a@b.example (Jean)", "Jean", "a@b.example"},
	    {"Jean <a@b>", "Jean", "a@b"},
	    {"Jean <a@b\r\n .example>", "Jean", "a@b.example"},
	    {"é@b.example", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "From: %s\n\n", rows[i].field));

		if (mail.from_count != 1 || strcmp(mail.from[0].email, rows[i].email) ||
		    strcmp(mail.from[0].name, rows[i].name))
			fail_msg("%s: %zu, \"%s\" <%s>", rows[i].field, mail.from_count,
				 mail.from_count ? mail.from[0].name : "",
				 mail.from_count ? mail.from[0].email : "");
		arena_free(&arena);
	}
}

static void recipients(void **state)
{
	static const char *const expected[] = {"a@b.example", "c@d.example", "e@f.example", "g@h.example",
					       "partenariat+x@passerelle.example"};
	struct arena *arena = arena_new();
	struct mail mail =
	    support_decode(arena, "To: A <a@b.example>, G: c@d.example, e@f.example;\nCc: g@h.example\n"
				  "Delivered-To: partenariat+x@passerelle.example\nBcc: z@z.example\n\n");

	(void)state;
	assert_int_equal(mail.recipient_count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(mail.recipients[i], expected[i]);
	arena_free(&arena);
}

static void odd_messages(void **state)
{
	static const struct {
		const char *what, *raw, *subject, *lines;
	} rows[] = {
	    {"bare LF, no final newline", "Subject: a\n\nb", "a", "O|b\n"},
	    {"CRLF", "Subject: a\r\n\r\nb\r\n", "a", "O|b\n"},
	    {"mbox", "From x@y Mon Jan 1\nSubject: a\n\nb\n", "a", "O|b\n"},
	    {"blank lines before the header", "\n\r\nSubject: a\n\nb\n", "a", "O|b\n"},
	    {"a line that is no field", "Subject: a\nnot a field\nX: y\n\nb\n", "a", "O|b\n"},
	    {"no body", "Subject: a\n", "a", ""},
	    {"no header ends", "Subject: a", "a", ""},
	    {"a multipart without parts", "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n", "a",
	     ""},
	    {"a multipart that doesn't end",
	     "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nb", "a", "O|b\n"},
	    {"two parts of text",
	     "Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nb\n--x\n\nc\n--x--\n", "a",
	     "O|b\nB|c\n"},
	    {"quoted-printable",
	     "Subject: a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
	     "quoted-printable\n\n=C3=A9=\nx=20\n",
	     "a", "O|éx\n"},
	    {"base64",
	     "Subject: a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
	     "base64\n\nw6l4Cg==\n",
	     "a", "O|éx\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, rows[i].raw);

		if (strcmp(mail.subject, rows[i].subject) ||
		    strcmp(support_lines(arena, &mail.plain), rows[i].lines))
			fail_msg("%s: \"%s\"\n%s", rows[i].what, mail.subject,
				 support_lines(arena, &mail.plain));
		arena_free(&arena);
	}
}

static void no_message(void **state)
{
	static const char *const raws[] = {"", "\n", "From x@y\n", "just text\n", "\x89PNG\r\n\x1a\n"};
	struct arena *arena = arena_new();
	struct mail mail;
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(raws); i++)
		assert_int_equal(decode_mail(arena, bytes_of(raws[i]), &support_options, &mail, &err),
				 ERR_DATA);
	arena_free(&arena);
}

static void content_hash(void **state)
{
	static const char first[] = "Received: x\nFrom: a@b.example\nSubject: s\nDate: d\n\nline\nline\n";
	static const struct {
		const char *raw;
		bool is_same;
	} rows[] = {
	    {"From: a@b.example\r\nSubject: s\r\nDate: d\r\nX-Trace: y\r\n\r\nline\r\nline", true},
	    {"From: A <a@B.example>\nSubject: =?utf-8?Q?s?=\nDate: d\n\nline\nline\n\n", true},
	    {"From: c@b.example\nSubject: s\nDate: d\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: t\nDate: d\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: s\nDate: e\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: s\nDate: d\n\nline\nlinf\n", false},
	};
	struct arena *arena = arena_new();
	struct mail mail = support_decode(arena, first);

	(void)state;
	assert_int_equal(strlen(mail.content_hash), 64);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct mail other = support_decode(arena, rows[i].raw);

		assert_int_equal(!strcmp(other.content_hash, mail.content_hash), rows[i].is_same);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nature),	    cmocka_unit_test(ids),	    cmocka_unit_test(addresses),
	    cmocka_unit_test(recipients),   cmocka_unit_test(odd_messages), cmocka_unit_test(no_message),
	    cmocka_unit_test(content_hash),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
