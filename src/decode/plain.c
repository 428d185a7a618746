#include "plain.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Clients wrap lines at up to 78 columns (RFC 5322 section 2.1.1). */
enum { LEAST_COLUMNS = 60, MOST_COLUMNS = 78, LEAST_RESTS = 2 };

/* The start of a flowed paragraph that continues. */
struct paragraph {
	struct buf text;
	unsigned depth;
	bool is_open;
};

static void close_paragraph(struct paragraph *paragraph, struct source *out)
{
	if (!paragraph->is_open)
		return;
	source_add(out, buf_text(&paragraph->text), paragraph->depth, 0);
	paragraph->text = (struct buf){.arena = out->arena};
	paragraph->is_open = false;
}

/* RFC 3676 section 4.5: depth, then one stuffed space. "> > " by other senders counts as depth two. */
static unsigned flowed_depth(const char **line)
{
	unsigned depth = (unsigned)strspn(*line, ">");

	*line += depth;
	if (**line == ' ')
		++*line;
	while (depth && **line == '>') {
		depth++;
		*line += 1 + ((*line)[1] == ' ');
	}
	return depth;
}

static void flow_line(const char *line, bool is_delsp, struct paragraph *paragraph, struct source *out)
{
	unsigned depth = flowed_depth(&line);
	size_t length = strlen(line);
	bool is_signature = !strcmp(line, "-- ");
	bool is_soft = length && line[length - 1] == ' ' && !is_signature;

	if (paragraph->is_open && (paragraph->depth != depth || is_signature))
		close_paragraph(paragraph, out);
	paragraph->is_open = true;
	paragraph->depth = depth;
	buf_add(&paragraph->text, line, length - (is_soft && is_delsp));
	if (!is_soft)
		close_paragraph(paragraph, out);
}

static size_t columns_of(const struct source_line *line)
{
	return text_length(line->text) + line->depth + (line->depth > 0);
}

/* The width to which the quoted lines are wrapped; 0 when they are not. */
static size_t quoted_columns(const struct source *source, size_t first)
{
	size_t columns = 0;

	for (size_t i = first; i < source->count; i++) {
		const struct source_line *line = &source->lines[i];
		size_t own = line->depth ? columns_of(line) : 0;

		if (own > MOST_COLUMNS && strcspn(line->text, " ") < MOST_COLUMNS)
			return 0;
		if (own > columns && own <= MOST_COLUMNS)
			columns = own;
	}
	return columns >= LEAST_COLUMNS ? columns : 0;
}

/* Whether the first word of an unmarked line would not have fitted into the quoted line above. */
static bool is_rest(const struct source *source, size_t at, size_t columns)
{
	const struct source_line *line = &source->lines[at], *above = line - 1;
	size_t word = strcspn(line->text, " ");

	return !line->depth && above->depth && word > 0 &&
	       columns_of(above) + 1 + text_length(arena_strndup(source->arena, line->text, word)) > columns;
}

/* Whether the line goes on with the sentence above. Answers stand below a whole one, with a capital. */
static bool goes_on(const struct source_line *line)
{
	const char *above = line[-1].text;
	size_t length = strlen(above);

	return islower((unsigned char)*line->text) || (length && !strchr(".?!:;", above[length - 1]));
}

/* Clients that wrap lines after quoting them leave the rest of each without a mark. One such line may be an
 * answer, several that go on in the middle of a sentence are not. */
static void mark_rests(struct source *source, size_t first)
{
	size_t columns = quoted_columns(source, first), rests = 0;

	for (size_t i = first + 1; columns && i < source->count; i++)
		rests += goes_on(&source->lines[i]) && is_rest(source, i, columns);
	for (size_t i = first + 1; rests >= LEAST_RESTS && i < source->count; i++)
		if (is_rest(source, i, columns))
			source->lines[i].depth = source->lines[i - 1].depth;
}

void plain_lines(const char *text, struct plain_format format, struct source *out)
{
	struct paragraph paragraph = {.text = {.arena = out->arena}};
	size_t first = out->count;

	while (*text && !out->is_full) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_strndup(out->arena, text, length);

		text += length + (text[length] == '\n');
		if (format.is_flowed) {
			flow_line(line, format.is_delsp, &paragraph, out);
		} else {
			unsigned depth = source_quote_depth(&line);

			source_add(out, line, depth, 0);
		}
	}
	close_paragraph(&paragraph, out);
	if (!format.is_flowed)
		mark_rests(out, first);
}
