/* ODS (OpenDocument 1.3 part 3 sections 9 and 19). Repeat counts of rows and cells cover the whole sheet in
 * ordinary files, so empty ones are never expanded. */
#include "base/text.h"
#include "office_number.h"
#include "office_odf.h"
#include "office_readers.h"
#include "office_rows.h"
#include "scan.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 16384, MOST_ROWS = 1048576, MOST_HIDDEN = 16384 };

struct hidden_columns {
	unsigned first, count;
};

struct ods {
	struct odf odf;
	struct document_budget *budget;
	struct document *out;
	struct sheet *sheet; /* NULL outside of tables */
	struct rows rows;

	struct hidden_columns *hidden;
	size_t hidden_count;
	unsigned column_count; /* so far */

	unsigned row, column, row_repeats, cell_repeats;
	bool is_row_hidden;
	unsigned hidden_groups; /* nested collapsed groups */
	bool is_group_hidden[LIMIT_OFFICE_DEPTH + 1];
	unsigned group_count;

	bool is_in_cell, has_formula, has_paragraph;
	enum said cell_struck;
	const char *type, *value;
	struct buf text;
};

static unsigned repeats(const struct xml *xml, const char *name, unsigned most)
{
	long number = xml_number(xml, name, 1);

	return number < 1 ? 1 : number > (long)most ? most : (unsigned)number;
}

static bool is_invisible(const struct xml *xml)
{
	const char *visibility = xml_attribute(xml, "visibility");

	return visibility && strcmp(visibility, "visible");
}

static void open_table(struct ods *ods, struct xml *xml)
{
	if (odf_style(&ods->odf, "table", xml_attribute(xml, "style-name")).hidden == SAID_YES ||
	    !xml_flag(xml, "display", true)) {
		ods->out->hidden_sheets++;
		xml_skip(xml);
		return;
	}
	ods->sheet = document_add_sheet(ods->odf.arena, ods->out, xml_attribute(xml, "name"));
	ods->rows = (struct rows){.arena = ods->odf.arena, .budget = ods->budget, .sheet = ods->sheet};
	ods->hidden_count = ods->column_count = ods->hidden_groups = ods->group_count = 0;
	ods->row = 1;
}

static void add_columns(struct ods *ods, struct xml *xml)
{
	unsigned count = repeats(xml, "number-columns-repeated", MOST_COLUMNS);

	if (is_invisible(xml) && ods->hidden_count < MOST_HIDDEN) {
		ods->hidden = scan_grow(ods->odf.arena, ods->hidden, ods->hidden_count, sizeof(*ods->hidden));
		ods->hidden[ods->hidden_count++] = (struct hidden_columns){ods->column_count, count};
	}
	if (ods->column_count < MOST_COLUMNS)
		ods->column_count += count;
}

static bool is_column_hidden(const struct ods *ods, unsigned column)
{
	for (size_t i = 0; i < ods->hidden_count; i++)
		if (column >= ods->hidden[i].first && column - ods->hidden[i].first < ods->hidden[i].count)
			return true;
	return false;
}

static void open_group(struct ods *ods, struct xml *xml)
{
	bool is_hidden = !xml_flag(xml, "display", true);

	if (ods->group_count <= LIMIT_OFFICE_DEPTH)
		ods->is_group_hidden[ods->group_count++] = is_hidden;
	ods->hidden_groups += is_hidden;
}

static void close_group(struct ods *ods)
{
	if (ods->group_count)
		ods->hidden_groups -= ods->is_group_hidden[--ods->group_count];
}

static void open_row(struct ods *ods, struct xml *xml)
{
	ods->row_repeats = repeats(xml, "number-rows-repeated", MOST_ROWS);
	ods->is_row_hidden = ods->hidden_groups || is_invisible(xml);
	ods->column = 0;
}

/* A repeated row with content is several equal rows: one is enough. */
static void close_row(struct ods *ods)
{
	if (ods->is_row_hidden)
		ods->sheet->hidden_rows += rows_drop(&ods->rows) ? ods->row_repeats : 0;
	rows_end(&ods->rows, ods->row, 1);
	ods->row = ods->row < MOST_ROWS ? ods->row + ods->row_repeats : MOST_ROWS;
}

static void open_cell(struct ods *ods, struct xml *xml)
{
	static const char *const values[] = {"date-value", "time-value", "boolean-value", "value",
					     "string-value"};

	ods->cell_repeats = repeats(xml, "number-columns-repeated", MOST_COLUMNS);
	rows_merge(&ods->rows, ods->column, ods->row,
		   ods->row + repeats(xml, "number-rows-spanned", MOST_ROWS) - 1);
	unsigned spanned = repeats(xml, "number-columns-spanned", MOST_COLUMNS);

	if (spanned > 1) {
		ods->rows.wide = ods->column;
		ods->rows.across = spanned;
	}
	ods->type = xml_attribute(xml, "value-type");
	ods->value = NULL;
	for (size_t i = 0; ods->type && !ods->value && i < ARRAY_SIZE(values); i++)
		ods->value = xml_attribute(xml, values[i]);
	ods->has_formula = xml_attribute(xml, "formula") != NULL;
	ods->cell_struck = odf_style(&ods->odf, "table-cell", xml_attribute(xml, "style-name")).struck;
	ods->has_paragraph = false;
	ods->is_in_cell = true;
	ods->text = (struct buf){.arena = ods->odf.arena};
}

/* "PT14H30M00S" as 14:30. */
static const char *shown_time(struct arena *arena, const char *duration)
{
	char *end;

	if (strncmp(duration, "PT", 2) != 0)
		return NULL;
	unsigned long hours = strtoul(duration + 2, &end, 10);
	if (*end != 'H')
		return NULL;
	unsigned long minutes = strtoul(end + 1, &end, 10);
	return *end == 'M' && hours < 1000 && minutes < 60
		   ? arena_printf(arena, "%02lu:%02lu", hours, minutes)
		   : NULL;
}

/* Some programs write dates as plain numbers with text in American order: use the number. */
static bool looks_like_date(const char *text)
{
	const char *slash = strchr(text, '/');

	return slash && strchr(slash + 1, '/');
}

static const char *shown_value(struct ods *ods)
{
	struct arena *arena = ods->odf.arena;
	const char *text = buf_text(&ods->text), *type = ods->type ? ods->type : "", *time;

	if (ods->cell_struck == SAID_YES)
		return text; /* paragraphs with other text are in it */
	if (!ods->value)
		return text;
	if (!strcmp(type, "date"))
		return number_show_iso(arena, ods->value);
	if (!strcmp(type, "time") && (time = shown_time(arena, ods->value)))
		return time;
	if (!strcmp(type, "boolean"))
		return !strcmp(ods->value, "true") ? "oui" : "non";
	if (!strcmp(type, "float") && (text_is_blank(text) || looks_like_date(text)))
		return number_show(arena, ods->value, "General", false);
	return ods->has_paragraph ? text : ods->value;
}

static void close_cell(struct ods *ods, struct xml *xml)
{
	const char *shown = shown_value(ods);
	bool lacks_value = ods->has_formula && !ods->type && text_is_blank(shown);
	bool is_filled = lacks_value || !text_is_blank(shown);

	ods->is_in_cell = false;
	for (unsigned i = 0; is_filled && i < ods->cell_repeats && ods->column + i < MOST_COLUMNS; i++) {
		if (is_column_hidden(ods, ods->column + i)) {
			ods->sheet->hidden_columns += !ods->is_row_hidden;
			continue;
		}
		enum document_fault fault =
		    rows_add(&ods->rows, ods->column + i, bytes_of(shown), lacks_value);

		if (fault) {
			xml_fail(xml, fault);
			return;
		}
	}
	if (ods->column < MOST_COLUMNS)
		ods->column += ods->cell_repeats;
}

static void content_open(struct xml *xml, const char *name)
{
	static const char *const transparent[] = {
	    "document-content",
	    "automatic-styles",
	    "body",
	    "spreadsheet",
	    "table-header-rows",
	    "table-rows",
	    "table-header-columns",
	    "table-columns",
	    "table-column-group",
	    "a",
	};
	struct ods *ods = xml_user(xml);

	if (odf_open(&ods->odf, xml, name, ods->cell_struck))
		return;
	if (!strcmp(name, "table") && !ods->sheet) {
		open_table(ods, xml);
		return;
	}
	if (ods->sheet && !strcmp(name, "table-row")) {
		open_row(ods, xml);
		return;
	}
	if (ods->sheet && (!strcmp(name, "table-cell") || !strcmp(name, "covered-table-cell"))) {
		open_cell(ods, xml);
		return;
	}
	if (ods->sheet && !strcmp(name, "table-column")) {
		add_columns(ods, xml);
		return;
	}
	if (ods->sheet && !strcmp(name, "table-row-group")) {
		open_group(ods, xml);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(transparent); i++)
		if (!strcmp(name, transparent[i]))
			return;
	/* Fields within a paragraph, whose text is shown. */
	if (!ods->odf.level_count)
		xml_skip(xml);
}

static void content_close(struct xml *xml, const char *name)
{
	struct ods *ods = xml_user(xml);
	struct bytes ended;

	if (odf_close(&ods->odf, name, &ended)) {
		if (!ended.data || !ods->is_in_cell)
			return;
		if (ods->has_paragraph)
			buf_addc(&ods->text, '\n');
		buf_add(&ods->text, ended.data, ended.length);
		ods->has_paragraph = true;
	} else if (!strcmp(name, "table-cell") || !strcmp(name, "covered-table-cell")) {
		if (ods->sheet && ods->is_in_cell)
			close_cell(ods, xml);
	} else if (!strcmp(name, "table-row") && ods->sheet) {
		close_row(ods);
	} else if (!strcmp(name, "table-row-group")) {
		close_group(ods);
	} else if (!strcmp(name, "table")) {
		if (ods->sheet)
			xml_fail(xml, rows_fill_merged(&ods->rows));
		ods->sheet = NULL;
	}
}

static void content_text(struct xml *xml, const char *text, size_t length)
{
	struct ods *ods = xml_user(xml);

	odf_text(&ods->odf, text, length);
}

enum document_fault ods_read(struct arena *arena, struct package *package, struct document_budget *budget,
			     struct document *out)
{
	struct ods *ods = arena_alloc(arena, sizeof(*ods));
	struct xml_handler handler = {
	    .open = content_open, .close = content_close, .text = content_text, .user = ods};

	*ods = (struct ods){.odf = {.arena = arena}, .budget = budget, .out = out};
	return odf_read(&ods->odf, package, &handler);
}
