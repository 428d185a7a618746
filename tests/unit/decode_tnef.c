/* winmail.dat: the samples of tests/fuzz/tnef.py, each as a message's only part; and damaged ones. */
#include "decode_support.h"

#include "../../src/decode/limits.h"
#include "../../src/decode/rtf.h"
#include "../../src/decode/tnef.h"
#include "base/hash.h"
#include "base/io.h"

static struct bytes sample(struct arena *arena, const char *name)
{
	struct bytes content;
	struct err err = {0};

	if (io_read_file(arena, arena_printf(arena, "tests/fuzz/seeds/tnef/%s", name), 1 << 20, &content,
			 &err))
		fail_msg("%s", err.text);
	return content;
}

/* A message with text (or NULL) and winmail.dat parts. */
static struct bytes message_with(struct arena *arena, const char *text, const struct bytes *packed,
				 size_t count)
{
	struct buf message = {.arena = arena};

	buf_adds(&message, "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
			   "Content-Type: multipart/mixed; boundary=b\n\n");
	for (size_t i = 0; i < count; i++) {
		char *base64 = arena_alloc(arena, hash_base64_length(packed[i].length) + 1);

		hash_base64(packed[i], base64);
		buf_adds(&message, "--b\nContent-Type: application/ms-tnef; name=winmail.dat\n"
				   "Content-Transfer-Encoding: base64\n\n");
		buf_printf(&message, "%s\n", base64);
	}
	if (text)
		buf_printf(&message, "--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n", text);
	buf_adds(&message, "--b--\n");
	return buf_bytes(&message);
}

static struct mail mail_with(struct arena *arena, const char *text, struct bytes packed)
{
	return support_decode_bytes(arena, message_with(arena, text, &packed, 1));
}

static const char *line_in(const struct body *body, enum zone zone, const char *start)
{
	for (size_t i = 0; i < body->count; i++)
		if (body->lines[i].zone == zone && !strncmp(body->lines[i].text, start, strlen(start)))
			return body->lines[i].text;
	return "";
}

static const char *line_of(const struct body *body, const char *start)
{
	return line_in(body, ZONE_OWN, start);
}

static void reads_texts(void **state)
{
	static const struct {
		const char *sample, *end;
		bool is_html;
	} cases[] = {
	    {"rich", "{accès} ≥ 6 h", false},	  {"stored", "{accès} ≥ 6 h", false},
	    {"body", "{accès} après 6 h", false}, {"unicode", "{accès} ≥ 6 h", false},
	    {"html", "{accès} ≥ 6 h", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();
		struct mail mail = mail_with(arena, NULL, sample(arena, cases[i].sample));
		const struct body *body = cases[i].is_html ? &mail.html : &mail.plain;
		char *description = arena_printf(
		    arena, "Description : Entretien des bureaux, 20 h par semaine – bus 34 %s", cases[i].end);

		assert_string_equal(line_of(body, "Intitulé"), "Intitulé : Agent de propreté (H/F)");
		assert_string_equal(line_of(body, "Description"), description);
		assert_string_equal(line_of(body, "Lieu"), "Lieu : 69007 Lyon");
		assert_int_equal(mail.attachment_count, 0);
		assert_int_equal(mail.warning_count, 0);
		arena_free(&arena);
	}
}

/* The message's own text is not repeated, in either order. */
static void prefers_the_messages_text(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = mail_with(arena, "Intitulé : Cariste (H/F)", sample(arena, "body"));

	(void)state;
	assert_string_equal(line_of(&mail.plain, "Intitulé"), "Intitulé : Cariste (H/F)");
	assert_string_equal(line_of(&mail.plain, "Lieu"), "");
	mail = mail_with(arena, "Intitulé : Cariste (H/F)", sample(arena, "html"));
	assert_string_equal(line_of(&mail.html, "Lieu"), "Lieu : 69007 Lyon");
	mail = mail_with(arena, "Intitulé : Cariste (H/F)", sample(arena, "rich"));
	assert_string_equal(line_of(&mail.plain, "Lieu"), "");
	arena_free(&arena);
}

/* What the message itself lacks is beside its text, and takes the place of an empty one. */
static void keeps_what_the_message_lacks(void **state)
{
	static const char *const samples[] = {"rich", "body", "unicode"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		struct arena *arena = arena_new();
		struct bytes packed = sample(arena, samples[i]);
		struct mail mail = mail_with(arena, "Bonjour,", packed);

		assert_string_equal(line_of(&mail.plain, "Bonjour"), "Bonjour,");
		assert_string_equal(line_in(&mail.plain, ZONE_BESIDE, "Lieu"), "Lieu : 69007 Lyon");
		mail = mail_with(arena, " \n", packed);
		assert_string_equal(line_of(&mail.plain, "Lieu"), "Lieu : 69007 Lyon");
		arena_free(&arena);
	}
}

/* Exchange writes the text a second time, with other line breaks. */
static void does_not_repeat_the_text(void **state)
{
	struct arena *arena = arena_new();
	struct bytes packed = sample(arena, "body");
	struct mail alone = mail_with(arena, NULL, packed);
	struct buf text = {.arena = arena};

	(void)state;
	for (size_t i = 0; i < alone.plain.count; i++)
		buf_printf(&text, "  %s\n\n", alone.plain.lines[i].text);
	struct mail mail = mail_with(arena, buf_text(&text), packed);

	assert_string_equal(line_of(&mail.plain, "Lieu"), "Lieu : 69007 Lyon");
	for (size_t i = 0; i < mail.plain.count; i++)
		assert_int_not_equal(mail.plain.lines[i].zone, ZONE_BESIDE);
	arena_free(&arena);
}

static void takes_files(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = mail_with(arena, "Bonjour", sample(arena, "files"));

	(void)state;
	assert_int_equal(mail.attachment_count, 2);
	assert_string_equal(mail.attachments[0].name, "CV Léa Fontaine – été.pdf");
	assert_string_equal(mail.attachments[1].name, "lettre.pdf");
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(mail.attachments[i].type, "application/pdf");
		assert_string_equal(mail.attachments[i].defect, "");
		assert_false(mail.attachments[i].is_inline);
	}
	assert_int_equal(mail.attachments[1].content.length, mail.attachments[0].content.length + 1);
	arena_free(&arena);
}

/* Cut anywhere, or with one byte changed: it is used as a whole or not at all. */
static void refuses_broken_ones(void **state)
{
	static const char *const names[] = {"rich", "stored", "body", "unicode", "html", "files"};

	(void)state;
	for (size_t n = 0; n < ARRAY_SIZE(names); n++) {
		struct arena *arena = arena_new();
		struct bytes whole = sample(arena, names[n]);
		struct tnef tnef;
		struct err err = {0};
		size_t taken = 0;

		assert_int_equal(tnef_read(arena, whole, &tnef, &err), OK);
		for (size_t length = 0; length < whole.length; length++)
			taken += !tnef_read(arena, (struct bytes){whole.data, length}, &tnef, &err);
		/* a cut between two attributes looks like a shorter file */
		assert_true(taken < 16);
		unsigned char *changed = arena_alloc(arena, whole.length);

		memcpy(changed, whole.data, whole.length);
		changed[whole.length - 3] ^= 1;
		assert_int_equal(tnef_read(arena, (struct bytes){changed, whole.length}, &tnef, &err),
				 ERR_DATA);
		arena_free(&arena);
	}
}

/* It stays an attachment, of a type that no CV may have. */
static void keeps_broken_ones_shut(void **state)
{
	struct arena *arena = arena_new();
	struct bytes whole = sample(arena, "files");
	struct mail mail = mail_with(arena, "Bonjour", (struct bytes){whole.data, whole.length - 1});

	(void)state;
	assert_int_equal(mail.attachment_count, 1);
	assert_string_equal(mail.attachments[0].name, "winmail.dat");
	assert_string_not_equal(mail.attachments[0].type, "application/pdf");
	assert_int_equal(mail.warning_count, 1);
	arena_free(&arena);
}

static int decode(struct arena *arena, const struct bytes *packed, size_t count)
{
	struct mail mail;
	struct err err = {0};

	return decode_mail(arena, message_with(arena, NULL, packed, count), &support_options, &mail, &err);
}

static void add_attribute(struct buf *out, unsigned level, uint32_t id, struct bytes content)
{
	unsigned char head[9] = {(unsigned char)level};
	unsigned sum = 0;

	for (int i = 0; i < 4; i++) {
		head[1 + i] = (unsigned char)(id >> 8 * i);
		head[5 + i] = (unsigned char)(content.length >> 8 * i);
	}
	for (size_t i = 0; i < content.length; i++)
		sum += content.data[i];
	buf_add(out, head, sizeof(head));
	buf_add(out, content.data, content.length);
	buf_addc(out, (char)sum);
	buf_addc(out, (char)(sum >> 8));
}

enum { SUBJECT = 0x00018004, PROPERTIES = 0x00069003, FILE_BEGINS = 0x00069002 };

static struct bytes many(struct arena *arena, uint32_t id, size_t count)
{
	struct buf out = {.arena = arena};

	buf_add(&out, "\x78\x9f\x3e\x22\x01\x00", 6);
	for (size_t i = 0; i < count; i++)
		add_attribute(&out, 1, id, bytes_of("x"));
	return buf_bytes(&out);
}

/* Four bytes a property, without values. */
static struct bytes many_properties(struct arena *arena, uint32_t count)
{
	struct buf out = {.arena = arena}, properties = {.arena = arena};

	for (int i = 0; i < 4; i++)
		buf_addc(&properties, (char)(count >> 8 * i));
	for (uint32_t i = 0; i < count; i++)
		buf_add(&properties, "\x03\x00\x01\x30\x00\x00\x00\x00", 8);
	buf_add(&out, "\x78\x9f\x3e\x22\x01\x00", 6);
	add_attribute(&out, 1, PROPERTIES, buf_bytes(&properties));
	return buf_bytes(&out);
}

static void bounds_what_it_reads(void **state)
{
	struct arena *arena = arena_new();
	struct bytes some = many(arena, SUBJECT, 20000);
	struct bytes more = many(arena, SUBJECT, 20001);
	struct bytes properties = many_properties(arena, 20001);
	struct bytes files = many(arena, FILE_BEGINS, 501);

	(void)state;
	assert_int_equal(decode(arena, &some, 1), OK);
	assert_int_equal(decode(arena, &more, 1), ERR_LIMIT);
	assert_int_equal(decode(arena, &properties, 1), ERR_LIMIT);
	assert_int_equal(decode(arena, &files, 1), ERR_LIMIT);
	arena_free(&arena);
}

/* References to bytes just written: two bytes become seventeen. */
static struct bytes rtf_bomb(struct arena *arena, size_t tokens)
{
	struct buf out = {.arena = arena};
	unsigned at = 207; /* after the dictionary */

	buf_add(&out, "\0\0\0\0\0\0\0\0LZFu\0\0\0\0", 16);
	for (size_t i = 0; i < tokens; i++) {
		unsigned from = (at + 4095) % 4096;

		if (i % 8 == 0)
			buf_addc(&out, (char)0xff);
		buf_addc(&out, (char)(from >> 4));
		buf_addc(&out, (char)((from & 15) << 4 | 15));
		at = (at + 17) % 4096;
	}
	return buf_bytes(&out);
}

static void bounds_rich_text(void **state)
{
	struct arena *arena = arena_new();
	struct bytes out;

	(void)state;
	assert_true(rtf_decompress(arena, rtf_bomb(arena, 10), LIMIT_TEXT_BYTES, &out));
	assert_int_equal(out.length, 170);
	rtf_decompress(arena, rtf_bomb(arena, 1 << 20), LIMIT_TEXT_BYTES, &out);
	assert_true(out.length <= LIMIT_TEXT_BYTES);
	arena_free(&arena);
}

static void shows_rich_text(void **state)
{
	static const struct {
		const char *rtf, *text;
	} cases[] = {
	    {"{\\rtf1 a\\par b}", "a\nb"},
	    {"{\\rtf1 {\\fonttbl x}{\\*\\other y}a}", "a"},
	    {"{\\rtf1 \\'e9\\u8805?\\u-3913?x}", "é≥\xef\x82\xb7x"},
	    {"{\\rtf1 \\uc0\\u233x\\{\\}\\\\}", "éx{}\\"},
	    {"{\\rtf1 a\\tab b\\line\\~c\\'", "a\tb\n c"},
	    {"}}}}a", "a"},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena *arena = arena_new();

		assert_string_equal(rtf_text(arena, bytes_of(cases[i].rtf)), cases[i].text);
		arena_free(&arena);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_texts),
	    cmocka_unit_test(prefers_the_messages_text),
	    cmocka_unit_test(keeps_what_the_message_lacks),
	    cmocka_unit_test(does_not_repeat_the_text),
	    cmocka_unit_test(takes_files),
	    cmocka_unit_test(refuses_broken_ones),
	    cmocka_unit_test(keeps_broken_ones_shut),
	    cmocka_unit_test(bounds_what_it_reads),
	    cmocka_unit_test(bounds_rich_text),
	    cmocka_unit_test(shows_rich_text),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
