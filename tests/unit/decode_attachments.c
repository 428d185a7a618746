/* Which parts are attachments: name, type by content, and whether the text shows them. */
#include "decode_support.h"

#include "base/hash.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0"

/* One part of a multipart/mixed message, its content in base64. */
static struct mail with_part(struct arena *arena, const char *fields, struct bytes content)
{
	struct buf raw = {.arena = arena};
	char *encoded = arena_alloc(arena, hash_base64_length(content.length) + 1);

	hash_base64(content, encoded);
	buf_printf(&raw,
		   "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n%s"
		   "Content-Transfer-Encoding: base64\n\n%s\n--b--\n",
		   fields, encoded);
	return support_decode_bytes(arena, buf_bytes(&raw));
}

#define A38  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A114 A38 A38 A38

static const struct {
	const char *what, *fields, *name;
} names[] = {
    {"filename", "Content-Disposition: attachment; filename=\"CV Dupont.pdf\"\n", "CV Dupont.pdf"},
    {"name only", "Content-Type: application/pdf; name=cv.pdf\n", "cv.pdf"},
    {"filename before name",
     "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=b.pdf\n", "b.pdf"},
    {"RFC 2231", "Content-Disposition: attachment; filename*=utf-8'fr'CV%20%C3%A9t%C3%A9.pdf\n",
     "CV été.pdf"},
    {"RFC 2231, Latin-1", "Content-Disposition: attachment; filename*=iso-8859-1''%E9t%E9.pdf\n", "été.pdf"},
    {"RFC 2231, continued",
     "Content-Disposition: attachment;\n filename*0*=utf-8''CV%20;\n filename*1*=%C3%A9t;\n "
     "filename*2=\"e.pdf\"\n",
     "CV éte.pdf"},
    {"RFC 2231, a character cut in two",
     "Content-Disposition: attachment; filename*0*=utf-8''%C3; filename*1*=%A9.pdf\n", "é.pdf"},
    {"Outlook", "Content-Disposition: attachment; filename=\"=?iso-8859-1?Q?CV_=E9t=E9.pdf?=\"\n",
     "CV été.pdf"},
    {"Outlook, folded",
     "Content-Disposition: attachment;\n\tfilename=\"=?utf-8?B?Q1Ygw6k=?=\n =?utf-8?B?dMOpLnBkZg==?=\"\n",
     "CV été.pdf"},
    {"raw UTF-8", "Content-Disposition: attachment; filename=\"été.pdf\"\n", "été.pdf"},
    {"raw 8-bit", "Content-Disposition: attachment; filename=\"\xe9t\xe9.pdf\"\n", "été.pdf"},
    {"a path", "Content-Disposition: attachment; filename=\"../../etc/cv.pdf\"\n", "cv.pdf"},
    {"a Windows path", "Content-Disposition: attachment; filename=\"C:\\\\Docs\\\\cv.pdf\"\n", "cv.pdf"},
    {"a hidden file", "Content-Disposition: attachment; filename=\"..cv.pdf\"\n", "cv.pdf"},
    {"signs", "Content-Disposition: attachment; filename=\"a<b>|c?*:.pdf\"\n", "a_b__c___.pdf"},
    {"control characters", "Content-Disposition: attachment; filename*=utf-8''a%0D%0Ab%00c%1B.pdf\n", "a b"},
    {"reading direction", "Content-Disposition: attachment; filename*=utf-8''cv%E2%80%AEfdp.exe\n",
     "cvfdp.exe"},
    {"without a name", "Content-Type: application/pdf\n", "piece-jointe-1.pdf"},
    {"nothing but dots", "Content-Disposition: attachment; filename=\"..\"\n", "piece-jointe-1.pdf"},
    {"too long", "Content-Disposition: attachment; filename=\"" A114 "éaaaaaaaaaaaaaa.pdf\"\n", A114 "é.pdf"},
    {"too long, cut before a character", "Content-Disposition: attachment; filename=\"a" A114 "éa.pdf\"\n",
     "a" A114 ".pdf"},
};

static void name(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct arena *arena = arena_new();
		struct mail mail = with_part(arena, names[i].fields, bytes_of("%PDF-1.4\n"));
		const char *found = mail.attachment_count == 1 ? mail.attachments[0].name : "(none)";

		if (strcmp(found, names[i].name)) {
			print_error("%s: \"%s\" instead of \"%s\"\n", names[i].what, found, names[i].name);
			failed++;
		}
		assert_true(strlen(found) <= 120 && !strpbrk(found, "/\\\r\n\t"));
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

#define LOCAL(method, size, name_length, name)                                                               \
	"PK\3\4\24\0\0\0" method "\0\0\0\0\0\0\0\0\0" size "\0\0\0" size "\0\0\0" name_length "\0\0\0" name
#define CENTRAL(name_length, name)                                                                           \
	"PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" name_length                               \
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" name
#define END(offset) "PK\5\6\0\0\0\0\2\0\2\0\0\0\0\0" offset "\0\0\0\0\0"
#define BYTES(text)                                                                                          \
	{                                                                                                    \
		(const unsigned char *)(text), sizeof(text) - 1                                              \
	}

static const struct {
	const char *what, *fields;
	struct bytes content;
	const char *type;
} types[] = {
    {"PDF named image", "Content-Type: image/png; name=a.png\n", BYTES("%PDF-1.4\n"), "application/pdf"},
    {"PNG named PDF", "Content-Type: application/pdf; name=a.pdf\n", BYTES(PNG), "image/png"},
    {"RTF", "Content-Type: application/msword; name=a.doc\n", BYTES("{\\rtf1\\ansi x}"), "text/rtf"},
    {"program named PDF", "Content-Type: application/pdf; name=a.pdf\n", BYTES("#!/bin/sh\necho\n"),
     "text/x-shellscript"},
    {"ODT", "Content-Type: application/octet-stream\n",
     BYTES(LOCAL("\0", "\47", "\10", "mimetype") "application/vnd.oasis.opendocument.text" CENTRAL(
	 "\10", "mimetype") END("\115\0\0")),
     "application/vnd.oasis.opendocument.text"},
    {"DOCX", "Content-Type: application/zip\n",
     BYTES(LOCAL("\0", "\0", "\1", "x") CENTRAL("\23", "[Content_Types].xml")
	       CENTRAL("\21", "word/document.xml") END("\37\0\0")),
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"DOCX with macros", "Content-Type: application/zip\n",
     BYTES(LOCAL("\0", "\0", "\1", "x") CENTRAL("\23", "[Content_Types].xml")
	       CENTRAL("\21", "word/document.xml") CENTRAL("\23", "word/vbaProject.bin") END("\37\0\0")),
     "application/zip"},
    {"ZIP named DOCX", "Content-Type: application/x; name=a.docx\n",
     BYTES(LOCAL("\0", "\0", "\1", "x") CENTRAL("\1", "x") END("\37\0\0")), "application/zip"},
    {"a directory beyond the end", "Content-Type: application/zip\n",
     BYTES(LOCAL("\0", "\0", "\1", "x") END("\377\377\377")), "application/zip"},
    {"HEIF of brand mif1", "Content-Type: application/octet-stream; name=a.heic\n",
     BYTES("\0\0\0\30ftypmif1\0\0\0\0mif1heic\0\0\0\42meta"), "image/heif"},
    {"JSON-LD", "Content-Type: application/ld+json\n", BYTES("{\"@type\": \"JobPosting\"}\n"),
     "application/ld+json"},
    {"CSV by its name", "Content-Type: application/vnd.ms-excel; name=offres.CSV\n", BYTES("a;b\n1;2\n"),
     "text/csv"},
    {"CSV by its type", "Content-Type: text/csv\n", BYTES("a;b\n1;2\n"), "text/csv"},
    {"text", "Content-Type: application/octet-stream; name=a.txt\n", BYTES("abc\n"), "text/plain"},
    {"nothing", "Content-Type: application/pdf\n", BYTES(""), "application/x-empty"},
};

static void type(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		struct arena *arena = arena_new();
		struct mail mail = with_part(arena, types[i].fields, types[i].content);

		assert_int_equal(mail.attachment_count, 1);
		if (strcmp(mail.attachments[0].type, types[i].type)) {
			print_error("%s: %s instead of %s\n", types[i].what, mail.attachments[0].type,
				    types[i].type);
			failed++;
		}
		assert_int_equal(mail.attachments[0].content.length, types[i].content.length);
		assert_memory_equal(mail.attachments[0].content.data, types[i].content.data,
				    types[i].content.length);
		assert_false(mail.attachments[0].is_inline);
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

#define IMAGE(fields)                                                                                        \
	"Content-Type: image/png; name=image001.png\n" fields "Content-Transfer-Encoding: base64\n\n"        \
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAA=\n"

/* Message structures: attachments as "name[ inline]", and the number of lines of text and HTML. */
static const struct {
	const char *what, *raw, *attachments;
	size_t plain, html;
} shapes[] = {
    {"a picture that the HTML shows",
     "multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src=\"CID:i@x\">a\n--b\n" IMAGE(
	 "Content-ID: <i@x>\nContent-Disposition: attachment\n") "--b--\n",
     "image001.png inline\n", 0, 1},
    {"a picture beside the HTML",
     "multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\na\n--b\n" IMAGE("") "--b--\n",
     "image001.png inline\n", 0, 1},
    {"a picture from a telephone",
     "multipart/mixed; boundary=b\n\n--b\n\na\n--b\n" IMAGE(
	 "Content-Disposition: inline\n") "--b\n\nb\n--b--\n",
     "image001.png\n", 2, 0},
    {"a logo whose HTML is gone",
     "multipart/mixed; boundary=b\n\n--b\n\na\n--b\n" IMAGE("Content-ID: <i@x>\n") "--b--\n",
     "image001.png inline\n", 1, 0},
    {"alternatives",
     "multipart/alternative; boundary=b\n\n--b\n\na\n--b\nContent-Type: text/html; "
     "name=body.html\n\n<p>a<p>b\n--b\n"
     "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--\n",
     "", 1, 3},
    {"a signed message",
     "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n\na\n--b\nContent-Type: "
     "application/pkcs7-signature; name=smime.p7s\nContent-Disposition: attachment\n\nx\n--b--\n",
     "", 1, 0},
    {"alternatives for other readers",
     "multipart/alternative; boundary=b\n\n--b\n\na\n--b\nContent-Type: text/x-amp-html\n\n<p>b\n--b\n"
     "Content-Type: text/html\n\n<p>c\n--b--\n",
     "", 1, 1},
    {"attached text is no text",
     "multipart/mixed; boundary=b\n\n--b\n\na\n--b\nContent-Type: text/plain; "
     "name=x.txt\n\nb\n--b\nContent-Type: "
     "text/html\nContent-Disposition: attachment\n\nc\n--b--\n",
     "x.txt\npiece-jointe-2.html\n", 1, 0},
    {"a named text alone", "text/plain; name=x.txt\n\na\n", "", 1, 0},
    {"a file alone", "application/pdf; name=cv.pdf\n\n%PDF-1.4\n", "cv.pdf\n", 0, 0},
    {"a report",
     "multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\na\n--b\nContent-Type: "
     "message/delivery-status\n\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\nSubject: "
     "x\n\nb\n--b--\n",
     "piece-jointe-1\npiece-jointe-2.eml\n", 1, 0},
};

static void shape(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shapes); i++) {
		struct arena *arena = arena_new();
		struct buf found = {.arena = arena};
		struct mail mail = support_decode(
		    arena, arena_printf(arena, "From: a@b.example\nContent-Type: %s", shapes[i].raw));

		for (size_t a = 0; a < mail.attachment_count; a++)
			buf_printf(&found, "%s%s\n", mail.attachments[a].name,
				   mail.attachments[a].is_inline ? " inline" : "");
		if (strcmp(buf_text(&found), shapes[i].attachments) || mail.plain.count != shapes[i].plain ||
		    mail.html.count != shapes[i].html) {
			print_error("%s: %zu, %zu lines\n%s", shapes[i].what, mail.plain.count,
				    mail.html.count, buf_text(&found));
			failed++;
		}
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

/* A forwarded message: its text is zone forwarded, its quotes are quoted; its attachments don't count as the
 * mail's. */
static void forwarded_message(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = support_decode(
	    arena,
	    "From: a@b.example\nSubject: TR: Offre\nContent-Type: multipart/mixed; "
	    "boundary=b\n\n--b\n\nVoir\n--b\n"
	    "Content-Type: message/rfc822; name=Offre.eml\n\nFrom: c@d.example\nSubject: "
	    "Offre\nContent-Type: "
	    "multipart/mixed; boundary=c\n\n--c\n\nLieu : Lyon\n> Lieu : ?\n-- \nJ\n--c\nContent-Type: "
	    "application/pdf; name=x.pdf\n\n%PDF-1.4\n--c--\n--b--\n");

	(void)state;
	assert_string_equal(support_lines(arena, &mail.plain),
			    "O|Voir\nF|Lieu : Lyon\nQ|Lieu : ?\nS|--\nS|J\n");
	assert_int_equal(mail.attachment_count, 1);
	assert_string_equal(mail.attachments[0].name, "Offre.eml");
	assert_string_equal(mail.attachments[0].type, "message/rfc822");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(name),
	    cmocka_unit_test(type),
	    cmocka_unit_test(shape),
	    cmocka_unit_test(forwarded_message),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
