/* Builds lines from the text and line breaks of HTML: collapses white space as browsers do, and handles
 * margins and table rows. */
#ifndef DECODE_HTML_BUILDER_H
#define DECODE_HTML_BUILDER_H

#include "limits.h"
#include "source.h"

enum { HTML_CELLS = 40 };

/* A table row being read. Indices are lines of the source. */
struct html_row {
	bool is_open, is_cell_open, has_table;
	size_t first_line, cell_first;
	size_t cells, filled; /* of the row; cells beyond HTML_CELLS are counted, but not kept */
	struct html_cell {
		size_t start, end; /* its lines; equal when it has no text */
	} kept[HTML_CELLS];
	bool has_columns; /* a row above had text in three columns: the middle one is not just spacing */
	/* For tables with columns: cells merged over several columns or rows. */
	unsigned cell_rows, cell_columns; /* spanned by the open cell */
	struct html_carried {
		const char *text; /* of a cell above, its lines separated by LINE_IN_CELL */
		unsigned rows;	  /* rows it still spans, from this one on */
	} carried[HTML_CELLS];
};

struct html_builder {
	struct source *out;
	struct buf line;
	bool is_decoded;    /* contains characters from entities, which are not normalised yet */
	bool is_started;    /* the line has content */
	bool wants_space;   /* white space follows the content so far */
	bool wants_blank;   /* a margin precedes the next text */
	unsigned depth;	    /* quoting depth */
	unsigned marks;	    /* for all lines at present */
	unsigned next_mark; /* for the next line only */
	unsigned line_depth, line_marks;
	struct html_row rows[LIMIT_TABLES];
	size_t tables; /* open tables, including those beyond LIMIT_TABLES */
};

void html_add_character(struct html_builder *builder, unsigned code, bool is_preformatted);
void html_end_line(struct html_builder *builder);   /* ends the line if it was started */
void html_break_line(struct html_builder *builder); /* <br>: adds a blank line if none was started */
void html_add_margin(struct html_builder *builder);

void html_open_table(struct html_builder *builder);
void html_open_row(struct html_builder *builder);
/* `rows` and `columns`: its spans. */
void html_open_cell(struct html_builder *builder, unsigned rows, unsigned columns);
void html_close_cell(struct html_builder *builder);
void html_close_row(struct html_builder *builder);
void html_close_table(struct html_builder *builder);

#endif
