/* Tables of offers or events with a header row: which rows are forms. */
#include "table_header.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "label_near.h"
#include "values.h"

enum { HEADER_ROWS = 20, MOST_NOTE_BYTES = 160 };

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

static size_t headers_across(const struct table *table, unsigned column, unsigned columns)
{
	size_t count = 0;

	for (unsigned i = column; i < MOST_COLUMNS && i - column < columns; i++)
		count += table->columns[i].header != NULL;
	return count;
}

/* A row with a single cell is a sentence about the table, unless it can be a title without its other
 * cells. */
static bool is_remark(const struct table *table, const struct row *row, unsigned row_before)
{
	enum { MOST_TITLE_BYTES = 60 };
	const struct cell *cell = &row->cells[0];
	size_t length = strlen(cell->text);

	if (row->count > 1 || table->known < 2)
		return false;
	if (headers_across(table, cell->column, row->across) > 1)
		return true;
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

	return header_is_one_of(text_fold(arena, text), crosses, ARRAY_SIZE(crosses));
}

static bool is_no_cross(struct arena *arena, const char *text)
{
	static const char *const words[] = {"non", "n", "0", "faux", "-", "/", "\u2610", "\u25a1", "\u25cb"};

	return header_is_one_of(text_fold(arena, text), words, ARRAY_SIZE(words));
}

/* The ticked contract as value; several are asked back. */
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

/* Error values of spreadsheets, in English and French. */
static const char *const errors[] = {
    "#n/a",  "#n/d",  "#ref!",	"#valeur!", "#value!",	     "#nom?",	"#name?",	 "#nombre!",
    "#num!", "#nul!", "#null!", "#div/0!",  "#getting_data", "#spill!", "#propagation!",
};

static const char *cell_error(struct arena *arena, const struct cell *cell)
{
	if (cell->lacks_value)
		return phrase("fault.formula");
	if (cell->text[strspn(cell->text, "#")] == '\0')
		return phrase("fault.narrow_column");
	if (!strchr("#eE", cell->text[0]))
		return NULL;
	char *folded = text_fold(arena, cell->text);
	bool is_error = header_is_one_of(folded, errors, ARRAY_SIZE(errors)) ||
			(text_starts_with(folded, "err:") && strlen(folded) <= strlen("err:9999"));

	return is_error ? phrase("fault.cell_error") : NULL;
}

/* What programs export for a missing value. */
static bool is_missing(struct arena *arena, const char *text)
{
	static const char *const words[] = {"nan", "nat", "null", "none", "<na>", "(null)"};
	enum { LONGEST = 6 };

	return strlen(text) <= LONGEST && header_is_one_of(text_fold(arena, text), words, ARRAY_SIZE(words));
}

/* Postal codes and telephone numbers lose a leading zero in a spreadsheet. */
static const char *with_lost_zero(struct arena *arena, const struct column *column, const char *text)
{
	enum { POSTAL_DIGITS = 4, PHONE_DIGITS = 9 };
	size_t digits = strspn(text, "0123456789");
	bool is_contact = column->key && !strcmp(column->key, "contact");

	if (text[digits] || *text == '0')
		return text;
	return (column->is_postal_code && digits == POSTAL_DIGITS) || (is_contact && digits == PHONE_DIGITS)
		   ? arena_printf(arena, "0%s", text)
		   : text;
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
	if (is_missing(table->arena, text))
		return;
	text = with_lost_zero(table->arena, column, text);
	carried_add(table->carriers, carried, PLAIN, column->label, column->key, column->header, text);
}

static void drop_entry(struct entries *entries, struct entry *entry)
{
	size_t after = (size_t)(entries->items + entries->count - entry) - 1;

	entries->filled -= entry->field != NULL;
	memmove(entry, entry + 1, after * sizeof(*entry));
	entries->count--;
}

/* "93" of a department; NULL for a department of a company. */
static const char *department_code(struct arena *arena, const struct entry *entry)
{
	static const char *const labels[] = {"departement", "dept", "dpt", "dep", "dept.", "dep."};
	size_t length = strspn(entry->text, "0123456789ABab");

	if (entry->field || !header_is_one_of(text_fold(arena, entry->label), labels, ARRAY_SIZE(labels)) ||
	    entry->text[length] || length > 3)
		return NULL;
	return arena_printf(arena, length == 1 ? "0%s" : "%s", entry->text);
}

/* "Saint-Denis" and "93" from two columns are "Saint-Denis (93)". */
static void join_department(struct table *table, struct carried *carried)
{
	struct entries *entries = &carried->entries[PLAIN];
	struct entry *town = NULL, *department = NULL;

	for (size_t i = 0; i < entries->count; i++) {
		struct entry *entry = &entries->items[i];

		if (entry->field && !strcmp(entry->field->key, "place"))
			town = entry;
		else if (department_code(table->arena, entry))
			department = entry;
	}
	if (!town || !department || strpbrk(town->text, "0123456789"))
		return;
	town->text =
	    arena_printf(table->arena, "%s (%s)", town->text, department_code(table->arena, department));
	drop_entry(entries, department);
}

/* "06000" and "Nice" from two columns are joined to one place. */
static void join_postal_code(struct table *table, struct carried *carried)
{
	struct entries *entries = &carried->entries[PLAIN];
	struct entry *code = NULL, *town = NULL;

	for (size_t i = 0; i < entries->count; i++) {
		struct entry *entry = &entries->items[i];

		if (!entry->field || strcmp(entry->field->key, "place") != 0)
			continue;
		if (header_is_postal_code(table->arena, entry->label))
			code = entry;
		else if (header_is_town(table->arena, entry->label))
			town = entry;
	}
	if (!code || !town)
		return;
	if (!strstr(town->text, code->text))
		town->text = arena_printf(table->arena, "%s %s", code->text, town->text);
	drop_entry(entries, code);
}

/* Whether all fields of two carried forms are equal. */
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

void table_take_columns(struct table *table, struct carried *carried)
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

void table_take_row(struct table *table, const struct row *row, const struct form_column *columns,
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
	join_department(table, carried);
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
	header_count_labels(table->arena, row, known);
	return known[table->kind] >= KNOWN_LABELS && (size_t)known[table->kind] * 2 > row->count;
}

/* Takes the rows below the header, which is one row of the table, or two. */
static void take_rows(struct table *table, const struct row *header, size_t first, size_t rows)
{
	struct carried columns = {0};
	unsigned before = header->number;

	header_take(table, header);
	table_take_columns(table, &columns);
	for (size_t i = 0; i < first; i++)
		if (!is_separator(&table->rows[i]))
			tell(table, "told.before_table", &table->rows[i]);
	for (size_t i = first + rows; i < table->row_count && !table->carriers->is_full; i++) {
		const struct row *row = &table->rows[i];

		if (is_separator(row) || is_total(table->arena, row))
			continue;
		if (is_header_again(table, row)) {
			columns = (struct carried){0};
			header_take(table, row);
			table_take_columns(table, &columns);
		} else if (is_remark(table, row, before)) {
			tell(table, "told.not_an_offer", row);
		} else {
			table_take_row(table, row, columns.columns, columns.column_count);
		}
		before = row->number;
	}
}

/* Whether labels are below labels, each beside its value, as in a form. */
static bool is_laid_out(struct arena *arena, const struct row *header, const struct row *next)
{
	size_t below = 0;

	for (size_t i = 0; i < header->count; i++) {
		const struct cell *cell = header_kinds(arena, header->cells[i].text)
					      ? row_cell(next, header->cells[i].column)
					      : NULL;

		below += cell && header_kinds(arena, cell->text);
	}
	return below >= 2;
}

/* The header with three labels or more at this row, and perhaps in the row above or below it. */
static void take_below(struct table *table, size_t at)
{
	struct row header;

	if (header_double(table, at, &header))
		take_rows(table, &header, at, 2);
	else if (at && header_double(table, at - 1, &header))
		take_rows(table, &header, at - 1, 2);
	else
		take_rows(table, &table->rows[at], at, 1);
}

/* A header of at least three labels that are or resemble known ones. Only where the mail says what it
 * announces: such a row alone doesn't tell. */
static bool find_near_header(struct table *table)
{
	table->kind = table->carriers->work->form->kind;
	for (size_t i = 0; table->kind && i < table->row_count && i < HEADER_ROWS; i++) {
		if (header_count_any(table, &table->rows[i]) < KNOWN_LABELS)
			continue;
		take_rows(table, &table->rows[i], i, 1);
		return true;
	}
	return false;
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

		header_count_labels(table->arena, &rows[i], known);
		table->kind = carriers_kind(carriers, known);
		if (table->kind == KIND_NONE)
			continue;
		struct row header;

		if (i + 1 < row_count && !header_double(table, i, &header) &&
		    is_laid_out(table->arena, &rows[i], &rows[i + 1]))
			return false;
		take_below(table, i);
		carriers_tell_kind(carriers, table->kind, "table");
		return true;
	}
	if (!row_count || (!table_read_downwards(table) && !find_near_header(table)))
		return false;
	carriers_tell_kind(carriers, table->kind, "table");
	return true;
}
