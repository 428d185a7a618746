#include "name.h"

#include "base/text.h"

#include <ctype.h>

enum { WORDS_MAX = 24 };

struct words {
	char *text[WORDS_MAX];
	size_t count;
};

struct replacement {
	const char *word, *by;
	char before; /* character required after the word; 0: any */
};

static const struct replacement replacements[] = {
    {"st", "saint", 0}, {"ste", "sainte", 0}, {"sts", "saints", 0}, {"stes", "saintes", 0},
    {"s", "sur", '/'},	{"ss", "sous", '/'},  {"lez", "les", 0},
};

static const char *const articles[] = {"le", "la", "les", "l"};

static bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static const char *written_out(const char *word, char next)
{
	for (size_t i = 0; i < ARRAY_SIZE(replacements); i++)
		if (strcmp(word, replacements[i].word) == 0 &&
		    (!replacements[i].before || replacements[i].before == next))
			return replacements[i].by;
	return word;
}

static bool is_number(const char *word)
{
	return *word && word[strspn(word, "0123456789")] == '\0';
}

static struct words split(struct arena *arena, const char *folded)
{
	struct words words = {.count = 0};
	bool after_cedex = false;
	while (*folded && words.count < WORDS_MAX) {
		size_t length = 0;
		while (is_word_byte(folded[length]))
			length++;
		if (!length) {
			folded++;
			continue;
		}
		char *word = arena_strndup(arena, folded, length);
		folded += length;
		bool is_cedex = strcmp(word, "cedex") == 0;
		if (!is_cedex && !(after_cedex && is_number(word)))
			words.text[words.count++] = arena_strdup(arena, written_out(word, *folded));
		after_cedex = is_cedex;
	}
	return words;
}

static const char *join(struct arena *arena, const struct words *words, size_t from, size_t to)
{
	struct buf buf = {.arena = arena};
	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_addc(&buf, ' ');
		buf_adds(&buf, words->text[i]);
	}
	return buf_text(&buf);
}

bool place_name_is_article(const char *word)
{
	for (size_t i = 0; i < ARRAY_SIZE(articles); i++)
		if (strcmp(articles[i], word) == 0)
			return true;
	return false;
}

static struct place_name name_of_folded(struct arena *arena, const char *folded)
{
	struct words words = split(arena, folded);
	size_t from = 0, to = words.count;
	if (to - from > 1 && place_name_is_article(words.text[from]))
		from++;
	else if (to - from > 1 && place_name_is_article(words.text[to - 1]))
		to--; /* "Mans (Le)", as indexes write it */
	return (struct place_name){join(arena, &words, 0, words.count), join(arena, &words, from, to)};
}

struct place_name place_name_of(struct arena *arena, const char *text)
{
	return name_of_folded(arena, text ? text_fold(arena, text) : "");
}

struct place_name place_name_cut(struct arena *arena, const char *text)
{
	static const char *const ends[] = {",", "(", " - "};
	char *folded = text_fold(arena, text ? text : "");
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		char *end = strstr(folded, ends[i]);
		if (end)
			*end = '\0';
	}
	return name_of_folded(arena, folded);
}

static bool is_ordinal_end(const char *end)
{
	static const char *const ends[] = {"", "e", "er", "ere", "eme", "me", "nd", "nde"};
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (strcmp(ends[i], end) == 0)
			return true;
	return false;
}

int place_name_district(struct arena *arena, const char *whole, const char **before)
{
	struct words words = split(arena, whole);
	size_t last = words.count;
	if (last && text_starts_with(words.text[last - 1], "arr"))
		last--;
	if (last < 2)
		return 0;
	char *end;
	long number = strtol(words.text[last - 1], &end, 10);
	if (end == words.text[last - 1] || number < 1 || number > 99 || !is_ordinal_end(end))
		return 0;
	*before = join(arena, &words, 0, last - 1);
	return (int)number;
}
