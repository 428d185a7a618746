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

	if (!*shown && !lacks_value)
		return DOCUMENT_READ;
	if (++rows->budget->cells > LIMIT_OFFICE_CELLS)
		return DOCUMENT_MANY_CELLS;
	if (text.length > LIMIT_OFFICE_CELL_CHARACTERS &&
	    count_characters(shown) > LIMIT_OFFICE_CELL_CHARACTERS)
		return DOCUMENT_LONG_CELL;
	row->cells = scan_grow(rows->arena, row->cells, row->count, sizeof(*row->cells));
	row->cells[row->count++] = (struct cell){column, shown, lacks_value};
	return DOCUMENT_READ;
}

void rows_end(struct rows *rows, unsigned number, unsigned table)
{
	struct sheet *sheet = rows->sheet;

	if (rows->open.count) {
		rows->open.number = number;
		rows->open.table = table;
		sheet->rows = scan_grow(rows->arena, sheet->rows, sheet->row_count, sizeof(*sheet->rows));
		sheet->rows[sheet->row_count++] = rows->open;
	}
	rows->open = (struct row){0};
}

bool rows_drop(struct rows *rows)
{
	bool was_filled = rows->open.count > 0;

	rows->open = (struct row){0};
	return was_filled;
}

struct sheet *document_add_sheet(struct arena *arena, struct document *document, const char *name)
{
	document->sheets =
	    scan_grow(arena, document->sheets, document->sheet_count, sizeof(*document->sheets));
	document->sheets[document->sheet_count] = (struct sheet){.name = text_trim(arena, name ? name : "")};
	return &document->sheets[document->sheet_count++];
}
