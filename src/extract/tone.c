#include "tone.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOKEN_BYTES = 32 };

#define DIGITS	"0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define MARKS	".,;:!?()"

struct token {
	char text[MOST_TOKEN_BYTES];
};

/* The weights of the features found, each counted once. */
struct tally {
	const struct tone *tone;
	bool *seen; /* by the row of the weights */
	double score;
};

/* The next word, "#" for a number, or "|" for all punctuation in a row; false at the end. */
static bool next_token(const char **at, struct token *out)
{
	const char *start = *at + strcspn(*at, LETTERS DIGITS MARKS), *text = start;
	size_t length = strspn(start, LETTERS);

	if (!*start)
		return false;
	*at = start + length;
	if (!length) {
		size_t digits = strspn(start, DIGITS);

		*at += digits ? digits : strspn(start, MARKS);
		text = digits ? "#" : "|";
		length = 1;
	}
	if (length >= MOST_TOKEN_BYTES)
		length = MOST_TOKEN_BYTES - 1;
	*out = (struct token){{0}};
	memcpy(out->text, text, length);
	return true;
}

static int compare(const void *feature, const void *row)
{
	return strcmp(feature, ((const struct tone_weight *)row)->feature);
}

static void count(struct tally *tally, const char *feature)
{
	const struct tone_weight *row =
	    bsearch(feature, tally->tone->weights, tally->tone->count, sizeof *row, compare);

	if (!row || tally->seen[row - tally->tone->weights])
		return;
	tally->seen[row - tally->tone->weights] = true;
	tally->score += row->weight;
}

double tone_score(struct arena *arena, const struct tone *tone, const char *text)
{
	static const struct token boundary = {"|"};
	struct tally tally = {
	    .tone = tone, .seen = arena_array(arena, tone->count, sizeof *tally.seen), .score = tone->bias};
	struct token token = boundary, before = boundary;
	const char *at = text_fold(arena, text);

	for (bool is_more = true; is_more; before = token) {
		is_more = next_token(&at, &token);
		if (!is_more)
			token = boundary;
		if (*token.text == '|' && *before.text == '|')
			continue;
		count(&tally, arena_printf(arena, "%s %s", before.text, token.text));
		if (*token.text != '|')
			count(&tally, token.text);
	}
	return tally.score;
}
