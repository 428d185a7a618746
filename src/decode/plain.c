#include "plain.h"

#include <string.h>

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

void plain_lines(const char *text, struct plain_format format, struct source *out)
{
	struct paragraph paragraph = {.text = {.arena = out->arena}};

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
}
