/* Texts, invitations and attachments of letters as bytes on the wire, read back by GMime. */
#include "render_support.h"

enum { LARGE = 5 * 1024 * 1024 };

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
	    {"bilan.csv", "text/csv; charset=UTF-8", "bilan.csv", "text", "csv"},
	    {"bilan.csv", "text/csv; charset=UTF-8\r\nX: y", "bilan.csv", "application", "octet-stream"},
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(text_comes_back_as_it_was, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(an_invitation, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(attachments_come_back_byte_for_byte, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(an_attachment_s_headers, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_large_attachment, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_same_letter_has_the_same_bytes, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
