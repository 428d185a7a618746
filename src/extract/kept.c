/* Text that no field takes: unknown labels are kept below the free text, except those that may not be stored
 * about a person. */
#include "work.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

enum { MOST_NAMES_BYTES = 1000, MOST_QUOTED_BYTES = 160 };

static void add_name(struct buf *names, const char *label)
{
	char *quoted = arena_printf(names->arena, QUOTED("%s"), text_one_line(names->arena, label, 100));

	if (names->length > MOST_NAMES_BYTES || strstr(buf_text(names), quoted))
		return;
	buf_printf(names, "%s%s", names->length > 0 ? ", " : "", quoted);
}

void kept_add(struct work *work, const char *label, const char *text)
{
	if (work->kept.length + strlen(text) + strlen(label) > FORM_VALUE_BYTES / 2) {
		work->left_count++;
		work->left_unquoted++;
		return;
	}
	buf_printf(&work->kept, "%s%s\u00a0: %s", work->kept.length > 0 ? "\n" : "", label, text);
	add_name(&work->names, label);
}

void kept_add_line(struct work *work, const char *text)
{
	if (work->kept.length + strlen(text) > FORM_VALUE_BYTES / 2) {
		work->left_count++;
		work->left_unquoted++;
		return;
	}
	buf_printf(&work->kept, "%s%s", work->kept.length > 0 ? "\n" : "", text);
	add_name(&work->names, text);
}

/* A line that is passed on to nobody: quoted to the sender, unless it may not be stored about a person. */
static void leave_out(struct work *work, const char *label, const char *text)
{
	const char *line =
	    text_one_line(work->arena, *label ? arena_printf(work->arena, "%s\u00a0: %s", label, text) : text,
			  MOST_QUOTED_BYTES);

	work->left_count++;
	if (work->left.length > MOST_NAMES_BYTES ||
	    (work->form->kind == KIND_CV && text_sensitive(work->arena, text))) {
		work->left_unquoted++;
		return;
	}
	buf_printf(&work->left, "%s" QUOTED("%s"), work->left.length > 0 ? ", " : "", line);
}

static bool holds_label(const struct entries *entries, const char *label)
{
	for (size_t i = 0; i < entries->count; i++)
		if (!entries->items[i].field && !entries->items[i].stray &&
		    text_equal_folded(entries->items[i].label, label))
			return true;
	return false;
}

/* The field for free text; NULL: the kind has none. */
static const char *free_field(enum kind kind)
{
	static const char *const keys[] = {"description", "text", "summary"};

	for (size_t k = 0; k < ARRAY_SIZE(keys); k++)
		if (kind_field(kind_row(kind), keys[k]))
			return keys[k];
	return NULL;
}

/* Changes contain only changed fields, so other text can't be added to an unchanged free text. */
static bool takes_kept(const struct work *work)
{
	const struct form *form = work->form;
	const char *key = free_field(form->kind);

	return key && (!form_is_change(form) || form_field(form, key));
}

/* Prose around an answer is its remark; prose around a form is only its cover letter. About a young person
 * only fields are passed on. */
static bool is_passed_on(const struct work *work, const struct entry *entry)
{
	const struct kind_row *row = kind_row(work->form->kind);

	if (row->passes_prose || row->is_personal)
		return row->passes_prose;
	return entry->stray == STRAY_WITHIN && takes_kept(work);
}

static void keep_stray(struct work *work, const struct entry *entry)
{
	/* "RETRAIT" alone is the form. */
	if (text_equal_folded(entry->text, kind_row(work->form->kind)->tag))
		return;
	if (!is_passed_on(work, entry))
		leave_out(work, entry->label, entry->text);
	else if (*entry->label && !kind_row(work->form->kind)->passes_prose)
		kept_add(work, entry->label, entry->text);
	else
		kept_add_line(work, entry->text);
}

/* The version whose prose is used: HTML when there are both, as its lines aren't wrapped. */
static enum part prose_part(const struct work *work)
{
	return work->entries[HTML].count > 0 ? HTML : PLAIN;
}

static void keep_unknown_of(struct work *work, enum part part, struct buf *dropped)
{
	const struct entries *entries = &work->entries[part];

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		if (entry->field || text_is_blank(entry->text))
			continue;
		if (entry->stray) {
			if (part == prose_part(work))
				keep_stray(work, entry);
		} else if (part == HTML && holds_label(&work->entries[PLAIN], entry->label)) {
			continue;
		} else if (work->form->kind == KIND_CV && entry->is_sensitive) {
			add_name(dropped, entry->label);
		} else if (takes_kept(work)) {
			kept_add(work, entry->label, entry->text);
		} else {
			leave_out(work, entry->label, entry->text);
		}
	}
	for (size_t i = 0; i < entries->inner_count; i++)
		add_name(&work->names, entries->inner[i]);
	if (part == prose_part(work)) {
		work->left_count += entries->lost;
		work->left_unquoted += entries->lost;
	}
}

static bool is_always_required(enum kind kind, const char *key)
{
	const struct kind_field *field = kind_field(kind_row(kind), key);

	return field && field->required == REQUIRED_ALWAYS;
}

static void append_kept(struct work *work)
{
	const char *key = free_field(work->form->kind);
	const struct field *field = key ? form_field(work->form, key) : NULL;
	const char *text;

	if (work->kept.length == 0 || !key)
		return;
	if (!field && is_always_required(work->form->kind, key) && !work->form->ref &&
	    !form_has_fault(work->form, key))
		form_fault_read(work->form, key, "", phrase("fault.missing"));
	if (!field)
		work->form->added_text = key;
	text = field ? arena_printf(work->arena, "%s\n\n%s", field->value, buf_text(&work->kept))
		     : buf_text(&work->kept);
	form_put(work->form, key, text, text);
}

static void note_left(struct work *work)
{
	const char *lines = buf_text(&work->left), *more = NULL;

	if (work->left_count == 0)
		return;
	if (work->left_unquoted == 1)
		more = phrase("told.one_more_line");
	else if (work->left_unquoted > 1)
		more = phrase_with(work->arena, "told.more_lines", "count",
				   arena_printf(work->arena, "%zu", work->left_unquoted), NULL);
	if (more && work->left.length > 0)
		lines = phrase_with(work->arena, "told.lines_and_more", "lines", lines, "more", more, NULL);
	else if (more)
		lines = more;
	form_note(work->form, phrase_with(work->arena, "told.left_out", "lines", lines, NULL));
}

static void note_signature(struct work *work)
{
	const char *signature = work->entries[prose_part(work)].signature;

	if (signature)
		form_note(work->form,
			  phrase_with(work->arena, "told.signature", "lines",
				      text_one_line(work->arena, signature, (size_t)2 * MOST_QUOTED_BYTES),
				      NULL));
}

void kept_append(struct work *work)
{
	struct buf dropped = {.arena = work->arena};

	for (size_t part = 0; part < PARTS; part++)
		keep_unknown_of(work, (enum part)part, &dropped);
	if (work->kept.length > 0 && !takes_kept(work)) {
		leave_out(work, "", buf_text(&work->kept));
		work->kept.length = work->names.length = 0;
	}
	append_kept(work);
	if (work->names.length > 0)
		form_note(work->form, phrase_with(work->arena, "told.kept_as_text", "labels",
						  buf_text(&work->names), NULL));
	if (dropped.length > 0)
		form_note(work->form,
			  phrase_with(work->arena, "told.dropped", "labels", buf_text(&dropped), NULL));
	note_left(work);
	note_signature(work);
}

void kept_leave(struct work *work)
{
	const struct entries *entries = &work->entries[prose_part(work)];

	for (size_t i = 0; i < entries->count; i++)
		if (!entries->items[i].field && !text_is_blank(entries->items[i].text))
			leave_out(work, entries->items[i].label, entries->items[i].text);
	work->left_count += entries->lost;
	work->left_unquoted += entries->lost;
	note_left(work);
}
