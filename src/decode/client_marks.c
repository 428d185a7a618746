#include "client_marks.h"

#include "base/text.h"

#include <stdbool.h>

static const char *const bullets[] = {"-", "*", "•", "·", "◦", "▪", "‣", "●", "○", "–", "§", "\xef\x82\xb7"};
static const char nbsp[] = "\xc2\xa0";

static const char *skip_spaces(const char *text)
{
	for (;;) {
		if (*text == ' ' || *text == '\t')
			text++;
		else if (text_starts_with(text, nbsp))
			text += strlen(nbsp);
		else
			return text;
	}
}

/* "1. Lieu : Lyon", "2) ...", "o  Lieu : ...": list marks only before a label, since a number or a letter may
 * be part of the text. */
static const char *skip_number(const char *line)
{
	size_t digits = strspn(line, "0123456789"), length = 0;

	if (digits && digits <= 2 && (line[digits] == '.' || line[digits] == ')'))
		length = digits + 1;
	else if (*line == 'o')
		length = 1;
	const char *rest = skip_spaces(line + length);

	return length && rest > line + length && strpbrk(rest, ":\t") ? rest : line;
}

/* The text after a bullet and white space; the whole line when it has no bullet or nothing else. */
static const char *skip_bullet(const char *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(bullets); i++) {
		if (!text_starts_with(line, bullets[i]))
			continue;
		const char *behind = line + strlen(bullets[i]), *rest = skip_spaces(behind);

		return rest > behind && *rest ? rest : line;
	}
	return skip_number(line);
}

/* White space and punctuation, where bold text may start or end. */
static bool is_edge(char c)
{
	return !c || strchr(" \t:;,.!?()\"'", c) || (unsigned char)c >= 0x80;
}

/* The length of a mark that may start bold or underlined text here: "*", "**", "_", "__"; else 0. */
static size_t opening(const char *line, size_t at)
{
	char mark = line[at];
	size_t length = mark == '*' || mark == '_' ? strspn(line + at, mark == '*' ? "*" : "_") : 0;

	if (!length || length > 3 || (at && !is_edge(line[at - 1])))
		return 0;
	return line[at + length] && !strchr(" \t", line[at + length]) ? length : 0;
}

/* The position of the closing mark; 0: none. */
static size_t closing(const char *line, size_t from, char mark, size_t length)
{
	for (size_t at = from; line[at]; at++) {
		size_t run = line[at] == mark ? strspn(line + at, mark == '*' ? "*" : "_") : 0;

		if (run == length && at > from && !strchr(" \t", line[at - 1]) && is_edge(line[at + run]))
			return at;
		if (run)
			at += run - 1;
	}
	return 0;
}

static void remove_pairs(char *line)
{
	bool has_failed[2][4] = {
	    0}; /* by mark and length: no closing mark is left, so don't search the line again */

	for (size_t at = 0; line[at]; at++) {
		size_t length = opening(line, at);
		bool *failed = &has_failed[line[at] == '*'][length];
		size_t close = length && !*failed ? closing(line, at + length, line[at], length) : 0;

		if (close) {
			memmove(line + close, line + close + length, strlen(line + close + length) + 1);
			memmove(line + at, line + at + length, strlen(line + at + length) + 1);
		} else if (length) {
			*failed = true;
			at += length - 1;
		}
	}
}

const char *client_marks_remove(struct arena *arena, const char *line)
{
	enum { LONGEST_BYTES = 2048 }; /* labels and list items are shorter; the loop below is quadratic */

	if (text_is_blank(line))
		return "";
	if (strlen(line) > LONGEST_BYTES)
		return line;
	char *text = arena_strdup(arena, skip_bullet(skip_spaces(line)));

	remove_pairs(text);
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}
