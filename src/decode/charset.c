#include "charset.h"

#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

/* Charset names in mails -> decoders. Latin-1 and ASCII are decoded as Windows-1252, as in browsers. */
static const struct {
	const char *name, *charset;
} aliases[] = {
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},
    {"8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"cp-1252", "WINDOWS-1252"},
    {"win-1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},
    {"ansi", "WINDOWS-1252"},
    {"latin9", "ISO-8859-15"},
    {"latin-9", "ISO-8859-15"},
    {"iso8859-15", "ISO-8859-15"},
    {"x-mac-roman", "MACINTOSH"},
    {"macroman", "MACINTOSH"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"ks_c_5601-1987", "CP949"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-sjis", "CP932"},
    {"shift_jis", "CP932"},
};

static const char *const undeclared[] = {"us-ascii",  "ascii",	 "ansi_x3.4-1968", "unknown-8bit",
					 "x-unknown", "unknown", "default",	   "x-user-defined",
					 "iso-8859",  "8bit",	 "binary"};

/* Charsets that senders of French mail use; a detected charset outside of these is less likely than
 * Windows-1252. */
static const char *const plausible[] = {"WINDOWS-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE"};

/* Charsets prepared in advance; without aliases and those that need no converter. */
static const char *const common[] = {
    "UTF-16",	    "UTF-16LE",	    "UTF-16BE",	    "UTF-32",	    "UTF-7",	    "ISO-8859-2",
    "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",
    "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",
    "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256",
    "WINDOWS-1257", "WINDOWS-1258", "KOI8-R",	    "KOI8-U",	    "MACINTOSH",    "CP437",
    "CP850",	    "CP858",	    "TIS-620",	    "GB18030",	    "EUC-CN",	    "BIG5",
    "CP949",	    "EUC-KR",	    "CP932",	    "EUC-JP",	    "ISO-2022-JP",
};

enum { COMMON = ARRAY_SIZE(common), NAME_BYTES = 40, BYTES = 256 };
enum { NO_CHARACTER = 0xD800 }; /* text_add_utf8 turns it into U+FFFD */

static struct charset {
	bool is_single;		     /* one byte a character */
	unsigned short codes[BYTES]; /* code of each byte */
	iconv_t converter;	     /* NULL when is_single */
} charsets[COMMON];
static bool is_open;

/* The character of a single byte, 0: the byte needs a following one. */
static unsigned short code_of(iconv_t to_utf16, unsigned char byte)
{
	unsigned char utf16[8];
	char *in = (char *)&byte, *to = (char *)utf16;
	size_t left = 1, room = sizeof(utf16);

	iconv(to_utf16, NULL, NULL, NULL, NULL);
	if (iconv(to_utf16, &in, &left, &to, &room) == (size_t)-1)
		return errno == EILSEQ ? NO_CHARACTER : 0;
	iconv(to_utf16, NULL, NULL, &to, &room);
	int code = utf16[0] | utf16[1] << 8;

	return room == sizeof(utf16) - 2 ? (unsigned short)code : 0;
}

static bool read_codes(const char *name, unsigned short codes[BYTES])
{
	iconv_t to_utf16 = iconv_open("UTF-16LE", name);
	bool is_single = to_utf16 != (iconv_t)-1;

	for (unsigned i = 0; is_single && i < BYTES; i++) {
		codes[i] = code_of(to_utf16, (unsigned char)i);
		is_single = codes[i] || !i;
	}
	if (to_utf16 != (iconv_t)-1)
		iconv_close(to_utf16);
	return is_single;
}

void charset_init(void)
{
	for (size_t i = 0; !is_open && i < COMMON; i++) {
		charsets[i].is_single = read_codes(common[i], charsets[i].codes);
		if (!charsets[i].is_single)
			charsets[i].converter = iconv_open("UTF-8", common[i]);
	}
	is_open = true;
}

static void decode_windows_1252(struct bytes bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.length; i++)
		text_add_utf8(out, text_windows_1252(bytes.data[i]));
}

static const struct charset *find_charset(const char *name)
{
	for (size_t i = 0; is_open && i < COMMON; i++)
		if (!strcasecmp(common[i], name))
			return &charsets[i];
	return NULL;
}

/* A slash in a name would add options. */
static iconv_t open_converter(const char *name)
{
	return strlen(name) < NAME_BYTES && !strchr(name, '/') ? iconv_open("UTF-8", name) : (iconv_t)-1;
}

/* More than one invalid byte in two hundred means another charset. */
static bool is_too_bad(struct bytes bytes, size_t bad)
{
	return bad > bytes.length / 200;
}

/* These return false for text in another charset; *bad counts invalid bytes. */
static bool look_up(const unsigned short codes[BYTES], struct bytes bytes, struct buf *out, size_t *bad)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned short code = codes[bytes.data[i]];

		if (code == NO_CHARACTER && is_too_bad(bytes, ++*bad))
			return false;
		text_add_utf8(out, code);
	}
	return true;
}

static bool convert(iconv_t converter, struct bytes bytes, struct buf *out, size_t *bad)
{
	char *in = (char *)(size_t)bytes.data;
	size_t left = bytes.length;
	char chunk[4096];

	iconv(converter, NULL, NULL, NULL, NULL);
	while (left) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc = iconv(converter, &in, &left, &to, &room);
		int error = errno;

		buf_add(out, chunk, sizeof(chunk) - room);
		if (rc != (size_t)-1 || error == E2BIG)
			continue;
		if (is_too_bad(bytes, ++*bad))
			return false;
		buf_adds(out, "\xef\xbf\xbd");
		in++;
		left--;
	}
	return true;
}

static bool decode_with(struct decoding *decoding, struct bytes bytes, const char *name, struct buf *out)
{
	size_t start = out->length, bad = 0;
	bool is_good;

	if (!strcasecmp(name, "WINDOWS-1252")) {
		decode_windows_1252(bytes, out);
		return true;
	}
	const struct charset *charset = find_charset(name);

	if (charset && charset->is_single) {
		is_good = look_up(charset->codes, bytes, out, &bad);
	} else {
		iconv_t converter = charset ? charset->converter : open_converter(name);

		if (converter == (iconv_t)-1)
			return false;
		is_good = convert(converter, bytes, out, &bad);
		if (!charset)
			iconv_close(converter);
	}
	if (!is_good)
		out->length = start;
	else if (bad)
		decoding_warn(decoding, "text with %zu bytes outside its character set", bad);
	return is_good;
}

/* Whether it is UTF-8 with a few damaged characters, not another charset. */
static bool is_mostly_utf8(struct bytes bytes)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = bytes.data[i];
		size_t follow = c < 0x80 ? 0 : c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;

		if (!follow)
			continue;
		if (c >= 0xc2 && c <= 0xf4 && i + follow < bytes.length &&
		    text_is_utf8((const char *)bytes.data + i, follow + 1)) {
			good++;
			i += follow;
		} else {
			bad++;
		}
	}
	return good > 2 * bad;
}

static const char *guess(struct bytes bytes)
{
	enum { SAMPLE = 64 * 1024 };
	uchardet_t detector = uchardet_new();
	const char *found = NULL;

	if (!detector)
		return "WINDOWS-1252";
	if (!uchardet_handle_data(detector, (const char *)bytes.data,
				  bytes.length < SAMPLE ? bytes.length : SAMPLE)) {
		uchardet_data_end(detector);
		const char *name = uchardet_get_charset(detector);

		for (size_t i = 0; name && i < ARRAY_SIZE(plausible); i++)
			if (!strcasecmp(name, plausible[i]))
				found = plausible[i];
	}
	uchardet_delete(detector);
	return found ? found : "WINDOWS-1252";
}

static void decode_unknown(struct decoding *decoding, struct bytes bytes, bool is_declared, struct buf *out)
{
	const char *charset = is_declared ? guess(bytes) : "WINDOWS-1252";

	decoding_warn(decoding, "text %s, read as %s",
		      is_declared ? "not in the character set it declares"
				  : "without a declared character set",
		      charset);
	if (!decode_with(decoding, bytes, charset, out))
		decode_windows_1252(bytes, out);
}

/* The charset of a declaration; NULL for none. */
static const char *meaning(const char *declared)
{
	if (!declared || !*declared)
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(undeclared); i++)
		if (!strcasecmp(declared, undeclared[i]))
			return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(aliases); i++)
		if (!strcasecmp(declared, aliases[i].name))
			return aliases[i].charset;
	return declared;
}

/* Removes a byte order mark at the start and returns its charset; NULL for none. */
static const char *byte_order_mark(struct bytes *bytes)
{
	static const struct {
		const char *mark;
		size_t length;
		const char *charset;
	} marks[] = {{"\xef\xbb\xbf", 3, "UTF-8"}, {"\xff\xfe", 2, "UTF-16LE"}, {"\xfe\xff", 2, "UTF-16BE"}};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (bytes->length >= marks[i].length &&
		    !memcmp(bytes->data, marks[i].mark, marks[i].length)) {
			bytes->data += marks[i].length;
			bytes->length -= marks[i].length;
			return marks[i].charset;
		}
	return NULL;
}

/* Valid UTF-8 whose non-ASCII characters occur in French text: as Windows-1252 the bytes would be "Ã©" for
 * "é", which nobody writes. Being valid UTF-8 alone is no proof: « café » ends in E9 A0 BB. */
static bool is_western_utf8(struct bytes bytes)
{
	size_t beyond = 0;

	if (!text_is_utf8((const char *)bytes.data, bytes.length))
		return false;
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = bytes.data[i];
		/* U+0080 to U+017F; punctuation and symbols; emoji selectors; emoji. */
		bool is_known = (c >= 0xc2 && c <= 0xc5) || c == 0xe2 || c == 0xef || c == 0xf0;

		if (c < 0x80 || (c & 0xc0) == 0x80)
			continue;
		if (!is_known)
			return false;
		beyond++;
	}
	return beyond > 0;
}

static bool is_western(const char *charset)
{
	static const char *const names[] = {"WINDOWS-1252", "ISO-8859-15", "MACINTOSH", "CP850"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcasecmp(charset, names[i]))
			return true;
	return false;
}

static void decode_into(struct decoding *decoding, struct bytes bytes, const char *declared, struct buf *out)
{
	const char *mark = byte_order_mark(&bytes), *charset = mark ? mark : meaning(declared);
	bool is_utf8 = !charset || !strcasecmp(charset, "UTF-8");

	if (!bytes.length)
		return;
	if (is_utf8 &&
	    (text_is_utf8((const char *)bytes.data, bytes.length) || (charset && is_mostly_utf8(bytes)))) {
		buf_add(out, bytes.data, bytes.length); /* normalising turns damaged characters into U+FFFD */
		return;
	}
	if (!is_utf8 && is_western(charset) && is_western_utf8(bytes)) {
		decoding_warn(decoding, "text in UTF-8 that declares another character set");
		buf_add(out, bytes.data, bytes.length);
		return;
	}
	if (!is_utf8 && decode_with(decoding, bytes, charset, out))
		return;
	if (!is_utf8 && text_is_utf8((const char *)bytes.data, bytes.length)) {
		decoding_warn(decoding, "text not in the character set it declares, read as UTF-8");
		buf_add(out, bytes.data, bytes.length);
		return;
	}
	decode_unknown(decoding, bytes, charset != NULL, out);
}

char *charset_decode(struct decoding *decoding, struct bytes bytes, const char *declared)
{
	struct buf out = {.arena = decoding->arena};

	decode_into(decoding, bytes, declared, &out);
	return text_normalise(decoding->arena, buf_text(&out), out.length);
}
