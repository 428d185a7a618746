#include "print.h"

#include "base/csv.h"
#include "base/list.h"
#include "base/text.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

enum { MOST_COLUMNS = 32, MOST_WIDTH = 44, MOST_WAITING = 1000 };

/* Rows being printed. */
struct printer {
	enum print_format format;
	const char *columns;
	struct arena *arena; /* of the buffered rows */
	struct list waiting; /* const char *, row by row, until the widths are known */
	size_t rows, count, widths[MOST_COLUMNS];
	const char *names[MOST_COLUMNS];
	bool is_aligned;
};

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t print_width(const char *text)
{
	size_t width = 0;
	for (; *text; text++)
		width += !is_continuation(*text);
	return width;
}

void print_cell(const char *text, size_t width)
{
	size_t total = print_width(text), shown = 0;
	size_t most = total > width ? width - 1 : total;
	for (; *text && (shown < most || is_continuation(*text)); text++) {
		shown += !is_continuation(*text);
		/* Untrusted text must not control the terminal; C1 controls are two bytes in UTF-8. */
		bool is_c1 = (unsigned char)*text == 0xC2 && (unsigned char)text[1] < 0xA0;
		putchar((unsigned char)*text < 0x20 || *text == 0x7F || is_c1 ? ' ' : *text);
		if (is_c1 && text[1])
			text++;
	}
	if (total > width)
		fputs("…", stdout), shown++;
	for (; shown < width; shown++)
		putchar(' ');
}

static bool is_shown(const struct printer *printer, const char *name)
{
	return !printer->columns || text_has_word(printer->columns, name);
}

static const char *cell_text(const char *value)
{
	return value ? value : "";
}

static void print_line(const struct printer *printer, const char *const *cells)
{
	for (size_t c = 0; c < printer->count; c++) {
		if (!printer->widths[c])
			continue;
		print_cell(cell_text(cells[c]), printer->widths[c]);
		fputs("  ", stdout);
	}
	putchar('\n');
}

/* Computes the widths from the buffered rows, and prints these. */
static void align(struct printer *printer)
{
	const char *const *cells = printer->waiting.items;
	size_t total = printer->waiting.count / (printer->count ? printer->count : 1);
	for (size_t r = 0; r <= total; r++)
		for (size_t c = 0; c < printer->count; c++) {
			if (!is_shown(printer, printer->names[c]))
				continue;
			size_t width = print_width(r ? cell_text(cells[(r - 1) * printer->count + c])
						     : printer->names[c]);
			if (width > printer->widths[c])
				printer->widths[c] = width > MOST_WIDTH ? MOST_WIDTH : width;
		}
	print_line(printer, printer->names);
	for (size_t r = 0; r < total; r++)
		print_line(printer, cells + r * printer->count);
	printer->is_aligned = true;
}

static void take_names(struct printer *printer, const struct db_row *row)
{
	printer->count = row->count < MOST_COLUMNS ? row->count : MOST_COLUMNS;
	for (size_t c = 0; c < printer->count; c++)
		printer->names[c] = arena_strdup(printer->arena, row->names[c]);
}

static void print_table_row(struct printer *printer, const struct db_row *row)
{
	struct arena *arena = printer->is_aligned ? arena_new() : printer->arena;
	const char *cells[MOST_COLUMNS] = {NULL};
	for (size_t c = 0; c < printer->count; c++)
		cells[c] = row->values[c] ? text_undirected(arena, row->values[c]) : NULL;
	if (printer->is_aligned) {
		print_line(printer, cells);
		arena_free(&arena);
		return;
	}
	for (size_t c = 0; c < printer->count; c++)
		*(const char **)list_add(&printer->waiting) = cells[c];
	if (printer->rows >= MOST_WAITING)
		align(printer);
}

/* A cell that a spreadsheet would evaluate is prefixed with a quote. */
static void print_csv_cell(struct arena *arena, const char *text)
{
	struct buf cell = {.arena = arena};
	csv_add_quoted(&cell, csv_is_formula(text) ? arena_printf(arena, "'%s", text) : text);
	fputs(buf_text(&cell), stdout);
}

static void print_csv_names(const struct db_row *row)
{
	for (size_t c = 0; c < row->count; c++)
		printf("%s%s", c ? ";" : "", row->names[c]);
	putchar('\n');
}

static void print_csv_row(const struct db_row *row)
{
	struct arena *arena = arena_new();
	for (size_t c = 0; c < row->count; c++) {
		if (c)
			putchar(';');
		if (row->is_number[c])
			fputs(cell_text(row->values[c]), stdout);
		else
			print_csv_cell(arena, row->values[c] ? text_undirected(arena, row->values[c]) : "");
	}
	putchar('\n');
	arena_free(&arena);
}

/* Control characters, which affect terminals, are dropped in JSON too. */
static void print_json_row(const struct db_row *row, size_t flags)
{
	struct arena *arena = arena_new();
	const char **values = arena_array(arena, row->count, sizeof *values);
	for (size_t c = 0; c < row->count; c++)
		values[c] = row->values[c] ? text_undirected(arena, row->values[c]) : NULL;
	json_t *object = db_row_json(&(struct db_row){row->count, row->names, values, row->is_number});
	json_dumpf(object, stdout, flags);
	json_decref(object);
	arena_free(&arena);
}

static int print_row(void *user, const struct db_row *row, struct err *err)
{
	struct printer *printer = user;
	if (row->values && !printer->rows++)
		take_names(printer, row);
	if (!row->values)
		print_csv_names(row);
	else if (printer->format == PRINT_CSV)
		print_csv_row(row);
	else if (printer->format == PRINT_TABLE)
		print_table_row(printer, row);
	else if (printer->format == PRINT_LINES) {
		print_json_row(row, JSON_COMPACT);
		putchar('\n');
	} else {
		fputs(printer->rows == 1 ? "[\n" : ",\n", stdout);
		print_json_row(row, 0);
	}
	/* main reports it; stop reading rows. */
	return ferror(stdout) ? err_set(err, ERR_IO, "standard output: %s", strerror(errno)) : OK;
}

int print_rows(struct db *db, const struct view_query *query, const char *columns, enum print_format format,
	       struct err *err)
{
	struct arena *arena = arena_new();
	struct printer printer = {.format = format,
				  .columns = columns,
				  .arena = arena,
				  .waiting = {.arena = arena, .size_bytes = sizeof(char *)}};
	struct view_query named = *query;
	named.names_first = format == PRINT_CSV;
	int rc = db_view_query(db, &named, print_row, &printer, err);
	if (format == PRINT_JSON)
		fputs(printer.rows ? "\n]\n" : "[]\n", stdout);
	else if (format == PRINT_TABLE && printer.rows && !printer.is_aligned)
		align(&printer);
	arena_free(&arena);
	return rc;
}

static void print_record_lines(const struct db_row *row)
{
	struct arena *arena = arena_new();
	size_t width = 0;
	for (size_t c = 0; c < row->count; c++)
		width = print_width(row->names[c]) > width ? print_width(row->names[c]) : width;
	for (size_t c = 0; c < row->count; c++) {
		const char *text = text_undirected(arena, cell_text(row->values[c]));
		print_cell(row->names[c], width + 2);
		print_cell(text, print_width(text));
		putchar('\n');
	}
	arena_free(&arena);
}

static int print_one(void *user, const struct db_row *row, struct err *err)
{
	struct printer *printer = user;
	(void)err;
	if (printer->rows++)
		return OK;
	if (printer->format == PRINT_JSON) {
		print_json_row(row, JSON_INDENT(2));
		putchar('\n');
	} else if (printer->format == PRINT_CSV) {
		print_csv_names(row);
		print_csv_row(row);
	} else {
		print_record_lines(row);
	}
	return OK;
}

int print_record(struct db *db, const struct view_query *query, enum print_format format, bool *found,
		 struct err *err)
{
	struct printer printer = {.format = format};
	int rc = db_view_query(db, query, print_one, &printer, err);
	*found = !rc && printer.rows;
	return rc;
}
