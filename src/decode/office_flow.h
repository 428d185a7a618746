/* The text of a document while it is read: paragraphs, and rows of tables. A row that holds a table only lays
 * out the page: what stands in it are paragraphs and rows of their own. */
#ifndef DECODE_OFFICE_FLOW_H
#define DECODE_OFFICE_FLOW_H

#include "limits.h"
#include "office_rows.h"

enum { FLOW_MOST_REACHES = 64 };

struct flow_row {
	size_t first; /* row of the sheet */
	unsigned table, column, next_column;
	unsigned spanned_to; /* the column behind the open cell's last one */
	bool has_table;
	bool is_covered; /* the open cell: a cell above or beside it stands in its place */
};

/* A cell that reaches into the rows below. */
struct flow_reach {
	unsigned column, columns;
	unsigned rows;	  /* how many more, with the open one */
	const char *text; /* NULL: empty, or its row has not ended */
	bool is_used;	  /* by the open row */
};

struct flow_table {
	unsigned number;
	struct flow_reach reaches[FLOW_MOST_REACHES];
	unsigned reach_count;
};

struct flow {
	struct rows rows;
	unsigned table_count;
	struct flow_row open[LIMIT_OFFICE_DEPTH + 1]; /* rows within rows */
	unsigned depth;
	struct flow_table tables[LIMIT_OFFICE_DEPTH + 1]; /* tables within tables */
	unsigned table_depth;
};

void flow_open_table(struct flow *flow);
void flow_close_table(struct flow *flow);
void flow_open_row(struct flow *flow);
enum document_fault flow_close_row(struct flow *flow, bool is_dropped);
/* `columns`: how many it spans. */
void flow_open_cell(struct flow *flow, unsigned columns);
/* The open cell is merged with those beside and below it: columns and rows with its own. */
void flow_span(struct flow *flow, unsigned columns, unsigned rows);
/* Passes over the places that merged cells take where the file has no covered cells for them. */
enum document_fault flow_pass_spans(struct flow *flow);
/* Nothing of the open cell's own shows: what reaches down to its columns stands there again. */
enum document_fault flow_cover_cell(struct flow *flow, unsigned columns);
enum document_fault flow_add_paragraph(struct flow *flow, struct bytes text);

#endif
