/* One part of an open multipart/mixed, made while the letter is sent. */
#include "header.h"
#include "render.h"
#include "transfer.h"

#include "base/text.h"

enum { MAX_FILE_NAME = 200 };

static const char DEFAULT_TYPE[] = "application/octet-stream";

/* type/subtype (RFC 2045 5.1), for our texts with charset. message/ and multipart/ are excluded, because they
 * can't be base64. */
static const char *safe_type(const char *type)
{
	static const char TOKEN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&^_.+-";
	static const char CHARSET[] = "; charset=UTF-8";
	size_t first = type ? strspn(type, TOKEN) : 0;

	if (first == 0 || type[first] != '/' || strlen(type) > 127)
		return DEFAULT_TYPE;
	size_t second = strspn(type + first + 1, TOKEN);
	const char *rest = type + first + 1 + second;
	if (second == 0 || (*rest && strcmp(rest, CHARSET) != 0) || text_starts_with(type, "message/") ||
	    text_starts_with(type, "multipart/"))
		return DEFAULT_TYPE;
	return type;
}

/* The file name without accents, for programs without RFC 2231. */
static char *ascii_name(struct arena *arena, const char *name)
{
	struct buf out = {.arena = arena};
	size_t length;

	for (; *name; name += length) {
		for (length = 1; ((unsigned char)name[length] & 0xc0) == 0x80;)
			length++;
		const char *plain = arena_strndup(arena, name, length);
		if (length > 1)
			plain = text_fold(arena, plain);
		for (; *plain; plain++)
			buf_addc(&out, (unsigned char)*plain < 0x7f && !strchr("\"\\/:*?<>|%'", *plain)
					   ? *plain
					   : '_');
	}
	return buf_text(&out);
}

/* attr-char of RFC 2231 section 7. */
static char *encode_name(struct arena *arena, const char *name)
{
	static const char PLAIN[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`{|}~";
	struct buf out = {.arena = arena};

	for (; *name; name++) {
		if (strchr(PLAIN, *name))
			buf_addc(&out, *name);
		else
			buf_printf(&out, "%%%02X", (unsigned)(unsigned char)*name);
	}
	return buf_text(&out);
}

static struct bytes part_headers(struct arena *arena, const char *boundary, const char *name,
				 const char *type)
{
	struct buf out = {.arena = arena};

	name = header_clean(arena, name, MAX_FILE_NAME);
	if (!*name)
		name = "document";
	const char *ascii = ascii_name(arena, name);
	buf_printf(&out, "--%s\r\nContent-Type: %s;\r\n name=\"%s\"\r\n", boundary, safe_type(type), ascii);
	buf_adds(&out, "Content-Disposition: attachment;\r\n ");
	/* The real name comes first: programs that support both take the first one (GMime) or always this
	 * one. */
	if (strcmp(ascii, name) != 0)
		buf_printf(&out, "filename*=UTF-8''%s;\r\n ", encode_name(arena, name));
	buf_printf(&out, "filename=\"%s\"", ascii);
	buf_adds(&out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
	return buf_bytes(&out);
}

struct bytes render_attachment(struct arena *arena, const char *boundary, const char *name, const char *type,
			       struct bytes content)
{
	struct bytes headers = part_headers(arena, boundary, name, type);
	char *part = arena_alloc(arena, headers.length + transfer_base64_length(content.length));

	memcpy(part, headers.data, headers.length);
	size_t encoded = transfer_base64(content, part + headers.length);
	return (struct bytes){(const unsigned char *)part, headers.length + encoded};
}

struct bytes render_close(struct arena *arena, const char *boundary)
{
	return bytes_of(arena_printf(arena, "--%s--\r\n", boundary));
}
