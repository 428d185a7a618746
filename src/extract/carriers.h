/* Other sources of offers and events besides the text of the mail: tables, documents and JSON-LD (private to
 * the stage). Each gives labelled values, which are not parsed yet. Specification section 2. */
#ifndef EXTRACT_CARRIERS_H
#define EXTRACT_CARRIERS_H

#include "decode/document.h"
#include "work.h"

enum { CARRIERS_MOST_FORMS = 500 };

/* A value that no field can read: the cell shows an error. */
struct carried_fault {
	const char *key, *read, *why;
};

struct carried {
	struct entries entries[PARTS];
	const char *origin; /* in French: "ligne 4 de offres.xlsx" */
	const char *file;   /* "" for the text of the mail */
	bool is_row;	    /* from a table */
	const char *ref;    /* reference of our record that it names, or NULL */
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
	size_t near_lookups;		  /* of texts that might resemble a label */
	bool is_full;			  /* more than CARRIERS_MOST_FORMS were found */
	const struct attachment *decoded; /* the one whose text was asked for last; NULL: none yet */
	const char *text;		  /* its text, or NULL */
};

/* Reads JSON-LD, in scripts of the HTML and in attachments; its type decides the kind before labels do. */
void carriers_read_json(struct carriers *carriers);
/* Reads the other attachments. Unreadable ones are listed in the form's `unread`. */
void carriers_read(struct carriers *carriers);

/* The kind recognised from a table or document, used when nothing else decided it. */
void carriers_tell_kind(struct carriers *carriers, enum kind kind, const char *source);

/* Adds a form; NULL when there are too many. */
struct carried *carriers_add(struct carriers *carriers, const char *file, const char *origin);
void carried_add(struct carriers *carriers, struct carried *carried, enum part part,
		 const struct label *label, const char *key, const char *written, const char *text);
void carried_fault(struct carriers *carriers, struct carried *carried, const char *key, const char *read,
		   const char *why);
void carried_note(struct carriers *carriers, struct carried *carried, const char *sentence);

/* The kind with the most known labels in a table or document, when the mail doesn't decide the kind. */
enum kind carriers_kind(const struct carriers *carriers, const unsigned known[KIND_COUNT]);

/* tables.c: rows below a header, or columns beside one. False when there is no header. `where`: sheet or file
 * in French: "offres.xlsx", "la feuille « Lyon » de offres.xlsx". */
bool table_read(struct carriers *carriers, const char *file, const char *where, const struct row *rows,
		size_t row_count);
/* The label in a header cell for that kind of form; NULL when unknown. */
const struct label *header_label(struct arena *arena, enum kind kind, const char *text);
unsigned header_kinds(struct arena *arena, const char *text);

/* html_tables.c: the text without the tables that are read. Without `reads_tables` or a header, the cells of
 * a table become lines. */
const struct body *html_tables_take(struct carriers *carriers, const char *file, const struct body *html,
				    bool reads_tables);

/* documents.c: paragraphs and tables of labels. False when they contain no form. */
bool document_take(struct carriers *carriers, const char *file, const struct sheet *text);
/* The same for a text or HTML file. */
bool document_take_lines(struct carriers *carriers, const char *file, const struct body *body);

/* json_ld.c: whether the text is meant as JSON-LD, and its forms. False when it can't be parsed or contains
 * no form. */
bool json_ld_is(const char *text);
bool json_ld_take(struct carriers *carriers, const char *file, const char *text);
/* json_text.c: corrects common errors in JSON. */
char *json_text_mend(struct arena *arena, const char *text);

/* titles.c: splits the entries of one text into several offers when a title's label is repeated. `common`:
 * the entries above the first title. */
struct titles {
	struct entries *parts, common;
	size_t count;
};
struct titles titles_split(struct arena *arena, const struct entries *entries);
/* Adds common fields that the part lacks. Returns how many; *names: their labels. */
size_t titles_complete(struct arena *arena, const struct entries *common, struct entries *part,
		       const char **names);

#endif
