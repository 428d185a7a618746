#include "header.h"

#include "base/address.h"
#include "base/hash.h"
#include "base/text.h"

enum {
	FOLD_AT = 76,	      /* columns of a line, RFC 2047 section 2 */
	ENCODED_WORD = 75,    /* at most (RFC 2047 section 2) */
	WRAPPING = 12,	      /* "=?UTF-8?Q?" and "?=" */
	MAX_MESSAGE_ID = 250, /* bytes: room for a header line */
	LONGEST_WORD = 60,    /* longer words are encoded, because only those can be folded */
};

static size_t character_length(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

char *header_clean(struct arena *arena, const char *text, size_t max_bytes)
{
	text = text_normalise(arena, text ? text : "", text ? strlen(text) : 0);
	return text_one_line(arena, text_undirected(arena, text), max_bytes);
}

static bool is_plain(const char *text)
{
	size_t word = 0;

	for (const char *at = text; *at; at++) {
		if ((unsigned char)*at >= 0x7f || (unsigned char)*at < ' ')
			return false;
		word = *at == ' ' ? 0 : word + 1;
		if (word > LONGEST_WORD)
			return false;
	}
	return !strstr(text, "=?"); /* it would look like an encoded word */
}

/* Characters that an encoded word of a display name may contain unencoded (RFC 2047 section 5 (3)); used for
 * all fields. */
static bool is_safe_in_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("!*+-/", c));
}

static size_t q_width(const unsigned char *character, size_t length)
{
	return is_safe_in_word(*character) || *character == ' ' ? 1 : 3 * length;
}

static void add_q(struct buf *buf, const unsigned char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == ' ')
			buf_addc(buf, '_');
		else if (is_safe_in_word(text[i]))
			buf_addc(buf, (char)text[i]);
		else
			buf_printf(buf, "=%02X", (unsigned)text[i]);
	}
}

static void add_b(struct buf *buf, const unsigned char *text, size_t length)
{
	char encoded[ENCODED_WORD + 1];
	size_t size = hash_base64_length(length);

	hash_base64((struct bytes){text, length}, encoded);
	buf_add(buf, encoded, size);
}

/* The number of bytes of whole characters that fit into an encoded word of `room` columns. */
static size_t word_bytes(const unsigned char *text, bool is_q, size_t room)
{
	size_t bytes = 0, width = WRAPPING;

	while (text[bytes]) {
		size_t length = character_length(text[bytes]);
		size_t grown = is_q ? width + q_width(text + bytes, length)
				    : WRAPPING + hash_base64_length(bytes + length);
		if (grown > room)
			break;
		width = grown;
		bytes += length;
	}
	return bytes;
}

static void fold(struct buf *buf, size_t *column)
{
	buf_adds(buf, "\r\n ");
	*column = 1;
}

/* The whole text as encoded words: French in quoted-printable, which stays readable, Greek or Japanese in
 * base64. */
static void add_encoded(struct buf *buf, size_t *column, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t width = 0;

	for (const unsigned char *each = at; *each; each += character_length(*each))
		width += q_width(each, character_length(*each));
	bool is_q = width <= 2 * strlen(text);
	while (*at) {
		size_t room = *column < FOLD_AT ? FOLD_AT - *column : 0;
		size_t bytes = word_bytes(at, is_q, room < ENCODED_WORD ? room : ENCODED_WORD);
		if (bytes == 0 && *column > 1) {
			fold(buf, column);
			continue;
		}
		size_t start = buf->length;
		buf_adds(buf, is_q ? "=?UTF-8?Q?" : "=?UTF-8?B?");
		(is_q ? add_q : add_b)(buf, at, bytes);
		buf_adds(buf, "?=");
		*column += buf->length - start;
		at += bytes;
		if (*at)
			fold(buf, column);
	}
}

/* A space, or a fold when the next `length` columns would not fit. */
static void separate(struct buf *buf, size_t *column, size_t length)
{
	if (*column + 1 + length > FOLD_AT) {
		fold(buf, column);
		return;
	}
	buf_addc(buf, ' ');
	++*column;
}

/* text: words separated by single spaces. */
static void add_words(struct buf *buf, size_t *column, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, " ");
		buf_add(buf, text, length);
		*column += length;
		text += length;
		if (*text == ' ') {
			text++;
			separate(buf, column, strcspn(text, " "));
		}
	}
}

static size_t begin(struct buf *buf, const char *name)
{
	buf_printf(buf, "%s: ", name);
	return strlen(name) + 2;
}

void header_text(struct buf *buf, const char *name, const char *text)
{
	size_t column = begin(buf, name);

	if (is_plain(text))
		add_words(buf, &column, text);
	else
		add_encoded(buf, &column, text);
	buf_adds(buf, "\r\n");
}

static char *quote(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};

	buf_addc(&out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_addc(&out, '\\');
		buf_addc(&out, *text);
	}
	buf_addc(&out, '"');
	return buf_text(&out);
}

static bool needs_quotes(const char *text)
{
	for (; *text; text++)
		if (!is_safe_in_word((unsigned char)*text) && *text != ' ')
			return true;
	return false;
}

void header_mailbox(struct buf *buf, const char *name, const char *display, const char *email)
{
	size_t column = begin(buf, name), length = strlen(email) + 2;

	display = header_clean(buf->arena, display, HEADER_MAX_NAME);
	const char *quoted = needs_quotes(display) ? quote(buf->arena, display) : NULL;
	/* Not every program unfolds a quoted string correctly, so a long one is encoded instead. */
	if (!is_plain(display) || (quoted && strlen(quoted) > LONGEST_WORD)) {
		add_encoded(buf, &column, display);
	} else if (quoted) {
		buf_adds(buf, quoted);
		column += strlen(quoted);
	} else {
		add_words(buf, &column, display);
	}
	if (*display)
		separate(buf, &column, length);
	buf_printf(buf, "<%s>\r\n", email);
}

void header_ids(struct buf *buf, const char *name, const char *const *ids, size_t count)
{
	buf_printf(buf, "%s:", name);
	for (size_t i = 0; i < count; i++)
		buf_printf(buf, "%s <%s>", i ? "\r\n" : "", ids[i]);
	buf_adds(buf, "\r\n");
}

int header_address(struct arena *arena, const char *email, const char **out, struct err *err)
{
	const char *fault, *ascii = address_to_ascii(arena, email, &fault);
	if (!ascii)
		return err_set(err, ERR_DATA, "an address that can't be written to: %s", fault);
	*out = ascii;
	return OK;
}

bool header_is_message_id(const char *id)
{
	size_t length = id ? strlen(id) : 0;

	if (length == 0 || length > MAX_MESSAGE_ID)
		return false;
	for (size_t i = 0; i < length; i++)
		if (id[i] <= ' ' || id[i] >= 0x7f || id[i] == '<' || id[i] == '>')
			return false;
	return true;
}
