/* Office files and tables among the attachments, as rows and paragraphs, from any program. Hidden rows and
 * text are left out. Called on demand, never for a CV: a name or a consent in a file doesn't count.
 *
 * Sources: ECMA-376 (DOCX, XLSX), OpenDocument 1.3 (ODT, ODS), APPNOTE 6.3 (zip). Limits are in
 * decode/limits.h. */
#ifndef DECODE_DOCUMENT_H
#define DECODE_DOCUMENT_H

#include "decode.h"

struct cell {
	unsigned column;    /* from 0 */
	const char *text;   /* as displayed to a French reader: dates as 15/01/2027, numbers with a decimal
			       comma and their format's zeros and units; \n between paragraphs */
	bool lacks_value;   /* a formula without a stored result */
	bool is_from_above; /* repeats a merged cell of the row above, which spans this row */
};

/* A row of a table; or a paragraph, which is a row of one cell. */
struct row {
	unsigned number; /* row number in the file, from 1; 0 in a text document */
	unsigned table;	 /* the same for all rows of one table; 0: a paragraph */
	struct cell *cells;
	size_t count; /* of the non-empty cells */
	unsigned
	    across; /* the columns that its only cell spans, as a heading across the table does; 0: one */
};

/* The row's cell in this column; NULL: it is empty. */
const struct cell *row_cell(const struct row *row, unsigned column);

/* A sheet of a workbook, or a whole text document. */
struct sheet {
	const char *name; /* "" where it has none */
	struct row *rows;
	size_t row_count;
	unsigned hidden_rows, hidden_columns; /* non-empty but left out */
};

enum document_kind {
	DOCUMENT_NONE, /* not an office file, and nobody would take it for one: ignored */
	DOCUMENT_WORKBOOK,
	DOCUMENT_TEXT,
	DOCUMENT_FOREIGN, /* of an unsupported format, named by `format` */
};

enum document_fault {
	DOCUMENT_READ,
	DOCUMENT_ENCRYPTED,
	DOCUMENT_DAMAGED,      /* not valid zip or XML, wrong checksums or sizes, a missing part */
	DOCUMENT_DECLARES,     /* a document type or entity declaration */
	DOCUMENT_MANY_FILES,   /* more of them in one mail than are read */
	DOCUMENT_MANY_ENTRIES, /* entries in its archive */
	DOCUMENT_LARGE,	       /* unpacked size */
	DOCUMENT_DEEP,	       /* nesting of XML */
	DOCUMENT_MANY_CELLS,   /* rows or paragraphs */
	DOCUMENT_LONG_CELL,
};

struct document {
	enum document_kind kind;
	const char *format; /* its name in French: "Excel (.xlsx)", "PDF" */
	enum document_fault fault;
	struct sheet *sheets; /* the visible ones in order; one for a text document */
	size_t sheet_count;
	unsigned hidden_sheets; /* non-empty sheets that were left out */
};

/* The total cost of the files of one mail. Start with zeros. */
struct document_budget {
	size_t files, unpacked_bytes, cells;
};

/* Detects the attachment's format by its content and reads it. Faults of the file are in *out. */
void document_read(struct arena *arena, const struct attachment *attachment, struct document_budget *budget,
		   struct document *out);

/* An HTML file as lines, all in ZONE_OWN. */
void document_html(struct arena *arena, const char *html, struct body *out);

/* The text of a file without a declared character set: UTF-16 by its byte order mark, UTF-8, else
 * Windows-1252 or Mac Roman, whichever makes French letters. NULL when this can't be decided or it is not
 * text. */
char *document_text(struct arena *arena, struct bytes file);

#endif
