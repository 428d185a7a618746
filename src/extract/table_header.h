/* A table being read, and its header (private to tables.c, table_header.c and table_downwards.c). */
#ifndef EXTRACT_TABLE_HEADER_H
#define EXTRACT_TABLE_HEADER_H

#include "carriers.h"
#include "label_near.h"

enum { MOST_COLUMNS = 256, KNOWN_LABELS = 3 };

struct column {
	const char *header; /* as written, on one line; NULL: none */
	const struct label *label;
	const char *key;      /* decided; NULL for an unknown header */
	const char *contract; /* a column with ticks for this contract */
	bool is_postal_code, is_ours;
};

struct table {
	struct carriers *carriers;
	struct arena *arena;
	const char *file, *where;
	const struct row *rows;
	size_t row_count;
	enum kind kind;
	struct column columns[MOST_COLUMNS];
	size_t known;  /* header columns that are fields */
	size_t beyond; /* columns to the right of the header */
	size_t first_carried;
};

/* Decides the field of each column. A header that resembles a label is used as it, and the sender is told. */
void header_take(struct table *table, const struct row *row);

/* The row and the one below it as one header: labels below groups of labels ("Type" and "Durée" below
 * "Contrat") or beside labels that reach down. False when they are no such rows, or the row below both has
 * labels, too. */
bool header_double(struct table *table, size_t at, struct row *out);

/* For each kind, the number of labels in the row; the columns of contracts count as one. */
void header_count_labels(struct arena *arena, const struct row *row, unsigned known[KIND_COUNT]);
/* The label that a text is or resembles, whichever columns there are; NULL: none, or it is not clear which.
 */
const struct label *header_any_label(const struct table *table, const char *text);
/* The number of fields that the cells of a row are labels of, known or nearly. */
size_t header_count_any(const struct table *table, const struct row *row);
bool header_is_one_of(const char *folded, const char *const *words, size_t count);
/* Columns whose cells together are one place. */
bool header_is_postal_code(struct arena *arena, const char *header);
bool header_is_town(struct arena *arena, const char *header);

/* tables.c: the form in a row below the header, and the names of its columns. */
void table_take_row(struct table *table, const struct row *row, const struct form_column *columns,
		    size_t column_count);
void table_take_columns(struct table *table, struct carried *carried);

/* table_downwards.c: false when the table is no such one, or has a single form. */
bool table_read_downwards(struct table *table);

#endif
