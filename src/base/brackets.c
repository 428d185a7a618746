#include "base/text.h"

/* Brackets as phones, Asian keyboards and typographers have them. */
static const struct {
	const char *written, *bracket;
} BRACKETS[] = {
    {"\uff3b", "["}, {"\uff3d", "]"}, {"\u3010", "["}, {"\u3011", "]"}, {"\u3014", "["}, {"\u3015", "]"},
    {"\u27e6", "["}, {"\u27e7", "]"}, {"\u2772", "["}, {"\u2773", "]"}, {"\u2045", "["}, {"\u2046", "]"},
};

char *text_plain_brackets(struct arena *arena, const char *text)
{
	struct buf plain = {.arena = arena};

	while (*text) {
		size_t i = 0, count = ARRAY_SIZE(BRACKETS);

		while (i < count && !text_starts_with(text, BRACKETS[i].written))
			i++;
		if (i == count) {
			buf_addc(&plain, *text++);
			continue;
		}
		buf_adds(&plain, BRACKETS[i].bracket);
		text += strlen(BRACKETS[i].written);
	}
	return buf_text(&plain);
}

char *text_without_tags(struct arena *arena, const char *text)
{
	char *plain = text_plain_brackets(arena, text);
	for (char *c = plain; *c; c++)
		*c = *c == '[' ? '(' : *c == ']' ? ')' : *c;
	return plain;
}
