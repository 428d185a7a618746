#include "url.h"

#include "base/text.h"

#include <stdint.h>

/* Characters written unescaped in the canonical name (RFC 5092 achar, and / between folders). */
static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*+,&=/";
static const char HOST[] = "abcdefghijklmnopqrstuvwxyz0123456789-._";
static const char HOST6[] = "0123456789abcdef:.";
/* The base64 of modified UTF-7. */
static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
static const char HEX[] = "0123456789ABCDEF";

struct scheme {
	const char *prefix;
	enum url_scheme scheme;
	int port;
};

static const struct scheme SCHEMES[] = {
    {"imaps://", URL_IMAPS, 993},
    {"imap://", URL_IMAP, 143},
    {"maildir:", URL_MAILDIR, 0},
};

static int fault(struct err *err, const char *what)
{
	return err_set(err, ERR_CONFIG, "mailbox: %s", what);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char *lower_copy(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_strndup(arena, text, length);

	for (char *c = out; *c; c++)
		*c = lower(*c);
	return out;
}

/* NULL when an escape is malformed, or the result has a control character or is not UTF-8. */
static char *decode(struct arena *arena, const char *text, size_t length)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '%') {
			int high = length - i > 2 ? text_hex_value(text[i + 1]) : -1;
			int low = length - i > 2 ? text_hex_value(text[i + 2]) : -1;

			if (high < 0 || low < 0)
				return NULL;
			c = (unsigned char)(high * 16 + low);
			i += 2;
		}
		if (c < 0x20 || c == 0x7f)
			return NULL;
		buf_addc(&out, (char)c);
	}
	if (!text_is_utf8(buf_text(&out), out.length))
		return NULL;
	return buf_text(&out);
}

static void encode(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (strchr(PLAIN, c)) {
			buf_addc(out, (char)c);
		} else {
			buf_addc(out, '%');
			buf_addc(out, HEX[c >> 4]);
			buf_addc(out, HEX[c & 15]);
		}
	}
}

static int parse_port(const char *text, size_t length, int *port)
{
	int value = 0;

	if (length == 0 || length > 5)
		return ERR_CONFIG;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return ERR_CONFIG;
		value = value * 10 + (text[i] - '0');
	}
	if (value < 1 || value > 65535)
		return ERR_CONFIG;
	*port = value;
	return OK;
}

/* host, host:port, [v6] or [v6]:port */
static int parse_server(struct arena *arena, const char *text, size_t length, struct url *url,
			struct err *err)
{
	bool literal = length > 0 && text[0] == '[';
	const char *close = literal ? memchr(text, ']', length) : NULL;
	const char *colon;
	size_t host_length;

	if (literal && !close)
		return fault(err, "the IPv6 address has no closing bracket");
	colon = literal ? close + 1 : memchr(text, ':', length);
	if (literal && colon < text + length && *colon != ':')
		return fault(err, "only a port may follow the IPv6 address");
	if (!colon || colon >= text + length) {
		colon = NULL;
	} else if (parse_port(colon + 1, (size_t)(text + length - colon - 1), &url->port)) {
		return fault(err, "the port is not a number from 1 to 65535");
	}
	if (literal)
		text++;
	host_length = literal ? (size_t)(close - text) : colon ? (size_t)(colon - text) : length;
	url->host = lower_copy(arena, text, host_length);
	if (host_length == 0 || host_length > 253 || url->host[strspn(url->host, literal ? HOST6 : HOST)])
		return fault(err, "the host is not a name in ASCII (xn--... for others) or an address");
	return OK;
}

static char *canonical(struct arena *arena, const struct scheme *scheme, const struct url *url)
{
	struct buf out = {.arena = arena};
	bool literal = strchr(url->host, ':') != NULL;

	buf_adds(&out, scheme->prefix);
	encode(&out, url->user);
	buf_printf(&out, literal ? "@[%s]" : "@%s", url->host);
	if (url->port != scheme->port)
		buf_printf(&out, ":%d", url->port);
	buf_addc(&out, '/');
	encode(&out, url->folder);
	return buf_text(&out);
}

static int parse_imap(struct arena *arena, const char *text, const struct scheme *scheme, struct url *url,
		      struct err *err)
{
	size_t length = strcspn(text, "/");
	const char *folder = text[length] ? text + length + 1 : "";
	const char *at = NULL;
	int rc;

	/* The last @: people write user@domain@host. */
	for (size_t i = 0; i < length; i++)
		if (text[i] == '@')
			at = text + i;
	if (!at || at == text)
		return fault(err, "no user before the host (imaps://user@host/INBOX)");
	if (memchr(text, ':', (size_t)(at - text)))
		return fault(err, "a password does not belong here, but into mailbox_secret");
	url->user = decode(arena, text, (size_t)(at - text));
	if (!url->user)
		return fault(err, "the user can't be decoded");
	url->port = scheme->port;
	rc = parse_server(arena, at + 1, (size_t)(text + length - at - 1), url, err);
	if (rc)
		return rc;
	if (folder[strcspn(folder, "?#")])
		return fault(err, "? and # are written %3F and %23");
	url->folder = decode(arena, folder, strlen(folder));
	if (!url->folder)
		return fault(err, "the folder can't be decoded");
	if (!*url->folder || text_equal_ascii(url->folder, "INBOX"))
		url->folder = "INBOX";
	url->name = canonical(arena, scheme, url);
	return OK;
}

int url_parse(struct arena *arena, const char *text, struct url *out, struct err *err)
{
	*out = (struct url){.folder = "INBOX"};
	for (size_t i = 0; i < ARRAY_SIZE(SCHEMES); i++) {
		const struct scheme *scheme = &SCHEMES[i];
		size_t length = strlen(scheme->prefix);
		const char *rest = text + length;

		if (strlen(text) < length ||
		    !text_equal_ascii(arena_strndup(arena, text, length), scheme->prefix))
			continue;
		out->scheme = scheme->scheme;
		if (scheme->scheme != URL_MAILDIR)
			return parse_imap(arena, rest, scheme, out, err);
		if (!*rest)
			return fault(err, "no directory after maildir:");
		out->path = arena_strdup(arena, rest);
		return OK;
	}
	return fault(err, "it begins neither with imaps:// nor imap:// nor maildir:");
}

/* Reads one character of valid UTF-8 and advances *text. */
static uint32_t next_character(const char **text)
{
	const unsigned char *c = (const unsigned char *)*text;
	int more = *c >= 0xf0 ? 3 : *c >= 0xe0 ? 2 : *c >= 0xc0 ? 1 : 0;
	uint32_t value = more ? *c & (0x3fu >> more) : *c;

	for (int i = 1; i <= more; i++)
		value = value << 6 | (c[i] & 0x3fu);
	*text += more + 1;
	return value;
}

struct base64 {
	struct buf *out;
	uint32_t bits;
	int count;
};

static void add_unit(struct base64 *base64, uint32_t unit)
{
	/* At most 5 bits are left over from before, so at most 21 are used. */
	base64->bits = base64->bits << 16 | unit;
	base64->count += 16;
	while (base64->count >= 6) {
		base64->count -= 6;
		buf_addc(base64->out, DIGITS[base64->bits >> base64->count & 63]);
	}
	base64->bits &= (1u << base64->count) - 1;
}

static void add_shifted(struct buf *out, const char **text)
{
	struct base64 base64 = {.out = out};

	buf_addc(out, '&');
	while ((unsigned char)**text >= 0x80) {
		uint32_t c = next_character(text);

		if (c >= 0x10000) {
			add_unit(&base64, 0xd800 + ((c - 0x10000) >> 10));
			add_unit(&base64, 0xdc00 + ((c - 0x10000) & 0x3ff));
		} else {
			add_unit(&base64, c);
		}
	}
	if (base64.count)
		buf_addc(out, DIGITS[base64.bits << (6 - base64.count) & 63]);
	buf_addc(out, '-');
}

char *url_encode_mailbox(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};

	while (*text) {
		if ((unsigned char)*text >= 0x80) {
			add_shifted(&out, &text);
			continue;
		}
		buf_addc(&out, *text);
		if (*text == '&')
			buf_addc(&out, '-');
		text++;
	}
	return buf_text(&out);
}
