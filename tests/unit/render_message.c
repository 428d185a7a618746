/* Letters and attachments as bytes on the wire, read back by GMime. */
#include "render.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/text.h"

#include <fcntl.h>
#include <gmime/gmime.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

enum { LONG_NAME = 10000, LARGE = 5 * 1024 * 1024 };

static const char *const FILES[][2] = {
    {"layout/text.mustache", "{{{body}}}"},
    {"layout/html.mustache", "<html lang=\"fr\">[{{preheader}}]{{{body}}}</html>"},
    {"letter/subject.mustache", "{{{subject}}}"},
    {"letter/preheader.mustache", "{{{text}}}"},
    {"letter/text.mustache", "{{{text}}}"},
    {"letter/html.mustache", "<p>{{text}}</p>"},
    {"titled/subject.mustache", "{{title}} – Lyon 7e [CV OFF-2026-0001]"},
    {"titled/preheader.mustache", "{{{text}}}"},
    {"titled/text.mustache", "{{{text}}}"},
    {"titled/html.mustache", "<p>{{text}}</p>"},
};
static const char *const FOLDERS[] = {"/fr/layout", "/fr/partials", "/fr/letter", "/fr/titled", "/fr", ""};

struct fixture {
	char path[40];
	struct arena *arena;
	struct templates *templates;
	json_t *data;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct err err = {0};

	*fixture = (struct fixture){.path = "/tmp/render_message.XXXXXX", .arena = arena_new()};
	clock_set_zone("Europe/Paris");
	g_mime_init();
	assert_non_null(mkdtemp(fixture->path));
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(io_make_directories(
				     arena_printf(fixture->arena, "%s%s", fixture->path, FOLDERS[i]), &err),
				 OK);
	for (size_t i = 0; i < ARRAY_SIZE(FILES); i++) {
		int fd = open(arena_printf(fixture->arena, "%s/fr/%s", fixture->path, FILES[i][0]),
			      O_WRONLY | O_CREAT, 0600);
		assert_int_equal(io_write_all(fd, FILES[i][1], strlen(FILES[i][1]), 0, &err), OK);
		close(fd);
	}
	assert_int_equal(templates_open(&fixture->templates, fixture->path, &err), OK);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(FILES); i++)
		unlink(arena_printf(fixture->arena, "%s/fr/%s", fixture->path, FILES[i][0]));
	for (size_t i = 0; i < ARRAY_SIZE(FOLDERS); i++)
		assert_int_equal(rmdir(arena_printf(fixture->arena, "%s%s", fixture->path, FOLDERS[i])), 0);
	templates_close(&fixture->templates);
	json_decref(fixture->data);
	arena_free(&fixture->arena);
	free(fixture);
	return 0;
}

static struct letter_request request(struct fixture *fixture, const char *subject, const char *text)
{
	json_decref(fixture->data);
	fixture->data = json_pack("{ssss}", "subject", subject, "text", text);
	return (struct letter_request){
	    .template = "letter",
	    .data = fixture->data,
	    .from_name = "Passerelle – CNML et IMS",
	    .from_email = "partenariat@passerelle.example",
	    .reply_to = "partenariat+OFF-2026-0001.a1b2@passerelle.example",
	    .to_name = "Zoé Lefèvre",
	    .to_email = "z.lefevre@ml-lyon.example",
	    .message_id = "letter.42.abc@passerelle.example",
	    .auto_submitted = "auto-generated",
	    .date = 1800018000, /* 15 January 2027, 14:00 in Paris */
	};
}

static struct letter_bytes render(struct fixture *fixture, const struct letter_request *letter)
{
	struct letter_bytes out = {0};
	struct err err = {0};

	if (render_letter(fixture->arena, fixture->templates, letter, &out, &err) != OK)
		fail_msg("%s", err.text);
	return out;
}

static GMimeMessage *parse(struct bytes bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes.data, bytes.length);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	assert_non_null(message);
	return message;
}

static const char *header(GMimeMessage *message, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(message), name);
}

/* What every relay passes unchanged: CRLF, 7 bits, short lines; *count_from: lines that begin a From field.
 */
static void check_wire(struct bytes bytes, size_t longest)
{
	size_t column = 0;

	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = bytes.data[i];
		assert_true(c < 0x7f && (c >= ' ' || c == '\r' || c == '\n' || c == '\t'));
		if (c == '\r')
			assert_true(i + 1 < bytes.length && bytes.data[i + 1] == '\n');
		if (c == '\n') {
			assert_true(i > 0 && bytes.data[i - 1] == '\r');
			column = 0;
		} else if (c != '\r') {
			column++;
		}
		if (column > longest)
			fail_msg("a line is longer than %zu columns", longest);
	}
	assert_true(bytes.length > 2 && bytes.data[bytes.length - 1] == '\n');
}

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

/* Whatever a name or subject holds, the message has the same fields, and GMime reads what is expected. */
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
		/* A subject has less room than a name. */
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

/* The tag stays whole, and so do the words behind the title that is shortened. */
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

/* Ids of the thread come from strangers' mail. */
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

static GMimeObject *child(GMimeObject *object, int index, const char *type, const char *subtype)
{
	assert_true(GMIME_IS_MULTIPART(object));
	GMimeObject *part = g_mime_multipart_get_part(GMIME_MULTIPART(object), index);
	assert_non_null(part);
	assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype));
	return part;
}

static int children(GMimeObject *object)
{
	return g_mime_multipart_get_count(GMIME_MULTIPART(object));
}

static struct bytes content(struct arena *arena, GMimeObject *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
	GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	struct bytes copy = bytes_copy(arena, (struct bytes){array->data, array->len});

	g_object_unref(stream);
	return copy;
}

static void assert_content(struct arena *arena, GMimeObject *part, const char *expected)
{
	struct bytes bytes = content(arena, part);

	assert_int_equal(bytes.length, strlen(expected));
	assert_memory_equal(bytes.data, expected, bytes.length);
}

/* Text that relays and mail programs like to change. */
static const char TRICKY[] =
    "Bonjour Zoé,\r\n.\r\n..deux points\rFrom quelqu'un\n\n"
    "--=_alternative_\n-- \nblanc à la fin \t\n=3D égal = fin=\n"
    "une ligne très très longue, très très longue, très très longue, très très longue, très longue.\n"
    "                                                                                  x\n"
    "日本語日本語日本語日本語日本語日本語日本語日本語\n"
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.fin\n"
    "Content-Type: text/html\n\nsans fin de ligne";
static const char TRICKY_READ[] =
    "Bonjour Zoé,\r\n.\r\n..deux points\r\nFrom quelqu'un\r\n\r\n"
    "--=_alternative_\r\n-- \r\nblanc à la fin \t\r\n=3D égal = fin=\r\n"
    "une ligne très très longue, très très longue, très très longue, très très longue, très longue.\r\n"
    "                                                                                  x\r\n"
    "日本語日本語日本語日本語日本語日本語日本語日本語\r\n"
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.fin\r\n"
    "Content-Type: text/html\r\n\r\nsans fin de ligne";

static void text_comes_back_as_it_was(void **state)
{
	struct fixture *fixture = *state;
	struct letter_request letter = request(fixture, "S", TRICKY);
	struct letter_bytes out = render(fixture, &letter);
	const char *wire = (const char *)out.message.data;

	check_wire(out.message, 76);
	assert_null(strstr(wire, "\r\n."));
	assert_null(strstr(wire, "\r\nFrom "));
	assert_null(strstr(wire, " \r\n"));
	GMimeMessage *message = parse(out.message);
	GMimeObject *root = g_mime_message_get_mime_part(message);
	assert_true(
	    g_mime_content_type_is_type(g_mime_object_get_content_type(root), "multipart", "alternative"));
	assert_int_equal(children(root), 2);
	GMimeObject *text = child(root, 0, "text", "plain"), *html = child(root, 1, "text", "html");
	assert_string_equal(g_mime_object_get_content_type_parameter(text, "charset"), "UTF-8");
	assert_string_equal(g_mime_object_get_content_type_parameter(html, "charset"), "UTF-8");
	assert_content(fixture->arena, text, TRICKY_READ);
	g_object_unref(message);
}

static const struct invitation INVITATION = {
    .method = "REQUEST",
    .uid = "EVT-2026-0001@passerelle.example",
    .starts_at = 1800018000,
    .ends_at = 1800025200,
    .stamp = 1799000000,
    .summary = "Forum de l'emploi",
    .location = "Lyon",
    .description = "Venez",
    .organiser_email = "partenariat@passerelle.example",
    .attendee_email = "z.lefevre@ml-lyon.example",
};

/* The calendar is the third alternative, with the method in its type (RFC 6047 2.4), and a file as well. */
static void an_invitation(void **state)
{
	struct fixture *fixture = *state;
	struct letter_request letter = request(fixture, "Forum", "Bonjour");
	struct err err = {0};
	char *calendar = NULL;

	letter.invitation = &INVITATION;
	struct letter_bytes out = render(fixture, &letter);
	assert_int_equal(render_invitation(fixture->arena, &INVITATION, &calendar, &err), OK);
	assert_string_equal(out.boundary, "");
	check_wire(out.message, 78);
	GMimeMessage *message = parse(out.message);
	GMimeObject *root = g_mime_message_get_mime_part(message);
	assert_int_equal(children(root), 2);
	GMimeObject *alternative = child(root, 0, "multipart", "alternative");
	assert_int_equal(children(alternative), 3);
	GMimeObject *part = child(alternative, 2, "text", "calendar");
	assert_string_equal(g_mime_object_get_content_type_parameter(part, "method"), "REQUEST");
	assert_string_equal(g_mime_object_get_content_type_parameter(part, "charset"), "UTF-8");
	assert_content(fixture->arena, part, calendar);
	GMimeObject *file = child(root, 1, "application", "ics");
	assert_string_equal(g_mime_part_get_filename(GMIME_PART(file)), "invite.ics");
	assert_content(fixture->arena, file, calendar);
	g_object_unref(message);
}

static struct bytes join(struct arena *arena, const struct bytes *parts, size_t count)
{
	struct buf buf = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		buf_add(&buf, parts[i].data, parts[i].length);
	return buf_bytes(&buf);
}

static void attachments_come_back_byte_for_byte(void **state)
{
	static const struct {
		const char *name, *type, *read_name, *read_type, *subtype;
	} CASES[] = {
	    {"cv.pdf", "application/pdf", "cv.pdf", "application", "pdf"},
	    {"CV de Zoé Lefèvre.pdf", "application/pdf", "CV de Zoé Lefèvre.pdf", "application", "pdf"},
	    {"履歴書 100%.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	     "履歴書 100%.docx", "application",
	     "vnd.openxmlformats-officedocument.wordprocessingml.document"},
	    {"a\"; x=\"b\r\nBcc: c.png", "image/png", "a\"; x=\"b Bcc: c.png", "image", "png"},
	    {"", "text/plain", "document", "text", "plain"},
	    {"\xe2\x80\xae"
	     "fdp.exe",
	     "application/pdf\r\nX: y", "fdp.exe", "application", "octet-stream"},
	    {"forward.eml", "message/rfc822", "forward.eml", "application", "octet-stream"},
	    {"x.bin", NULL, "x.bin", "application", "octet-stream"},
	};
	struct fixture *fixture = *state;
	struct letter_request letter = request(fixture, "S", "T");
	unsigned char bytes[ARRAY_SIZE(CASES)][1000];
	struct bytes parts[ARRAY_SIZE(CASES) + 2];

	letter.has_attachments = true;
	struct letter_bytes out = render(fixture, &letter);
	assert_string_not_equal(out.boundary, "");
	parts[0] = out.message;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		for (size_t j = 0; j < sizeof bytes[i]; j++)
			bytes[i][j] = (unsigned char)(i * 31 + j * j);
		parts[i + 1] = render_attachment(fixture->arena, out.boundary, CASES[i].name, CASES[i].type,
						 (struct bytes){bytes[i], i * 57});
	}
	parts[ARRAY_SIZE(CASES) + 1] = render_close(fixture->arena, out.boundary);
	struct bytes whole = join(fixture->arena, parts, ARRAY_SIZE(parts));
	check_wire(whole, 500);
	GMimeMessage *message = parse(whole);
	GMimeObject *root = g_mime_message_get_mime_part(message);
	assert_int_equal(children(root), 1 + ARRAY_SIZE(CASES));
	assert_int_equal(children(child(root, 0, "multipart", "alternative")), 2);
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		GMimeObject *part = child(root, (int)i + 1, CASES[i].read_type, CASES[i].subtype);
		struct bytes read = content(fixture->arena, part);
		assert_string_equal(g_mime_part_get_filename(GMIME_PART(part)), CASES[i].read_name);
		assert_string_equal(g_mime_object_get_disposition(part), "attachment");
		assert_int_equal(read.length, i * 57);
		assert_memory_equal(read.data, bytes[i], read.length);
	}
	g_object_unref(message);
}

static void an_attachment_s_headers(void **state)
{
	struct fixture *fixture = *state;
	struct bytes part = render_attachment(fixture->arena, "=_b", "Élodie Œuvré 100%.pdf",
					      "application/pdf", bytes_of("abc"));
	static const char EXPECTED[] =
	    "--=_b\r\n"
	    "Content-Type: application/pdf;\r\n name=\"elodie oeuvre 100_.pdf\"\r\n"
	    "Content-Disposition: attachment;\r\n"
	    " filename*=UTF-8''%C3%89lodie%20%C5%92uvr%C3%A9%20100%25.pdf;\r\n"
	    " filename=\"elodie oeuvre 100_.pdf\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n\r\nYWJj\r\n";

	assert_int_equal(part.length, strlen(EXPECTED));
	assert_memory_equal(part.data, EXPECTED, part.length);
}

static void a_large_attachment(void **state)
{
	struct fixture *fixture = *state;
	unsigned char *data = arena_alloc(fixture->arena, LARGE);
	struct letter_request letter = request(fixture, "S", "T");

	for (size_t i = 0; i < LARGE; i++)
		data[i] = (unsigned char)(i ^ i >> 8 ^ i >> 16);
	letter.has_attachments = true;
	struct letter_bytes out = render(fixture, &letter);
	const struct bytes parts[] = {
	    out.message,
	    render_attachment(fixture->arena, out.boundary, "cv.pdf", "application/pdf",
			      (struct bytes){data, LARGE}),
	    render_close(fixture->arena, out.boundary),
	};
	GMimeMessage *message = parse(join(fixture->arena, parts, ARRAY_SIZE(parts)));
	struct bytes read =
	    content(fixture->arena, child(g_mime_message_get_mime_part(message), 1, "application", "pdf"));
	assert_int_equal(read.length, LARGE);
	assert_memory_equal(read.data, data, LARGE);
	g_object_unref(message);
}

static void the_same_letter_has_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct letter_request letter = request(fixture, "S", "T"), other = letter;

	letter.invitation = other.invitation = &INVITATION;
	letter.has_attachments = other.has_attachments = true;
	other.message_id = "letter.43.abc@passerelle.example";
	struct letter_bytes first = render(fixture, &letter), second = render(fixture, &letter),
			    third = render(fixture, &other);
	assert_int_equal(first.message.length, second.message.length);
	assert_memory_equal(first.message.data, second.message.data, first.message.length);
	assert_string_equal(first.boundary, second.boundary);
	assert_string_not_equal(first.boundary, third.boundary);
	assert_true(strlen(first.boundary) <= 70); /* RFC 2046 5.1.1 */
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
	    cmocka_unit_test_setup_teardown(text_comes_back_as_it_was, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(an_invitation, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(attachments_come_back_byte_for_byte, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(an_attachment_s_headers, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_large_attachment, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_same_letter_has_the_same_bytes, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(mailto_links, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
