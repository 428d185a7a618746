#include "label_tail.h"

#include "base/text.h"
#include "label_lines.h"
#include "words_lines.h"

enum { MOST_LINES = 12, MOST_BYTES = 90, MOST_NAME_BYTES = 40, MOST_NAME_WORDS = 4 };

struct tail {
	struct arena *arena;
	struct pattern_clock *clock;
	enum kind kind;
	const struct body *body;
	enum zone zone;
};

/* A name: "Marie Durand", "Service RH", "Jean de La Tour": few words, the first and last with a capital. */
static bool is_name(const char *text)
{
	size_t words = 1;
	const char *last = text;

	if (strlen(text) > MOST_NAME_BYTES || !label_line_is_capital(text) ||
	    strpbrk(text, ":@.?!;0123456789\t"))
		return false;
	for (const char *c = text; *c; c++) {
		if (*c != ' ')
			continue;
		words++;
		last = c + 1;
	}
	return words >= 2 && words <= MOST_NAME_WORDS && label_line_is_capital(last);
}

/* Whether the line contains contact data, as in a signature. */
static bool reaches(const struct tail *tail, const char *text)
{
	struct labelled line;

	return (label_line_split(tail->arena, text, &line) && label_line_is_of_signature(&line)) ||
	       pattern_matches(tail->clock, PATTERN_PHONE, text) ||
	       pattern_matches(tail->clock, PATTERN_EMAIL, text) || strstr(text, "www.");
}

/* A company or place may be in a signature when the form contains it already. */
static bool is_of_bearer(const struct tail *tail, size_t from, const char *key)
{
	if (strcmp(key, "company") != 0 && strcmp(key, "place") != 0)
		return false;
	for (size_t i = 0; i < from; i++) {
		struct labelled line;
		const struct label *label =
		    tail->body->lines[i].zone == tail->zone &&
			    label_line_split(tail->arena, tail->body->lines[i].text, &line)
			? label_line_find(tail->kind, &line)
			: NULL;

		if (label && !strcmp(label->key, key))
			return true;
	}
	return false;
}

static bool is_field(const struct tail *tail, size_t from, const char *text)
{
	struct labelled line;

	if (!label_line_split(tail->arena, text, &line) || label_line_is_of_signature(&line))
		return false;
	const struct label *label = label_line_find(tail->kind, &line);

	if (label)
		return !is_of_bearer(tail, from, label->key);
	return !reaches(tail, text) && !line_is_slogan(text_fold(tail->arena, text));
}

/* Whether all lines of the zone from here on look like a signature. */
static bool is_signature(const struct tail *tail, size_t from)
{
	size_t lines = 0;
	bool has_reach = false;

	if (!is_name(tail->body->lines[from].text))
		return false;
	for (size_t i = from; i < tail->body->count; i++) {
		const char *text = tail->body->lines[i].text;

		if (tail->body->lines[i].zone != tail->zone || text_is_blank(text))
			continue;
		if (++lines > MOST_LINES || strlen(text) > MOST_BYTES || is_field(tail, from, text))
			return false;
		has_reach |= reaches(tail, text);
	}
	return has_reach;
}

size_t label_tail_signature(struct arena *arena, struct pattern_clock *clock, enum kind kind,
			    const struct body *body, enum zone zone)
{
	struct tail tail = {arena, clock, kind, body, zone};
	size_t found = body->count, lines = 0;

	for (size_t i = body->count; i-- > 1 && lines <= MOST_LINES;) {
		const struct line *line = &body->lines[i];

		if (line->zone != zone || text_is_blank(line->text))
			continue;
		lines++;
		if (text_is_blank(body->lines[i - 1].text) && is_signature(&tail, i))
			found = i;
	}
	return found;
}
