#include "office_flow.h"

#include <string.h>

static struct flow_row *current_row(struct flow *flow)
{
	return flow->depth ? &flow->open[flow->depth - 1] : NULL;
}

static struct flow_table *current_table(struct flow *flow)
{
	return flow->table_depth ? &flow->tables[flow->table_depth - 1] : NULL;
}

void flow_open_table(struct flow *flow)
{
	struct flow_row *row = current_row(flow);

	if (row)
		row->has_table = true;
	if (flow->table_depth < LIMIT_OFFICE_DEPTH)
		flow->tables[flow->table_depth++] = (struct flow_table){.number = ++flow->table_count};
}

void flow_close_table(struct flow *flow)
{
	if (flow->table_depth)
		flow->table_depth--;
}

void flow_open_row(struct flow *flow)
{
	const struct flow_table *table = current_table(flow);

	if (flow->depth < LIMIT_OFFICE_DEPTH)
		flow->open[flow->depth++] = (struct flow_row){.first = flow->rows.sheet->row_count,
							      .table = table ? table->number : 0};
}

void flow_open_cell(struct flow *flow, unsigned columns)
{
	struct flow_row *row = current_row(flow);

	if (!row)
		return;
	row->column = row->next_column;
	row->next_column += columns;
	row->is_covered = false;
}

static enum document_fault add_at(struct flow *flow, unsigned column, struct bytes text, bool is_from_above)
{
	enum document_fault fault = rows_add(&flow->rows, column, text, false);

	if (flow->rows.open.count)
		flow->rows.open.cells[0].is_from_above = is_from_above;
	rows_end(&flow->rows, 0, 0);
	return fault;
}

enum document_fault flow_add_paragraph(struct flow *flow, struct bytes text)
{
	struct flow_row *row = current_row(flow);

	if (row) {
		row->wide = row->column;
		row->across =
		    (row->spanned_to > row->next_column ? row->spanned_to : row->next_column) - row->column;
	}
	return row && row->is_covered ? DOCUMENT_READ : add_at(flow, row ? row->column : 0, text, false);
}

void flow_span(struct flow *flow, unsigned columns, unsigned rows)
{
	struct flow_row *row = current_row(flow);
	struct flow_table *table = current_table(flow);

	if (!row || !table)
		return;
	row->spanned_to = row->column + columns;
	if (rows > 1 && table->reach_count < FLOW_MOST_REACHES)
		table->reaches[table->reach_count++] = (struct flow_reach){
		    .column = row->column, .columns = columns, .rows = rows, .is_used = true};
}

enum document_fault flow_cover_cell(struct flow *flow, unsigned columns)
{
	struct flow_row *row = current_row(flow);
	struct flow_table *table = current_table(flow);
	enum document_fault fault = DOCUMENT_READ;

	if (!row || !table)
		return fault;
	row->is_covered = true;
	for (unsigned i = 0; i < table->reach_count && !fault; i++) {
		struct flow_reach *reach = &table->reaches[i];

		if (reach->column < row->column || reach->column - row->column >= columns)
			continue;
		reach->is_used = true;
		if (reach->text)
			fault = add_at(flow, reach->column, bytes_of(reach->text), true);
	}
	return fault;
}

/* A merged cell of a row above reaches this column, which the open row has not filled yet. */
static const struct flow_reach *find_reach(const struct flow_table *table, unsigned column)
{
	for (unsigned i = 0; i < table->reach_count; i++)
		if (table->reaches[i].column == column && !table->reaches[i].is_used)
			return &table->reaches[i];
	return NULL;
}

enum document_fault flow_pass_spans(struct flow *flow)
{
	struct flow_row *row = current_row(flow);
	const struct flow_table *table = current_table(flow);
	const struct flow_reach *reach;
	enum document_fault fault = DOCUMENT_READ;

	if (!row || !table)
		return fault;
	if (row->next_column < row->spanned_to)
		row->next_column = row->spanned_to;
	while (!fault && (reach = find_reach(table, row->next_column))) {
		flow_open_cell(flow, reach->columns);
		fault = flow_cover_cell(flow, reach->columns);
	}
	return fault;
}

/* Ends a row: cells spanning more rows get their text, and spans that end here are removed. */
static void end_reaches(struct flow_table *table, const struct row *row)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < table->reach_count; i++) {
		struct flow_reach reach = table->reaches[i];

		for (size_t j = 0; row && !reach.text && j < row->count; j++)
			if (row->cells[j].column == reach.column)
				reach.text = row->cells[j].text;
		if (!reach.is_used || !--reach.rows)
			continue;
		reach.is_used = false;
		table->reaches[kept++] = reach;
	}
	table->reach_count = kept;
}

static bool is_all_from_above(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (!row->cells[i].is_from_above)
			return false;
	return true;
}

/* Adds the row's paragraphs as cells. */
static enum document_fault join_cells(struct flow *flow, const struct flow_row *row)
{
	struct sheet *sheet = flow->rows.sheet;
	size_t end = sheet->row_count;
	enum document_fault fault = DOCUMENT_READ;

	flow->rows.open = (struct row){0};
	for (size_t i = row->first; i < end && !fault;) {
		unsigned column = sheet->rows[i].cells[0].column;
		bool is_from_above = sheet->rows[i].cells[0].is_from_above;
		struct buf text = {.arena = flow->rows.arena};

		for (; i < end && sheet->rows[i].cells[0].column == column; i++) {
			if (text.length)
				buf_addc(&text, '\n');
			buf_adds(&text, sheet->rows[i].cells[0].text);
			flow->rows.budget->cells--;
		}
		fault = rows_add(&flow->rows, column, buf_bytes(&text), false);
		if (!fault)
			flow->rows.open.cells[flow->rows.open.count - 1].is_from_above = is_from_above;
	}
	sheet->row_count = row->first;
	if (is_all_from_above(&flow->rows.open))
		rows_drop(&flow->rows);
	flow->rows.wide = row->wide;
	flow->rows.across = row->across;
	rows_end(&flow->rows, 0, row->table);
	return fault;
}

enum document_fault flow_close_row(struct flow *flow, bool is_dropped)
{
	const struct flow_row *row = current_row(flow);
	struct flow_table *table = current_table(flow);
	struct sheet *sheet = flow->rows.sheet;
	enum document_fault fault = DOCUMENT_READ;

	if (!row)
		return fault;
	flow->depth--;
	if (is_dropped)
		sheet->row_count = row->first;
	else if (!row->has_table && sheet->row_count > row->first)
		fault = join_cells(flow, row);
	if (table)
		end_reaches(table, sheet->row_count > row->first ? &sheet->rows[row->first] : NULL);
	return fault;
}
