#include "boxes.h"

#include "base/text.h"

static const struct {
	const char *text;
	bool is_ticked;
} boxes[] = {
    {"[x]", true},     {"[X]", true},	 {"[ x ]", true},   {"[ X ]", true},  {"(x)", true},
    {"(X)", true},     {"[✓]", true},	 {"[✔]", true},	    {"[]", false},    {"[ ]", false},
    {"[_]", false},    {"[  ]", false},	 {"[   ]", false},  {"( )", false},   {"(  )", false},
    {"\u2611", true},  {"\u2612", true}, {"\u2610", false}, {"\u2705", true}, {"\u2714", true},
    {"\u2713", true},  {"\u25a0", true}, {"\u25a1", false}, {"\u25fc", true}, {"\u25fb", false},
    {"\u2b1c", false}, {"\u2b1b", true}, {"\uf0a8", false}, {"\uf0fe", true}, {"\uf078", true},
};

/* The length of the box at this position; 0: none. */
static size_t box_at(const char *text, bool *is_ticked)
{
	for (size_t i = 0; i < ARRAY_SIZE(boxes); i++) {
		if (!text_starts_with(text, boxes[i].text))
			continue;
		*is_ticked = boxes[i].is_ticked;
		return strlen(boxes[i].text);
	}
	return 0;
}

static const char *next_box(const char *text, size_t *length, bool *is_ticked)
{
	for (; *text; text++)
		if ((*length = box_at(text, is_ticked)) > 0)
			return text;
	return NULL;
}

bool boxes_has(const char *text)
{
	size_t length;
	bool is_ticked;

	return next_box(text, &length, &is_ticked) != NULL;
}

static void add(struct buf *ticked, const char *option, size_t length)
{
	char *text = text_strip(arena_strndup(ticked->arena, option, length), " \t\n,;/|:", " \t\n,;/|:");

	if (*text)
		buf_printf(ticked, "%s%s", ticked->length ? ", " : "", text);
}

char *boxes_ticked(struct arena *arena, const char *text)
{
	struct buf ticked = {.arena = arena};
	size_t length, next_length;
	bool is_ticked = false, is_next_ticked = false;
	const char *box = next_box(text, &length, &is_ticked);
	/* The option is after its box, or before it. */
	bool is_behind = box && strspn(text, " \t\n") == (size_t)(box - text);

	while (box) {
		const char *behind = box + length, *next = next_box(behind, &next_length, &is_next_ticked);

		if (is_ticked && is_behind)
			add(&ticked, behind, next ? (size_t)(next - behind) : strlen(behind));
		else if (is_ticked)
			add(&ticked, text, (size_t)(box - text));
		text = behind;
		box = next;
		length = next_length;
		is_ticked = is_next_ticked;
	}
	return buf_text(&ticked);
}
