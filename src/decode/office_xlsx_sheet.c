/* Sheets of XLSX (ECMA-376 part 1 section 18.3): rows, cells and what they show. */
#include "office_xlsx.h"

#include "base/text.h"
#include "office_number.h"
#include "scan.h"

#include <ctype.h>
#include <stdlib.h>

struct hidden_columns {
	unsigned first, last;
};

struct reading {
	const struct xlsx *xlsx;
	struct rows rows;
	struct hidden_columns *hidden;
	size_t hidden_count;
	bool hides_by_default, is_row_hidden;
	unsigned hidden_rows, hidden_columns;
	unsigned row, column; /* from 1; used for a row or cell without a number */
	const char *type;
	long style;
	struct buf value;
	struct xlsx_text text;
	bool is_in_cell, is_in_value, is_in_inline, has_formula;
};

static void add_columns(struct reading *reading, struct xml *xml)
{
	const char *width = xml_attribute(xml, "width");
	long first = xml_number(xml, "min", 0), last = xml_number(xml, "max", 0);
	bool is_hidden = xml_flag(xml, "hidden", false) || (width && strtod(width, NULL) <= 0);

	if (!is_hidden || first < 1 || last < first || last > XLSX_MOST_COLUMNS ||
	    reading->hidden_count >= XLSX_MOST_COLUMNS)
		return;
	reading->hidden =
	    scan_grow(reading->rows.arena, reading->hidden, reading->hidden_count, sizeof(*reading->hidden));
	reading->hidden[reading->hidden_count++] = (struct hidden_columns){(unsigned)first, (unsigned)last};
}

static bool is_column_hidden(const struct reading *reading, unsigned column)
{
	for (size_t i = 0; i < reading->hidden_count; i++)
		if (column >= reading->hidden[i].first && column <= reading->hidden[i].last)
			return true;
	return false;
}

static void open_row(struct reading *reading, struct xml *xml)
{
	const char *height = xml_attribute(xml, "ht");
	long number = xml_number(xml, "r", reading->row);

	if (number < 1 || number > XLSX_MOST_ROWS) {
		xml_fail(xml, DOCUMENT_DAMAGED);
		return;
	}
	reading->row = (unsigned)number;
	reading->column = 1;
	reading->is_row_hidden =
	    xml_flag(xml, "hidden", reading->hides_by_default) || (height && strtod(height, NULL) <= 0);
}

/* "AB12" is column 28; without a reference, the column after the last one. */
static unsigned column_of(const struct reading *reading, const char *reference)
{
	unsigned column = 0;

	for (; reference && isalpha((unsigned char)*reference) && column <= XLSX_MOST_COLUMNS; reference++)
		column = column * 26 + (unsigned)(toupper((unsigned char)*reference) - 'A' + 1);
	return column ? column : reading->column;
}

static void open_cell(struct reading *reading, struct xml *xml)
{
	const char *type = xml_attribute(xml, "t");

	reading->column = column_of(reading, xml_attribute(xml, "r"));
	if (reading->column > XLSX_MOST_COLUMNS)
		xml_fail(xml, DOCUMENT_DAMAGED);
	reading->type = type ? type : "n";
	reading->style = xml_number(xml, "s", 0);
	reading->value = (struct buf){.arena = reading->rows.arena};
	reading->text = (struct xlsx_text){.taken.arena = reading->rows.arena};
	reading->is_in_cell = true;
	reading->has_formula = false;
}

/* The text that the cell shows. */
static const char *shown_value(struct reading *reading)
{
	const char *value = buf_text(&reading->value);
	const struct xlsx_style *style =
	    reading->style >= 0 && (size_t)reading->style < reading->xlsx->style_count
		? &reading->xlsx->styles[reading->style]
		: NULL;
	char *end;

	if (style && style->is_struck)
		return "";
	if (!strcmp(reading->type, "inlineStr"))
		return xlsx_text_take(reading->rows.arena, &reading->text);
	if (!strcmp(reading->type, "s")) {
		unsigned long index = strtoul(value, &end, 10);

		return *value && index < reading->xlsx->string_count ? reading->xlsx->strings[index] : "";
	}
	if (!strcmp(reading->type, "str"))
		return xlsx_without_escapes(reading->rows.arena, value);
	if (!strcmp(reading->type, "e"))
		return value;
	value = text_trim(reading->rows.arena, value);
	if (!strcmp(reading->type, "b"))
		return !strcmp(value, "1") || !strcmp(value, "true") ? "oui" : *value ? "non" : "";
	if (!strcmp(reading->type, "d"))
		return number_show_iso(reading->rows.arena, value);
	return *value ? number_show(reading->rows.arena, value, style ? style->format : "General",
				    reading->xlsx->is_1904)
		      : "";
}

static void close_cell(struct reading *reading, struct xml *xml)
{
	bool lacks_value = reading->has_formula && !reading->value.length && strcmp(reading->type, "str");
	const char *shown = shown_value(reading);

	reading->is_in_cell = false;
	if (is_column_hidden(reading, reading->column)) {
		reading->hidden_columns += *shown != '\0' && !reading->is_row_hidden;
	} else {
		enum document_fault fault =
		    rows_add(&reading->rows, reading->column - 1, bytes_of(shown), lacks_value);

		if (fault)
			xml_fail(xml, fault);
	}
	reading->column++;
}

static unsigned row_of(const char *reference)
{
	return (unsigned)strtoul(reference + strcspn(reference, "0123456789"), NULL, 10);
}

/* "B2:B4" */
static void add_merged(struct reading *reading, struct xml *xml)
{
	const char *reference = xml_attribute(xml, "ref"), *colon = reference ? strchr(reference, ':') : NULL;

	if (!colon)
		return;
	unsigned first = column_of(reading, reference), last = column_of(reading, colon + 1);

	rows_merge(&reading->rows, first - 1, row_of(reference), row_of(colon));
	if (last > first)
		rows_widen(&reading->rows, row_of(reference), first - 1, last - first + 1);
}

static void sheet_open(struct xml *xml, const char *name)
{
	struct reading *reading = xml_user(xml);

	if (reading->is_in_inline) {
		xlsx_text_open(&reading->text, xml, name);
	} else if (!strcmp(name, "row")) {
		open_row(reading, xml);
	} else if (!strcmp(name, "c")) {
		open_cell(reading, xml);
	} else if (!reading->is_in_cell) {
		if (!strcmp(name, "col"))
			add_columns(reading, xml);
		else if (!strcmp(name, "mergeCell"))
			add_merged(reading, xml);
		else if (!strcmp(name, "sheetFormatPr"))
			reading->hides_by_default = xml_flag(xml, "zeroHeight", false);
		else if (strcmp(name, "worksheet") && strcmp(name, "sheetData") && strcmp(name, "cols") &&
			 strcmp(name, "mergeCells"))
			xml_skip(xml);
	} else if (!strcmp(name, "v")) {
		reading->is_in_value = true;
	} else if (!strcmp(name, "is")) {
		reading->is_in_inline = true;
	} else {
		reading->has_formula |= !strcmp(name, "f");
		xml_skip(xml);
	}
}

static void sheet_close(struct xml *xml, const char *name)
{
	struct reading *reading = xml_user(xml);

	if (!strcmp(name, "is")) {
		reading->is_in_inline = false;
	} else if (reading->is_in_inline) {
		xlsx_text_close(&reading->text, name);
	} else if (!strcmp(name, "v")) {
		reading->is_in_value = false;
	} else if (!strcmp(name, "c")) {
		close_cell(reading, xml);
	} else if (!strcmp(name, "row")) {
		if (reading->is_row_hidden)
			reading->hidden_rows += rows_drop(&reading->rows);
		rows_end(&reading->rows, reading->row, 1);
		reading->row++;
	}
}

static void sheet_text(struct xml *xml, const char *text, size_t length)
{
	struct reading *reading = xml_user(xml);

	if (reading->is_in_inline)
		xlsx_text_add(&reading->text, text, length);
	else if (reading->is_in_value)
		buf_add(&reading->value, text, length);
}

enum document_fault xlsx_read_sheet(const struct xlsx *xlsx, struct package *package, const char *name,
				    const char *target)
{
	struct sheet *sheet = document_add_sheet(xlsx->arena, xlsx->out, name);
	struct reading reading = {
	    .xlsx = xlsx,
	    .rows = {.arena = xlsx->arena, .budget = xlsx->budget, .sheet = sheet},
	    .row = 1,
	    .column = 1,
	};
	struct xml_handler handler = {
	    .open = sheet_open, .close = sheet_close, .text = sheet_text, .user = &reading};
	struct bytes part;
	enum document_fault fault = DOCUMENT_READ;

	if (target && *target) {
		fault = package_part(package, target, &part);
		fault = fault ? fault : xml_read(xlsx->arena, part, &handler);
	}
	fault = fault ? fault : rows_fill_merged(&reading.rows);
	sheet->hidden_rows = reading.hidden_rows;
	sheet->hidden_columns = reading.hidden_columns;
	return fault;
}
