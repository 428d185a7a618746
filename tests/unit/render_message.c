/* Headers of letters on the wire, read back by GMime. */
#include "render_support.h"

enum { LONG_NAME = 10000 };

static char *head(struct arena *arena, struct bytes bytes)
{
	const char *text = (const char *)bytes.data;
	const char *end = strstr(text, "\r\n\r\n");

	assert_non_null(end);
	return arena_strndup(arena, text, (size_t)(end + 2 - text));
}

static size_t count_fields(const char *headers)
{
	size_t count = 0;

	for (const char *line = headers; line && *line;
	     line = strstr(line, "\r\n"), line = line ? line + 2 : NULL)
		count += *line != ' ' && *line != '\t' && *line != '\0';
	return count;
}

static void the_whole_head(void **state)
{
	static const char *const PARENTS[] = {"a@x.example", "b@y.example"};
	static const char EXPECTED[] =
	    "Date: Fri, 15 Jan 2027 14:00:00 +0100\r\n"
	    "From: =?UTF-8?Q?Passerelle_=E2=80=93_CNML_et_IMS?=\r\n <partenariat@passerelle.example>\r\n"
	    "To: =?UTF-8?Q?Zo=C3=A9_Lef=C3=A8vre?= <z.lefevre@ml-lyon.example>\r\n"
	    "Reply-To: =?UTF-8?Q?Passerelle_=E2=80=93_CNML_et_IMS?=\r\n"
	    " <partenariat+OFF-2026-0001.a1b2@passerelle.example>\r\n"
	    "Subject: =?UTF-8?Q?Offre_=3A_Pr=C3=A9parateur?=\r\n"
	    "Message-ID: <letter.42.abc@passerelle.example>\r\n"
	    "In-Reply-To: <c@z.example>\r\n"
	    "References: <a@x.example>\r\n <b@y.example>\r\n <c@z.example>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
	    "List-Id: <offres.passerelle.example>\r\n"
	    "List-Unsubscribe: <mailto:p@passerelle.example?subject=%5BDESABONNEMENT%5D>\r\n"
	    "Content-Language: fr\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: multipart/alternative;\r\n boundary=\"=_alternative_";
	struct letter_request letter = request(*state, "Offre : Préparateur", "Bonjour");
	struct fixture *fixture = *state;

	letter.in_reply_to = "c@z.example";
	letter.references = PARENTS;
	letter.reference_count = ARRAY_SIZE(PARENTS);
	letter.list_id = "offres.passerelle.example";
	letter.unsubscribe = "mailto:p@passerelle.example?subject=%5BDESABONNEMENT%5D";
	struct letter_bytes out = render(fixture, &letter);
	assert_memory_equal(out.message.data, EXPECTED, strlen(EXPECTED));
	assert_string_equal(out.subject, "Offre : Préparateur");
	assert_string_equal(out.boundary, "");
	check_wire(out.message, 78);
}

/* With any name and subject, the message has the same fields, and GMime reads the expected values. */
static void names_and_subjects(void **state)
{
	static const struct {
		const char *given, *read;
	} CASES[] = {
	    {"Zoé", "Zoé"},
	    {"", ""},
	    {"Zoe Lefevre", "Zoe Lefevre"},
	    {"Dupont, Jean (RH)", "Dupont, Jean (RH)"},
	    {"dit \"le \\ Grand\" <x@y.example>", "dit \"le \\ Grand\" <x@y.example>"},
	    {"a\r\nBcc: victim@x.example", "a Bcc: victim@x.example"},
	    {"a\nBcc: victim@x.example\n\nbody", "a Bcc: victim@x.example body"},
	    {"a\rBcc: victim@x.example", "a Bcc: victim@x.example"},
	    {"a\xe2\x80\xa8"
	     "Bcc: b",
	     "a Bcc: b"},
	    {"a\xc2\x85"
	     "Bcc: b",
	     "a Bcc: b"},
	    {"a\x01\x1b[31mb\x7f", "a[31mb"},
	    {"=?UTF-8?Q?=0D=0ABcc:_x?=", "=?UTF-8?Q?=0D=0ABcc:_x?="},
	    {"x =?utf-8?B?TGE=?= y", "x =?utf-8?B?TGE=?= y"},
	    {"\xe2\x80\xae"
	     "gro.live\xe2\x81\xa9@x\xd8\x9c\xe2\x80\x8f",
	     "gro.live@x"},
	    {"\xff\xfe invalide \xc3", "\xef\xbf\xbd\xef\xbf\xbd invalide \xef\xbf\xbd"},
	    {"  des   blancs\t\tpartout  ", "des blancs partout"},
	    {"x@y.example, z@y.example", "x@y.example, z@y.example"},
	    {"groupe: a;", "groupe: a;"},
	    {"日本語の名前です、とても長い名前なので折り返されます",
	     "日本語の名前です、とても長い名前なので折り返されます"},
	    {"Association régionale des missions locales et PAIO d'Auvergne-Rhône-Alpes, à Lyon",
	     "Association régionale des missions locales et PAIO d'Auvergne-Rhône-Alpes, à Lyon"},
	    {"un mot plus un mot plus un mot plus un mot plus un mot plus un mot plus un mot, \"cité\\\" oui",
	     "un mot plus un mot plus un mot plus un mot plus un mot plus un mot plus un mot, \"cité\\\" "
	     "oui"},
	    {"one word and another word and another word and another word and one, \"quoted \\ word\" end",
	     "one word and another word and another word and another word and one, \"quoted \\ word\" end"},
	    {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "A",
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "A"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct letter_request letter = request(fixture, CASES[i].read, "Bonjour");
		letter.to_name = letter.from_name = CASES[i].given;
		json_object_set_new_nocheck(fixture->data, "subject", json_string_nocheck(CASES[i].given));
		struct letter_bytes out = render(fixture, &letter);
		check_wire(out.message, 76);
		assert_int_equal(count_fields(head(fixture->arena, out.message)), 11);
		GMimeMessage *message = parse(out.message);
		InternetAddressList *to = g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO);
		InternetAddress *address = internet_address_list_get_address(to, 0);
		const char *name = internet_address_get_name(address);
		assert_int_equal(internet_address_list_length(to), 1);
		assert_string_equal(name ? name : "", CASES[i].read);
		assert_string_equal(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)),
				    "z.lefevre@ml-lyon.example");
		/* A subject is limited more than a name. */
		const char *subject = text_shorten(fixture->arena, CASES[i].read, 60);
		assert_string_equal(g_mime_message_get_subject(message), subject);
		assert_string_equal(out.subject, subject);
		assert_null(header(message, "Bcc"));
		g_object_unref(message);
	}
}

static void names_have_an_end(void **state)
{
	struct fixture *fixture = *state;
	struct buf ascii = {.arena = fixture->arena}, accents = {.arena = fixture->arena};

	for (int i = 0; i < LONG_NAME; i++) {
		buf_addc(&ascii, 'x');
		buf_adds(&accents, "é");
	}
	const char *const names[] = {buf_text(&ascii), buf_text(&accents)};
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct letter_request letter = request(fixture, names[i], "Bonjour");
		letter.to_name = names[i];
		struct letter_bytes out = render(fixture, &letter);
		check_wire(out.message, 76);
		assert_true(out.message.length < 4000);
		assert_true(text_length(out.subject) == 60 && strstr(out.subject, "…"));
	}
}

/* The tag stays complete, and so do the words after the shortened title. */
static void subjects_have_room_for_their_tag(void **state)
{
	static const struct {
		const char *title, *subject;
	} CASES[] = {
	    {"Cariste", "Cariste – Lyon 7e [CV OFF-2026-0001]"},
	    {"Agent polyvalent de restauration collective et de service en salle à temps partiel",
	     "Agent polyvalent de restauration collective et… – Lyon 7e [CV OFF-2026-0001]"},
	    {"Anticonstitutionnellementanticonstitutionnellementanticonstitutionnellement",
	     "Anticonstitutionnellementanticonstitutionnelleme… – Lyon 7e [CV OFF-2026-0001]"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct letter_request letter = request(fixture, "", "En bref");
		json_object_set_new(fixture->data, "title", json_string(CASES[i].title));
		letter.template = "titled";
		struct letter_bytes out = render(fixture, &letter);
		assert_string_equal(out.subject, CASES[i].subject);
		assert_true(text_length(out.subject) <= 78);
	}
}

static void what_is_left_out_leaves_no_blank_lines(void **state)
{
	struct fixture *fixture = *state;
	struct letter_request letter = request(fixture, "Objet", "\n\nUn\n\n\n\nDeux\n\nTrois\n");
	struct letter_bytes out = render(fixture, &letter);

	assert_string_equal(out.text, "Un\n\nDeux\n\nTrois\n");
	assert_non_null(strstr(out.html, "[Un    Deux  Trois]"));
}

static void hostile_requests_are_refused(void **state)
{
	static const char *const ADDRESSES[] = {
	    "",
	    "a",
	    "@b",
	    "a@",
	    "a b@x.example",
	    "a@x.example>, <b@y.example",
	    "<a@b>",
	    "a\r\n@x",
	    "a@x\nBcc: b",
	    "a@x.example,b",
	    "a,b@x.example",
	    "\"a b\"@x.example",
	    "a\t@x",
	    "a@x y",
	    "a@x\x7f",
	    "g:a@x.example",
	    "a@x.example;",
	    "a(b)@x.example",
	    "é@x.example",
	    "a@[127.0.0.1]",
	    "a@x\\.example",
	    "a@\xff\xfe",
	    "a@x.example\x01",
	};
	static const char *const IDS[] = {"", "a b", "a>", "<a", "a\r\nX: y", "é@x", "a\t"};
	static const char *const URLS[] = {"https://x.example/", "mailto:a@b>, <mailto:c@d",
					   "mailto:a\r\nX: y",	 "mailto:a b",
					   "mailto:a,mailto:b",	 "mailto:é@x"};
	struct fixture *fixture = *state;
	struct letter_bytes out = {0};

	for (size_t i = 0; i < ARRAY_SIZE(ADDRESSES) + 1; i++) {
		const char *address = i < ARRAY_SIZE(ADDRESSES) ? ADDRESSES[i] : NULL;
		struct letter_request to = request(fixture, "S", "T"), from = to, reply_to = to;
		struct err err = {0};
		to.to_email = address;
		from.from_email = address;
		reply_to.reply_to = address ? address : "";
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &to, &out, &err),
				 ERR_DATA);
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &from, &out, &err),
				 ERR_DATA);
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &reply_to, &out, &err),
				 ERR_DATA);
		assert_true(!address || !*address || strlen(address) < 3 || !strstr(err.text, address));
	}
	for (size_t i = 0; i < ARRAY_SIZE(IDS); i++) {
		struct letter_request letter = request(fixture, "S", "T"), list = letter, automatic = letter;
		letter.message_id = list.list_id = automatic.auto_submitted = IDS[i];
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &letter, &out, NULL),
				 ERR_DATA);
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &list, &out, NULL),
				 ERR_DATA);
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &automatic, &out, NULL),
				 ERR_DATA);
	}
	for (size_t i = 0; i < ARRAY_SIZE(URLS); i++) {
		struct letter_request letter = request(fixture, "S", "T");
		letter.unsubscribe = URLS[i];
		assert_int_equal(render_letter(fixture->arena, fixture->templates, &letter, &out, NULL),
				 ERR_DATA);
	}
	assert_null(out.message.data);
}

static void a_domain_with_accents_is_sent_as_idna(void **state)
{
	struct letter_request letter = request(*state, "S", "T");

	letter.to_email = "accueil@forêt.example";
	letter.to_name = NULL;
	assert_non_null(strstr((const char *)render(*state, &letter).message.data,
			       "\r\nTo: <accueil@xn--fort-ipa.example>\r\n"));
}

/* Thread ids come from strangers' mail. */
static void references(void **state)
{
	struct fixture *fixture = *state;
	const char *ids[60];
	struct letter_request letter = request(fixture, "S", "T");
	struct buf expected = {.arena = fixture->arena};

	for (int i = 0; i < 60; i++)
		ids[i] = arena_printf(fixture->arena, "%d@x.example", i);
	ids[50] = "a b";
	ids[51] = "x@y>\r\nBcc: z";
	ids[52] = "";
	ids[53] = "parent@x.example";
	letter.in_reply_to = "parent@x.example";
	letter.references = ids;
	letter.reference_count = ARRAY_SIZE(ids);
	buf_adds(&expected, "\r\nIn-Reply-To: <parent@x.example>\r\nReferences: <0@x.example>\r\n");
	for (int i = 38; i < 60; i++)
		if (i < 50 || i > 53)
			buf_printf(&expected, " <%d@x.example>\r\n", i);
	buf_adds(&expected, " <parent@x.example>\r\nAuto-Submitted:");
	assert_non_null(strstr((const char *)render(fixture, &letter).message.data, buf_text(&expected)));
	letter.in_reply_to = "a@b>\r\nX: y";
	letter.reference_count = 2;
	const char *message = (const char *)render(fixture, &letter).message.data;
	assert_null(strstr(message, "In-Reply-To"));
	assert_non_null(strstr(message, "\r\nReferences: <0@x.example>\r\n <1@x.example>\r\nAuto"));
}

static void mailto_links(void **state)
{
	static const struct {
		const char *email, *subject, *body, *url;
	} CASES[] = {
	    {"a@x.example", NULL, NULL, "mailto:a@x.example"},
	    {"a+b@x.example", "[CV OFF-2026-0001]", "Prénom :\nNom : \n",
	     "mailto:a+b@x.example?subject=%5BCV%20OFF-2026-0001%5D&body=Pr%C3%A9nom%20%3A%0D%0ANom%20%3A%20%"
	     "0D%0A"},
	    {"a?b&c%d@x.example", "", "e&f=g", "mailto:a%3Fb%26c%25d@x.example?body=e%26f%3Dg"},
	    {"a\r\nb@x.example", "s\r\nBcc: x", NULL, "mailto:a%0D%0Ab@x.example?subject=s%20Bcc%3A%20x"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++)
		assert_string_equal(
		    render_mailto(fixture->arena, CASES[i].email, CASES[i].subject, CASES[i].body),
		    CASES[i].url);
}

#define WHOLE(text) "<span style=\"white-space:nowrap\">" text "</span>"

static void what_is_read_in_one_go_is_not_broken(void **state)
{
	static const struct {
		const char *text, *shown;
	} CASES[] = {
	    {"CAN-2026-00012, LET-2027-01", WHOLE("CAN-2026-00012") ", " WHOLE("LET-2027-01")},
	    {"[RETRAIT CAN-2026-0001]", "[RETRAIT " WHOLE("CAN-2026-0001") "]"},
	    {"DEVOIR-IMS-8 et BIL-2026", WHOLE("DEVOIR-IMS-8") " et " WHOLE("BIL-2026")},
	    {"«\u00a0EVT-2026-0099\u00a0»", "«\u00a0" WHOLE("EVT-2026-0099") "\u00a0»"},
	    {"Tél. 04 72 00 00 00.", "Tél. " WHOLE("04 72 00 00 00") "."},
	    {"04\u00a072\u00a000\u00a000\u00a000 ou +33 4.72.00.00.00",
	     WHOLE("04\u00a072\u00a000\u00a000\u00a000") " ou " WHOLE("+33 4.72.00.00.00")},
	    {"1 850 € brut, 12,80€ ou 21 000,50\u00a0€",
	     WHOLE("1 850 €") " brut, " WHOLE("12,80€") " ou " WHOLE("21 000,50\u00a0€")},
	    {"69007 Lyon, 3 postes, 1 850, IMS-Entreprendre, SAINT-REMY-EN-BOUZEMONT, 2026-01-15",
	     "69007 Lyon, 3 postes, 1 850, IMS-Entreprendre, SAINT-REMY-EN-BOUZEMONT, 2026-01-15"},
	    {"<a href=\"CAN-2026-0001\">", "&lt;a href=&quot;" WHOLE("CAN-2026-0001") "&quot;&gt;"},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct letter_request letter = request(fixture, "Offre", CASES[i].text);
		struct letter_bytes out = render(fixture, &letter);
		const char *page = arena_printf(fixture->arena, "<p>%s</p>", CASES[i].shown);
		if (!strstr(out.html, page))
			fail_msg("%s instead of %s", out.html, page);
		assert_string_equal(out.text, CASES[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(the_whole_head, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(names_and_subjects, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(names_have_an_end, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(subjects_have_room_for_their_tag, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_is_left_out_leaves_no_blank_lines, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(hostile_requests_are_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_domain_with_accents_is_sent_as_idna, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(references, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_is_read_in_one_go_is_not_broken, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(mailto_links, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
