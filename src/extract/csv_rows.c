#include "csv_rows.h"

#include "base/text.h"

#include <csv.h>

enum { MOST_CELLS = 256 };

struct rows {
	struct arena *arena;
	csv_take *take;
	void *user;
	const char *cells[MOST_CELLS];
	size_t count, line;
	bool is_open; /* inside a row */
};

static struct bytes to_utf8(struct arena *arena, struct bytes file)
{
	struct buf text = {.arena = arena};
	struct bytes marked = bytes_without_mark(file);

	if (marked.length < file.length)
		return marked;
	if (text_is_utf8((const char *)file.data, file.length))
		return file;
	for (size_t i = 0; i < file.length; i++)
		text_add_utf8(&text, text_windows_1252(file.data[i]));
	return buf_bytes(&text);
}

static unsigned char separator_of(struct bytes file)
{
	size_t semicolons = 0, commas = 0, tabs = 0;

	for (size_t i = 0; i < file.length && file.data[i] != '\n'; i++) {
		semicolons += file.data[i] == ';';
		commas += file.data[i] == ',';
		tabs += file.data[i] == '\t';
	}
	if (tabs > semicolons && tabs > commas)
		return '\t';
	return commas > semicolons ? ',' : ';';
}

static void take_cell(void *data, size_t length, void *user)
{
	struct rows *rows = user;

	if (rows->count < MOST_CELLS)
		rows->cells[rows->count++] =
		    text_trim(rows->arena, text_normalise(rows->arena, data ? data : "", length));
}

static void take_row(int end, void *user)
{
	struct rows *rows = user;
	bool is_blank = true;

	(void)end;
	for (size_t i = 0; i < rows->count; i++)
		is_blank &= rows->cells[i][0] == '\0';
	if (!is_blank) {
		const char **cells = arena_array(rows->arena, rows->count, sizeof(*cells));

		memcpy(cells, rows->cells, rows->count * sizeof(*cells));
		rows->take(rows->user, &(struct csv_row){rows->line, cells, rows->count});
	}
	rows->count = 0;
	rows->is_open = false;
}

static bool is_blank_line(const unsigned char *line, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r\n", line[i]) || line[i] == '\0')
			return false;
	return true;
}

/* Parsed line by line, so that the line of each row is known. */
static bool feed(struct csv_parser *parser, struct bytes file, struct rows *rows, size_t *bad_line)
{
	size_t line = 1;

	for (size_t at = 0; at < file.length; line++) {
		const unsigned char *start = file.data + at;
		const unsigned char *newline = memchr(start, '\n', file.length - at);
		size_t length = newline ? (size_t)(newline - start) + 1 : file.length - at;

		if (!rows->is_open && !is_blank_line(start, length)) {
			rows->line = line;
			rows->is_open = true;
		}
		if (csv_parse(parser, start, length, take_cell, take_row, rows) != length) {
			*bad_line = line;
			return false;
		}
		at += length;
	}
	if (csv_fini(parser, take_cell, take_row, rows) == 0)
		return true;
	*bad_line = rows->line; /* the row with the unterminated quote */
	return false;
}

bool csv_read_text(struct arena *arena, struct bytes text, char separator, csv_take *take, void *user,
		   size_t *bad_line)
{
	struct rows rows = {.arena = arena, .take = take, .user = user};
	struct csv_parser parser;
	bool is_good;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort();
	csv_set_delim(&parser, (unsigned char)separator);
	is_good = feed(&parser, text, &rows, bad_line);
	csv_free(&parser);
	return is_good;
}

bool csv_read(struct arena *arena, struct bytes file, csv_take *take, void *user, size_t *bad_line)
{
	file = to_utf8(arena, file);
	return csv_read_text(arena, file, (char)separator_of(file), take, user, bad_line);
}
