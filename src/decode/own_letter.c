#include "own_letter.h"

#include "base/phrases.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

static bool is_letter_name(struct arena *arena, const char *folded)
{
	static const char group[] = "letter.";
	const char *key;

	for (size_t i = 0; (key = phrase_key(i)); i++)
		if (text_starts_with(key, group) && !strcmp(text_fold(arena, phrase(key)), folded))
			return true;
	return false;
}

bool own_letter_begins(struct arena *arena, const char *folded)
{
	const char *first = text_fold(arena, phrase("layout.first"));

	if (!text_starts_with(folded, first))
		return false;
	const char *behind = folded + strlen(first), *name = behind;

	/* The dash, as the charset of the answer left it. */
	while (*name && (strchr(" -?", *name) || (unsigned char)*name >= 0x80))
		name++;
	return name > behind && is_letter_name(arena, name);
}

bool own_letter_ends(struct arena *arena, const char *folded)
{
	const char *ending = text_fold(arena, phrase("layout.last"));
	size_t length = strlen(folded);

	return length >= strlen(ending) && !strcmp(folded + length - strlen(ending), ending);
}
