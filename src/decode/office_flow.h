/* The text of a document while it is read: paragraphs, and rows of tables. A row that holds a table only lays
 * out the page: what stands in it are paragraphs and rows of their own. */
#ifndef DECODE_OFFICE_FLOW_H
#define DECODE_OFFICE_FLOW_H

#include "limits.h"
#include "office_rows.h"

struct flow_row {
	size_t first; /* row of the sheet */
	unsigned table, column, next_column;
	bool has_table;
};

struct flow {
	struct rows rows;
	unsigned table_count;
	struct flow_row open[LIMIT_OFFICE_DEPTH + 1]; /* rows within rows */
	unsigned depth;
	unsigned tables[LIMIT_OFFICE_DEPTH + 1]; /* tables within tables, by their number */
	unsigned table_depth;
};

void flow_open_table(struct flow *flow);
void flow_close_table(struct flow *flow);
void flow_open_row(struct flow *flow);
enum document_fault flow_close_row(struct flow *flow, bool is_dropped);
/* `columns`: how many it spans. */
void flow_open_cell(struct flow *flow, unsigned columns);
enum document_fault flow_add_paragraph(struct flow *flow, struct bytes text);

#endif
