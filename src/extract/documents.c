/* Text documents: paragraphs and tables of labels become lines as a mail has them; a table of offers is one.
 */
#include "carriers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
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

	/* Doubled at each power of two. */
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

/* "Label\tValue" and the value's further lines. */
static void add_pair(struct document_lines *lines, const char *label, const char *value)
{
	char *name = text_one_line(lines->arena, label, FORM_READ_BYTES);
	size_t length = strlen(name);

	while (length && strchr(" :", name[length - 1]))
		name[--length] = '\0';
	add_lines(lines, arena_printf(lines->arena, "%s\t%s", name, value));
}

/* In a row of two cells the first is a label; in a wider one each that is wholly a known label takes the next
 * one that is none. */
static void add_row(struct document_lines *lines, const struct row *row)
{
	if (row->count == 2 && !strchr(row->cells[0].text, '\n') && !strchr(row->cells[0].text, ':')) {
		add_pair(lines, row->cells[0].text, row->cells[1].text);
		return;
	}
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;
		bool has_value = i + 1 < row->count && !is_label(lines, row->cells[i + 1].text);

		if (!is_label(lines, text))
			add_lines(lines, text);
		else if (has_value)
			add_pair(lines, text, row->cells[++i].text);
		else
			add_pair(lines, text, "");
	}
}

/* The rows of the table that begins here. */
static size_t table_length(const struct sheet *text, size_t at)
{
	size_t length = 1;

	while (text->rows[at].table && at + length < text->row_count &&
	       text->rows[at + length].table == text->rows[at].table)
		length++;
	return length;
}

/* Tables of offers are taken out; everything else is lines. True when there was one. */
static bool take_tables(struct document_lines *lines, const char *file, const struct sheet *text)
{
	bool has_table = false;

	for (size_t i = 0, length; i < text->row_count; i += length) {
		const struct row *row = &text->rows[i];

		length = table_length(text, i);
		if (row->table && length > 1 && row->count > 2 &&
		    table_read(lines->carriers, file, file, row, length)) {
			has_table = true;
			continue;
		}
		for (size_t j = i; j < i + length; j++)
			if (!row->table)
				add_lines(lines, text->rows[j].cells[0].text);
			else
				add_row(lines, &text->rows[j]);
	}
	return has_table;
}

/* The kind that the labels tell when the mail tells none: with more certainty than a mail's text needs, for a
 * CV has headings too. */
static enum kind told_kind(struct document_lines *lines)
{
	enum { TELLING_LABELS = 3 };
	struct work *work = lines->carriers->work;
	struct label_votes votes = {0};
	enum kind kind = work->form->kind;

	if (kind != KIND_NONE)
		return kind;
	labels_vote(lines->arena, &work->clock, &lines->body, ZONE_OWN, &votes);
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

/* The labelled lines as one form or several; false when there are none. */
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
