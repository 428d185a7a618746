#include "rows.h"

#include "base/list.h"
#include "base/text.h"
#include "label_lines.h"

#include <ctype.h>

enum { MOST_CELLS = 8 };

struct cells {
	char *texts[MOST_CELLS];
	size_t count; /* 0: too many, or not such a line */
};

static struct cells cells_of(struct arena *arena, const char *line)
{
	struct cells cells = {0};

	for (;;) {
		size_t length = strcspn(line, "\t");

		if (cells.count == MOST_CELLS)
			return (struct cells){0};
		cells.texts[cells.count++] = text_trim(arena, arena_strndup(arena, line, length));
		if (!line[length])
			return cells;
		line += length + 1;
	}
}

static bool is_label(struct arena *arena, const char *cell)
{
	struct labelled line;

	return label_line_split(arena, arena_printf(arena, "%s\t", cell), &line) && label_line_kinds(&line);
}

bool rows_is_number(const char *cell)
{
	return *cell && cell[strspn(cell, "0123456789.)°")] == '\0';
}

static void add_line(struct list *out, enum zone zone, const char *text)
{
	*(struct line *)list_add(out) = (struct line){zone, text};
}

static void add_pair(struct list *out, enum zone zone, const char *label, const char *value)
{
	add_line(out, zone, arena_printf(out->arena, "%s\t%s", label, value));
}

/* A cell between a label and its value. An empty cell is a missing value when a hint follows. */
static bool is_spacer(const char *cell)
{
	return !strcmp(cell, ":");
}

static void add_row(struct list *out, enum zone zone, const struct cells *cells)
{
	struct arena *arena = out->arena;
	char *const *cell = cells->texts;
	size_t left = cells->count;

	/* "1 | Lieu | Lyon": a numbered list. */
	if (left >= 3 && rows_is_number(cell[0]) && is_label(arena, cell[1])) {
		cell++;
		left--;
	}
	/* Labels side by side are the header of a list of records. */
	while (left >= 2 && is_label(arena, cell[0]) && !is_label(arena, cell[1])) {
		bool is_apart = left >= 3 && is_spacer(cell[1]) && !is_label(arena, cell[2]);
		size_t taken = is_apart ? 3 : 2;

		add_pair(out, zone, cell[0], cell[taken - 1]);
		cell += taken;
		left -= taken;
	}
	for (size_t i = 0; i < left; i++)
		if (*cell[i])
			add_line(out, zone, cell[i]);
}

/* Three cells or more. Tabs before a colon only align it. */
static bool is_row(const char *text)
{
	const char *tab = strchr(text, '\t');

	if (tab && tab[strspn(tab, "\t ")] == ':')
		tab += strspn(tab, "\t ");
	return tab && strchr(tab + 1, '\t');
}

const struct body *rows_split(struct arena *arena, const struct body *body)
{
	struct list lines = {.arena = arena, .size_bytes = sizeof(struct line)};
	struct body *out;
	bool has_rows = false;

	for (size_t i = 0; i < body->count; i++)
		has_rows |= is_row(body->lines[i].text);
	if (!has_rows)
		return body;
	for (size_t i = 0; i < body->count; i++) {
		const struct line *line = &body->lines[i];
		struct cells cells = is_row(line->text) ? cells_of(arena, line->text) : (struct cells){0};

		if (cells.count >= 3)
			add_row(&lines, line->zone, &cells);
		else
			add_line(&lines, line->zone, line->text);
	}
	out = arena_alloc(arena, sizeof(*out));
	*out = (struct body){lines.items, lines.count};
	return out;
}
