#include "office_rows.h"

#include "base/text.h"
#include "limits.h"
#include "scan.h"

static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

enum document_fault rows_add(struct rows *rows, unsigned column, struct bytes text, bool lacks_value)
{
	struct row *row = &rows->open;
	char *shown =
	    text_trim(rows->arena, text_normalise(rows->arena, (const char *)text.data, text.length));

	/* A cell with only a colon separates a label from its value. */
	if ((!*shown || !strcmp(shown, ":")) && !lacks_value)
		return DOCUMENT_READ;
	if (++rows->budget->cells > LIMIT_OFFICE_CELLS)
		return DOCUMENT_MANY_CELLS;
	if (text.length > LIMIT_OFFICE_CELL_CHARACTERS &&
	    count_characters(shown) > LIMIT_OFFICE_CELL_CHARACTERS)
		return DOCUMENT_LONG_CELL;
	row->cells = scan_grow(rows->arena, row->cells, row->count, sizeof(*row->cells));
	row->cells[row->count++] = (struct cell){.column = column, .text = shown, .lacks_value = lacks_value};
	return DOCUMENT_READ;
}

static void widen(struct row *row, unsigned column, unsigned columns)
{
	if (row->count == 1 && row->cells[0].column == column && columns > 1)
		row->across = columns;
}

void rows_end(struct rows *rows, unsigned number, unsigned table)
{
	struct sheet *sheet = rows->sheet;

	if (rows->open.count) {
		rows->open.number = number;
		rows->open.table = table;
		widen(&rows->open, rows->wide, rows->across);
		sheet->rows = scan_grow(rows->arena, sheet->rows, sheet->row_count, sizeof(*sheet->rows));
		sheet->rows[sheet->row_count++] = rows->open;
	}
	rows->open = (struct row){0};
	rows->across = 0;
}

bool rows_drop(struct rows *rows)
{
	bool was_filled = rows->open.count > 0;

	rows->open = (struct row){0};
	rows->across = 0;
	return was_filled;
}

void rows_merge(struct rows *rows, unsigned column, unsigned first, unsigned last)
{
	if (last <= first || rows->merged_count >= LIMIT_OFFICE_CELLS)
		return;
	rows->merged = scan_grow(rows->arena, rows->merged, rows->merged_count, sizeof(*rows->merged));
	rows->merged[rows->merged_count++] = (struct merged_cell){column, first, last};
}

/* The first row of the sheet with this number or a higher one. */
static size_t find_row(const struct sheet *sheet, unsigned number)
{
	size_t low = 0, high = sheet->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->rows[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void rows_widen(struct rows *rows, unsigned number, unsigned column, unsigned columns)
{
	size_t at = find_row(rows->sheet, number);
	struct row *row = at < rows->sheet->row_count ? &rows->sheet->rows[at] : NULL;

	if (row && row->number == number)
		widen(row, column, columns);
}

/* The index of the row's cell in this column, or where it would be inserted. */
static size_t find_cell(const struct row *row, unsigned column)
{
	size_t i = 0;

	while (i < row->count && row->cells[i].column < column)
		i++;
	return i;
}

static void insert_cell(struct arena *arena, struct row *row, size_t at, struct cell cell)
{
	row->cells = scan_grow(arena, row->cells, row->count, sizeof(*row->cells));
	memmove(row->cells + at + 1, row->cells + at, (row->count - at) * sizeof(*row->cells));
	row->cells[at] = cell;
	row->count++;
}

enum document_fault rows_fill_merged(struct rows *rows)
{
	struct sheet *sheet = rows->sheet;

	for (size_t i = 0; i < rows->merged_count; i++) {
		const struct merged_cell *merged = &rows->merged[i];
		size_t from = find_row(sheet, merged->first);
		const struct row *top = from < sheet->row_count ? &sheet->rows[from] : NULL;
		size_t at = top && top->number == merged->first ? find_cell(top, merged->column) : SIZE_MAX;

		if (at == SIZE_MAX || at == top->count || top->cells[at].column != merged->column)
			continue;
		struct cell cell = top->cells[at];

		for (size_t k = from + 1; k < sheet->row_count && sheet->rows[k].number <= merged->last;
		     k++) {
			struct row *row = &sheet->rows[k];

			/* Overlapping merged cells, which no program writes, count against the limits too. */
			if (++rows->budget->cells > LIMIT_OFFICE_CELLS)
				return DOCUMENT_MANY_CELLS;
			at = find_cell(row, merged->column);
			if (at == row->count || row->cells[at].column != merged->column)
				insert_cell(rows->arena, row, at, cell);
		}
	}
	return DOCUMENT_READ;
}

struct sheet *document_add_sheet(struct arena *arena, struct document *document, const char *name)
{
	document->sheets =
	    scan_grow(arena, document->sheets, document->sheet_count, sizeof(*document->sheets));
	document->sheets[document->sheet_count] = (struct sheet){.name = text_trim(arena, name ? name : "")};
	return &document->sheets[document->sheet_count++];
}
