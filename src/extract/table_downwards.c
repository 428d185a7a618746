/* Tables with labels one below the other in the first column: each further column is a form. */
#include "table_header.h"

#include "base/text.h"
#include "form.h"

/* Labels one below the other in the first column: each further column is a form. With labels in further
 * columns too, it is pairs of labels and values. */
static bool reads_downwards(struct table *table)
{
	unsigned known[KIND_COUNT] = {0};
	size_t further = 0;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		unsigned kinds = row->cells[0].column ? 0 : header_kinds(table->arena, row->cells[0].text);

		for (unsigned kind = 1; kind < KIND_COUNT; kind++)
			known[kind] += (kinds & (1u << kind)) != 0;
		for (size_t j = 1; kinds && j < row->count; j++)
			further += header_kinds(table->arena, row->cells[j].text) != 0;
	}
	table->kind = carriers_kind(table->carriers, known);
	return table->kind != KIND_NONE && further < 2;
}

static unsigned last_column(const struct table *table)
{
	unsigned last = 0;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		unsigned column = row->cells[row->count - 1].column;

		last = column > last && column < MOST_COLUMNS ? column : last;
	}
	return last;
}

static const char *column_name(struct arena *arena, unsigned column)
{
	return column < 26 ? arena_printf(arena, "%c", 'A' + (int)column)
			   : arena_printf(arena, "%c%c", 'A' + (int)column / 26 - 1, 'A' + (int)column % 26);
}

/* The column as a row below its own header. */
static void take_column(struct table *table, unsigned number)
{
	struct row header = {0}, row = {0};
	bool is_filled = false;

	header.cells = arena_array(table->arena, MOST_COLUMNS, sizeof(*header.cells));
	row.cells = arena_array(table->arena, MOST_COLUMNS, sizeof(*row.cells));
	for (size_t i = 0; i < table->row_count && header.count < MOST_COLUMNS; i++) {
		const struct cell *label = row_cell(&table->rows[i], 0),
				  *value = row_cell(&table->rows[i], number);
		unsigned at = (unsigned)header.count;

		if (!label)
			continue;
		header.cells[header.count++] = (struct cell){.column = at, .text = label->text};
		if (!value)
			continue;
		row.cells[row.count] = *value;
		row.cells[row.count++].column = at;
		is_filled |= header_label(table->arena, table->kind, label->text) != NULL;
	}
	if (!is_filled)
		return;
	struct carried columns = {0};

	header_take(table, &header);
	table_take_columns(table, &columns);
	size_t count = table->carriers->count;

	table_take_row(table, &row, columns.columns, columns.column_count);
	if (table->carriers->count > count)
		table->carriers->items[count].origin = arena_printf(
		    table->arena, "colonne %s de %s", column_name(table->arena, number), table->where);
}

static bool is_title(const struct table *table, const char *text)
{
	static const char *const keys[] = {"title", "post", "offer"};
	const struct label *label = header_any_label(table, text);

	return label && header_is_one_of(label->key, keys, ARRAY_SIZE(keys));
}

/* The rows whose label is a title, among those that a form may have. */
static void find_titles(const struct table *table, bool titles[MOST_COLUMNS])
{
	for (size_t i = 0; i < table->row_count && i < MOST_COLUMNS; i++)
		titles[i] = is_title(table, table->rows[i].cells[0].text);
}

/* Whether the column has a title and more beside the labels, not just dashes or remarks. */
static bool is_form(const struct table *table, const bool titles[MOST_COLUMNS], unsigned column)
{
	size_t values = 0;
	bool has_title = false;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		const struct cell *value = row_cell(row, column);

		if (!value || !value->text[strspn(value->text, ":-/. ")])
			continue;
		has_title |= i < MOST_COLUMNS && titles[i];
		values += header_label(table->arena, table->kind, row->cells[0].text) != NULL;
	}
	return has_title && values > 1;
}

/* Whether only one column is a form and the others are remarks on it. */
static bool has_one_form(const struct table *table, unsigned last)
{
	bool titles[MOST_COLUMNS] = {false};
	size_t forms = 0;

	find_titles(table, titles);
	for (unsigned column = 1; column <= last; column++)
		forms += is_form(table, titles, column);
	return forms < 2 && last > 1;
}

bool table_read_downwards(struct table *table)
{
	if (!reads_downwards(table))
		return false;
	unsigned last = last_column(table);

	if (has_one_form(table, last))
		return false;
	for (unsigned column = 1; column <= last && !table->carriers->is_full; column++)
		take_column(table, column);
	return true;
}
