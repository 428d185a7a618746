#include "naming.h"

#include "base/phrases.h"
#include "base/text.h"

#include <ctype.h>

/* Whether a name begins with one of the words, which "|" separates; both are folded. */
static bool begins_with_one_of(const char *name, const char *words)
{
	static const char BEHIND_A_WORD[] = " -,"; /* or the name's end, which strchr finds too */

	for (size_t length; *words; words += length + (words[length] != '\0')) {
		length = strcspn(words, "|");
		if (!strncmp(name, words, length) && strchr(BEHIND_A_WORD, name[length]))
			return true;
	}
	return false;
}

/* How the name is called: the part of the keys called.* that its kind of name has. */
static const char *call_of(struct arena *arena, const char *name)
{
	static const char *const WITH_ARTICLE[] = {"la", "le", "l"};
	const char *folded = text_fold(arena, name);

	for (size_t i = 0; i < ARRAY_SIZE(WITH_ARTICLE); i++)
		if (begins_with_one_of(folded, text_fold(arena, phrase_of("called", WITH_ARTICLE[i]))))
			return WITH_ARTICLE[i];
	return *folded && strchr("aeiou", *folded) ? "vowel" : "other";
}

/* A name that has capitals of its own, "eBay", keeps its small first letter. */
static char *begin_sentence(char *text)
{
	if (islower((unsigned char)text[0]) && !isupper((unsigned char)text[1]))
		text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

const char *naming_form(struct arena *arena, const char *name, const char *form)
{
	bool begins = !strcmp(form, "Le");
	const char *key = arena_printf(arena, "called.%s.%s", call_of(arena, name), begins ? "le" : form);

	if (text_is_blank(name) || !*phrase(key))
		return NULL;
	char *text = phrase_with(arena, key, "name", name, NULL);
	return begins ? begin_sentence(text) : text;
}
