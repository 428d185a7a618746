#include "rtf.h"

#include "base/text.h"
#include "scan.h"

#include <ctype.h>
#include <stdint.h>

enum {
	HEAD_BYTES = 16,
	COMPRESSED = 0x75465a4c, /* "LZFu" */
	STORED = 0x414c454d,	 /* "MELA" */
	WINDOW_BYTES = 4096,
	MOST_GROUPS = 64, /* deeper groups are ignored */
	WORD_BYTES = 32,
};

/* The initial content of the window ([MS-OXRTFCP] section 2.1.2.1). */
static const char DICTIONARY[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor "
    "MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    "\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct window {
	unsigned char bytes[WINDOW_BYTES];
	size_t at;
};

static void put(struct window *window, struct buf *out, unsigned char byte)
{
	window->bytes[window->at] = byte;
	window->at = (window->at + 1) % WINDOW_BYTES;
	buf_addc(out, (char)byte);
}

/* A reference has 12 bits of offset and 4 of length; an offset equal to the window's position ends the
 * text. */
static bool expand(struct window *window, struct buf *out, unsigned high, unsigned low, size_t max_bytes)
{
	size_t from = high << 4 | low >> 4, length = (low & 15) + 2;

	if (from == window->at || out->length + length > max_bytes)
		return false;
	for (size_t i = 0; i < length; i++)
		put(window, out, window->bytes[(from + i) % WINDOW_BYTES]);
	return true;
}

bool rtf_decompress(struct arena *arena, struct bytes compressed, size_t max_bytes, struct bytes *out)
{
	struct buf text = {.arena = arena};
	struct window window = {.at = sizeof(DICTIONARY) - 1};
	const unsigned char *in = compressed.data;
	size_t at = HEAD_BYTES;
	bool goes_on = true;

	if (compressed.length < HEAD_BYTES)
		return false;
	uint32_t kind = scan_little_endian((struct bytes){in + 8, 4});

	*out = (struct bytes){in + HEAD_BYTES, compressed.length - HEAD_BYTES};
	if (kind == STORED)
		return out->length <= max_bytes;
	if (kind != COMPRESSED)
		return false;
	memcpy(window.bytes, DICTIONARY, sizeof(DICTIONARY) - 1);
	while (goes_on && at < compressed.length) {
		unsigned flags = in[at++];

		for (int bit = 0; bit < 8 && goes_on && at < compressed.length; bit++) {
			if (!(flags >> bit & 1)) {
				put(&window, &text, in[at++]);
				goes_on = text.length < max_bytes;
			} else if (at + 1 < compressed.length) {
				goes_on = expand(&window, &text, in[at], in[at + 1], max_bytes);
				at += 2;
			} else {
				goes_on = false;
			}
		}
	}
	*out = buf_bytes(&text);
	return true;
}

/* State of the reader. The text of a skipped group is not shown. */
struct reading {
	const unsigned char *at, *end;
	struct buf out;
	bool is_skipped[MOST_GROUPS];
	size_t depth;
	unsigned replaced; /* fallback characters to skip after a Unicode one */
	unsigned replacements;
};

static void show(struct reading *reading, unsigned c)
{
	if (reading->is_skipped[reading->depth])
		return;
	if (reading->replaced) {
		reading->replaced--;
		return;
	}
	text_add_utf8(&reading->out, c);
}

/* Groups without text, and control words that are a character. */
static const char *const hidden[] = {"fonttbl", "colortbl", "stylesheet", "info",     "pict",
				     "object",	"header",   "footer",	  "headerl",  "headerr",
				     "footerl", "footerr",  "listtable",  "generator"};
static const struct {
	const char *word;
	unsigned character;
} shown[] = {
    {"par", '\n'},	{"line", '\n'},	    {"row", '\n'},	   {"cell", '\t'},
    {"tab", '\t'},	{"emdash", 0x2014}, {"endash", 0x2013},	   {"bullet", 0x2022},
    {"lquote", 0x2018}, {"rquote", 0x2019}, {"ldblquote", 0x201c}, {"rdblquote", 0x201d},
};

static void obey(struct reading *reading, const char *word, long number)
{
	if (!strcmp(word, "u")) {
		unsigned c = (unsigned)(number & 0xffff);

		reading->replaced = 0;
		show(reading,
		     c >= 0xd800 && c < 0xe000 ? 0xfffd : c); /* surrogates: emoji, never a field's value */
		reading->replaced = reading->replacements;
	} else if (!strcmp(word, "uc")) {
		reading->replacements = number < 0 || number > 8 ? 1 : (unsigned)number;
	}
	for (size_t i = 0; i < ARRAY_SIZE(hidden); i++)
		if (!strcmp(word, hidden[i]))
			reading->is_skipped[reading->depth] = true;
	for (size_t i = 0; i < ARRAY_SIZE(shown); i++)
		if (!strcmp(word, shown[i].word))
			show(reading, shown[i].character);
}

/* "\word", "\word-12 ": includes one following space. */
static void take_word(struct reading *reading)
{
	char word[WORD_BYTES] = "";
	size_t length = 0;
	long number = 0;
	bool is_negative = false;

	for (; reading->at < reading->end && isalpha(*reading->at); reading->at++)
		if (length + 1 < sizeof(word))
			word[length++] = (char)*reading->at;
	if (reading->at < reading->end && *reading->at == '-') {
		is_negative = true;
		reading->at++;
	}
	for (; reading->at < reading->end && isdigit(*reading->at); reading->at++)
		if (number < 1000000)
			number = number * 10 + (*reading->at - '0');
	if (reading->at < reading->end && *reading->at == ' ')
		reading->at++;
	obey(reading, word, is_negative ? -number : number);
}

static unsigned hexadecimal(unsigned char c)
{
	return isdigit(c) ? (unsigned)c - '0' : isxdigit(c) ? (unsigned)tolower(c) - 'a' + 10 : 0;
}

static void take_control(struct reading *reading)
{
	unsigned char c = reading->at < reading->end ? *reading->at : ' ';

	if (isalpha(c)) {
		take_word(reading);
		return;
	}
	reading->at += reading->at < reading->end;
	if (c == '\'' && reading->end - reading->at >= 2) {
		unsigned byte = hexadecimal(reading->at[0]) << 4 | hexadecimal(reading->at[1]);

		reading->at += 2;
		show(reading, text_windows_1252((unsigned char)byte));
	} else if (c == '*') {
		reading->is_skipped[reading->depth] = true;
	} else if (strchr("\\{}", c)) {
		show(reading, c);
	} else if (c == '~') {
		show(reading, ' ');
	} else if (c == '\n' || c == '\r') {
		show(reading, '\n');
	}
}

static void open_group(struct reading *reading)
{
	if (reading->depth + 1 == MOST_GROUPS) {
		reading->at = reading->end;
		return;
	}
	reading->is_skipped[reading->depth + 1] = reading->is_skipped[reading->depth];
	reading->depth++;
}

char *rtf_text(struct arena *arena, struct bytes rtf)
{
	struct reading reading = {.at = rtf.data,
				  .end = rtf.length ? rtf.data + rtf.length : NULL,
				  .out = {.arena = arena},
				  .replacements = 1};

	while (reading.at < reading.end) {
		unsigned char c = *reading.at++;

		if (c == '\\')
			take_control(&reading);
		else if (c == '{')
			open_group(&reading);
		else if (c == '}')
			reading.depth -= reading.depth > 0;
		else if (c && c != '\r' && c != '\n')
			show(&reading, text_windows_1252(c));
	}
	return buf_text(&reading.out);
}
