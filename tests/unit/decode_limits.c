/* Messages made to exhaust the reader: each is refused, or partly read, within time and memory. */
#include "decode_support.h"

#include "../../src/decode/decoding.h"
#include "base/err.h"
#include "processor.h"

#include <sys/resource.h>

enum { MOST_MS = 2000, MOST_KIB = 600 * 1024 };

static struct buf text_with(struct arena *arena, const char *start)
{
	struct buf text = {.arena = arena};

	buf_adds(&text, start);
	return text;
}

static void repeat(struct buf *text, const char *piece, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_adds(text, piece);
}

static void nested_parts(struct buf *text)
{
	for (unsigned i = 0; i < 100000; i++)
		buf_printf(text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
}

static void nested_messages(struct buf *text)
{
	repeat(text, "Content-Type: message/rfc822\n\n", 100000);
}

static void digest_messages(struct buf *text)
{
	buf_adds(text, "Content-Type: multipart/digest; boundary=b\n\n");
	repeat(text, "--b\n\nTo: g:g:g:g:\nSubject: x\n\ny\n", 30000);
}

static void many_parts(struct buf *text)
{
	buf_adds(text, "Content-Type: multipart/mixed; boundary=b\n\n");
	repeat(text, "--b\n\nx\n", 100000);
}

static void some_parts(struct buf *text)
{
	buf_adds(text, "Content-Type: multipart/mixed; boundary=b\n\n");
	repeat(text, "--b\n\nx\n", 501);
}

static void many_fields(struct buf *text)
{
	repeat(text, "X: y\n", 1000000);
}

static void many_fields_inside(struct buf *text)
{
	buf_adds(text, "Content-Type: multipart/mixed; boundary=b\n\n--b\n");
	repeat(text, "X: y\n", 1000000);
}

static void many_fields_in_message(struct buf *text)
{
	buf_adds(text, "Content-Type: Message/RFC822\n\n");
	repeat(text, "X: y\n", 1000000);
}

static void long_field(struct buf *text)
{
	buf_adds(text, "X: ");
	repeat(text, "0123456789", 1000000);
}

static void long_subject(struct buf *text)
{
	buf_adds(text, "Subject: ");
	repeat(text, "0123456789", 2000);
}

static void long_folded_type(struct buf *text)
{
	buf_adds(text, "Content-Type: \n");
	repeat(text, " 0123456789\n", 10000);
}

static void large_block(struct buf *text)
{
	for (unsigned i = 0; i < 300; i++) {
		buf_printf(text, "X%u: ", i);
		repeat(text, "0123456789", 100);
		buf_adds(text, "\n");
	}
}

static void groups(struct buf *text)
{
	buf_adds(text, "To: ");
	repeat(text, "g:", 7000);
}

static void groups_inside(struct buf *text)
{
	buf_adds(text, "Content-Type: message/rfc822\n\nTo: ");
	repeat(text, "g:", 7000);
}

static void folded_groups(struct buf *text)
{
	buf_adds(text, "To :\n");
	repeat(text, " g:\n", 300);
}

static void comments(struct buf *text)
{
	buf_adds(text, "To: ");
	repeat(text, "(", 7000);
}

static void long_line(struct buf *text)
{
	buf_adds(text, "\n");
	repeat(text, "0123456789abcdef", 30 * 65536);
}

static void many_lines(struct buf *text)
{
	buf_adds(text, "\n");
	repeat(text, "x\n", 60000);
}

static void wide_line(struct buf *text)
{
	buf_adds(text, "\n");
	repeat(text, "0123456789abcdef", 4097);
}

static void wide_html(struct buf *text)
{
	buf_adds(text, "Content-Type: text/html\n\n<p>");
	repeat(text, "&eacute;", 40000);
}

static void wide_encoded(struct buf *text)
{
	buf_adds(text, "Content-Transfer-Encoding: quoted-printable\n\n");
	repeat(text, "=41=42=\n", 40000);
}

static void large_html(struct buf *text)
{
	buf_adds(text, "Content-Type: text/html\n\n");
	repeat(text, "<p>&#128512;", 400000);
}

static void growing_charset(struct buf *text)
{
	buf_adds(text, "Content-Type: text/plain; charset=windows-1252\n\n");
	repeat(text, "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\n", 200000);
}

/* Each is decoded and kept: together they are too many. */
static void large_attachments(struct buf *text)
{
	buf_adds(text, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (unsigned part = 0; part < 17; part++) {
		buf_adds(text, "--b\nContent-Type: application/octet-stream\n\n");
		repeat(text, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", 1 << 16);
	}
}

static const struct {
	const char *what;
	void (*make)(struct buf *text);
	int rc;
	const char *names; /* in the error */
} bombs[] = {
    {"100,000 nested parts", nested_parts, ERR_LIMIT, "parts that contain parts"},
    {"100,000 nested messages", nested_messages, ERR_LIMIT, "parts that contain parts"},
    {"a digest", digest_messages, ERR_LIMIT, "header fields"},
    {"100,000 parts", many_parts, ERR_LIMIT, "boundary lines"},
    {"501 parts", some_parts, ERR_LIMIT, "parts"},
    {"1,000,000 fields", many_fields, ERR_LIMIT, "fields in a header block"},
    {"1,000,000 fields of a part", many_fields_inside, ERR_LIMIT, "fields in a header block"},
    {"1,000,000 fields of a message inside", many_fields_in_message, ERR_LIMIT, "fields in a header block"},
    {"a field of 10 MB", long_field, ERR_LIMIT, "bytes in a header block"},
    {"a subject of 20 KB", long_subject, ERR_LIMIT, "bytes in a header field"},
    {"a folded type", long_folded_type, ERR_LIMIT, "bytes in a header field"},
    {"a block of 300 KB", large_block, ERR_LIMIT, "bytes in a header block"},
    {"groups", groups, ERR_LIMIT, "groups in an address field"},
    {"groups of a message inside", groups_inside, ERR_LIMIT, "groups in an address field"},
    {"folded groups", folded_groups, ERR_LIMIT, "groups in an address field"},
    {"comments", comments, ERR_LIMIT, "comments in an address field"},
    {"30 MiB on one line", long_line, ERR_LIMIT, "bytes of text"},
    {"60,000 lines", many_lines, ERR_LIMIT, "lines"},
    {"64 KiB on one line", wide_line, ERR_LIMIT, "bytes in a line of text"},
    {"HTML entities on one line", wide_html, ERR_LIMIT, "bytes in a line of text"},
    {"soft line breaks", wide_encoded, ERR_LIMIT, "bytes in a line of text"},
    {"HTML entities of 4.8 MB", large_html, ERR_LIMIT, "bytes of text"},
    {"a character set that makes three bytes of one", growing_charset, ERR_LIMIT, "bytes of text in UTF-8"},
    {"68 MiB in attachments", large_attachments, ERR_LIMIT, "bytes decoded"},
};

static void refused(void **state)
{
	struct rusage usage;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bombs); i++) {
		struct arena *arena = arena_new();
		struct buf text = text_with(arena, "From: a@b.example\nMIME-Version: 1.0\n");
		struct mail mail;
		struct err err = {0};

		bombs[i].make(&text);
		long long start = processor_ms();
		int rc = decode_mail(arena, buf_bytes(&text), &support_options, &mail, &err);
		long long took = processor_ms() - start;

		if (rc != bombs[i].rc || !strstr(err.text, bombs[i].names) || took > MOST_MS)
			fail_msg("%s: %d \"%s\" in %lld ms", bombs[i].what, rc, err.text, took);
		arena_free(&arena);
	}
	getrusage(RUSAGE_SELF, &usage);
#if !defined(__SANITIZE_ADDRESS__)
	assert_true(usage.ru_maxrss < MOST_KIB);
#endif
}

/* Realistic mails stay below the limits. */
static void accepted(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = text_with(arena, "From: a@b.example\nTo: ");

	(void)state;
	for (unsigned i = 0; i < 150; i++)
		buf_printf(&text, "%s\"Mission locale %u\" <contact@ml%u.example>", i ? ",\n " : "", i, i);
	buf_adds(&text, "\nX-Spam-Report: ");
	repeat(&text, "0123456789", 20000);
	buf_adds(&text, "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n");
	repeat(&text, "-----\nMessage-ID: x\n", 4000);
	buf_adds(&text, "\n--b\nContent-Type: text/plain; name=x.log\nContent-Disposition: attachment\n\n");
	repeat(&text, "DTSTART:20270115T140000Z\n", 30000);
	buf_adds(&text, "--b--\n");
	struct mail mail = support_decode_bytes(arena, buf_bytes(&text));

	assert_int_equal(mail.recipient_count, 150);
	assert_int_equal(mail.attachment_count, 1);
	assert_int_equal(mail.warning_count, 0);
	arena_free(&arena);
}

static void nested_thirty_deep(void **state)
{
	(void)state;
	for (unsigned deep = 29; deep <= 31; deep++) {
		struct arena *arena = arena_new();
		struct buf text = text_with(arena, "From: a@b.example\n");
		struct mail mail;
		struct err err = {0};

		for (unsigned i = 0; i < deep; i++)
			buf_printf(&text, "Content-Type: multipart/mixed; boundary=b%u.\n\n--b%u.\n", i, i);
		buf_adds(&text, "\nx\n");
		assert_int_equal(decode_mail(arena, buf_bytes(&text), &support_options, &mail, &err),
				 deep > 30 ? ERR_LIMIT : OK);
		arena_free(&arena);
	}
}

/* Kept up to the limit, and the message is not lost. */
static void many_addresses(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = text_with(arena, "From: a@b.example\nTo: x@y.example");

	(void)state;
	for (unsigned i = 0; i < 1250; i++)
		buf_printf(&text, ", c%u@d.example", i);
	buf_adds(&text, "\n\nx\n");
	struct mail mail = support_decode_bytes(arena, buf_bytes(&text));

	assert_int_equal(mail.recipient_count, 1000);
	arena_free(&arena);
}

/* The newest 200 are kept. */
static void many_references(void **state)
{
	struct arena *arena = arena_new();
	struct buf text = text_with(arena, "From: a@b.example\nReferences:");

	(void)state;
	for (unsigned i = 0; i < 250; i++)
		buf_printf(&text, "\n <%u@d.example>", i);
	buf_adds(&text, "\n\nx\n");
	struct mail mail = support_decode_bytes(arena, buf_bytes(&text));

	assert_int_equal(mail.reference_count, 200);
	assert_string_equal(mail.references[199], "249@d.example");
	arena_free(&arena);
}

/* Each once. */
static void many_warnings(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .mail = &mail};

	(void)state;
	for (unsigned i = 0; i < 200; i++)
		decoding_warn(&decoding, "warning %u", i / 2);
	assert_int_equal(mail.warning_count, 50);
	assert_string_equal(mail.warnings[49], "warning 49");
	arena_free(&arena);
}

static struct mail html_of(struct arena *arena, const char *piece, size_t times, const char *end)
{
	struct buf text = text_with(arena, "From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n");

	repeat(&text, piece, times);
	buf_adds(&text, end);
	return support_decode_bytes(arena, buf_bytes(&text));
}

/* Deeper markup is read as text: the form shows it, and nothing is lost. */
static void deep_html(void **state)
{
	static const char row[] = "<table><tr><td>Lieu</td><td>Lyon</td></tr></table>";

	(void)state;
	for (unsigned more = 0; more < 2; more++) {
		struct arena *arena = arena_new();
		/* html and body are open too */
		struct mail mail = html_of(arena, "<div>\n", 9999 + more, "x");

		assert_int_equal(mail.warning_count, more);
		assert_string_equal(mail.html.lines[mail.html.count - 1].text, "x");
		mail = html_of(arena, "<table><tr><td>", 63 + more, row);
		assert_string_equal(mail.html.lines[0].text, more ? "Lieu" : "Lieu\tLyon");
		arena_free(&arena);
	}
}

static const char complex_mail[] =
    "Return-Path: <a@b.example>\r\n"
    "Authentication-Results: mx.passerelle.example (x\\)) 1;\r\n\tdkim=pass header.d=\"b.example\"; "
    "dmarc=pass\r\n"
    "From: =?iso-8859-1?Q?Andr=E9?= \"D\" <a@b.example>, g: c@d.example (x);\r\n"
    "To: \xe9 <partenariat@passerelle.example>\r\n"
    "Message-ID: <1@b.example>\r\nReferences: <2@b> <3@c>\r\n"
    "Subject: TR: =?utf-8?B?w6k=?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=\r\n"
    "Content-Type: multipart/mixed; boundary=\"=_a\"\r\n\r\n"
    "--=_a\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
    "--c\r\nContent-Type: text/plain; charset=iso-8859-15; format=flowed; delsp=yes\r\n\r\n"
    "*Lieu :* Lyon \r\nsuite\r\n> > cit\xe9 \r\n> > x\r\n-- \r\nJ\r\n\r\nDe : X <x@y.example>\r\nEnvoy\xe9 : "
    "lundi\r\n"
    "\xc0 : Z\r\nObjet : RE: x\r\n\r\nCorps\r\n"
    "--c\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><head><style>a{}</style></head><body style=3D'margin:0'>&eacute;&#233;&#xe9;<!-- c "
    "--><table><tr><td>Lieu<=\r\n"
    "/td><td>Lyon<br>7e</td></tr></table><s>x</s><blockquote type=3Dcite>q</blockquote><img "
    "src=3D\"cid:i@x\"></body>\r\n"
    "--c--\r\n"
    "--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <i@x>\r\nContent-Transfer-Encoding: "
    "base64\r\n\r\n"
    "iVBORw0KGgoAAAANSUhEUg==\r\n--b--\r\n"
    "--=_a\r\nContent-Type: application/pdf;\r\n name*0*=utf-8'fr'C%C3%A9;\r\n name*1=\"v.pdf\"\r\n"
    "Content-Disposition: attachment; filename=\"=?utf-8?Q?C=C3=A9?= v.pdf\"\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"
    "--=_a\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "UEsDBBQAAAAAAAAAIQBexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2FzaXMub3BlbmRvY3VtZW50LnRleHRQ"
    "SwECFAA=\r\n"
    "--=_a\r\nContent-Type: message/rfc822\r\n\r\nFrom: e@f.example\r\nSubject: "
    "y\r\n\r\nTexte\r\n--=_a--\r\n";

/* In a block of its exact size, so that a sanitizer detects reads past its end. */
static void decode_copy(const char *data, size_t length)
{
	struct arena *arena = arena_new();
	unsigned char *copy = malloc(length ? length : 1);
	struct mail mail;
	struct err err;

	assert_non_null(copy);
	memcpy(copy, data, length);
	decode_mail(arena, (struct bytes){copy, length}, &support_options, &mail, &err);
	free(copy);
	arena_free(&arena);
}

static void every_prefix(void **state)
{
	(void)state;
	for (size_t length = 0; length < sizeof(complex_mail); length++)
		decode_copy(complex_mail, length);
}

static void every_byte_damaged(void **state)
{
	static const char damages[] = {'\0', '\n', '"', ';', '<', '=', '\xff'};
	char damaged[sizeof(complex_mail)];

	(void)state;
	for (size_t i = 0; i < sizeof(complex_mail); i++) {
		memcpy(damaged, complex_mail, sizeof(damaged));
		damaged[i] = damages[i % sizeof(damages)];
		decode_copy(damaged, sizeof(damaged));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refused),
	    cmocka_unit_test(accepted),
	    cmocka_unit_test(nested_thirty_deep),
	    cmocka_unit_test(many_addresses),
	    cmocka_unit_test(many_references),
	    cmocka_unit_test(many_warnings),
	    cmocka_unit_test(deep_html),
	    cmocka_unit_test(every_prefix),
	    cmocka_unit_test(every_byte_damaged),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
