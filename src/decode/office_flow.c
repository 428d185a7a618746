#include "office_flow.h"

#include <string.h>

static struct flow_row *current_row(struct flow *flow)
{
	return flow->depth ? &flow->open[flow->depth - 1] : NULL;
}

void flow_open_table(struct flow *flow)
{
	struct flow_row *row = current_row(flow);

	if (row)
		row->has_table = true;
	if (flow->table_depth < LIMIT_OFFICE_DEPTH)
		flow->tables[flow->table_depth++] = ++flow->table_count;
}

void flow_close_table(struct flow *flow)
{
	if (flow->table_depth)
		flow->table_depth--;
}

void flow_open_row(struct flow *flow)
{
	unsigned table = flow->table_depth ? flow->tables[flow->table_depth - 1] : 0;

	if (flow->depth < LIMIT_OFFICE_DEPTH)
		flow->open[flow->depth++] =
		    (struct flow_row){.first = flow->rows.sheet->row_count, .table = table};
}

void flow_open_cell(struct flow *flow, unsigned columns)
{
	struct flow_row *row = current_row(flow);

	if (!row)
		return;
	row->column = row->next_column;
	row->next_column += columns;
}

enum document_fault flow_add_paragraph(struct flow *flow, struct bytes text)
{
	struct flow_row *row = current_row(flow);
	enum document_fault fault = rows_add(&flow->rows, row ? row->column : 0, text, false);

	rows_end(&flow->rows, 0, 0);
	return fault;
}

/* The row's paragraphs as its cells. */
static enum document_fault join_cells(struct flow *flow, const struct flow_row *row)
{
	struct sheet *sheet = flow->rows.sheet;
	size_t end = sheet->row_count;
	enum document_fault fault = DOCUMENT_READ;

	flow->rows.open = (struct row){0};
	for (size_t i = row->first; i < end && !fault;) {
		unsigned column = sheet->rows[i].cells[0].column;
		struct buf text = {.arena = flow->rows.arena};

		for (; i < end && sheet->rows[i].cells[0].column == column; i++) {
			if (text.length)
				buf_addc(&text, '\n');
			buf_adds(&text, sheet->rows[i].cells[0].text);
			flow->rows.budget->cells--;
		}
		fault = rows_add(&flow->rows, column, buf_bytes(&text), false);
	}
	sheet->row_count = row->first;
	rows_end(&flow->rows, 0, row->table);
	return fault;
}

enum document_fault flow_close_row(struct flow *flow, bool is_dropped)
{
	struct flow_row *row = current_row(flow);
	enum document_fault fault = DOCUMENT_READ;

	if (!row)
		return fault;
	flow->depth--;
	if (is_dropped)
		flow->rows.sheet->row_count = row->first;
	else if (!row->has_table && flow->rows.sheet->row_count > row->first)
		fault = join_cells(flow, row);
	return fault;
}
