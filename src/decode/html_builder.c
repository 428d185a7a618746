#include "html_builder.h"

#include "base/text.h"

/* The blank line of a margin has the lower of the two quoting depths around it. */
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
	unsigned depth = source_quote_depth(&text); /* some webmails write ">" as text */

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
	if (!row)
		return;
	row->is_open = true;
	row->has_table = false;
	row->first_line = builder->out->count;
	row->cells = row->filled = 0;
}

static void keep_cell(struct html_row *row, size_t start, size_t end)
{
	row->filled += start < end;
	if (row->cells < HTML_CELLS)
		row->kept[row->cells] = (struct html_cell){start, end};
	row->cells++;
}

/* Repeats the text of merged cells from rows above, up to the first column of this row's own. */
static void add_carried(struct html_builder *builder, struct html_row *row)
{
	struct source *out = builder->out;

	while (row->cells < HTML_CELLS && row->carried[row->cells].rows) {
		struct html_carried *carried = &row->carried[row->cells];
		size_t start = out->count;

		carried->rows--;
		if (*carried->text)
			source_add(out, carried->text, builder->depth, builder->marks);
		keep_cell(row, start, out->count);
	}
}

static void carry_down(const struct source *out, struct html_row *row, size_t start, size_t end)
{
	struct buf text = {.arena = out->arena};

	if (!row->has_columns || row->cell_rows < 2 || row->cells >= HTML_CELLS)
		return;
	for (size_t i = start; i < end; i++)
		buf_printf(&text, "%s%s", i > start ? LINE_IN_CELL : "", out->lines[i].text);
	row->carried[row->cells] = (struct html_carried){buf_text(&text), row->cell_rows - 1};
}

void html_open_cell(struct html_builder *builder, unsigned rows, unsigned columns)
{
	struct html_row *row = current_row(builder);

	html_end_line(builder);
	if (!row)
		return;
	if (!row->is_open)
		html_open_row(builder);
	html_close_cell(builder);
	builder->wants_blank = false;
	add_carried(builder, row);
	row->is_cell_open = true;
	row->cell_rows = rows;
	row->cell_columns = columns;
	row->cell_first = builder->out->count;
}

/* Trims blank lines at both ends; false when no line is left. */
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

	if (!trim_lines(builder->out, &start, &end))
		start = end;
	carry_down(builder->out, row, start, end);
	keep_cell(row, start, end);
	for (unsigned i = 1; row->has_columns && i < row->cell_columns && row->cells < HTML_CELLS; i++)
		keep_cell(row, end, end);
	row->is_cell_open = false;
	builder->wants_blank = false;
}

static bool is_filled(const struct html_cell *cell)
{
	return cell->start < cell->end;
}

/* The label of a row without its colon, or NULL when the cell contains more than a label. */
static const char *cell_label(const struct source *out, const struct html_cell *cell)
{
	enum { LABEL_BYTES = 120 };
	const char *text = out->lines[cell->start].text, *colon = strchr(text, ':');

	if (cell->end - cell->start != 1 || strlen(text) > LABEL_BYTES || strchr(text, '\t'))
		return NULL;
	if (colon && !text_is_blank(colon + 1))
		return NULL;
	return text_trim(out->arena, colon ? arena_strndup(out->arena, text, (size_t)(colon - text)) : text);
}

/* "Label\tValue" and the further lines of the value. */
static void merge_pair(struct source *out, const struct html_row *row, const struct html_cell *name,
		       const struct html_cell *value)
{
	const char *label = cell_label(out, name);

	if (!label)
		return;
	struct source_line first = out->lines[name->start];
	bool has_value = value && is_filled(value);
	size_t count = row->first_line;

	first.text =
	    arena_printf(out->arena, "%s\t%s", label, has_value ? out->lines[value->start].text : "");
	out->lines[count++] = first;
	for (size_t i = has_value ? value->start + 1 : 0; has_value && i < value->end; i++)
		out->lines[count++] = out->lines[i];
	out->count = count;
}

/* Turns a row of three or more cells into one marked line (include/decode.h); the reader decides which cells
 * are labels. */
static void merge_columns(struct source *out, struct html_row *row)
{
	struct buf text = {.arena = out->arena};
	size_t first = row->first_line;

	for (size_t cell = 0; cell < row->cells; cell++) {
		const struct html_cell *kept = &row->kept[cell];

		buf_addc(&text, cell ? '\t' : LINE_IS_ROW);
		for (size_t i = kept->start; i < kept->end; i++)
			buf_printf(&text, "%s%s", i > kept->start ? LINE_IN_CELL : "", out->lines[i].text);
	}
	if (text.length > LIMIT_LINE_BYTES)
		return;
	out->lines[first].text = buf_text(&text);
	out->count = first + 1;
	row->has_columns = true;
}

static const struct html_cell *nth_filled(const struct html_row *row, size_t number)
{
	size_t i = 0;

	while (!is_filled(&row->kept[i]) || number--)
		i++;
	return &row->kept[i];
}

/* Joins a label with the value (or empty cell) beside it. A row that is neither that nor has columns stays as
 * the lines of its cells. */
static void merge_row(struct source *out, struct html_row *row)
{
	bool begins = row->filled && is_filled(&row->kept[0]);

	if (row->has_table || out->is_full || row->cells > HTML_CELLS || !row->filled)
		return;
	if (row->cells >= 3 && (row->filled >= 3 || row->has_columns))
		merge_columns(out, row);
	else if (row->filled == 2)
		merge_pair(out, row, nth_filled(row, 0), nth_filled(row, 1));
	else if (row->filled == 1 && row->cells == 2 && begins)
		merge_pair(out, row, &row->kept[0], NULL);
}

void html_close_row(struct html_builder *builder)
{
	struct html_row *row = current_row(builder);

	html_close_cell(builder);
	if (!row || !row->is_open)
		return;
	add_carried(builder, row);
	row->is_open = false;
	merge_row(builder->out, row);
}
