/* What brings offers and events besides the text of the mail itself: tables, documents and JSON-LD (private
 * to the stage). Each gives labelled values of forms, not read yet. Specification section 2. */
#ifndef EXTRACT_CARRIERS_H
#define EXTRACT_CARRIERS_H

#include "decode/document.h"
#include "work.h"

enum { CARRIERS_MOST_FORMS = 500 };

/* A value that can't be read whatever its field: the cell shows an error. */
struct carried_fault {
	const char *key, *read, *why;
};

struct carried {
	struct entries entries[PARTS];
	const char *origin; /* in French: "ligne 4 de offres.xlsx" */
	const char *file;   /* "" for the mail's text */
	bool is_row;	    /* of a table */
	const char *ref;    /* of a record of ours that it names, or NULL */
	bool is_cancelled;
	struct form_column *columns; /* of a table */
	size_t column_count;
	struct carried_fault *faults;
	size_t fault_count;
	const char **notes;
	size_t note_count;
};

struct carriers {
	struct work *work;
	struct arena *arena;
	struct document_budget budget;
	struct carried *items;
	size_t count;
	bool is_full; /* there are more than CARRIERS_MOST_FORMS */
};

/* Reads JSON-LD, in scripts of the HTML and among the attachments: its type tells the kind before labels do.
 */
void carriers_read_json(struct carriers *carriers);
/* Reads the other attachments. The form's `unread` names the ones that are not read. */
void carriers_read(struct carriers *carriers);

/* What a table or document tells, when nothing told the kind before. */
void carriers_tell_kind(struct carriers *carriers, enum kind kind, const char *source);

/* Room for one more; NULL when there are too many. */
struct carried *carriers_add(struct carriers *carriers, const char *file, const char *origin);
void carried_add(struct carriers *carriers, struct carried *carried, enum part part,
		 const struct label *label, const char *key, const char *written, const char *text);
void carried_fault(struct carriers *carriers, struct carried *carried, const char *key, const char *read,
		   const char *why);
void carried_note(struct carriers *carriers, struct carried *carried, const char *sentence);

/* The kind that labels of a table or a document tell, when the mail tells none: by how many it knows. */
enum kind carriers_kind(const struct carriers *carriers, const unsigned known[KIND_COUNT]);

/* tables.c: rows below a header, or columns beside one. False when there is no header. `where` names the
 * sheet or file in French: "offres.xlsx", "la feuille « Lyon » de offres.xlsx". */
bool table_read(struct carriers *carriers, const char *file, const char *where, const struct row *rows,
		size_t row_count);
/* The label of a header's cell, as that kind of form understands it; NULL when it does not. */
const struct label *header_label(struct arena *arena, enum kind kind, const char *text);
unsigned header_kinds(struct arena *arena, const char *text);

/* html_tables.c: the text without the tables that are read; their cells are lines where `reads_tables` is
 * false or they have no header. */
const struct body *html_tables_take(struct carriers *carriers, const char *file, const struct body *html,
				    bool reads_tables);

/* documents.c: paragraphs and tables of labels. False when nothing in it is a form. */
bool document_take(struct carriers *carriers, const char *file, const struct sheet *text);
/* The same of a text or HTML file. */
bool document_take_lines(struct carriers *carriers, const char *file, const struct body *body);

/* json_ld.c: whether the text is meant as such, and what it holds. False when it can't be read, or holds no
 * object that is a form. */
bool json_ld_is(const char *text);
bool json_ld_take(struct carriers *carriers, const char *file, const char *text);
/* json_text.c: the text as JSON should have been written. */
char *json_text_mend(struct arena *arena, const char *text);

/* titles.c: entries of one text as those of several offers, where a title's label is repeated. What stands
 * above the first one is `common`. */
struct titles {
	struct entries *parts, common;
	size_t count;
};
struct titles titles_split(struct arena *arena, const struct entries *entries);
/* The common fields that the part lacks. How many were added; their labels in *names. */
size_t titles_complete(struct arena *arena, const struct entries *common, struct entries *part,
		       const char **names);

#endif
