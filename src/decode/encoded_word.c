#include "encoded_word.h"

#include "base/text.h"
#include "charset.h"

#include <strings.h>

/* One "=?charset*language?B?text?=". */
struct word {
	char charset[40];
	char encoding; /* 'b' or 'q' */
	const char *text;
	size_t length;
	const char *end; /* the text after "?=" */
};

static bool parse_word(const char *at, struct word *word)
{
	const char *charset = at + 2, *mark = strchr(charset, '?');
	size_t length = mark ? strcspn(charset, "*? \t") : 0;

	if (!mark || !length || length >= sizeof(word->charset) || !mark[1] || mark[2] != '?')
		return false;
	memcpy(word->charset, charset, length);
	word->charset[length] = '\0';
	word->encoding = (char)(mark[1] | 0x20);
	word->text = mark + 3;
	const char *end = strstr(word->text, "?=");

	/* "=?utf-8?Q?=41?=": the first "?=" may start the text and never ends the word. */
	if (!end || (word->encoding != 'b' && word->encoding != 'q'))
		return false;
	word->length = (size_t)(end - word->text);
	word->end = end + 2;
	return true;
}

static void decode_q(const struct word *word, struct buf *out)
{
	for (size_t i = 0; i < word->length; i++) {
		char c = word->text[i];
		int high = i + 2 < word->length ? text_hex_value(word->text[i + 1]) : -1;
		int low = i + 2 < word->length ? text_hex_value(word->text[i + 2]) : -1;

		if (c == '=' && high >= 0 && low >= 0) {
			buf_addc(out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_addc(out, c == '_' ? ' ' : c);
		}
	}
}

static void decode_b(const struct word *word, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, count = 0;

	for (size_t i = 0; i < word->length; i++) {
		const char *digit = word->text[i] ? strchr(digits, word->text[i]) : NULL;

		if (!digit)
			continue;
		bits = (bits << 6 | (unsigned)(digit - digits)) & 0xffffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			buf_addc(out, (char)(bits >> count & 0xff));
		}
	}
}

static void decode_bytes(const struct word *word, struct buf *out)
{
	if (word->encoding == 'b')
		decode_b(word, out);
	else
		decode_q(word, out);
}

/* Decodes a word and the following ones in the same charset together: senders split characters between
 * words. */
static const char *decode_run(struct decoding *decoding, struct word word, struct buf *out)
{
	struct buf bytes = {.arena = decoding->arena};
	struct word next = word;

	do {
		word = next;
		decode_bytes(&word, &bytes);
		next.text = word.end + strspn(word.end, " \t");
	} while (!strncmp(next.text, "=?", 2) && parse_word(next.text, &next) &&
		 !strcasecmp(next.charset, word.charset));
	buf_adds(out, charset_decode(decoding, buf_bytes(&bytes), word.charset));
	return word.end;
}

char *encoded_word_decode(struct decoding *decoding, const char *value, size_t max_bytes)
{
	const char *text = charset_decode(decoding, bytes_of(value), NULL);
	struct buf out = {.arena = decoding->arena};
	struct word word;

	while (*text) {
		const char *start = strstr(text, "=?");

		if (!start) {
			buf_adds(&out, text);
			break;
		}
		bool is_word = parse_word(start, &word);

		buf_add(&out, text, (size_t)(start - text));
		if (!is_word) {
			buf_adds(&out, "=?");
			text = start + 2;
			continue;
		}
		text = decode_run(decoding, word, &out);
		const char *after = text + strspn(text, " \t");

		if (!strncmp(after, "=?", 2) && parse_word(after, &word))
			text =
			    after; /* white space between encoded words is dropped (RFC 2047 section 6.2) */
	}
	return text_one_line(decoding->arena, buf_text(&out), max_bytes);
}
