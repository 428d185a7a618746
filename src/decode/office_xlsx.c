/* XLSX (ECMA-376 part 1 section 18). */
#include "office_readers.h"

#include "base/text.h"
#include "limits.h"
#include "office_number.h"
#include "office_rows.h"
#include "office_xml.h"
#include "scan.h"

#include <ctype.h>
#include <stdlib.h>

enum { MOST_COLUMNS = 16384, MOST_ROWS = 1048576, MOST_STYLES = 65536, MOST_STRINGS = LIMIT_OFFICE_CELLS };

struct number_format {
	long id;
	const char *code;
};

struct style {
	const char *format;
	bool is_struck;
};

struct sheet_entry {
	const char *name, *id;
	bool is_hidden;
};

struct hidden_columns {
	unsigned first, last;
};

struct xlsx {
	struct arena *arena;
	struct document_budget *budget;
	struct document *out;

	struct sheet_entry *entries;
	size_t entry_count;
	bool is_1904;

	struct number_format *formats;
	size_t format_count;
	bool *struck_fonts;
	size_t font_count;
	struct style *styles;
	size_t style_count;
	bool is_in_fonts, is_in_styles;

	const char **strings;
	size_t string_count;

	/* Of text in shared strings and cells. */
	struct buf text;
	size_t run_start;
	bool is_in_text, is_run_struck, is_in_run_properties;

	/* Of the sheet being read. */
	struct rows rows;
	struct hidden_columns *hidden;
	size_t hidden_count;
	bool hides_by_default, is_row_hidden;
	unsigned hidden_rows, hidden_columns;
	unsigned row, column; /* from 1; used for a row or cell without a number */
	const char *type;
	long style;
	struct buf value;
	bool is_in_cell, is_in_value, is_in_inline, has_formula;
};

/* "_x000D_" is the character with that code, "_x005F_" the underscore (section 22.9.2.19). */
static char *without_escapes(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};

	if (!strstr(text, "_x"))
		return arena_strdup(arena, text);
	while (*text) {
		bool is_escape = text_starts_with(text, "_x") &&
				 strspn(text + 2, "0123456789abcdefABCDEF") == 4 && text[6] == '_';
		unsigned long code = is_escape ? strtoul(text + 2, NULL, 16) : 0;

		if (is_escape && code < 0x80) {
			buf_addc(&out, code == '\r' ? '\n' : (char)(code ? code : ' '));
			text += 7;
		} else {
			buf_addc(&out, *text++);
		}
	}
	return buf_text(&out);
}

/* The text of a string item: its runs, without phonetic and struck-out ones. */
static void open_text(struct xlsx *xlsx, struct xml *xml, const char *name)
{
	if (!strcmp(name, "rPh") || !strcmp(name, "phoneticPr")) {
		xml_skip(xml);
	} else if (!strcmp(name, "r")) {
		xlsx->is_run_struck = false;
	} else if (!strcmp(name, "rPr")) {
		xlsx->is_in_run_properties = true;
	} else if (!strcmp(name, "strike") && xlsx->is_in_run_properties) {
		xlsx->is_run_struck = xml_flag(xml, "val", true);
	} else if (!strcmp(name, "t")) {
		xlsx->is_in_text = true;
	}
}

static void close_text(struct xlsx *xlsx, const char *name)
{
	if (!strcmp(name, "rPr"))
		xlsx->is_in_run_properties = false;
	else if (!strcmp(name, "r"))
		xlsx->is_run_struck = false;
	else if (!strcmp(name, "t"))
		xlsx->is_in_text = false;
}

static void add_text(struct xlsx *xlsx, const char *text, size_t length)
{
	if (xlsx->is_in_text && !xlsx->is_run_struck)
		buf_add(&xlsx->text, text, length);
}

static const char *take_text(struct xlsx *xlsx)
{
	const char *text = without_escapes(xlsx->arena, buf_text(&xlsx->text));

	xlsx->text = (struct buf){.arena = xlsx->arena};
	return text;
}

static void strings_open(struct xml *xml, const char *name)
{
	open_text(xml_user(xml), xml, name);
}

static void strings_close(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	close_text(xlsx, name);
	if (strcmp(name, "si"))
		return;
	if (xlsx->string_count >= MOST_STRINGS) {
		xml_fail(xml, DOCUMENT_MANY_CELLS);
		return;
	}
	xlsx->strings = scan_grow(xlsx->arena, xlsx->strings, xlsx->string_count, sizeof(*xlsx->strings));
	xlsx->strings[xlsx->string_count++] = take_text(xlsx);
}

static void strings_text(struct xml *xml, const char *text, size_t length)
{
	add_text(xml_user(xml), text, length);
}

static const char *format_code(const struct xlsx *xlsx, long id)
{
	for (size_t i = 0; i < xlsx->format_count; i++)
		if (xlsx->formats[i].id == id)
			return xlsx->formats[i].code;
	return number_builtin_format(id);
}

static void add_style(struct xlsx *xlsx, struct xml *xml)
{
	long font = xml_number(xml, "fontId", 0);

	xlsx->styles = scan_grow(xlsx->arena, xlsx->styles, xlsx->style_count, sizeof(*xlsx->styles));
	xlsx->styles[xlsx->style_count++] = (struct style){
	    .format = format_code(xlsx, xml_number(xml, "numFmtId", 0)),
	    .is_struck = font >= 0 && (size_t)font < xlsx->font_count && xlsx->struck_fonts[font],
	};
}

static void add_format(struct xlsx *xlsx, struct xml *xml)
{
	const char *code = xml_attribute(xml, "formatCode");

	if (!code)
		return;
	xlsx->formats = scan_grow(xlsx->arena, xlsx->formats, xlsx->format_count, sizeof(*xlsx->formats));
	xlsx->formats[xlsx->format_count++] = (struct number_format){xml_number(xml, "numFmtId", -1), code};
}

static void styles_open(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	if (!strcmp(name, "dxfs")) {
		xml_skip(xml);
	} else if (!strcmp(name, "fonts")) {
		xlsx->is_in_fonts = true;
	} else if (!strcmp(name, "cellXfs")) {
		xlsx->is_in_styles = true;
	} else if (!strcmp(name, "numFmt")) {
		if (xlsx->format_count < MOST_STYLES / 16)
			add_format(xlsx, xml);
	} else if (!strcmp(name, "font") && xlsx->is_in_fonts && xlsx->font_count < MOST_STYLES) {
		xlsx->struck_fonts =
		    scan_grow(xlsx->arena, xlsx->struck_fonts, xlsx->font_count, sizeof(*xlsx->struck_fonts));
		xlsx->struck_fonts[xlsx->font_count++] = false;
	} else if (!strcmp(name, "strike") && xlsx->is_in_fonts && xlsx->font_count) {
		xlsx->struck_fonts[xlsx->font_count - 1] = xml_flag(xml, "val", true);
	} else if (!strcmp(name, "xf") && xlsx->is_in_styles && xlsx->style_count < MOST_STYLES) {
		add_style(xlsx, xml);
	}
}

static void styles_close(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	if (!strcmp(name, "fonts"))
		xlsx->is_in_fonts = false;
	else if (!strcmp(name, "cellXfs"))
		xlsx->is_in_styles = false;
}

static void workbook_open(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	if (!strcmp(name, "workbookPr")) {
		xlsx->is_1904 = xml_flag(xml, "date1904", false);
	} else if (!strcmp(name, "sheet") && xlsx->entry_count < LIMIT_OFFICE_ENTRIES) {
		const char *state = xml_attribute(xml, "state"), *id = xml_attribute(xml, "id");

		xlsx->entries =
		    scan_grow(xlsx->arena, xlsx->entries, xlsx->entry_count, sizeof(*xlsx->entries));
		xlsx->entries[xlsx->entry_count++] = (struct sheet_entry){
		    .name = xml_attribute(xml, "name"),
		    .id = id ? id : "",
		    .is_hidden = state && strcmp(state, "visible"),
		};
	}
}

static void close_nothing(struct xml *xml, const char *name)
{
	(void)xml, (void)name;
}

static void add_columns(struct xlsx *xlsx, struct xml *xml)
{
	const char *width = xml_attribute(xml, "width");
	long first = xml_number(xml, "min", 0), last = xml_number(xml, "max", 0);
	bool is_hidden = xml_flag(xml, "hidden", false) || (width && strtod(width, NULL) <= 0);

	if (!is_hidden || first < 1 || last < first || last > MOST_COLUMNS ||
	    xlsx->hidden_count >= MOST_COLUMNS)
		return;
	xlsx->hidden = scan_grow(xlsx->arena, xlsx->hidden, xlsx->hidden_count, sizeof(*xlsx->hidden));
	xlsx->hidden[xlsx->hidden_count++] = (struct hidden_columns){(unsigned)first, (unsigned)last};
}

static bool is_column_hidden(const struct xlsx *xlsx, unsigned column)
{
	for (size_t i = 0; i < xlsx->hidden_count; i++)
		if (column >= xlsx->hidden[i].first && column <= xlsx->hidden[i].last)
			return true;
	return false;
}

static void open_row(struct xlsx *xlsx, struct xml *xml)
{
	const char *height = xml_attribute(xml, "ht");
	long number = xml_number(xml, "r", xlsx->row);

	if (number < 1 || number > MOST_ROWS) {
		xml_fail(xml, DOCUMENT_DAMAGED);
		return;
	}
	xlsx->row = (unsigned)number;
	xlsx->column = 1;
	xlsx->is_row_hidden =
	    xml_flag(xml, "hidden", xlsx->hides_by_default) || (height && strtod(height, NULL) <= 0);
}

/* "AB12" is column 28; without a reference, the column after the last one. */
static unsigned column_of(const struct xlsx *xlsx, const char *reference)
{
	unsigned column = 0;

	for (; reference && isalpha((unsigned char)*reference) && column <= MOST_COLUMNS; reference++)
		column = column * 26 + (unsigned)(toupper((unsigned char)*reference) - 'A' + 1);
	return column ? column : xlsx->column;
}

static void open_cell(struct xlsx *xlsx, struct xml *xml)
{
	const char *type = xml_attribute(xml, "t");

	xlsx->column = column_of(xlsx, xml_attribute(xml, "r"));
	if (xlsx->column > MOST_COLUMNS)
		xml_fail(xml, DOCUMENT_DAMAGED);
	xlsx->type = type ? type : "n";
	xlsx->style = xml_number(xml, "s", 0);
	xlsx->value = xlsx->text = (struct buf){.arena = xlsx->arena};
	xlsx->is_in_cell = true;
	xlsx->has_formula = false;
}

/* The text that the cell shows. */
static const char *shown_value(struct xlsx *xlsx)
{
	const char *value = buf_text(&xlsx->value);
	const struct style *style =
	    xlsx->style >= 0 && (size_t)xlsx->style < xlsx->style_count ? &xlsx->styles[xlsx->style] : NULL;
	char *end;

	if (style && style->is_struck)
		return "";
	if (!strcmp(xlsx->type, "inlineStr"))
		return take_text(xlsx);
	if (!strcmp(xlsx->type, "s")) {
		unsigned long index = strtoul(value, &end, 10);

		return *value && index < xlsx->string_count ? xlsx->strings[index] : "";
	}
	if (!strcmp(xlsx->type, "str"))
		return without_escapes(xlsx->arena, value);
	if (!strcmp(xlsx->type, "e"))
		return value;
	value = text_trim(xlsx->arena, value);
	if (!strcmp(xlsx->type, "b"))
		return !strcmp(value, "1") || !strcmp(value, "true") ? "oui" : *value ? "non" : "";
	if (!strcmp(xlsx->type, "d"))
		return number_show_iso(xlsx->arena, value);
	return *value ? number_show(xlsx->arena, value, style ? style->format : "General", xlsx->is_1904)
		      : "";
}

static void close_cell(struct xlsx *xlsx, struct xml *xml)
{
	bool lacks_value = xlsx->has_formula && !xlsx->value.length && strcmp(xlsx->type, "str");
	const char *shown = shown_value(xlsx);

	xlsx->is_in_cell = false;
	if (is_column_hidden(xlsx, xlsx->column)) {
		xlsx->hidden_columns += *shown != '\0' && !xlsx->is_row_hidden;
	} else {
		enum document_fault fault =
		    rows_add(&xlsx->rows, xlsx->column - 1, bytes_of(shown), lacks_value);

		if (fault)
			xml_fail(xml, fault);
	}
	xlsx->column++;
}

static unsigned row_of(const char *reference)
{
	return (unsigned)strtoul(reference + strcspn(reference, "0123456789"), NULL, 10);
}

/* "B2:B4" */
static void add_merged(struct xlsx *xlsx, struct xml *xml)
{
	const char *reference = xml_attribute(xml, "ref"), *colon = reference ? strchr(reference, ':') : NULL;

	if (colon)
		rows_merge(&xlsx->rows, column_of(xlsx, reference) - 1, row_of(reference), row_of(colon));
}

static void sheet_open(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	if (xlsx->is_in_inline) {
		open_text(xlsx, xml, name);
	} else if (!strcmp(name, "row")) {
		open_row(xlsx, xml);
	} else if (!strcmp(name, "c")) {
		open_cell(xlsx, xml);
	} else if (!xlsx->is_in_cell) {
		if (!strcmp(name, "col"))
			add_columns(xlsx, xml);
		else if (!strcmp(name, "mergeCell"))
			add_merged(xlsx, xml);
		else if (!strcmp(name, "sheetFormatPr"))
			xlsx->hides_by_default = xml_flag(xml, "zeroHeight", false);
		else if (strcmp(name, "worksheet") && strcmp(name, "sheetData") && strcmp(name, "cols") &&
			 strcmp(name, "mergeCells"))
			xml_skip(xml);
	} else if (!strcmp(name, "v")) {
		xlsx->is_in_value = true;
	} else if (!strcmp(name, "is")) {
		xlsx->is_in_inline = true;
	} else {
		xlsx->has_formula |= !strcmp(name, "f");
		xml_skip(xml);
	}
}

static void sheet_close(struct xml *xml, const char *name)
{
	struct xlsx *xlsx = xml_user(xml);

	if (!strcmp(name, "is")) {
		xlsx->is_in_inline = false;
	} else if (xlsx->is_in_inline) {
		close_text(xlsx, name);
	} else if (!strcmp(name, "v")) {
		xlsx->is_in_value = false;
	} else if (!strcmp(name, "c")) {
		close_cell(xlsx, xml);
	} else if (!strcmp(name, "row")) {
		if (xlsx->is_row_hidden)
			xlsx->hidden_rows += rows_drop(&xlsx->rows);
		rows_end(&xlsx->rows, xlsx->row, 1);
		xlsx->row++;
	}
}

static void sheet_text(struct xml *xml, const char *text, size_t length)
{
	struct xlsx *xlsx = xml_user(xml);

	if (xlsx->is_in_inline)
		add_text(xlsx, text, length);
	else if (xlsx->is_in_value)
		buf_add(&xlsx->value, text, length);
}

/* An optional part of the workbook. */
static enum document_fault read_part(struct xlsx *xlsx, struct package *package, const char *name,
				     struct xml_handler handler)
{
	struct bytes part;
	enum document_fault fault;

	if (!name || !*name)
		return DOCUMENT_READ;
	if ((fault = package_part(package, name, &part)))
		return fault;
	handler.user = xlsx;
	return xml_read(xlsx->arena, part, &handler);
}

static enum document_fault read_sheet(struct xlsx *xlsx, struct package *package,
				      const struct sheet_entry *entry, const char *target)
{
	static const struct xml_handler handler = {
	    .open = sheet_open, .close = sheet_close, .text = sheet_text};
	struct sheet *sheet = document_add_sheet(xlsx->arena, xlsx->out, entry->name);

	xlsx->rows = (struct rows){.arena = xlsx->arena, .budget = xlsx->budget, .sheet = sheet};
	xlsx->row = xlsx->column = 1;
	xlsx->hidden = NULL;
	xlsx->hidden_count = 0;
	xlsx->hidden_rows = xlsx->hidden_columns = 0;
	xlsx->hides_by_default = xlsx->is_row_hidden = false;
	xlsx->is_in_cell = xlsx->is_in_value = xlsx->is_in_inline = xlsx->is_in_text = false;
	enum document_fault fault = read_part(xlsx, package, target, handler);

	fault = fault ? fault : rows_fill_merged(&xlsx->rows);
	sheet->hidden_rows = xlsx->hidden_rows;
	sheet->hidden_columns = xlsx->hidden_columns;
	return fault;
}

static bool is_worksheet(const struct relationships *parts, const char *id)
{
	for (size_t i = 0; i < parts->count; i++)
		if (!strcmp(parts->items[i].id, id))
			return !strcmp(parts->items[i].type, "worksheet");
	return false;
}

enum document_fault xlsx_read(struct arena *arena, struct package *package, const char *main,
			      struct document_budget *budget, struct document *out)
{
	static const struct xml_handler workbook = {.open = workbook_open, .close = close_nothing};
	static const struct xml_handler styles = {.open = styles_open, .close = styles_close};
	static const struct xml_handler strings = {
	    .open = strings_open, .close = strings_close, .text = strings_text};
	struct xlsx *xlsx = arena_alloc(arena, sizeof(*xlsx));
	struct relationships parts;
	enum document_fault fault;

	*xlsx = (struct xlsx){.arena = arena, .budget = budget, .out = out, .text = {.arena = arena}};
	if ((fault = read_part(xlsx, package, main, workbook)) ||
	    (fault = package_relationships(package, main, &parts)) ||
	    (fault = read_part(xlsx, package, relationship_by_type(&parts, "styles"), styles)) ||
	    (fault = read_part(xlsx, package, relationship_by_type(&parts, "sharedStrings"), strings)))
		return fault;
	for (size_t i = 0; i < xlsx->entry_count && !fault; i++) {
		const struct sheet_entry *entry = &xlsx->entries[i];

		if (entry->is_hidden)
			out->hidden_sheets++;
		else if (is_worksheet(&parts, entry->id))
			fault = read_sheet(xlsx, package, entry, relationship_by_id(&parts, entry->id));
	}
	return fault;
}
