/* Office files and tables among the attachments, as rows and paragraphs, whatever program wrote them.
 * Hidden rows and text are left out. Called on demand, and never for a CV: a name or a consent in a file says
 * nothing.
 *
 * Sources: ECMA-376 (DOCX, XLSX), OpenDocument 1.3 (ODT, ODS), APPNOTE 6.3 (zip). Limits are in
 * decode/limits.h. */
#ifndef DECODE_DOCUMENT_H
#define DECODE_DOCUMENT_H

#include "decode.h"

struct cell {
	unsigned column;    /* from 0 */
	const char *text;   /* as the program shows it to a French reader: dates as 15/01/2027, numbers with a
			       decimal comma and their format's zeros and units; \n between paragraphs */
	bool lacks_value;   /* a formula whose result was not stored */
	bool is_from_above; /* the text again of a cell of the row above, which reaches down to here */
};

/* A row of a table; or a paragraph, which is a row of one cell. */
struct row {
	unsigned number; /* the file's own, from 1; 0 in a text document */
	unsigned table;	 /* rows of one table have the same number; 0: a paragraph */
	struct cell *cells;
	size_t count; /* of the cells that hold something */
};

/* A sheet of a workbook, or the whole of a text document. */
struct sheet {
	const char *name; /* "" where it has none */
	struct row *rows;
	size_t row_count;
	unsigned hidden_rows, hidden_columns; /* left out although something stands in them */
};

enum document_kind {
	DOCUMENT_NONE, /* no office file, nor one that is taken for one: nothing is said of it */
	DOCUMENT_WORKBOOK,
	DOCUMENT_TEXT,
	DOCUMENT_FOREIGN, /* of a format that is not read: `format` names it */
};

enum document_fault {
	DOCUMENT_READ,
	DOCUMENT_ENCRYPTED,
	DOCUMENT_DAMAGED,    /* no zip or XML as it should be, checksums and sizes that lie, a part missing */
	DOCUMENT_DECLARES,   /* a document type or entity declaration */
	DOCUMENT_MANY_FILES, /* more in one mail than are read */
	DOCUMENT_MANY_ENTRIES, /* in its archive */
	DOCUMENT_LARGE,	       /* unpacked */
	DOCUMENT_DEEP,	       /* XML within XML */
	DOCUMENT_MANY_CELLS,   /* or paragraphs */
	DOCUMENT_LONG_CELL,
};

struct document {
	enum document_kind kind;
	const char *format; /* in French, to name it: "Excel (.xlsx)", "PDF" */
	enum document_fault fault;
	struct sheet *sheets; /* the visible ones in their order; one of a text */
	size_t sheet_count;
	unsigned hidden_sheets; /* left out although they hold something */
};

/* What the files of one mail may cost together. Start with zeros. */
struct document_budget {
	size_t files, unpacked_bytes, cells;
};

/* Tells by its content what the attachment is and reads it. A fault is in *out: it is the file's. */
void document_read(struct arena *arena, const struct attachment *attachment, struct document_budget *budget,
		   struct document *out);

/* An HTML file as lines, all of them the sender's own. */
void document_html(struct arena *arena, const char *html, struct body *out);

/* The text of a file without a declared character set: UTF-16 by its mark, UTF-8, else Windows-1252 or Mac
 * Roman, whichever its French letters are of. NULL when that can't be told, or when it is no text. */
char *document_text(struct arena *arena, struct bytes file);

#endif
