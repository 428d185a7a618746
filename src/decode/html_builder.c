#include "html_builder.h"

#include "base/text.h"

/* The blank line of a margin belongs to the outer one of the texts that it parts. */
static void flush_margin(struct html_builder *builder)
{
	struct source *out = builder->out;
	const struct source_line *last = out->count ? &out->lines[out->count - 1] : NULL;

	if (builder->wants_blank && last && *last->text)
		source_add(out, "", builder->depth < last->depth ? builder->depth : last->depth,
			   builder->marks & last->marks);
	builder->wants_blank = false;
}

static void start_line(struct html_builder *builder)
{
	flush_margin(builder);
	builder->is_started = true;
	builder->wants_space = false;
	builder->line_depth = builder->depth;
	builder->line_marks = builder->marks | builder->next_mark;
	builder->next_mark = 0;
}

void html_end_line(struct html_builder *builder)
{
	builder->wants_space = false;
	if (!builder->is_started)
		return;
	struct arena *arena = builder->out->arena;
	const char *text = builder->is_decoded
			       ? text_normalise(arena, buf_text(&builder->line), builder->line.length)
			       : arena_strndup(arena, buf_text(&builder->line), builder->line.length);
	unsigned depth = source_quote_depth(&text); /* some webmails write ">" into the HTML */

	source_add(builder->out, text, builder->line_depth + depth, builder->line_marks);
	builder->is_started = builder->is_decoded = false;
	builder->line.length = 0;
}

void html_break_line(struct html_builder *builder)
{
	if (builder->is_started) {
		html_end_line(builder);
		return;
	}
	flush_margin(builder);
	source_add(builder->out, "", builder->depth, builder->marks);
}

void html_add_margin(struct html_builder *builder)
{
	html_end_line(builder);
	builder->wants_blank = true;
}

void html_add_character(struct html_builder *builder, unsigned code, bool is_preformatted)
{
	bool is_space = code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == '\f';

	if (is_preformatted && code == '\n') {
		html_break_line(builder);
		return;
	}
	if (is_space && !is_preformatted) {
		builder->wants_space = builder->is_started;
		return;
	}
	if (!builder->is_started)
		start_line(builder);
	if (builder->wants_space)
		buf_addc(&builder->line, ' ');
	builder->wants_space = false;
	text_add_utf8(&builder->line, is_space ? ' ' : code);
}

static struct html_row *current_row(struct html_builder *builder)
{
	return builder->tables && builder->tables <= LIMIT_TABLES ? &builder->rows[builder->tables - 1]
								  : NULL;
}

void html_open_table(struct html_builder *builder)
{
	struct html_row *outer = current_row(builder);

	html_end_line(builder);
	flush_margin(builder);
	if (outer)
		outer->has_table = true;
	builder->tables++;
	if (current_row(builder))
		*current_row(builder) = (struct html_row){0};
}

void html_close_table(struct html_builder *builder)
{
	html_close_row(builder);
	if (builder->tables)
		builder->tables--;
}

void html_open_row(struct html_builder *builder)
{
	struct html_row *row = current_row(builder);

	html_close_row(builder);
	if (row)
		*row = (struct html_row){.is_open = true, .first_line = builder->out->count};
}

void html_open_cell(struct html_builder *builder)
{
	struct html_row *row = current_row(builder);

	html_end_line(builder);
	if (!row)
		return;
	if (!row->is_open)
		html_open_row(builder);
	html_close_cell(builder);
	builder->wants_blank = false;
	row->is_cell_open = true;
	row->cell_first = builder->out->count;
}

/* Narrows the lines to those from the first to the last that isn't blank; false when there is none. */
static bool trim_lines(const struct source *out, size_t *start, size_t *end)
{
	while (*start < *end && text_is_blank(out->lines[*start].text))
		++*start;
	while (*start < *end && text_is_blank(out->lines[*end - 1].text))
		--*end;
	return *start < *end;
}

void html_close_cell(struct html_builder *builder)
{
	struct html_row *row = current_row(builder);

	html_end_line(builder);
	if (!row || !row->is_cell_open)
		return;
	size_t start = row->cell_first, end = builder->out->count;

	if (trim_lines(builder->out, &start, &end)) {
		if (row->filled < 2) {
			row->starts[row->filled] = start;
			row->ends[row->filled] = end;
		}
		row->is_first_filled |= !row->cells;
		row->filled++;
	}
	row->cells++;
	row->is_cell_open = false;
	builder->wants_blank = false;
}

/* The label of a row without its colon, or NULL when the cell holds more than a label. */
static const char *row_label(struct arena *arena, const struct source *out, const struct html_row *row)
{
	enum { LABEL_BYTES = 120 };
	const char *text = out->lines[row->starts[0]].text, *colon = strchr(text, ':');

	if (row->ends[0] - row->starts[0] != 1 || strlen(text) > LABEL_BYTES || strchr(text, '\t'))
		return NULL;
	if (colon && !text_is_blank(colon + 1))
		return NULL;
	return text_trim(arena, colon ? arena_strndup(arena, text, (size_t)(colon - text)) : text);
}

/* Exactly two cells with text, or a label whose cell beside it is empty, become "Label\tValue" and the
 * value's further lines; every other row stays the lines of its cells. */
static void merge_row(struct source *out, const struct html_row *row)
{
	bool is_pair = row->filled == 2,
	     is_lone = row->filled == 1 && row->cells == 2 && row->is_first_filled;

	if (row->has_table || out->is_full || (!is_pair && !is_lone))
		return;
	const char *label = row_label(out->arena, out, row);

	if (!label)
		return;
	struct source_line first = out->lines[row->starts[0]];
	const char *value = is_pair ? out->lines[row->starts[1]].text : "";
	size_t count = row->first_line;

	first.text = arena_printf(out->arena, "%s\t%s", label, value);
	out->lines[count++] = first;
	for (size_t i = row->starts[1] + 1; is_pair && i < row->ends[1]; i++)
		out->lines[count++] = out->lines[i];
	out->count = count;
}

void html_close_row(struct html_builder *builder)
{
	struct html_row *row = current_row(builder);

	html_close_cell(builder);
	if (!row || !row->is_open)
		return;
	row->is_open = false;
	merge_row(builder->out, row);
}
