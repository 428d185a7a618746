/* Text documents: paragraphs and tables of labels become lines like those of a mail; a table of offers is
 * read as one. */
#include "carriers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "label_votes.h"
#include "rows.h"
#include "values.h"

struct document_lines {
	struct carriers *carriers;
	struct arena *arena;
	enum kind kind;
	struct body body;
};

static void add_line(struct document_lines *lines, const char *text)
{
	size_t count = lines->body.count;

	/* Grows at each power of two. */
	if ((count & (count - 1)) == 0)
		lines->body.lines =
		    arena_grow(lines->arena, lines->body.lines, count * sizeof(*lines->body.lines),
			       (count ? 2 * count : 1) * sizeof(*lines->body.lines));
	lines->body.lines[lines->body.count++] = (struct line){ZONE_OWN, text};
}

static void add_lines(struct document_lines *lines, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, "\n");

		add_line(lines, text_trim(lines->arena, arena_strndup(lines->arena, text, length)));
		if (!text[length])
			return;
		text += length + 1;
	}
}

static bool is_label(struct document_lines *lines, const char *text)
{
	return lines->kind == KIND_NONE ? header_kinds(lines->arena, text) != 0
					: header_label(lines->arena, lines->kind, text) != NULL;
}

/* "Label\tValue" and the further lines of the value. */
static void add_pair(struct document_lines *lines, const char *label, const char *value)
{
	char *name = text_one_line(lines->arena, label, FORM_READ_BYTES);
	size_t length = strlen(name);

	while (length && strchr(" :", name[length - 1]))
		name[--length] = '\0';
	add_lines(lines, arena_printf(lines->arena, "%s\t%s", name, value));
}

/* A cell that starts with a label and continues below it contains the value too. */
static void add_cell(struct document_lines *lines, const char *text)
{
	size_t length = strcspn(text, "\n");
	const char *first = arena_strndup(lines->arena, text, length);

	if (text[length] && is_label(lines, first))
		add_pair(lines, first, text + length + 1);
	else
		add_lines(lines, text);
}

/* Drops a row's number and repeated headings of merged cells, unless a repeated cell is the value of a
 * label. */
static struct row without_repeats(struct document_lines *lines, const struct row *row)
{
	struct row own = {.cells = arena_array(lines->arena, row->count, sizeof(*own.cells))};

	for (size_t i = 0; i < row->count; i++)
		if (!row->cells[i].is_from_above ||
		    (own.count && is_label(lines, own.cells[own.count - 1].text)))
			own.cells[own.count++] = row->cells[i];
	if (own.count > 2 && rows_is_number(own.cells[0].text) && is_label(lines, own.cells[1].text)) {
		own.cells++;
		own.count--;
	}
	return own;
}

/* In a row of two cells, the first one is a label. In a wider row, or beside a label, a known label takes the
 * next cell that isn't one. A label without a value is dropped;
 * alone in its row it heads the rows below. */
static void add_row(struct document_lines *lines, const struct row *all)
{
	struct row own = without_repeats(lines, all), *row = &own;
	bool is_pair = row->count == 2 && !strpbrk(row->cells[0].text, "\n:");

	if (is_pair && !(is_label(lines, row->cells[0].text) && is_label(lines, row->cells[1].text))) {
		add_pair(lines, row->cells[0].text, row->cells[1].text);
		return;
	}
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;
		bool has_value = i + 1 < row->count && !is_label(lines, row->cells[i + 1].text);

		if (!is_label(lines, text) || row->count == 1)
			add_cell(lines, text);
		else if (has_value)
			add_pair(lines, text, row->cells[++i].text);
	}
}

static size_t count_labels(struct document_lines *lines, const struct row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += is_label(lines, row->cells[i].text);
	return count;
}

/* Labels side by side above their values, or one label in a row of its own above its value. */
static bool is_heading(struct document_lines *lines, const struct row *row, const struct row *below)
{
	size_t labels = count_labels(lines, row);

	return labels * 2 > row->count && (labels >= 2 || below->count == 1) &&
	       count_labels(lines, below) == 0;
}

static void add_headed(struct document_lines *lines, const struct row *heading, const struct row *values)
{
	for (size_t i = 0; i < heading->count; i++) {
		const struct cell *value = row_cell(values, heading->cells[i].column);

		add_pair(lines, heading->cells[i].text, value ? value->text : "");
	}
	for (size_t i = 0; i < values->count; i++)
		if (!row_cell(heading, values->cells[i].column))
			add_lines(lines, values->cells[i].text);
}

static void add_rows(struct document_lines *lines, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool is_last = i + 1 == count;

		if (!is_last && is_heading(lines, &rows[i], &rows[i + 1])) {
			add_headed(lines, &rows[i], &rows[i + 1]);
			i++;
		} else {
			add_row(lines, &rows[i]);
		}
	}
}

/* The row with enough labels for a table's header; `count` when there is none. */
static size_t find_header(struct document_lines *lines, const struct row *rows, size_t count)
{
	enum { HEADER_LABELS = 3, HEADER_ROWS = 20 };

	for (size_t i = 0; i < count && i < HEADER_ROWS; i++)
		if (count_labels(lines, &rows[i]) >= HEADER_LABELS)
			return i;
	return count;
}

/* A known label with its value beside it. */
static bool is_labelled(struct document_lines *lines, const struct row *row)
{
	return !row->cells[0].is_from_above && row->count > 1 && is_label(lines, row->cells[0].text) &&
	       !is_label(lines, row->cells[1].text);
}

/* "Label : value" in a cell. */
static bool is_labelled_line(struct document_lines *lines, const char *text)
{
	const char *colon = strchr(text, ':');

	return colon && is_label(lines, arena_strndup(lines->arena, text, (size_t)(colon - text)));
}

/* Labels below those of the header, with values alone below them: the header has two rows. */
static bool has_second_row(struct document_lines *lines, const struct row *rows, size_t count, size_t header)
{
	return header + 2 < count && count_labels(lines, &rows[header + 1]) * 2 > rows[header + 1].count &&
	       count_labels(lines, &rows[header + 2]) == 0;
}

/* Whether labels with values make a form: not when some are above and below a table's header. A header with a
 * single row is a form too, completed by the rest of the document. */
static bool is_form(struct document_lines *lines, const struct row *rows, size_t count, size_t header)
{
	size_t labelled = 0;

	for (size_t i = 0; i < header; i++)
		labelled += is_label(lines, rows[i].cells[0].text);
	if (labelled >= 2)
		return true;
	for (size_t i = header + 1 + has_second_row(lines, rows, count, header); i < count; i++) {
		const struct row *row = &rows[i];

		if (is_labelled(lines, row) ||
		    (i + 1 < count && count_labels(lines, row) >= 2 && is_heading(lines, row, &rows[i + 1]) &&
		     !text_equal_folded(row->cells[0].text, rows[header].cells[0].text)) ||
		    (i == header + 2 && row->count == 1 &&
		     (is_label(lines, row->cells[0].text) || is_labelled_line(lines, row->cells[0].text))))
			return true;
	}
	return header + 2 == count && count_labels(lines, &rows[header]) == rows[header].count;
}

static bool may_be_table(struct document_lines *lines, const struct row *rows, size_t count)
{
	size_t header = find_header(lines, rows, count);

	if (header == count)
		return count > 1 && rows[0].count > 2;
	return header + 1 < count && !is_form(lines, rows, count, header);
}

/* The rows of the table that starts here. */
static size_t table_length(const struct sheet *text, size_t at)
{
	size_t length = 1;

	while (text->rows[at].table && at + length < text->row_count &&
	       text->rows[at + length].table == text->rows[at].table)
		length++;
	return length;
}

/* Removes tables of offers and turns the rest into lines. True when there was a table. */
static bool take_tables(struct document_lines *lines, const char *file, const struct sheet *text)
{
	bool has_table = false;

	for (size_t i = 0, length; i < text->row_count; i += length) {
		const struct row *row = &text->rows[i];

		length = table_length(text, i);
		if (row->table && may_be_table(lines, row, length) &&
		    table_read(lines->carriers, file, file, row, length)) {
			has_table = true;
			continue;
		}
		if (row->table)
			add_rows(lines, row, length);
		else
			add_lines(lines, row->cells[0].text);
	}
	return has_table;
}

/* The kind by the labels, when the mail doesn't decide it. Needs more labels than a mail's text, because a CV
 * has headings too. */
static enum kind told_kind(struct document_lines *lines)
{
	enum { TELLING_LABELS = 3 };
	struct work *work = lines->carriers->work;
	struct label_votes votes = {0};
	enum kind kind = work->form->kind;

	if (kind != KIND_NONE)
		return kind;
	labels_vote(lines->arena, &lines->body, ZONE_OWN, &votes);
	if (votes.has_consent)
		return KIND_NONE;
	kind = votes.telling[KIND_OFFER] > votes.telling[KIND_EVENT] ? KIND_OFFER : KIND_EVENT;
	return votes.telling[kind] >= TELLING_LABELS ? kind : KIND_NONE;
}

static void take_part(struct document_lines *lines, const char *file, const struct entries *entries,
		      const struct entries *common)
{
	struct arena *arena = lines->arena;
	struct carried *carried = carriers_add(lines->carriers, file, file);
	const char *title = NULL, *names;

	if (!carried)
		return;
	carried->entries[PLAIN] = *entries;
	for (size_t i = 0; i < entries->count && !title; i++)
		if (entries->items[i].field && !strcmp(entries->items[i].field->key, "title"))
			title = entries->items[i].text;
	if (title)
		carried->origin = arena_printf(arena, QUOTED("%s") " de %s",
					       text_one_line(arena, title, FORM_READ_BYTES), file);
	if (common && titles_complete(arena, common, &carried->entries[PLAIN], &names))
		carried_note(lines->carriers, carried,
			     phrase_with(arena, "told.common", "labels", names, NULL));
}

/* The labelled lines as one or more forms; false when there are none. */
static bool take_lines(struct document_lines *lines, const char *file)
{
	struct work *work = lines->carriers->work;
	struct entries entries;

	lines->kind = told_kind(lines);
	if (lines->kind == KIND_NONE)
		return false;
	labels_read(lines->arena, &work->clock, lines->kind, &lines->body, ZONE_OWN, &entries);
	if (!entries.filled)
		return false;
	carriers_tell_kind(lines->carriers, lines->kind, "document");
	struct titles titles = titles_split(lines->arena, &entries);

	for (size_t i = 0; i < titles.count; i++)
		take_part(lines, file, &titles.parts[i], &titles.common);
	if (titles.count) {
		struct work common = *work;

		common.entries[PLAIN] = titles.common;
		common.entries[HTML] = (struct entries){0};
		kept_leave(&common);
	} else {
		take_part(lines, file, &entries, NULL);
	}
	return true;
}

bool document_take(struct carriers *carriers, const char *file, const struct sheet *text)
{
	struct document_lines lines = {
	    .carriers = carriers, .arena = carriers->arena, .kind = carriers->work->form->kind};
	bool has_table = take_tables(&lines, file, text);

	return take_lines(&lines, file) || has_table;
}

bool document_take_lines(struct carriers *carriers, const char *file, const struct body *body)
{
	struct document_lines lines = {.carriers = carriers,
				       .arena = carriers->arena,
				       .kind = carriers->work->form->kind,
				       .body = *body};

	return take_lines(&lines, file);
}
