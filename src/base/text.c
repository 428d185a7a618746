#include "base/text.h"

#include <ctype.h>

#include <limits.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum { REPLACEMENT = 0xFFFD };

/* Replacements for characters without a canonical decomposition, sorted by code point. */
static const struct {
	ucs4_t first, last;
	const char *text;
} FOLDS[] = {
    {0x00AB, 0x00AB, "\""}, {0x00AD, 0x00AD, ""},   {0x00B4, 0x00B4, "'"},  {0x00BB, 0x00BB, "\""},
    {0x00C6, 0x00C6, "ae"}, {0x00D8, 0x00D8, "o"},  {0x00DF, 0x00DF, "ss"}, {0x00E6, 0x00E6, "ae"},
    {0x00F8, 0x00F8, "o"},  {0x0152, 0x0153, "oe"}, {0x02B9, 0x02BC, "'"},  {0x02C8, 0x02C8, "'"},
    {0x034F, 0x034F, ""},   {0x061C, 0x061C, ""},   {0x115F, 0x1160, ""},   {0x180B, 0x180E, ""},
    {0x200B, 0x200F, ""},   {0x2010, 0x2015, "-"},  {0x2018, 0x201B, "'"},  {0x201C, 0x201F, "\""},
    {0x202A, 0x202E, ""},   {0x2032, 0x2032, "'"},  {0x2033, 0x2033, "\""}, {0x2039, 0x203A, "\""},
    {0x2060, 0x2064, ""},   {0x2066, 0x206F, ""},   {0x2212, 0x2212, "-"},  {0xFE00, 0xFE0F, ""},
    {0xFEFF, 0xFEFF, ""},   {0xFF07, 0xFF07, "'"},
};

static const char *fold_of(ucs4_t c)
{
	size_t low = 0, high = ARRAY_SIZE(FOLDS);
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c < FOLDS[middle].first)
			high = middle;
		else if (c > FOLDS[middle].last)
			low = middle + 1;
		else
			return FOLDS[middle].text;
	}
	return NULL;
}

static bool is_space(ucs4_t c)
{
	if (c > ' ' && c < 0x85)
		return false;
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
	       c == 0x3000;
}

/* The marks of Unicode's bidirectional algorithm (UAX 9): they make a text display something else than it
 * contains. */
static bool is_direction_mark(ucs4_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* Characters without width or meaning: soft hyphen, zero-width space, word joiner, byte order mark, and the
 * marks that only state the direction of neighbours. Marks that override a direction stay, because the text
 * displays something else than it contains and readers must notice that. */
static bool is_invisible(ucs4_t c)
{
	return c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E ||
	       c == 0x200F || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

/* Joiners have a meaning in some scripts and between emoji, but not next to a Latin letter. */
static bool is_joiner(ucs4_t c)
{
	return c == 0x200C || c == 0x200D;
}

/* The next character of text without NUL; each invalid byte becomes U+FFFD. */
static size_t next_character(ucs4_t *c, const char *text, size_t length)
{
	if ((unsigned char)*text < 0x80) {
		*c = (ucs4_t)*text;
		return 1;
	}
	int used = u8_mbtoucr(c, (const uint8_t *)text, length);
	if (used > 0)
		return (size_t)used;
	*c = REPLACEMENT;
	return 1;
}

static void add_character(struct buf *buf, ucs4_t c)
{
	uint8_t utf8[6];
	if (c < 0x80) {
		buf_addc(buf, (char)c);
		return;
	}
	int used = u8_uctomb(utf8, c, sizeof utf8);
	if (used > 0)
		buf_add(buf, utf8, (size_t)used);
}

bool text_is_utf8(const char *text, size_t length)
{
	return !u8_check((const uint8_t *)text, length);
}

bool text_is_latin(const char *text)
{
	size_t length = strlen(text), latin = 0, others = 0;
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		i += next_character(&c, text + i, length - i);
		if (uc_is_alpha(c) && c < 0x250)
			latin++;
		else if (uc_is_alpha(c))
			others++;
	}
	return others <= latin;
}

static char *repair(struct arena *arena, const char *text, size_t length)
{
	struct buf buf = {.arena = arena};
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		i += next_character(&c, text + i, length - i);
		add_character(&buf, c);
	}
	return buf_text(&buf);
}

bool text_is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* Normalises the text into the arena; for valid UTF-8 this fails only when memory is short. */
static char *to_form(struct arena *arena, uninorm_t form, const char *text)
{
	size_t length;
	uint8_t *result = u8_normalize(form, (const uint8_t *)text, strlen(text), NULL, &length);
	if (!result)
		abort();
	char *copy = arena_strndup(arena, (const char *)result, length);
	free(result);
	return copy;
}

char *text_fold(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	if (!text_is_utf8(text, length))
		text = repair(arena, text, length);
	if (!text_is_ascii(text))
		text = to_form(arena, UNINORM_NFD, text);
	length = strlen(text);
	struct buf buf = {.arena = arena};
	bool space = false;
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		i += next_character(&c, text + i, length - i);
		if (is_space(c)) {
			space = true;
			continue;
		}
		const char *fold = c < 0x80 ? NULL : fold_of(c);
		if ((fold && !*fold) || (c >= 0x300 && uc_is_general_category(c, UC_CATEGORY_Mn)))
			continue;
		if (space && buf.length)
			buf_addc(&buf, ' ');
		space = false;
		if (fold)
			buf_adds(&buf, fold);
		else
			add_character(&buf, uc_tolower(c));
	}
	return buf_text(&buf);
}

bool text_equal_folded(const char *a, const char *b)
{
	struct arena *arena = arena_new();
	bool equal = !strcmp(text_fold(arena, a), text_fold(arena, b));
	arena_free(&arena);
	return equal;
}

/* Ranges of common French characters that are in NFC already and never combine with what precedes: letters
 * below the combining marks, dashes, quotes, the euro sign. */
static bool is_composed(ucs4_t c)
{
	return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || c == 0x20AC;
}

/* The number of printable ASCII characters at the start. */
static size_t plain_run(const char *text, size_t length)
{
	size_t run = 0;
	while (run < length && text[run] >= 0x20 && text[run] < 0x7F)
		run++;
	return run;
}

char *text_normalise(struct arena *arena, const char *text, size_t length)
{
	enum { LATIN_GREEK_CYRILLIC = 0x0590 };
	struct buf buf = {.arena = arena};
	ucs4_t before = ' ';
	bool composed = true;
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		size_t run = plain_run(text + i, length - i);
		if (run > 0) {
			buf_add(&buf, text + i, run);
			i += run;
			before = (unsigned char)text[i - 1];
			continue;
		}
		i += next_character(&c, text + i, length - i);
		if (is_invisible(c) || (is_joiner(c) && before < LATIN_GREEK_CYRILLIC))
			continue;
		before = c;
		composed = composed && is_composed(c);
		if (c == '\r') {
			if (i >= length || text[i] != '\n')
				buf_addc(&buf, '\n');
		} else if (c == '\n' || c == '\t' ||
			   (c >= 0x20 && c != 0x7F && (c < 0x80 || c > 0x9F || c == 0x85))) {
			add_character(&buf, c == 0x85 ? '\n' : c);
		}
	}
	char *clean = buf_text(&buf);
	return composed ? clean : to_form(arena, UNINORM_NFC, clean);
}

char *text_undirected(struct arena *arena, const char *text)
{
	struct buf buf = {.arena = arena};
	size_t length = strlen(text), copied = 0;
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		size_t used = next_character(&c, text + i, length - i);
		if (is_direction_mark(c)) {
			buf_add(&buf, text + copied, i - copied);
			copied = i + used;
		}
		i += used;
	}
	buf_add(&buf, text + copied, length - copied);
	return buf_text(&buf);
}

/* Trims white space at both ends: returns the start, *length gets the length. */
static const char *inner(const char *text, size_t *length)
{
	size_t total = strlen(text), start = 0, end = 0;
	bool begun = false;
	for (size_t i = 0; i < total;) {
		ucs4_t c;
		size_t used = next_character(&c, text + i, total - i);
		if (!is_space(c)) {
			if (!begun)
				start = i;
			begun = true;
			end = i + used;
		}
		i += used;
	}
	*length = end - start;
	return text + start;
}

char *text_strip(char *text, const char *before, const char *after)
{
	text += strspn(text, before);
	size_t length = strlen(text);
	while (length > 0 && strchr(after, text[length - 1]))
		length--;
	text[length] = '\0';
	return text;
}

char *text_trim(struct arena *arena, const char *text)
{
	size_t length;
	const char *start = inner(text, &length);
	return arena_strndup(arena, start, length);
}

bool text_is_blank(const char *text)
{
	size_t length = 0;
	if (text)
		inner(text, &length);
	return !length;
}

char *text_one_line(struct arena *arena, const char *text, size_t max)
{
	struct buf buf = {.arena = arena};
	size_t length = strlen(text);
	bool space = false;
	for (size_t i = 0; i < length;) {
		ucs4_t c;
		size_t used = next_character(&c, text + i, length - i);
		i += used;
		if (is_space(c) || c < 0x20 || (c >= 0x7F && c <= 0x9F)) {
			space = buf.length > 0;
			continue;
		}
		if (buf.length + (space ? 1 : 0) + (c == REPLACEMENT ? 3 : used) > max)
			break;
		if (space)
			buf_addc(&buf, ' ');
		space = false;
		add_character(&buf, c);
	}
	return buf_text(&buf);
}

bool text_has_word(const char *words, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = words; length && (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

char *text_next_word(struct arena *arena, const char **words)
{
	size_t length = strcspn(*words, " ");
	char *word = arena_strndup(arena, *words, length);
	*words += length + ((*words)[length] == ' ');
	return word;
}

bool text_starts_with(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

char *text_lower_ascii(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++)
		*c = lower(*c);
	return copy;
}

char *text_upper_ascii(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return copy;
}

bool text_equal_ascii(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b))
		a++, b++;
	return lower(*a) == lower(*b);
}

int text_hex_value(char digit)
{
	char c = lower(digit);
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *text_percent_encode(struct arena *arena, const char *text)
{
	static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	struct buf buf = {.arena = arena};
	for (; *text; text++) {
		if (*text == '\n')
			buf_adds(&buf, "%0D%0A");
		else if (strchr(PLAIN, *text))
			buf_addc(&buf, *text);
		else
			buf_printf(&buf, "%%%02X", (unsigned)(unsigned char)*text);
	}
	return buf_text(&buf);
}

void text_add_utf8(struct buf *buf, unsigned code)
{
	static const unsigned LEAD[] = {0, 0xC0, 0xE0, 0xF0};
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	if (code < 0x80) {
		buf_addc(buf, (char)code);
		return;
	}
	unsigned follow = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	buf_addc(buf, (char)(LEAD[follow] | code >> 6 * follow));
	while (follow--)
		buf_addc(buf, (char)(0x80 | (code >> 6 * follow & 0x3F)));
}

unsigned text_windows_1252(unsigned char byte)
{
	static const unsigned short HIGH[32] = {
	    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
	return byte >= 0x80 && byte <= 0x9F ? HIGH[byte - 0x80] : byte;
}

size_t text_read_utf8(const char *text, unsigned *code)
{
	ucs4_t c = 0;
	size_t used = *text ? next_character(&c, text, strlen(text)) : 0;
	*code = (unsigned)c;
	return used;
}

static bool begins_character(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t text_length(const char *text)
{
	size_t length = 0;
	for (; *text; text++)
		length += begins_character(*text);
	return length;
}

/* The number of bytes of a separator at the end of the text, pointless before an ellipsis. */
static size_t loose_end(const char *text, size_t length)
{
	static const char *const LOOSE[] = {" ", ",", ";", ":", ".", "(", "&", "-", "\u00a0", "«"};
	for (size_t i = 0; i < ARRAY_SIZE(LOOSE); i++) {
		size_t size = strlen(LOOSE[i]);
		if (length >= size && !memcmp(text + length - size, LOOSE[i], size))
			return size;
	}
	return 0;
}

static char *shorten(struct arena *arena, const char *text, size_t most)
{
	size_t length = 0, end = 0, word = 0;
	for (size_t i = 0; text[i]; i++) {
		if (!begins_character(text[i]))
			continue;
		if (++length > most)
			break;
		if (length == most)
			end = i; /* the ellipsis replaces this character */
		if (text[i] == ' ')
			word = i;
	}
	if (word > end / 2)
		end = word;
	for (size_t loose; (loose = loose_end(text, end));)
		end -= loose;
	return arena_printf(arena, "%.*s…", (int)end, text);
}

static bool is_quote_open(const char *text)
{
	const char *last = NULL;
	for (const char *at = text; (at = strstr(at, "«")); at++)
		last = at;
	return last && !strstr(last, "»");
}

char *text_shorten(struct arena *arena, const char *text, size_t most)
{
	static const char CLOSING[] = "\u00a0»";
	if (text_length(text) <= most)
		return arena_strdup(arena, text);
	char *cut = shorten(arena, text, most);
	if (!is_quote_open(cut) || most <= text_length(CLOSING))
		return cut;
	cut = shorten(arena, text, most - text_length(CLOSING));
	return is_quote_open(cut) ? arena_printf(arena, "%s%s", cut, CLOSING) : cut;
}

bool text_is_host_name(const char *text)
{
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && !strchr("-._", *text))
			return false;
	return true;
}

char *text_grouped(struct arena *arena, int64_t number)
{
	enum { GROUP = 1000 };
	return number < GROUP ? arena_printf(arena, "%lld", (long long)number)
			      : arena_printf(arena, "%s\u202f%03lld", text_grouped(arena, number / GROUP),
					     (long long)(number % GROUP));
}
