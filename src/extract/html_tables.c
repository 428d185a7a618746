/* Tables of offers in HTML text. Other wide tables become lines, as a reader sees them. */
#include "carriers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

static size_t count_tabs(const char *text)
{
	size_t tabs = 0;

	for (; *text; text++)
		tabs += *text == '\t';
	return tabs;
}

static bool is_table_row(const struct line *line)
{
	return line->text[0] == LINE_IS_ROW;
}

static char *with_newlines(struct arena *arena, const char *text, size_t length)
{
	char *copy = text_trim(arena, arena_strndup(arena, text, length));

	for (char *c = copy; *c; c++)
		if (*c == LINE_IN_CELL[0])
			*c = '\n';
	return copy;
}

static struct row row_of(struct arena *arena, const char *text)
{
	struct row row = {.table = (unsigned)count_tabs(text) + 1};
	unsigned column = 0;

	row.cells = arena_array(arena, count_tabs(text) + 1, sizeof(*row.cells));
	for (;; column++) {
		size_t length = strcspn(text, "\t");
		char *cell = with_newlines(arena, text, length);

		if (*cell)
			row.cells[row.count++] = (struct cell){.column = column, .text = cell};
		if (!text[length])
			return row;
		text += length + 1;
	}
}

static void add_line(struct arena *arena, struct body *body, enum zone zone, const char *text)
{
	if ((body->count & (body->count - 1)) == 0)
		body->lines = arena_grow(arena, body->lines, body->count * sizeof(*body->lines),
					 (body->count ? 2 * body->count : 1) * sizeof(*body->lines));
	body->lines[body->count++] = (struct line){zone, text};
}

static void add_lines(struct arena *arena, struct body *body, enum zone zone, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, "\n");

		add_line(arena, body, zone, arena_strndup(arena, text, length));
		if (!text[length])
			return;
		text += length + 1;
	}
}

static bool is_label_like(const char *text)
{
	enum { LABEL_BYTES = 120 };
	const char *colon = strchr(text, ':');

	return strlen(text) <= LABEL_BYTES && !strpbrk(text, "\n\t") && (!colon || text_is_blank(colon + 1));
}

static char *on_one_line(struct arena *arena, const char *text)
{
	char *line = arena_strdup(arena, text);

	for (char *c = line; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return line;
}

/* A row whose first cell may be a label becomes one line with cells separated by tabs; labels.c decides which
 * cells are labels. Empty cells in wider tables are just spacing. Any other row becomes the lines of its
 * cells. */
static void add_cells(struct arena *arena, struct body *body, enum zone zone, const struct row *row,
		      unsigned columns)
{
	enum { PAIRS = 4 };
	struct buf text = {.arena = arena};
	unsigned at = 0;

	if (row->cells[0].column || !is_label_like(row->cells[0].text)) {
		for (size_t i = 0; i < row->count; i++)
			add_lines(arena, body, zone, row->cells[i].text);
		return;
	}
	for (size_t i = 0; i < row->count; i++) {
		for (; columns <= PAIRS && at < row->cells[i].column; at++)
			buf_addc(&text, '\t');
		if (columns > PAIRS && i)
			buf_addc(&text, '\t');
		buf_adds(&text, on_one_line(arena, row->cells[i].text));
	}
	for (; columns <= PAIRS && at + 1 < columns; at++)
		buf_addc(&text, '\t');
	add_line(arena, body, zone, buf_text(&text));
}

/* The rows of one table, from `at` on; blank lines between them are allowed. */
static size_t table_end(const struct body *body, size_t at)
{
	size_t end = at + 1;

	for (size_t i = end; i < body->count && body->lines[i].zone == body->lines[at].zone; i++) {
		if (is_table_row(&body->lines[i]))
			end = i + 1;
		else if (!text_is_blank(body->lines[i].text))
			break;
	}
	return end;
}

const struct body *html_tables_take(struct carriers *carriers, const char *file, const struct body *html,
				    bool reads_tables)
{
	struct arena *arena = carriers->arena;
	struct body *out = arena_alloc(arena, sizeof(*out));

	for (size_t i = 0; i < html->count;) {
		const struct line *line = &html->lines[i];
		size_t end = is_table_row(line) ? table_end(html, i) : i + 1;

		if (!is_table_row(line)) {
			add_line(arena, out, line->zone, line->text);
			i = end;
			continue;
		}
		struct row *rows = arena_array(arena, end - i, sizeof(*rows));
		size_t count = 0;

		for (size_t j = i; j < end; j++)
			if (is_table_row(&html->lines[j])) {
				rows[count] = row_of(arena, html->lines[j].text + 1);
				count += rows[count].count > 0;
			}
		bool may_be_read = reads_tables && line->zone != ZONE_QUOTED && line->zone != ZONE_SIGNATURE;

		if (!may_be_read ||
		    !table_read(carriers, file, *file ? file : phrase("origin.table"), rows, count))
			for (size_t j = 0; j < count; j++)
				add_cells(arena, out, line->zone, &rows[j], rows[j].table);
		i = end;
	}
	return out;
}
