#include "carriers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "csv_rows.h"
#include "form.h"
#include "rows.h"
#include "values.h"

struct carried *carriers_add(struct carriers *carriers, const char *file, const char *origin)
{
	if (carriers->count >= CARRIERS_MOST_FORMS) {
		carriers->is_full = true;
		return NULL;
	}
	if (!carriers->items)
		carriers->items = arena_array(carriers->arena, CARRIERS_MOST_FORMS, sizeof(*carriers->items));
	carriers->items[carriers->count] = (struct carried){.file = file, .origin = origin};
	return &carriers->items[carriers->count++];
}

void carriers_tell_kind(struct carriers *carriers, enum kind kind, const char *source)
{
	struct form *form = carriers->work->form;

	if (form->kind != KIND_NONE)
		return;
	form->kind = kind;
	form->kind_source = source;
}

void carried_add(struct carriers *carriers, struct carried *carried, enum part part,
		 const struct label *label, const char *key, const char *written, const char *text)
{
	struct entries *entries = &carried->entries[part];

	if (entries->count >= FORM_FIELDS || text_is_blank(text))
		return;
	entries->items =
	    arena_one_more(carriers->arena, entries->items, entries->count, sizeof(*entries->items));
	entries->items[entries->count++] = (struct entry){
	    .field = key ? field_by_key(key) : NULL,
	    .label = written,
	    .text = label && (label->flags & LABEL_NAMED)
			? arena_printf(carriers->arena, "%s %s", written, text)
			: text,
	    .flags = label ? label->flags : 0,
	};
	entries->filled += key != NULL;
}

void carried_fault(struct carriers *carriers, struct carried *carried, const char *key, const char *read,
		   const char *why)
{
	carried->faults =
	    arena_one_more(carriers->arena, carried->faults, carried->fault_count, sizeof(*carried->faults));
	carried->faults[carried->fault_count++] = (struct carried_fault){key, read, why};
}

void carried_note(struct carriers *carriers, struct carried *carried, const char *sentence)
{
	carried->notes =
	    arena_one_more(carriers->arena, carried->notes, carried->note_count, sizeof(*carried->notes));
	carried->notes[carried->note_count++] = sentence;
}

/* Why a file can't be read, in French. */
static const char *fault_sentence(const struct document *document)
{
	static const char *const keys[] = {
	    [DOCUMENT_READ] = "unread.format",		 [DOCUMENT_ENCRYPTED] = "unread.encrypted",
	    [DOCUMENT_DAMAGED] = "unread.damaged",	 [DOCUMENT_DECLARES] = "unread.declares",
	    [DOCUMENT_MANY_FILES] = "unread.many_files", [DOCUMENT_MANY_ENTRIES] = "unread.many_entries",
	    [DOCUMENT_LARGE] = "unread.large",		 [DOCUMENT_DEEP] = "unread.deep",
	    [DOCUMENT_MANY_CELLS] = "unread.many_cells", [DOCUMENT_LONG_CELL] = "unread.long_cell",
	};

	return phrase(keys[document->fault]);
}

static void refuse_file(struct carriers *carriers, const char *file, const char *format, const char *why)
{
	struct form *form = carriers->work->form;
	struct unread *unread;

	form->unread =
	    arena_one_more(carriers->arena, form->unread, form->unread_count, sizeof(*form->unread));
	unread = &form->unread[form->unread_count++];
	*unread = (struct unread){
	    .file = *format ? arena_printf(carriers->arena, "%s (%s)", file, format) : file, .why = why};
}

static void tell_hidden(struct carriers *carriers, const char *where, unsigned rows, unsigned columns)
{
	if (rows)
		form_note(carriers->work->form,
			  rows == 1 ? phrase_with(carriers->arena, "told.hidden_row", "where", where, NULL)
				    : phrase_with(carriers->arena, "told.hidden_rows", "where", where,
						  "count", arena_printf(carriers->arena, "%u", rows), NULL));
	if (columns)
		form_note(carriers->work->form,
			  phrase_with(carriers->arena, "told.hidden_columns", "where", where, NULL));
}

static const char *where_of(struct carriers *carriers, const char *file, const struct document *document,
			    const struct sheet *sheet)
{
	return document->sheet_count > 1 && *sheet->name
		   ? phrase_with(carriers->arena, "origin.sheet", "sheet", sheet->name, "file", file, NULL)
		   : file;
}

/* A form laid out in cells, with labels beside their values in several columns. */
static bool is_form(struct carriers *carriers, const struct sheet *sheet)
{
	enum { LEAST_PAIRS = 3 };
	size_t pairs = 0;

	for (size_t i = 0; i < sheet->row_count; i++) {
		const struct row *row = &sheet->rows[i];

		pairs += row->count > 1 && header_kinds(carriers->arena, row->cells[0].text) &&
			 !header_kinds(carriers->arena, row->cells[1].text);
	}
	return pairs >= LEAST_PAIRS;
}

static void take_workbook(struct carriers *carriers, const char *file, const struct document *document)
{
	bool has_table = false;

	for (size_t i = 0; i < document->sheet_count; i++) {
		const struct sheet *sheet = &document->sheets[i];
		const char *where = where_of(carriers, file, document, sheet);

		if (!table_read(carriers, file, where, sheet->rows, sheet->row_count) &&
		    !(is_form(carriers, sheet) && document_take(carriers, where, sheet)))
			continue;
		has_table = true;
		tell_hidden(carriers, where, sheet->hidden_rows, sheet->hidden_columns);
	}
	if (!has_table) {
		refuse_file(carriers, file, document->format, phrase("unread.no_header"));
		return;
	}
	for (size_t i = 0; i < document->sheet_count; i++) {
		const struct sheet *sheet = &document->sheets[i];
		bool is_read = false;

		for (size_t j = 0; j < carriers->count && !is_read; j++)
			is_read = strstr(carriers->items[j].origin,
					 where_of(carriers, file, document, sheet)) != NULL;
		if (!is_read && sheet->row_count)
			form_note(carriers->work->form,
				  phrase_with(carriers->arena, "told.sheet_without_offer", "where",
					      where_of(carriers, file, document, sheet), NULL));
	}
	if (document->hidden_sheets)
		form_note(carriers->work->form,
			  phrase_with(carriers->arena, "told.hidden_sheets", "file", file, NULL));
}

struct csv_sheet {
	struct arena *arena;
	struct row *rows;
	size_t count;
};

static void take_csv_row(void *user, const struct csv_row *read)
{
	struct csv_sheet *sheet = user;
	struct row row = {.number = (unsigned)read->line, .table = 1};

	row.cells = arena_array(sheet->arena, read->count, sizeof(*row.cells));
	for (size_t i = 0; i < read->count; i++)
		if (*read->cells[i])
			row.cells[row.count++] = (struct cell){.column = (unsigned)i, .text = read->cells[i]};
	if (!row.count)
		return;
	if ((sheet->count & (sheet->count - 1)) == 0)
		sheet->rows = arena_grow(sheet->arena, sheet->rows, sheet->count * sizeof(*sheet->rows),
					 (sheet->count ? 2 * sheet->count : 1) * sizeof(*sheet->rows));
	sheet->rows[sheet->count++] = row;
}

/* Excel's separator hint "sep=;", hidden in Excel but counted as a line. */
static const char *skip_separator_line(const char *text, char *separator)
{
	size_t length = strcspn(text, "\n");

	if (!text_starts_with(text, "sep=") || length < 5 || length > 6)
		return text;
	*separator = text[4];
	return text + length;
}

static enum document_fault count_cells(struct carriers *carriers, const struct csv_sheet *sheet)
{
	enum { MOST_CELLS = 200000, MOST_CELL_BYTES = 3 * 32767 };

	for (size_t i = 0; i < sheet->count; i++) {
		carriers->budget.cells += sheet->rows[i].count;
		for (size_t j = 0; j < sheet->rows[i].count; j++)
			if (strlen(sheet->rows[i].cells[j].text) > MOST_CELL_BYTES)
				return DOCUMENT_LONG_CELL;
	}
	return carriers->budget.cells > MOST_CELLS ? DOCUMENT_MANY_CELLS : DOCUMENT_READ;
}

/* Reads the text as a table with that separator; false when it then has no header. */
static bool take_separated(struct carriers *carriers, const char *file, const char *text, char separator)
{
	struct csv_sheet sheet = {.arena = carriers->arena};
	size_t bad_line = 0;
	bool is_good =
	    csv_read_text(carriers->arena, bytes_of(text), separator, take_csv_row, &sheet, &bad_line);
	enum document_fault fault = count_cells(carriers, &sheet);

	if (fault) {
		refuse_file(carriers, file, "CSV", fault_sentence(&(struct document){.fault = fault}));
		return true;
	}
	if (!sheet.count || !table_read(carriers, file, file, sheet.rows, sheet.count))
		return false;
	if (!is_good)
		refuse_file(carriers, file, "CSV",
			    phrase_with(carriers->arena, "unread.csv_quote", "line",
					arena_printf(carriers->arena, "%zu", bad_line), NULL));
	return true;
}

/* A file's text, decoded once for all who try to read it in turn; NULL: it is none. */
static const char *text_of(struct carriers *carriers, const struct attachment *attachment)
{
	if (carriers->decoded != attachment) {
		carriers->decoded = attachment;
		carriers->text = document_text(carriers->arena, attachment->content);
	}
	return carriers->text;
}

/* Whether a text file is a table: a row near its top has three labels, with any separator and under any file
 * name. */
static bool take_text(struct carriers *carriers, const struct attachment *attachment)
{
	char separators[] = ";\t,|", told = '\0';
	const char *whole = text_of(carriers, attachment);

	if (!whole)
		return false;
	const char *text = skip_separator_line(whole, &told);

	if (told)
		return take_separated(carriers, attachment->name, text, told);
	for (size_t i = 0; separators[i]; i++) {
		size_t cells = carriers->budget.cells;

		if (strchr(text, separators[i]) &&
		    take_separated(carriers, attachment->name, text, separators[i]))
			return true;
		carriers->budget.cells = cells;
	}
	return false;
}

static bool has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);

	return length > wanted && text_equal_ascii(name + length - wanted, ending);
}

/* Files whose name or type says that they are tables. */
static bool promises_table(const struct attachment *attachment)
{
	static const char *const endings[] = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".tab"};

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (has_ending(attachment->name, endings[i]))
			return true;
	return !strcmp(attachment->type, "text/csv");
}

/* Cards, calendars, signatures and messages never contain offers. */
static bool is_other(const struct attachment *attachment)
{
	static const char *const starts[] = {
	    "image/",	  "audio/",	  "video/",	     "message/",	  "text/calendar",
	    "text/vcard", "text/x-vcard", "application/pgp", "application/pkcs7", "application/x-pkcs7"};

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (text_starts_with(attachment->type, starts[i]))
			return true;
	return attachment->is_inline;
}

static bool is_json(struct carriers *carriers, const struct attachment *attachment)
{
	enum { LEAST_BYTES = 2 };
	const unsigned char *data = attachment->content.data;

	if (is_other(attachment) || attachment->content.length < LEAST_BYTES || !memcmp(data, "PK", 2))
		return false;
	const char *text = text_of(carriers, attachment);

	return text && json_ld_is(text);
}

static void take_json(struct carriers *carriers, const char *file, const char *text)
{
	size_t count = carriers->count;

	if (!json_ld_take(carriers, file, text) && carriers->count == count &&
	    (strstr(text, "JobPosting") || strstr(text, "Event") || strstr(text, "RsvpAction")))
		refuse_file(carriers, *file ? file : phrase("origin.page"), "JSON-LD",
			    phrase("unread.json_ld"));
}

typedef void take_attachment(struct carriers *carriers, const struct attachment *attachment);

/* Attachments of the mail, then those of forwarded messages. */
static void each_attachment(struct carriers *carriers, take_attachment *take)
{
	const struct mail *mail = carriers->work->mail;

	for (size_t i = 0; i < mail->attachment_count && !carriers->is_full; i++)
		take(carriers, &mail->attachments[i]);
	for (size_t i = 0; i < mail->forwarded_count && !carriers->is_full; i++)
		take(carriers, &mail->forwarded[i]);
}

static void take_json_file(struct carriers *carriers, const struct attachment *attachment)
{
	if (is_json(carriers, attachment))
		take_json(carriers, attachment->name, text_of(carriers, attachment));
}

void carriers_read_json(struct carriers *carriers)
{
	const struct mail *mail = carriers->work->mail;

	for (size_t i = 0; i < mail->script_count; i++)
		take_json(carriers, "", mail->scripts[i]);
	each_attachment(carriers, take_json_file);
}

static bool is_html(const char *text)
{
	text += strspn(text, " \t\r\n");
	return *text == '<' && (strstr(text, "<table") || strstr(text, "<TABLE") || strstr(text, "<html") ||
				strstr(text, "<HTML") || strstr(text, "<body"));
}

/* An HTML file under any name: web sites export tables as HTML named like a workbook. */
static bool take_html(struct carriers *carriers, const struct attachment *attachment)
{
	const char *text = text_of(carriers, attachment);
	size_t count = carriers->count;
	struct body body;

	if (!text || !is_html(text))
		return false;
	document_html(carriers->arena, text, &body);
	const struct body *rest =
	    rows_split(carriers->arena, html_tables_take(carriers, attachment->name, &body, true));

	return document_take_lines(carriers, attachment->name, rest) || carriers->count > count;
}

/* A text file with labelled lines. */
static bool take_lines(struct carriers *carriers, const struct attachment *attachment)
{
	struct body body = {0};
	const char *whole =
	    strcmp(attachment->type, "text/plain") == 0 ? text_of(carriers, attachment) : NULL;
	size_t lines = 1;

	if (!whole)
		return false;
	char *text = arena_strdup(carriers->arena, whole);
	for (const char *c = text; *c; c++)
		lines += *c == '\n';
	body.lines = arena_array(carriers->arena, lines, sizeof(*body.lines));
	for (char *next; body.count < lines; text = next) {
		if ((next = strchr(text, '\n')))
			*next++ = '\0';
		body.lines[body.count++] = (struct line){ZONE_OWN, text};
		if (!next)
			break;
	}
	return document_take_lines(carriers, attachment->name, &body);
}

static void take_plain(struct carriers *carriers, const struct attachment *attachment)
{
	if (take_html(carriers, attachment) || take_text(carriers, attachment) ||
	    take_lines(carriers, attachment))
		return;
	if (promises_table(attachment))
		refuse_file(carriers, attachment->name, "",
			    text_of(carriers, attachment) ? phrase("unread.no_header")
							  : phrase("unread.charset"));
}

static void take_file(struct carriers *carriers, const struct attachment *attachment)
{
	struct document document;

	if (is_other(attachment) || is_json(carriers, attachment))
		return;
	if (!attachment->content.length) {
		refuse_file(carriers, attachment->name, "", phrase("unread.empty"));
		return;
	}
	document_read(carriers->arena, attachment, &carriers->budget, &document);
	if (document.kind == DOCUMENT_NONE)
		take_plain(carriers, attachment);
	else if (document.fault || document.kind == DOCUMENT_FOREIGN)
		refuse_file(carriers, attachment->name, document.format, fault_sentence(&document));
	else if (document.kind == DOCUMENT_WORKBOOK)
		take_workbook(carriers, attachment->name, &document);
	else if (!document_take(carriers, attachment->name, &document.sheets[0]))
		refuse_file(carriers, attachment->name, document.format, phrase("unread.no_lines"));
}

void carriers_read(struct carriers *carriers)
{
	each_attachment(carriers, take_file);
	if (carriers->is_full)
		refuse_file(carriers, carriers->items[carriers->count - 1].file, "",
			    phrase("unread.many_offers"));
}
