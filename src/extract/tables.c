/* Tables of offers or events: which row is the header, which column which field, which rows are forms. */
#include "carriers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "label_near.h"
#include "values.h"

enum { HEADER_ROWS = 20, KNOWN_LABELS = 3, MOST_COLUMNS = 256, MOST_NOTE_BYTES = 160 };

struct column {
	const char *header; /* as written, on one line; NULL: none */
	const struct label *label;
	const char *key;      /* settled; NULL for an unknown header */
	const char *contract; /* a column of crosses for this contract */
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
	size_t known;  /* columns of the header that are fields */
	size_t beyond; /* cells to the right of it */
	size_t first_carried;
};

/* Words that head a column in which the contract is ticked. */
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

/* What spreadsheets show in place of a value, in English and French. */
static const char *const errors[] = {
    "#n/a",  "#n/d",  "#ref!",	"#valeur!", "#value!",	     "#nom?",	"#name?",	 "#nombre!",
    "#num!", "#nul!", "#null!", "#div/0!",  "#getting_data", "#spill!", "#propagation!",
};

static bool is_one_of(const char *folded, const char *const *words, size_t count)
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
	return is_one_of(text_fold(arena, text), ticked_contracts, ARRAY_SIZE(ticked_contracts));
}

/* How many labels of each kind stand in the row; columns of contracts count as one together. */
static void count_labels(struct arena *arena, const struct row *row, unsigned known[KIND_COUNT])
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

/* "Poste" and "Offre" are titles where no other column is; else a text and a reference. */
static const char *settled_key(const struct label *label, bool has_title)
{
	if (!strcmp(label->key, "post"))
		return has_title ? "description" : "title";
	if (!strcmp(label->key, "offer"))
		return has_title ? "reference" : "title";
	return label->key;
}

/* Our own columns of the table that we sent back to be filled in. */
static bool is_ours(const char *text)
{
	return text_equal_folded(text, phrase("column.row")) ||
	       text_equal_folded(text, phrase("column.faults"));
}

static bool is_postal_code(struct arena *arena, const char *header)
{
	const char *folded = text_fold(arena, header);

	return text_starts_with(folded, "code postal") || !strcmp(folded, "cp");
}

static bool is_town(struct arena *arena, const char *header)
{
	static const char *const towns[] = {"ville", "commune", "lieu", "localite", "lieu de travail"};

	return is_one_of(text_fold(arena, header), towns, ARRAY_SIZE(towns));
}

static void take_header_cell(struct table *table, const struct cell *cell)
{
	struct column *column = &table->columns[cell->column];

	column->header = text_one_line(table->arena, cell->text, FORM_READ_BYTES);
	column->label = header_label(table->arena, table->kind, cell->text);
	column->is_postal_code = is_postal_code(table->arena, cell->text);
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

/* A header that is nearly a label is that label, said so; where it could be two it stays unknown, and what
 * stands below is kept as such. */
static void take_near_headers(struct table *table)
{
	enum { MOST_HEADER_BYTES = 48 };

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
		if (!near.label || near.other || !field_by_key(near.label->key))
			continue;
		column->label = near.label;
		form_note(table->carriers->work->form,
			  phrase_with(table->arena, "told.near_column", "column", column->header, "field",
				      field_label(field_by_key(near.label->key)), NULL));
	}
}

static void take_header(struct table *table, const struct row *row)
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
	take_near_headers(table);
	for (size_t i = 0; i < MOST_COLUMNS; i++) {
		struct column *column = &table->columns[i];

		if (column->label) {
			column->key = settled_key(column->label, has_title);
			/* A second "Poste" is no second title. */
			has_title |= !strcmp(column->key, "title");
		}
		table->known += column->key || column->contract;
	}
}

static const char *quoted(struct arena *arena, const char *text)
{
	return arena_printf(arena, QUOTED("%s"), text_one_line(arena, text, MOST_NOTE_BYTES));
}

static char *row_text(struct arena *arena, const struct row *row)
{
	struct buf text = {.arena = arena};

	for (size_t i = 0; i < row->count; i++)
		buf_printf(&text, "%s%s", i ? " | " : "", row->cells[i].text);
	return buf_text(&text);
}

static const char *row_name(const struct table *table, const struct row *row)
{
	return row->number ? phrase_with(table->arena, "origin.row_number", "number",
					 arena_printf(table->arena, "%u", row->number), NULL)
			   : quoted(table->arena, row->cells[0].text);
}

static void tell(const struct table *table, const char *key, const struct row *row)
{
	form_note(table->carriers->work->form,
		  phrase_with(table->arena, key, "where", table->where, "row", row_name(table, row), "text",
			      quoted(table->arena, row_text(table->arena, row)), NULL));
}

static bool is_separator(const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		for (const char *c = row->cells[i].text; *c; c++)
			if (!strchr("-=_*.~+|/\\ \t\n", *c))
				return false;
	return true;
}

static bool is_total(struct arena *arena, const struct row *row)
{
	static const char *const words[] = {"total", "totaux", "sous-total", "somme", "nombre total"};
	char *folded = text_fold(arena, row->cells[0].text);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		size_t length = strlen(words[i]);

		if (text_starts_with(folded, words[i]) && (!folded[length] || strchr(" :", folded[length])))
			return true;
	}
	return false;
}

/* A single cell is a sentence about the table, unless it can be a title whose other cells were forgotten. */
static bool is_remark(const struct table *table, const struct row *row, unsigned row_before)
{
	enum { MOST_TITLE_BYTES = 60 };
	const struct cell *cell = &row->cells[0];
	size_t length = strlen(cell->text);

	if (row->count > 1 || table->known < 2)
		return false;
	if (cell->column >= MOST_COLUMNS || !table->columns[cell->column].key ||
	    strcmp(table->columns[cell->column].key, "title") != 0)
		return true;
	return row->number > row_before + 1 || length > MOST_TITLE_BYTES ||
	       strchr("*([-\xe2", cell->text[0]) || strchr(".!?:", cell->text[length - 1]) ||
	       strpbrk(cell->text, ":\n");
}

static bool is_cross(struct arena *arena, const char *text)
{
	static const char *const crosses[] = {"x",	"xx",	  "oui",    "o",      "1",	"vrai",
					      "ok",	"\u00d7", "\u2713", "\u2714", "\u2717", "\u2718",
					      "\u2611", "\u2612", "\u25cf", "\u25a0"};

	return is_one_of(text_fold(arena, text), crosses, ARRAY_SIZE(crosses));
}

static bool is_no_cross(struct arena *arena, const char *text)
{
	static const char *const words[] = {"non", "n", "0", "faux", "-", "/", "\u2610", "\u25a1", "\u25cb"};

	return is_one_of(text_fold(arena, text), words, ARRAY_SIZE(words));
}

/* Ticked contracts as one value; several are asked back. */
static void take_crosses(struct table *table, const struct row *row, struct carried *carried)
{
	const struct label contract = {.key = "contract"};
	struct buf ticked = {.arena = table->arena};
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++) {
		const struct cell *cell = &row->cells[i];
		const char *name = cell->column < MOST_COLUMNS ? table->columns[cell->column].contract : NULL;

		if (!name || is_no_cross(table->arena, cell->text))
			continue;
		buf_printf(&ticked, "%s%s", count++ ? " / " : "", name);
		if (!is_cross(table->arena, cell->text))
			buf_printf(&ticked, " %s", cell->text);
	}
	if (count == 1)
		carried_add(table->carriers, carried, PLAIN, &contract, "contract", "Contrat",
			    buf_text(&ticked));
	else if (count > 1)
		carried_fault(table->carriers, carried, "contract", buf_text(&ticked),
			      phrase("fault.crosses"));
}

static const char *cell_error(struct arena *arena, const struct cell *cell)
{
	if (cell->lacks_value)
		return phrase("fault.formula");
	if (cell->text[strspn(cell->text, "#")] == '\0')
		return phrase("fault.narrow_column");
	if (!strchr("#eE", cell->text[0]))
		return NULL;
	char *folded = text_fold(arena, cell->text);
	bool is_error = is_one_of(folded, errors, ARRAY_SIZE(errors)) ||
			(text_starts_with(folded, "err:") && strlen(folded) <= strlen("err:9999"));

	return is_error ? phrase("fault.cell_error") : NULL;
}

static void take_cell(struct table *table, const struct cell *cell, struct carried *carried,
		      struct buf *beyond)
{
	const struct column *column = cell->column < MOST_COLUMNS ? &table->columns[cell->column] : NULL;
	const char *text = cell->text, *error = cell_error(table->arena, cell);

	if (!column || !column->header) {
		buf_printf(beyond, "%s%s", beyond->length ? ", " : "", quoted(table->arena, text));
		return;
	}
	if (column->is_ours || column->contract)
		return;
	if (error && column->key) {
		carried_fault(table->carriers, carried, column->key, text, error);
		return;
	}
	/* A postal code that the program took for a number has lost its zero. */
	if (column->is_postal_code && strlen(text) == 4 && strspn(text, "0123456789") == 4)
		text = arena_printf(table->arena, "0%s", text);
	carried_add(table->carriers, carried, PLAIN, column->label, column->key, column->header, text);
}

/* "06000" and "Nice" from two columns are written as one place. */
static void join_postal_code(struct table *table, struct carried *carried)
{
	struct entries *entries = &carried->entries[PLAIN];
	struct entry *code = NULL, *town = NULL;

	for (size_t i = 0; i < entries->count; i++) {
		struct entry *entry = &entries->items[i];

		if (!entry->field || strcmp(entry->field->key, "place") != 0)
			continue;
		if (is_postal_code(table->arena, entry->label))
			code = entry;
		else if (is_town(table->arena, entry->label))
			town = entry;
	}
	if (!code || !town)
		return;
	if (!strstr(town->text, code->text))
		town->text = arena_printf(table->arena, "%s %s", code->text, town->text);
	size_t after = (size_t)(entries->items + entries->count - code) - 1;

	memmove(code, code + 1, after * sizeof(*code));
	entries->count--;
	entries->filled--;
}

/* What the carried says in all, to know it again. */
static bool is_same(const struct carried *a, const struct carried *b)
{
	const struct entries *left = &a->entries[PLAIN], *right = &b->entries[PLAIN];

	if (left->count != right->count || a->fault_count || b->fault_count)
		return false;
	for (size_t i = 0; i < left->count; i++)
		if (left->items[i].field != right->items[i].field ||
		    strcmp(left->items[i].text, right->items[i].text) != 0)
			return false;
	return true;
}

static const struct carried *find_same(const struct table *table, const struct carried *carried)
{
	for (const struct carried *other = table->carriers->items + table->first_carried; other < carried;
	     other++)
		if (is_same(other, carried))
			return other;
	return NULL;
}

static void take_columns(struct table *table, struct carried *carried)
{
	carried->columns = arena_array(table->arena, MOST_COLUMNS, sizeof(*carried->columns));
	for (size_t i = 0; i < MOST_COLUMNS; i++) {
		const struct column *column = &table->columns[i];
		const char *key = column->contract ? "contract" : column->key;

		if (key)
			carried->columns[carried->column_count++] = (struct form_column){key, column->header};
	}
}

static void drop_same(struct table *table, struct carried *carried)
{
	const struct carried *same = find_same(table, carried);

	if (!same)
		return;
	form_note(table->carriers->work->form, phrase_with(table->arena, "told.same_row", "row",
							   carried->origin, "other", same->origin, NULL));
	table->carriers->count--;
}

static void take_row(struct table *table, const struct row *row, const struct form_column *columns,
		     size_t column_count)
{
	const char *origin =
	    row->number
		? phrase_with(table->arena, "origin.row", "number",
			      arena_printf(table->arena, "%u", row->number), "where", table->where, NULL)
		: phrase_with(table->arena, "origin.quoted_row", "row",
			      quoted(table->arena, row->cells[0].text), "where", table->where, NULL);
	struct carried *carried = carriers_add(table->carriers, table->file, origin);
	struct buf beyond = {.arena = table->arena};

	if (!carried)
		return;
	carried->is_row = true;
	carried->columns = (struct form_column *)(uintptr_t)columns;
	carried->column_count = column_count;
	for (size_t i = 0; i < row->count; i++)
		take_cell(table, &row->cells[i], carried, &beyond);
	take_crosses(table, row, carried);
	join_postal_code(table, carried);
	if (!carried->entries[PLAIN].count && !carried->fault_count) {
		table->carriers->count--;
		return;
	}
	if (beyond.length)
		carried_note(table->carriers, carried,
			     phrase_with(table->arena, "told.beyond_header", "text",
					 text_one_line(table->arena, buf_text(&beyond), MOST_NOTE_BYTES),
					 NULL));
	drop_same(table, carried);
}

static bool is_header_again(struct table *table, const struct row *row)
{
	unsigned known[KIND_COUNT];
	bool may_be = false;

	for (size_t i = 0; i < row->count && i < 2; i++)
		may_be |= header_kinds(table->arena, row->cells[i].text) != 0;
	if (!may_be)
		return false;
	count_labels(table->arena, row, known);
	return known[table->kind] >= KNOWN_LABELS && (size_t)known[table->kind] * 2 > row->count;
}

static void take_rows(struct table *table, size_t header)
{
	struct carried columns = {0};
	unsigned before = table->rows[header].number;

	take_header(table, &table->rows[header]);
	take_columns(table, &columns);
	for (size_t i = 0; i < header; i++)
		if (!is_separator(&table->rows[i]))
			tell(table, "told.before_table", &table->rows[i]);
	for (size_t i = header + 1; i < table->row_count && !table->carriers->is_full; i++) {
		const struct row *row = &table->rows[i];

		if (is_separator(row) || is_total(table->arena, row))
			continue;
		if (is_header_again(table, row)) {
			columns = (struct carried){0};
			take_header(table, row);
			take_columns(table, &columns);
		} else if (is_remark(table, row, before)) {
			tell(table, "told.not_an_offer", row);
		} else {
			take_row(table, row, columns.columns, columns.column_count);
		}
		before = row->number;
	}
}

/* Labels one below the other in the first column: each further column is a form. Labels in further columns,
 * too, make pairs of labels and values. */
static bool reads_downwards(struct table *table)
{
	unsigned known[KIND_COUNT] = {0};
	size_t further = 0;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		unsigned kinds = row->cells[0].column ? 0 : header_kinds(table->arena, row->cells[0].text);

		for (unsigned kind = 1; kind < KIND_COUNT; kind++)
			known[kind] += (kinds & (1u << kind)) != 0;
		for (size_t j = 1; kinds && j < row->count; j++)
			further += header_kinds(table->arena, row->cells[j].text) != 0;
	}
	table->kind = carriers_kind(table->carriers, known);
	return table->kind != KIND_NONE && further < 2;
}

static const struct cell *cell_at(const struct row *row, unsigned column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column == column)
			return &row->cells[i];
	return NULL;
}

static unsigned last_column(const struct table *table)
{
	unsigned last = 0;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		unsigned column = row->cells[row->count - 1].column;

		last = column > last && column < MOST_COLUMNS ? column : last;
	}
	return last;
}

static const char *column_name(struct arena *arena, unsigned column)
{
	return column < 26 ? arena_printf(arena, "%c", 'A' + (int)column)
			   : arena_printf(arena, "%c%c", 'A' + (int)column / 26 - 1, 'A' + (int)column % 26);
}

/* The column turned into a row below a header of its own. */
static void take_column(struct table *table, unsigned number)
{
	struct row header = {0}, row = {0};
	bool is_filled = false;

	header.cells = arena_array(table->arena, MOST_COLUMNS, sizeof(*header.cells));
	row.cells = arena_array(table->arena, MOST_COLUMNS, sizeof(*row.cells));
	for (size_t i = 0; i < table->row_count && header.count < MOST_COLUMNS; i++) {
		const struct cell *label = cell_at(&table->rows[i], 0),
				  *value = cell_at(&table->rows[i], number);
		unsigned at = (unsigned)header.count;

		if (!label)
			continue;
		header.cells[header.count++] = (struct cell){at, label->text, false};
		if (!value)
			continue;
		row.cells[row.count++] = (struct cell){at, value->text, value->lacks_value};
		is_filled |= header_label(table->arena, table->kind, label->text) != NULL;
	}
	if (!is_filled)
		return;
	struct carried columns = {0};

	take_header(table, &header);
	take_columns(table, &columns);
	size_t count = table->carriers->count;

	take_row(table, &row, columns.columns, columns.column_count);
	if (table->carriers->count > count)
		table->carriers->items[count].origin = arena_printf(
		    table->arena, "colonne %s de %s", column_name(table->arena, number), table->where);
}

/* Rows of labels each beside its value, as in a form: labels stand below labels. */
static bool is_laid_out(struct arena *arena, const struct row *header, const struct row *next)
{
	size_t below = 0;

	for (size_t i = 0; i < header->count; i++) {
		const struct cell *cell = header_kinds(arena, header->cells[i].text)
					      ? cell_at(next, header->cells[i].column)
					      : NULL;

		below += cell && header_kinds(arena, cell->text);
	}
	return below >= 2;
}

bool table_read(struct carriers *carriers, const char *file, const char *where, const struct row *rows,
		size_t row_count)
{
	struct table *table = arena_alloc(carriers->arena, sizeof(*table));

	*table = (struct table){.carriers = carriers,
				.arena = carriers->arena,
				.file = file,
				.where = where,
				.rows = rows,
				.row_count = row_count,
				.first_carried = carriers->count};
	for (size_t i = 0; i < row_count && i < HEADER_ROWS; i++) {
		unsigned known[KIND_COUNT];

		count_labels(table->arena, &rows[i], known);
		table->kind = carriers_kind(carriers, known);
		if (table->kind == KIND_NONE)
			continue;
		if (i + 1 < row_count && is_laid_out(table->arena, &rows[i], &rows[i + 1]))
			return false;
		take_rows(table, i);
		carriers_tell_kind(carriers, table->kind, "table");
		return true;
	}
	if (!row_count || !reads_downwards(table))
		return false;
	for (unsigned column = 1, last = last_column(table); column <= last && !carriers->is_full; column++)
		take_column(table, column);
	carriers_tell_kind(carriers, table->kind, "table");
	return true;
}
