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
    {"Exchange wants no automatic answers",
     "From: a@b.example\nX-Auto-Response-Suppress: DR, OOF, AutoReply\n", MAIL_PERSONAL, ""},
    {"nor any other", "From: a@b.example\nX-Auto-Response-Suppress: All\n", MAIL_PERSONAL, ""},
    {"absence", "From: a@b.example\nSubject: Absence du bureau : Offre\n", MAIL_AUTOMATIC, "Subject"},
    {"absence with NBSP, encoded",
     "From: a@b.example\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique=C2=A0:_[OFFRE]?=\n", MAIL_AUTOMATIC,
     "Subject"},
    {"absence in Latin-1",
     "From: a@b.example\nSubject: =?iso-8859-1?B?UulwYSBhdXRv?= =?iso-8859-1?Q?R=E9ponse_automatique?=\n",
     MAIL_PERSONAL, ""},
    {"absence in capitals", "From: a@b.example\nSubject: REPONSE AUTOMATIQUE\n", MAIL_AUTOMATIC, "Subject"},
    {"absence in English", "From: a@b.example\nSubject: Automatic reply: Re: [CV]\n", MAIL_AUTOMATIC,
     "Subject"},
    {"an answer to an absence", "From: a@b.example\nSubject: RE: Absence du bureau : Offre\n", MAIL_PERSONAL,
     ""},
    {"automatically is a word of its own", "From: a@b.example\nSubject: Réponse automatiquement\n",
     MAIL_PERSONAL, ""},
    {"absence in brackets before one of our subjects",
     "From: a@b.example\nSubject: [Absence] Offre [CV OFF-2027-0001]\n", MAIL_AUTOMATIC, "Subject"},
    {"absent before one of our subjects", "From: a@b.example\nSubject: Absente : Offre [CV OFF-2027-0001]\n",
     MAIL_AUTOMATIC, "Subject"},
    {"somebody's absence", "From: a@b.example\nSubject: Absence : Karim ne viendra pas\n", MAIL_PERSONAL, ""},
    {"an answer about an absence", "From: a@b.example\nSubject: Réponse d'absence: Invitation\n",
     MAIL_AUTOMATIC, "Subject"},
    {"absence in German", "From: a@b.example\nSubject: Automatische Antwort: Offre\n", MAIL_AUTOMATIC,
     "Subject"},
    {"a receipt before one of our subjects",
     "From: a@b.example\nSubject: Accusé de réception : Offre [CV OFF-2027-0001]\n", MAIL_AUTOMATIC,
     "Subject"},
    {"read, by its subject", "From: a@b.example\nSubject: Lu : Offre OFF-2027-0001\n", MAIL_RECEIPT,
     "Subject"},
    {"deleted unread", "From: a@b.example\nSubject: Non lu: Offre\n", MAIL_RECEIPT, "Subject"},
    {"a Monday", "From: a@b.example\nSubject: Lundi : réunion\n", MAIL_PERSONAL, ""},
    {"read and approved", "From: a@b.example\nSubject: Lu et approuvé\n", MAIL_PERSONAL, ""},
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
		const char *field, *emails; /* "-" where there is no address */
	} rows[] = {
	    {"a@B.Example", "a@b.example"},
	    {"Jean Dupont <J.Dupont@b.example>", "J.Dupont@b.example"},
	    {"\"Dupont, Jean\" <j@b.example>", "j@b.example"},
	    {"=?iso-8859-1?Q?Andr=E9?= <a@b.example>", "a@b.example"},
	    {"Andr\xe9 <a@b.example>", "a@b.example"},
	    {"André <a@b.example>", "a@b.example"},
	    {"a@b.example (Jean)", "a@b.example"},
	    {"(Jean (dit \\)) le Grand) a@b.example", "a@b.example"},
	    {"J. P. Dupont <a@b.example>", "a@b.example"},
	    {"a@b.example <a@b.example>", "a@b.example"},
	    {"Jean <a@b>", "a@b"},
	    {"Jean <a@b\r\n .example>", "a@b.example"},
	    {"Jean <a . b (x) @ (y) c.example>", "a.b@c.example"},
	    {"\"a.b\"@c.example", "a.b@c.example"},
	    {"\"a b\"@c.example", "-"},
	    {"\"a@x.example\"@c.example", "-"},
	    {"a@société.example", "a@xn--socit-esab.example"},
	    {"é@b.example", "-"},
	    {"a b@c.example", "-"},
	    {"a@b.example c", "-"},
	    {"a@b@c.example", "-"},
	    {"a..b@c.example", "-"},
	    {"a@c..example", "-"},
	    {"@c.example", "-"},
	    {"a@", "-"},
	    {"a@[192.0.2.1]", "-"},
	    {"a@[IPv6:2001:db8::1], b@c.example", "- b@c.example"},
	    {"<a@b.example", "-"},
	    {"<a@b.example> c", "-"},
	    {"<a@b.example> <c@d.example>", "-"},
	    {"<a@b.example, c@d.example>", "-"},
	    {"<@x.example:a@b.example>", "-"},
	    {"\"a@b.example", "-"},
	    {"a@b.example (Jean", "-"},
	    {"<>", "-"},
	    {"Dupont, Jean <j@b.example>", "- j@b.example"},
	    {"a@b.example, , c@d.example,", "a@b.example c@d.example"},
	    {"G: a@b.example, Jean <c@d.example>;, e@f.example", "a@b.example c@d.example e@f.example"},
	    {"g:h:a@b.example;;", "a@b.example"},
	    {"undisclosed-recipients:;", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "From: %s\n\n", rows[i].field));
		struct buf emails = {.arena = arena};

		for (size_t a = 0; a < mail.from_count; a++)
			buf_printf(&emails, "%s%s", a ? " " : "", *mail.from[a] ? mail.from[a] : "-");
		if (strcmp(buf_text(&emails), rows[i].emails))
			fail_msg("%s: \"%s\"", rows[i].field, buf_text(&emails));
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

static void hash(void **state)
{
	static const char first[] =
	    "Received: x\nFrom: a@b.example\nSubject: s\nDate: d\nMessage-ID: <1@b>\n\nline\nline\n";
	static const struct {
		const char *raw;
		bool is_same;
	} rows[] = {
	    {"From: a@b.example\r\nSubject: s\r\nDate: d\r\nX-Trace: y\r\n\r\nline\r\nline", true},
	    {"From: A <a@B.example>\nSubject: =?utf-8?Q?s?=\nDate: d\n\nline\nline\n\n", true},
	    {"From: a@b.example\nSubject: s\nDate: d\nMessage-ID: <2@c>\n\nline\nline\n", true},
	    {"From: a@b.example\nSubject: s\nDate: d\nContent-Transfer-Encoding: "
	     "base64\n\nbGluZQpsaW5lCg==\n",
	     true},
	    {"From: a@b.example\nSubject: s\nDate: d\nContent-Transfer-Encoding: "
	     "quoted-printable\n\nli=\nne=20\nline\n",
	     true},
	    {"From: c@b.example\nSubject: s\nDate: d\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: t\nDate: d\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: s\nDate: e\n\nline\nline\n", false},
	    {"From: a@b.example\nSubject: s\nDate: d\n\nline\nlinf\n", false},
	    {"From: a@b.example\nSubject: s\nDate: d\n\nlineline\n", false},
	};
	struct arena *arena = arena_new();
	struct mail mail = support_decode(arena, first);

	(void)state;
	assert_int_equal(strlen(mail_hash(arena, &mail)), 64);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct mail other = support_decode(arena, rows[i].raw);

		if (!strcmp(mail_hash(arena, &other), mail_hash(arena, &mail)) != rows[i].is_same)
			fail_msg("%s", rows[i].raw);
	}
	arena_free(&arena);
}

/* Whoever has a signed message can send it again so that the signature stays good. */
static void hash_of_replayed(void **state)
{
	static const char *const raws[] = {
	    "From: a@b.example\nSubject: [CV]\nDate: d e\n\nNom : Marie Durand\n x\n",
	    "From: a@b.example\nSubject: [CV]\nDate: d e\n\nNom :  Marie\tDurand\n\tx\n",
	    "From: a@b.example\nSubject:  [CV]\nDate: d  e \n\nNom\t: Marie Durand \n x \n\n",
	};
	struct arena *arena = arena_new();
	struct mail first = support_decode(arena, raws[0]);

	(void)state;
	for (size_t i = 1; i < ARRAY_SIZE(raws); i++) {
		struct mail again = support_decode(arena, raws[i]);

		assert_string_equal(mail_hash(arena, &again), mail_hash(arena, &first));
	}
	arena_free(&arena);
}

static void names(void **state)
{
	static const struct {
		const char *field, *name;
	} rows[] = {
	    {"Jean Dupont <j@b.example>", "Jean Dupont"},
	    {"\"Dupont, Jean\" <j@b.example>", "Dupont, Jean"},
	    {"=?iso-8859-1?Q?Andr=E9?= <a@b.example>", "André"},
	    {"Andr\xe9 <a@b.example>", "André"},
	    {"a@b.example (Jean)", "Jean"},
	    {"a@b.example", ""},
	    {"<a@b.example>", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "From: %s\n\n", rows[i].field));

		assert_string_equal(mail.from_name, rows[i].name);
		arena_free(&arena);
	}
}

/* A mail to hundreds of people: the shared mailbox is found in any position. */
static void many_recipients(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = {.arena = arena};

	(void)state;
	buf_adds(&text, "From: a@b.example\nTo: ");
	for (int i = 0; i < 1500; i++)
		buf_printf(&text, "\"Mission locale %d\" <conseil%d@mission-locale-numero-%d.example>,\n ", i,
			   i, i);
	buf_adds(&text, "partenariat+x@passerelle.example\n\nx\n");
	struct mail mail = support_decode(arena, buf_text(&text));

	assert_int_equal(mail.recipient_count, 1001);
	assert_string_equal(mail.recipients[1000], "partenariat+x@passerelle.example");
	assert_string_equal(mail.subaddress, "x");
	arena_free(&arena);
}

/* Header findings don't depend on what follows the header. */
static void header_alone(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail;
	struct err err = {0};
	const char *raw =
	    "From x@y\nFrom: a@b.example\r\nReply-To: Zo\xc3\xa9 <z@d.example>, e@f.example\r\n\r\n"
	    "From: c@d.example\n\nx";
	struct bytes block = decode_header_block(bytes_of(raw));
	struct buf large = {.arena = arena};

	(void)state;
	assert_int_equal(block.length, strlen(raw) - strlen("From x@y\n") - strlen("From: c@d.example\n\nx"));
	assert_int_equal(decode_header(arena, block, &support_options, &mail, &err), OK);
	assert_int_equal(mail.from_count, 1);
	assert_string_equal(mail.from[0], "a@b.example");
	assert_string_equal(mail.reply_to, "z@d.example");
	assert_null(mail.content_hash);
	for (int i = 0; i < 20000; i++)
		buf_adds(&large, "no field at all\n");
	buf_adds(&large, "From: a@b.example\n\nx");
	block = decode_header_block(buf_bytes(&large));
	assert_true(block.length < large.length);
	assert_int_equal(decode_header(arena, block, &support_options, &mail, &err), ERR_LIMIT);
	assert_int_equal(decode_header(arena, bytes_of(""), &support_options, &mail, &err), ERR_DATA);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nature),	    cmocka_unit_test(ids),
	    cmocka_unit_test(addresses),    cmocka_unit_test(recipients),
	    cmocka_unit_test(odd_messages), cmocka_unit_test(no_message),
	    cmocka_unit_test(hash),	    cmocka_unit_test(hash_of_replayed),
	    cmocka_unit_test(names),	    cmocka_unit_test(many_recipients),
	    cmocka_unit_test(header_alone),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
