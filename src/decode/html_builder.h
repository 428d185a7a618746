/* Lines out of the text and line breaks of HTML: white space as browsers collapse it, margins, rows of
 * tables. */
#ifndef DECODE_HTML_BUILDER_H
#define DECODE_HTML_BUILDER_H

#include "limits.h"
#include "source.h"

enum { HTML_CELLS = 40 };

/* A row of a table while its cells are read. Indices are lines of the source. */
struct html_row {
	bool is_open, is_cell_open, has_table;
	size_t first_line, cell_first;
	size_t cells, filled; /* of the row; those beyond HTML_CELLS are counted, but not kept */
	struct html_cell {
		size_t start, end; /* its lines; the same when it has no text */
	} kept[HTML_CELLS];
	bool has_columns; /* a row above had text in three columns: the middle one is no mere distance */
	/* Where there are columns, what is written once for several of them or for several rows. */
	unsigned cell_rows, cell_columns; /* that the open cell spans */
	struct html_carried {
		const char *text; /* of a cell above, its lines between LINE_IN_CELL */
		unsigned rows;	  /* that it reaches into from here */
	} carried[HTML_CELLS];
};

struct html_builder {
	struct source *out;
	struct buf line;
	bool is_decoded;    /* it has characters that came as entities: not normalised yet */
	bool is_started;    /* the line holds something already */
	bool wants_space;   /* white space was seen behind what the line holds */
	bool wants_blank;   /* a margin stands before what comes next */
	unsigned depth;	    /* of quoting */
	unsigned marks;	    /* of every line, now */
	unsigned next_mark; /* of the next line only */
	unsigned line_depth, line_marks;
	struct html_row rows[LIMIT_TABLES];
	size_t tables; /* open ones, also those beyond LIMIT_TABLES */
};

void html_add_character(struct html_builder *builder, unsigned code, bool is_preformatted);
void html_end_line(struct html_builder *builder);   /* if one is started */
void html_break_line(struct html_builder *builder); /* <br>: a blank one if none is started */
void html_add_margin(struct html_builder *builder);

void html_open_table(struct html_builder *builder);
void html_open_row(struct html_builder *builder);
/* `rows` and `columns`: how many it spans. */
void html_open_cell(struct html_builder *builder, unsigned rows, unsigned columns);
void html_close_cell(struct html_builder *builder);
void html_close_row(struct html_builder *builder);
void html_close_table(struct html_builder *builder);

#endif
