/* Workbooks in XLSX (ECMA-376 part 1 section 18): the list of sheets, styles, shared strings. */
#include "office_xlsx.h"

#include "limits.h"
#include "office_number.h"
#include "scan.h"

enum { MOST_STYLES = 65536, MOST_STRINGS = LIMIT_OFFICE_CELLS };

struct number_format {
	long id;
	const char *code;
};

struct sheet_entry {
	const char *name, *id;
	bool is_hidden;
};

struct workbook {
	struct xlsx xlsx;
	struct sheet_entry *entries;
	size_t entry_count;
	struct number_format *formats;
	size_t format_count;
	bool *struck_fonts;
	size_t font_count;
	bool is_in_fonts, is_in_styles;
	struct xlsx_text text;
};

static void strings_open(struct xml *xml, const char *name)
{
	struct workbook *book = xml_user(xml);

	xlsx_text_open(&book->text, xml, name);
}

static void strings_close(struct xml *xml, const char *name)
{
	struct workbook *book = xml_user(xml);

	xlsx_text_close(&book->text, name);
	if (strcmp(name, "si"))
		return;
	if (book->xlsx.string_count >= MOST_STRINGS) {
		xml_fail(xml, DOCUMENT_MANY_CELLS);
		return;
	}
	book->xlsx.strings = scan_grow(book->xlsx.arena, book->xlsx.strings, book->xlsx.string_count,
				       sizeof(*book->xlsx.strings));
	book->xlsx.strings[book->xlsx.string_count++] = xlsx_text_take(book->xlsx.arena, &book->text);
}

static void strings_text(struct xml *xml, const char *text, size_t length)
{
	struct workbook *book = xml_user(xml);

	xlsx_text_add(&book->text, text, length);
}

static const char *format_code(const struct workbook *book, long id)
{
	for (size_t i = 0; i < book->format_count; i++)
		if (book->formats[i].id == id)
			return book->formats[i].code;
	return number_builtin_format(id);
}

static void add_style(struct workbook *book, struct xml *xml)
{
	long font = xml_number(xml, "fontId", 0);

	book->xlsx.styles = scan_grow(book->xlsx.arena, book->xlsx.styles, book->xlsx.style_count,
				      sizeof(*book->xlsx.styles));
	book->xlsx.styles[book->xlsx.style_count++] = (struct xlsx_style){
	    .format = format_code(book, xml_number(xml, "numFmtId", 0)),
	    .is_struck = font >= 0 && (size_t)font < book->font_count && book->struck_fonts[font],
	};
}

static void add_format(struct workbook *book, struct xml *xml)
{
	const char *code = xml_attribute(xml, "formatCode");

	if (!code)
		return;
	book->formats =
	    scan_grow(book->xlsx.arena, book->formats, book->format_count, sizeof(*book->formats));
	book->formats[book->format_count++] = (struct number_format){xml_number(xml, "numFmtId", -1), code};
}

static void styles_open(struct xml *xml, const char *name)
{
	struct workbook *book = xml_user(xml);

	if (!strcmp(name, "dxfs")) {
		xml_skip(xml);
	} else if (!strcmp(name, "fonts")) {
		book->is_in_fonts = true;
	} else if (!strcmp(name, "cellXfs")) {
		book->is_in_styles = true;
	} else if (!strcmp(name, "numFmt")) {
		if (book->format_count < MOST_STYLES / 16)
			add_format(book, xml);
	} else if (!strcmp(name, "font") && book->is_in_fonts && book->font_count < MOST_STYLES) {
		book->struck_fonts = scan_grow(book->xlsx.arena, book->struck_fonts, book->font_count,
					       sizeof(*book->struck_fonts));
		book->struck_fonts[book->font_count++] = false;
	} else if (!strcmp(name, "strike") && book->is_in_fonts && book->font_count) {
		book->struck_fonts[book->font_count - 1] = xml_flag(xml, "val", true);
	} else if (!strcmp(name, "xf") && book->is_in_styles && book->xlsx.style_count < MOST_STYLES) {
		add_style(book, xml);
	}
}

static void styles_close(struct xml *xml, const char *name)
{
	struct workbook *book = xml_user(xml);

	if (!strcmp(name, "fonts"))
		book->is_in_fonts = false;
	else if (!strcmp(name, "cellXfs"))
		book->is_in_styles = false;
}

static void workbook_open(struct xml *xml, const char *name)
{
	struct workbook *book = xml_user(xml);

	if (!strcmp(name, "workbookPr")) {
		book->xlsx.is_1904 = xml_flag(xml, "date1904", false);
	} else if (!strcmp(name, "sheet") && book->entry_count < LIMIT_OFFICE_ENTRIES) {
		const char *state = xml_attribute(xml, "state"), *id = xml_attribute(xml, "id");

		book->entries =
		    scan_grow(book->xlsx.arena, book->entries, book->entry_count, sizeof(*book->entries));
		book->entries[book->entry_count++] = (struct sheet_entry){
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

/* An optional part of the workbook. */
static enum document_fault read_part(struct workbook *book, struct package *package, const char *name,
				     struct xml_handler handler)
{
	struct bytes part;
	enum document_fault fault;

	if (!name || !*name)
		return DOCUMENT_READ;
	if ((fault = package_part(package, name, &part)))
		return fault;
	handler.user = book;
	return xml_read(book->xlsx.arena, part, &handler);
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
	struct workbook *book = arena_alloc(arena, sizeof(*book));
	struct relationships parts;
	enum document_fault fault;

	*book = (struct workbook){.xlsx = {.arena = arena, .budget = budget, .out = out},
				  .text = {.taken.arena = arena}};
	if ((fault = read_part(book, package, main, workbook)) ||
	    (fault = package_relationships(package, main, &parts)) ||
	    (fault = read_part(book, package, relationship_by_type(&parts, "styles"), styles)) ||
	    (fault = read_part(book, package, relationship_by_type(&parts, "sharedStrings"), strings)))
		return fault;
	for (size_t i = 0; i < book->entry_count && !fault; i++) {
		const struct sheet_entry *entry = &book->entries[i];

		if (entry->is_hidden)
			out->hidden_sheets++;
		else if (is_worksheet(&parts, entry->id))
			fault = xlsx_read_sheet(&book->xlsx, package, entry->name,
						relationship_by_id(&parts, entry->id));
	}
	return fault;
}
