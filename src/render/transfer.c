#include "transfer.h"

#include "base/hash.h"

#include <stdbool.h>

enum {
	QP_COLUMNS = 75,
	BASE64_BYTES = 57,
	BASE64_COLUMNS = 76
}; /* column 76 of quoted-printable is for the "=" of a soft line break */

static size_t character_length(const unsigned char *at)
{
	size_t length = at[0] < 0xc0 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4, seen = 1;

	while (seen < length && (at[seen] & 0xc0) == 0x80)
		seen++;
	return seen;
}

static bool ends_line(unsigned char c)
{
	return c == '\0' || c == '\r' || c == '\n';
}

static bool is_literal(const unsigned char *at, bool starts_line)
{
	if (*at == ' ' || *at == '\t')
		return !ends_line(at[1]);
	if (*at <= ' ' || *at >= 0x7f || *at == '=')
		return false;
	return !starts_line || (*at != '.' && strncmp((const char *)at, "From ", 5) != 0);
}

/* The number of bytes from here that need no encoding anywhere in a line. */
static size_t literal_run(const unsigned char *at, size_t most)
{
	size_t run = 0;
	while (run < most && at[run] > ' ' && at[run] < 0x7f && at[run] != '=')
		run++;
	return run;
}

struct line {
	char text[QP_COLUMNS];
	size_t length;
};

static void end_line(struct buf *buf, struct line *line, const char *end)
{
	buf_add(buf, line->text, line->length);
	buf_adds(buf, end);
	line->length = 0;
}

static void add_character(struct line *line, const unsigned char *at, size_t length, bool literal)
{
	static const char HEX[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		if (literal) {
			line->text[line->length++] = (char)at[i];
			continue;
		}
		line->text[line->length++] = '=';
		line->text[line->length++] = HEX[at[i] >> 4];
		line->text[line->length++] = HEX[at[i] & 15];
	}
}

void transfer_quoted_printable(struct buf *buf, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	struct line line = {.length = 0};

	while (*at) {
		if (ends_line(*at)) {
			end_line(buf, &line, "\r\n");
			at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
			continue;
		}
		size_t run = line.length ? literal_run(at, QP_COLUMNS - line.length) : 0;
		if (run) {
			memcpy(line.text + line.length, at, run);
			line.length += run;
			at += run;
			continue;
		}
		size_t length = character_length(at);
		bool literal = is_literal(at, line.length == 0);
		if (line.length + (literal ? length : 3 * length) > QP_COLUMNS) {
			end_line(buf, &line, "=\r\n");
			literal = is_literal(at, true);
		}
		add_character(&line, at, length, literal);
		at += length;
	}
	if (line.length > 0)
		end_line(buf, &line, "\r\n");
}

size_t transfer_base64_length(size_t length_bytes)
{
	return hash_base64_length(length_bytes) + 2 * (length_bytes / BASE64_BYTES + 1);
}

size_t transfer_base64(struct bytes content, char *out)
{
	char *start = out;

	for (size_t done = 0; done < content.length;) {
		size_t left = content.length - done, size = left < BASE64_BYTES ? left : BASE64_BYTES;
		hash_base64((struct bytes){content.data + done, size}, out);
		out += hash_base64_length(size);
		*out++ = '\r';
		*out++ = '\n';
		done += size;
	}
	return (size_t)(out - start);
}

char *transfer_boundary(struct arena *arena, const char *message_id, const char *kind)
{
	const struct bytes parts[] = {bytes_of(message_id), bytes_of(" "), bytes_of(kind)};
	char hex[HASH_HEX_BYTES];

	hash_sha256(parts, 3, hex);
	return arena_printf(arena, "=_%s_%.32s", kind, hex);
}
