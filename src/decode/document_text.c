#include "decode/document.h"

#include "base/text.h"
#include "charset.h"

#include <string.h>

/* Lower-case letters with French accents in each charset: in the other charset these bytes are symbols and
 * letters that hardly occur in French. */
static const unsigned char windows_letters[] = "\xe0\xe2\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\x92";
static const unsigned char mac_letters[] = "\x83\x88\x89\x8d\x8e\x8f\x90\x9d\x9e\xd5";

enum { SURELY = 20 }; /* at least that many times more often */

static size_t count_of(struct bytes file, const unsigned char *letters)
{
	size_t count = 0;

	for (size_t i = 0; i < file.length; i++)
		count += file.data[i] >= 0x80 && strchr((const char *)letters, file.data[i]) != NULL;
	return count;
}

/* The euro sign of ISO-8859-15 is a sign in Windows-1252 that nobody writes; what only the latter has is
 * absent. */
static bool is_latin_9(struct bytes file)
{
	for (size_t i = 0; i < file.length; i++)
		if (file.data[i] >= 0x80 && file.data[i] < 0xa0)
			return false;
	return file.length && memchr(file.data, 0xa4, file.length);
}

/* Excel writes this as "Unicode text", without a byte order mark. */
static bool is_wide(struct bytes file)
{
	size_t zeros = 0, looked_at = file.length < 512 ? file.length / 2 : 256;

	for (size_t i = 0; i < looked_at; i++)
		zeros += !file.data[2 * i + 1] && file.data[2 * i];
	return looked_at > 1 && zeros * 10 > looked_at * 8;
}

static bool has_mark(struct bytes file)
{
	return file.length > 1 && (!memcmp(file.data, "\xff\xfe", 2) || !memcmp(file.data, "\xfe\xff", 2) ||
				   (file.length > 2 && !memcmp(file.data, "\xef\xbb\xbf", 3)));
}

char *document_text(struct arena *arena, struct bytes file)
{
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .mail = &mail};
	const char *charset = "windows-1252";

	if (has_mark(file))
		return charset_decode(&decoding, file, NULL);
	if (is_wide(file))
		return charset_decode(&decoding, file, "utf-16le");
	if (file.length && memchr(file.data, '\0', file.length))
		return NULL;
	if (text_is_utf8((const char *)file.data, file.length)) {
		charset = "utf-8";
	} else {
		size_t windows = count_of(file, windows_letters), mac = count_of(file, mac_letters);

		if (windows && mac && windows < SURELY * mac && mac < SURELY * windows)
			return NULL;
		charset = mac > windows ? "macintosh" : is_latin_9(file) ? "iso-8859-15" : charset;
	}
	return charset_decode(&decoding, file, charset);
}
