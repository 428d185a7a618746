#include "print.h"

#include "base/list.h"
#include "base/text.h"

#include <jansson.h>

enum { MOST_COLUMNS = 32, MOST_WIDTH = 44 };

struct table {
	struct arena *arena;
	struct list cells; /* of const char *, row after row */
	size_t rows, columns;
	const char **names;
	const bool *is_number;
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
		/* A stranger's text must not steer the terminal; C1 controls are two bytes in UTF-8. */
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

static int keep_row(void *user, const struct db_row *row, struct err *err)
{
	struct table *table = user;
	(void)err;
	if (!table->names) {
		table->columns = row->count;
		table->names = arena_array(table->arena, row->count, sizeof *table->names);
		bool *numbers = arena_array(table->arena, row->count, sizeof *numbers);
		for (size_t i = 0; i < row->count; i++) {
			table->names[i] = arena_strdup(table->arena, row->names[i]);
			numbers[i] = row->is_number[i];
		}
		table->is_number = numbers;
	}
	for (size_t i = 0; i < table->columns; i++)
		*(const char **)list_add(&table->cells) =
		    row->values[i] ? text_undirected(table->arena, row->values[i]) : NULL;
	table->rows++;
	return OK;
}

static bool is_shown(const char *columns, const char *name)
{
	return !columns || text_has_word(columns, name);
}

static const char **cells_of(const struct table *table, size_t row)
{
	return (const char **)table->cells.items + row * table->columns;
}

static const char *cell(const struct table *table, size_t row, size_t column)
{
	const char *text = cells_of(table, row)[column];
	return text ? text : "";
}

static void print_table(const struct table *table, const char *columns)
{
	size_t widths[MOST_COLUMNS] = {0};
	for (size_t c = 0; c < table->columns && c < MOST_COLUMNS; c++) {
		if (!is_shown(columns, table->names[c]))
			continue;
		widths[c] = print_width(table->names[c]);
		for (size_t r = 0; r < table->rows; r++)
			if (print_width(cell(table, r, c)) > widths[c])
				widths[c] = print_width(cell(table, r, c));
		if (widths[c] > MOST_WIDTH)
			widths[c] = MOST_WIDTH;
	}
	for (size_t r = 0; r <= table->rows; r++) {
		for (size_t c = 0; c < table->columns && c < MOST_COLUMNS; c++) {
			if (!widths[c])
				continue;
			print_cell(r ? cell(table, r - 1, c) : table->names[c], widths[c]);
			fputs("  ", stdout);
		}
		putchar('\n');
	}
}

/* What spreadsheets take for a formula, in full width as well (Excel for Asia), and behind white space, which
 * some of them take off. */
static bool is_formula(const char *text)
{
	static const char *const STARTS[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
	if (*text && strchr("\t\r\n", *text))
		return true;
	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < ARRAY_SIZE(STARTS); i++)
		if (!strncmp(text, STARTS[i], strlen(STARTS[i])))
			return true;
	return false;
}

/* A cell that a spreadsheet would run starts with a quote. */
static void print_csv_cell(const char *text)
{
	putchar('"');
	if (is_formula(text))
		putchar('\'');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

static void print_csv(const struct table *table)
{
	for (size_t r = 0; r <= table->rows; r++) {
		for (size_t c = 0; c < table->columns; c++) {
			if (c)
				putchar(';');
			if (!r)
				fputs(table->names[c], stdout);
			else if (table->is_number[c])
				fputs(cell(table, r - 1, c), stdout);
			else
				print_csv_cell(cell(table, r - 1, c));
		}
		putchar('\n');
	}
}

static json_t *row_object(const struct table *table, size_t row)
{
	return db_row_json(
	    &(struct db_row){table->columns, table->names, cells_of(table, row), table->is_number});
}

static void print_json(json_t *value)
{
	json_dumpf(value, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(value);
}

int print_rows(struct db *db, struct arena *arena, const struct print_source *sources, size_t count,
	       const char *columns, enum print_format format, struct err *err)
{
	struct table table = {.arena = arena, .cells = {.arena = arena, .size_bytes = sizeof(char *)}};
	for (size_t i = 0; i < count; i++) {
		int rc = db_view(db, sources[i].view, sources[i].key_column, sources[i].key_value, keep_row,
				 &table, err);
		if (rc)
			return rc;
	}
	if (format == PRINT_JSON) {
		json_t *rows = json_array();
		for (size_t r = 0; r < table.rows; r++)
			json_array_append_new(rows, row_object(&table, r));
		print_json(rows);
	} else if (table.rows && format == PRINT_CSV) {
		print_csv(&table);
	} else if (table.rows) {
		print_table(&table, columns);
	}
	return OK;
}

int print_record(struct db *db, struct arena *arena, const struct print_source *source,
		 enum print_format format, bool *found, struct err *err)
{
	struct table table = {.arena = arena, .cells = {.arena = arena, .size_bytes = sizeof(char *)}};
	int rc = db_view(db, source->view, source->key_column, source->key_value, keep_row, &table, err);
	*found = !rc && table.rows;
	if (rc || !table.rows)
		return rc;
	if (format == PRINT_JSON) {
		print_json(row_object(&table, 0));
		return OK;
	}
	if (format == PRINT_CSV) {
		print_csv(&table);
		return OK;
	}
	size_t width = 0;
	for (size_t c = 0; c < table.columns; c++)
		width = print_width(table.names[c]) > width ? print_width(table.names[c]) : width;
	for (size_t c = 0; c < table.columns; c++) {
		print_cell(table.names[c], width + 2);
		print_cell(cell(&table, 0, c), print_width(cell(&table, 0, c)));
		putchar('\n');
	}
	return OK;
}
