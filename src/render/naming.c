#include "naming.h"

#include "base/phrases.h"
#include "base/text.h"

#include <ctype.h>
#include <strings.h>

/* Whether a name starts with one of the words separated by "|"; both are folded. */
static bool begins_with_one_of(const char *name, const char *words)
{
	static const char BEHIND_A_WORD[] = " -,"; /* or the end of the name, which strchr matches too */

	for (size_t length; *words; words += length + (words[length] != '\0')) {
		length = strcspn(words, "|");
		if (!strncmp(name, words, length) && strchr(BEHIND_A_WORD, name[length]))
			return true;
	}
	return false;
}

/* Skips an article in the directory's name: "La Mission locale de Metz". */
static const char *without_article(const char *name)
{
	static const char *const ARTICLES[] = {"la ", "le ", "l'", "l’"};

	for (size_t i = 0; i < ARRAY_SIZE(ARTICLES); i++)
		if (!strncasecmp(name, ARTICLES[i], strlen(ARTICLES[i])))
			return name + strlen(ARTICLES[i]);
	return name;
}

/* The article for a name by its first words (phrases called.*); NULL: none. */
static const char *article_of(struct arena *arena, const char *name)
{
	static const char *const CALLED[] = {"la", "le", "l"};
	const char *folded = text_fold(arena, name);

	for (size_t i = 0; i < ARRAY_SIZE(CALLED); i++)
		if (begins_with_one_of(folded, text_fold(arena, phrase_of("called", CALLED[i]))))
			return CALLED[i];
	return NULL;
}

static bool begins_with_vowel(struct arena *arena, const char *name)
{
	const char *folded = text_fold(arena, name);

	return *folded && strchr("aeiou", *folded);
}

/* A name with capitals inside, "eBay", keeps its lower-case first letter. */
static char *begin_sentence(char *text)
{
	if (islower((unsigned char)text[0]) && !isupper((unsigned char)text[1]))
		text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

const char *naming_form(struct arena *arena, const char *name, const char *form)
{
	bool begins = !strcmp(form, "Le");
	const char *bare = without_article(name), *called = article_of(arena, bare);

	if (!called) {
		bare = name;
		called = begins_with_vowel(arena, name) ? "vowel" : "other";
	}
	const char *key = arena_printf(arena, "called.%s.%s", called, begins ? "le" : form);
	if (text_is_blank(name) || !*phrase(key))
		return NULL;
	char *text = phrase_with(arena, key, "name", bare, NULL);
	return begins ? begin_sentence(text) : text;
}
