/* Finds the header row of a table, and the field of each column. */
#include "table_header.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "label_near.h"
#include "values.h"

enum { MOST_HEADER_BYTES = 48, MOST_NEAR_LOOKUPS = 5000 /* of one mail */ };

/* Headings of a column in which the contract is ticked. */
static const char *const ticked_contracts[] = {
    "cdi",
    "cdd",
    "interim",
    "travail temporaire",
    "mission interim",
    "saisonnier",
    "alternance",
    "apprentissage",
    "contrat d'apprentissage",
    "contrat pro",
    "stage",
    "cdi interimaire",
    "pec",
    "professionnalisation",
    "contrat de professionnalisation",
    "cui-cie",
    "cui-cae",
    "iae",
};

bool header_is_one_of(const char *folded, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(folded, words[i]))
			return true;
	return false;
}

static struct labelled split_header(struct arena *arena, const char *text, bool *is_label)
{
	struct labelled line = {0};
	char *one_line = text_one_line(arena, text, FORM_READ_BYTES);
	size_t length = strlen(one_line);

	while (length && strchr(" :", one_line[length - 1]))
		one_line[--length] = '\0';
	*is_label =
	    length && label_line_split(arena, arena_printf(arena, "%s\t", one_line), &line) && !*line.value;
	return line;
}

const struct label *header_label(struct arena *arena, enum kind kind, const char *text)
{
	bool is_label;
	struct labelled line = split_header(arena, text, &is_label);

	return is_label ? label_line_find(kind, &line) : NULL;
}

unsigned header_kinds(struct arena *arena, const char *text)
{
	bool is_label;
	struct labelled line = split_header(arena, text, &is_label);

	return is_label ? label_line_kinds(&line) : 0;
}

static bool is_ticked_contract(struct arena *arena, const char *text)
{
	return header_is_one_of(text_fold(arena, text), ticked_contracts, ARRAY_SIZE(ticked_contracts));
}

/* For each kind, the number of labels in the row; the columns of contracts count as one. */
void header_count_labels(struct arena *arena, const struct row *row, unsigned known[KIND_COUNT])
{
	bool has_contracts = false, has_contract = false;

	memset(known, 0, KIND_COUNT * sizeof(*known));
	for (size_t i = 0; i < row->count; i++) {
		unsigned kinds = header_kinds(arena, row->cells[i].text);
		const struct label *label = header_label(arena, KIND_OFFER, row->cells[i].text);

		has_contract |= label && !strcmp(label->key, "contract");
		for (unsigned kind = 1; kind < KIND_COUNT; kind++)
			known[kind] += (kinds & (1u << kind)) != 0;
		has_contracts |= is_ticked_contract(arena, row->cells[i].text);
	}
	/* Beside "Contrat" the word is a value. */
	known[KIND_OFFER] += has_contracts && !has_contract;
}

enum kind carriers_kind(const struct carriers *carriers, const unsigned known[KIND_COUNT])
{
	enum kind told = carriers->work->form->kind;

	if (told != KIND_NONE)
		return known[told] >= KNOWN_LABELS ? told : KIND_NONE;
	if (known[KIND_OFFER] == known[KIND_EVENT])
		return KIND_NONE;
	enum kind kind = known[KIND_OFFER] > known[KIND_EVENT] ? KIND_OFFER : KIND_EVENT;

	return known[kind] >= KNOWN_LABELS ? kind : KIND_NONE;
}

/* "Poste" and "Offre" are titles unless another column is one; then a text and a reference. */
static const char *settled_key(const struct label *label, bool has_title)
{
	if (!strcmp(label->key, "post"))
		return has_title ? "description" : "title";
	if (!strcmp(label->key, "offer"))
		return has_title ? "reference" : "title";
	return label->key;
}

/* Columns that we add to a table sent back for completion. */
static bool is_ours(const char *text)
{
	return text_equal_folded(text, phrase("column.row")) ||
	       text_equal_folded(text, phrase("column.faults"));
}

bool header_is_postal_code(struct arena *arena, const char *header)
{
	const char *folded = text_fold(arena, header);

	return text_starts_with(folded, "code postal") || !strcmp(folded, "cp");
}

bool header_is_town(struct arena *arena, const char *header)
{
	static const char *const towns[] = {"ville", "commune", "lieu", "localite", "lieu de travail"};

	return header_is_one_of(text_fold(arena, header), towns, ARRAY_SIZE(towns));
}

static void take_header_cell(struct table *table, const struct cell *cell)
{
	struct column *column = &table->columns[cell->column];

	column->header = text_one_line(table->arena, cell->text, FORM_READ_BYTES);
	column->label = header_label(table->arena, table->kind, cell->text);
	column->is_postal_code = header_is_postal_code(table->arena, cell->text);
	column->is_ours = is_ours(cell->text);
	if (!column->label && is_ticked_contract(table->arena, cell->text))
		column->contract = column->header;
}

static bool is_taken(const void *context, const char *key)
{
	const struct table *table = context;

	for (size_t i = 0; i < MOST_COLUMNS; i++)
		if (table->columns[i].label && !strcmp(table->columns[i].label->key, key))
			return true;
	return false;
}

static bool is_never_taken(const void *context, const char *key)
{
	(void)context, (void)key;
	return false;
}

const struct label *header_any_label(const struct table *table, const char *text)
{
	bool is_label;
	struct labelled line = split_header(table->arena, text, &is_label);
	const struct label *label = is_label ? label_line_find(table->kind, &line) : NULL;

	if (label || !is_label || strlen(text) > MOST_HEADER_BYTES ||
	    table->carriers->near_lookups++ >= MOST_NEAR_LOOKUPS)
		return label;
	struct near_label near = label_near(table->kind, line.names[1], is_never_taken, NULL);

	return near.other ? NULL : near.label;
}

size_t header_count_any(const struct table *table, const struct row *row)
{
	enum { MOST_CELLS = 64 };
	const char *keys[MOST_CELLS];
	size_t count = 0;

	for (size_t i = 0; i < row->count && i < MOST_CELLS; i++) {
		const struct label *label = header_any_label(table, row->cells[i].text);

		if (label && !header_is_one_of(label->key, keys, count))
			keys[count++] = label->key;
	}
	return count;
}

/* Uses a header that resembles a label as that label, and says so. An ambiguous one stays unknown, and its
 * cells are kept as such. */
static void take_near_headers(struct table *table, bool has_title)
{
	for (size_t i = 0; i < MOST_COLUMNS; i++) {
		struct column *column = &table->columns[i];
		bool is_label;

		if (!column->header || column->label || column->contract || column->is_ours ||
		    strlen(column->header) > MOST_HEADER_BYTES)
			continue;
		struct labelled line = split_header(table->arena, column->header, &is_label);
		struct near_label near = {0};

		if (is_label)
			near = label_near(table->kind, line.names[1], is_taken, table);
		const struct field_def *field =
		    near.label && !near.other ? field_by_key(settled_key(near.label, has_title)) : NULL;

		if (!field)
			continue;
		column->label = near.label;
		form_note(table->carriers->work->form,
			  phrase_with(table->arena, "told.near_column", "column", column->header, "field",
				      field_label(field), NULL));
	}
}

void header_take(struct table *table, const struct row *row)
{
	bool has_title = false;

	memset(table->columns, 0, sizeof(table->columns));
	table->known = 0;
	for (size_t i = 0; i < row->count; i++) {
		if (row->cells[i].column >= MOST_COLUMNS)
			continue;
		take_header_cell(table, &row->cells[i]);
		const struct label *label = table->columns[row->cells[i].column].label;

		has_title |= label && !strcmp(label->key, "title");
	}
	take_near_headers(table, has_title);
	for (size_t i = 0; i < MOST_COLUMNS; i++) {
		struct column *column = &table->columns[i];

		if (column->label) {
			column->key = settled_key(column->label, has_title);
			/* A second "Poste" is not a second title. */
			has_title |= !strcmp(column->key, "title");
		}
		table->known += column->key || column->contract;
	}
}

/* The cell that reaches over this column: it is the nearest one to the left. */
static const struct cell *group_over(const struct row *groups, unsigned column)
{
	const struct cell *group = NULL;

	for (size_t i = 0; i < groups->count && groups->cells[i].column <= column; i++)
		group = &groups->cells[i];
	return group;
}

/* "Type" below "Contrat" is "Type Contrat"; NULL when the two together are no label. */
static char *grouped_header(const struct table *table, const struct cell *cell, const struct cell *group)
{
	bool is_label;

	if (!group || !header_label(table->arena, table->kind, group->text))
		return NULL;
	char *together = arena_printf(table->arena, "%s %s", cell->text, group->text);
	struct labelled line = split_header(table->arena, together, &is_label);

	if (!is_label)
		return NULL;
	if (label_line_find(table->kind, &line))
		return together;
	struct near_label near = label_near(table->kind, line.names[1], is_taken, table);

	return near.label && !near.other ? together : NULL;
}

/* The two rows as one; false when the lower one holds no labels, not even with the groups above them. */
static bool join_rows(struct table *table, const struct row *groups, const struct row *labels,
		      struct row *out)
{
	size_t known = 0;

	memset(table->columns, 0, sizeof(table->columns));
	*out = (struct row){.cells =
				arena_array(table->arena, groups->count + labels->count, sizeof(*out->cells)),
			    .number = labels->number};
	for (unsigned column = 0; column < MOST_COLUMNS; column++) {
		const struct cell *cell = row_cell(labels, column), *group = group_over(groups, column);
		bool is_own = cell && header_label(table->arena, table->kind, cell->text);
		char *together = cell && !is_own ? grouped_header(table, cell, group) : NULL;

		if (!cell && group && group->column == column &&
		    header_label(table->arena, table->kind, group->text))
			cell = group;
		if (!cell)
			continue;
		out->cells[out->count] = *cell;
		if (together)
			out->cells[out->count].text = together;
		out->count++;
		known += is_own || together;
	}
	return known >= 2 && known * 2 > labels->count;
}

static size_t count_known(struct table *table, const struct row *row)
{
	unsigned known[KIND_COUNT];

	header_count_labels(table->arena, row, known);
	return known[table->kind];
}

bool header_double(struct table *table, size_t at, struct row *out)
{
	const struct row *rows = &table->rows[at];

	return at + 2 < table->row_count && rows[1].number <= rows[0].number + 1 &&
	       count_known(table, &rows[2]) < 2 && join_rows(table, &rows[0], &rows[1], out);
}
