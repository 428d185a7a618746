#include "charset.h"

#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

/* Names as mails write them -> what decodes them. Browsers read Latin-1 and ASCII as Windows-1252, and so do
 * senders. */
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

/* What a sender of French mail may well have used; a guess outside of it is worth less than Windows-1252. */
static const char *const plausible[] = {"WINDOWS-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE"};

static const char *const common[] = {
    "UTF-8",	    "UTF-16",	    "UTF-16LE",	    "UTF-16BE",	    "UTF-32",	    "UTF-7",
    "US-ASCII",	    "WINDOWS-1252", "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",
    "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",
    "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251",
    "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258",
    "KOI8-R",	    "KOI8-U",	    "MACINTOSH",    "CP437",	    "CP850",	    "CP858",
    "GB18030",	    "GBK",	    "EUC-CN",	    "BIG5",	    "CP949",	    "EUC-KR",
    "CP932",	    "EUC-JP",	    "ISO-2022-JP",  "TIS-620"};

enum { COMMON = ARRAY_SIZE(common), NAME_BYTES = 40 };

static iconv_t converters[COMMON];
static bool is_open;

void charset_init(void)
{
	for (size_t i = 0; !is_open && i < COMMON; i++)
		converters[i] = iconv_open("UTF-8", common[i]);
	is_open = true;
}

static void decode_windows_1252(struct bytes bytes, struct buf *out)
{
	for (size_t i = 0; i < bytes.length; i++)
		text_add_utf8(out, text_windows_1252(bytes.data[i]));
}

/* A converter from the charset; *is_kept tells whether it must stay open. Names with a slash would carry
 * options. */
static iconv_t open_converter(const char *charset, bool *is_kept)
{
	*is_kept = true;
	for (size_t i = 0; is_open && i < COMMON; i++)
		if (!strcasecmp(common[i], charset) && converters[i] != (iconv_t)-1) {
			iconv(converters[i], NULL, NULL, NULL, NULL);
			return converters[i];
		}
	*is_kept = false;
	return strlen(charset) < NAME_BYTES && !strchr(charset, '/') ? iconv_open("UTF-8", charset)
								     : (iconv_t)-1;
}

/* False when more than a stray byte in two hundred is not of that charset; *bad counts them. */
static bool convert(iconv_t converter, struct bytes bytes, struct buf *out, size_t *bad)
{
	char *in = (char *)(size_t)bytes.data;
	size_t left = bytes.length, most_bad = bytes.length / 200;
	char chunk[4096];

	while (left) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc = iconv(converter, &in, &left, &to, &room);
		int error = errno;

		buf_add(out, chunk, sizeof(chunk) - room);
		if (rc != (size_t)-1 || error == E2BIG)
			continue;
		if (++*bad > most_bad)
			return false;
		buf_adds(out, "\xef\xbf\xbd");
		in++;
		left--;
	}
	return true;
}

static bool decode_with(struct decoding *decoding, struct bytes bytes, const char *charset, struct buf *out)
{
	size_t start = out->length, bad = 0;
	bool is_kept;

	if (!strcasecmp(charset, "WINDOWS-1252")) {
		decode_windows_1252(bytes, out);
		return true;
	}
	iconv_t converter = open_converter(charset, &is_kept);

	if (converter == (iconv_t)-1)
		return false;
	bool is_good = convert(converter, bytes, out, &bad);

	if (!is_kept)
		iconv_close(converter);
	if (!is_good)
		out->length = start;
	else if (bad)
		decoding_warn(decoding, "text with %zu bytes outside its character set", bad);
	return is_good;
}

/* Whether it is UTF-8 with a few damaged characters rather than another charset. */
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

/* The charset that a declaration means; NULL for none. */
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

/* What the byte order mark at the start says, which is taken off; NULL for none. */
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

/* Valid UTF-8 whose characters beyond ASCII are such as French text has: in a Western 8-bit character set the
 * same bytes would be "Ã©" for "é", which nobody writes. Others could be: « café » ends in E9 A0 BB. */
static bool is_western_utf8(struct bytes bytes)
{
	size_t beyond = 0;

	if (!text_is_utf8((const char *)bytes.data, bytes.length))
		return false;
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = bytes.data[i];
		/* U+0080 to U+017F; punctuation and symbols; what makes pictures of them; emoji. */
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
		buf_add(out, bytes.data,
			bytes.length); /* damaged characters become U+FFFD as it is normalised */
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
