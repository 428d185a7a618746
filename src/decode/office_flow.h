/* The text of a document being read: paragraphs and table rows. A row that contains a table is only page
 * layout: its contents are paragraphs and rows of their own. */
#ifndef DECODE_OFFICE_FLOW_H
#define DECODE_OFFICE_FLOW_H

#include "limits.h"
#include "office_rows.h"

enum { FLOW_MOST_REACHES = 64 };

struct flow_row {
	size_t first; /* row of the sheet */
	unsigned table, column, next_column;
	unsigned spanned_to;   /* the column after the last one of the open cell */
	unsigned wide, across; /* the column of the last cell with text, and the columns that it spans */
	bool has_table;
	bool is_covered; /* the open cell is covered by a merged cell above or beside it */
};

/* A cell that spans rows below. */
struct flow_reach {
	unsigned column, columns;
	unsigned rows;	  /* remaining rows, including the open one */
	const char *text; /* NULL: empty, or its row is not complete */
	bool is_used;	  /* already used by the open row */
};

struct flow_table {
	unsigned number;
	struct flow_reach reaches[FLOW_MOST_REACHES];
	unsigned reach_count;
};

struct flow {
	struct rows rows;
	unsigned table_count;
	struct flow_row open[LIMIT_OFFICE_DEPTH + 1]; /* nested rows */
	unsigned depth;
	struct flow_table tables[LIMIT_OFFICE_DEPTH + 1]; /* nested tables */
	unsigned table_depth;
};

void flow_open_table(struct flow *flow);
void flow_close_table(struct flow *flow);
void flow_open_row(struct flow *flow);
enum document_fault flow_close_row(struct flow *flow, bool is_dropped);
/* `columns`: its span. */
void flow_open_cell(struct flow *flow, unsigned columns);
/* Merges the open cell with those beside and below it; columns and rows include its own. */
void flow_span(struct flow *flow, unsigned columns, unsigned rows);
/* Skips columns of merged cells, when the file has no covered cells for them. */
enum document_fault flow_pass_spans(struct flow *flow);
/* The open cell shows no text of its own: repeats the text of cells that span its columns. */
enum document_fault flow_cover_cell(struct flow *flow, unsigned columns);
enum document_fault flow_add_paragraph(struct flow *flow, struct bytes text);

#endif
