/* What no field takes: unknown labels are kept below the free text, but for those that may not be stored
 * about a person. */
#include "work.h"

#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

enum { MOST_NAMES_BYTES = 1000 };

static void add_name(struct buf *names, const char *label)
{
	char *quoted = arena_printf(names->arena, QUOTED("%s"), text_one_line(names->arena, label, 100));

	if (names->length > MOST_NAMES_BYTES || strstr(buf_text(names), quoted))
		return;
	buf_printf(names, "%s%s", names->length > 0 ? ", " : "", quoted);
}

void kept_add(struct work *work, const char *label, const char *text)
{
	if (work->kept.length + strlen(text) + strlen(label) > FORM_VALUE_BYTES / 2)
		return;
	buf_printf(&work->kept, "%s%s\u00a0: %s", work->kept.length > 0 ? "\n" : "", label, text);
	add_name(&work->names, label);
}

static bool holds_label(const struct entries *entries, const char *label)
{
	for (size_t i = 0; i < entries->count; i++)
		if (!entries->items[i].field && text_equal_folded(entries->items[i].label, label))
			return true;
	return false;
}

static void keep_unknown_of(struct work *work, enum part part, struct buf *dropped)
{
	const struct entries *entries = &work->entries[part];

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		if (entry->field || text_is_blank(entry->text) ||
		    (part == HTML && holds_label(&work->entries[PLAIN], entry->label)))
			continue;
		if (work->form->kind == KIND_CV && entry->is_sensitive)
			add_name(dropped, entry->label);
		else
			kept_add(work, entry->label, entry->text);
	}
	for (size_t i = 0; i < entries->inner_count; i++)
		add_name(&work->names, entries->inner[i]);
}

static const char *free_field(enum kind kind)
{
	const struct kind_row *row = kind_row(kind);

	for (size_t i = 0; i < row->field_count; i++)
		if (strcmp(row->fields[i].key, "description") == 0)
			return "description";
	for (size_t i = 0; i < row->field_count; i++)
		if (strcmp(row->fields[i].key, "text") == 0)
			return "text";
	return "description";
}

static bool is_always_required(enum kind kind, const char *key)
{
	const struct kind_row *row = kind_row(kind);

	for (size_t i = 0; i < row->field_count; i++)
		if (strcmp(row->fields[i].key, key) == 0)
			return row->fields[i].required == REQUIRED_ALWAYS;
	return false;
}

static void append_kept(struct work *work)
{
	const char *key = free_field(work->form->kind);
	const struct field *field = form_field(work->form, key);
	const char *text;

	if (work->kept.length == 0)
		return;
	if (!field && is_always_required(work->form->kind, key) && !work->form->ref &&
	    !form_has_fault(work->form, key))
		form_fault_read(work->form, key, "", "Ce champ manque.");
	text = field ? arena_printf(work->arena, "%s\n\n%s", field->value, buf_text(&work->kept))
		     : buf_text(&work->kept);
	form_put(work->form, key, text, text);
}

void kept_append(struct work *work)
{
	struct buf dropped = {.arena = work->arena};

	for (size_t part = 0; part < PARTS; part++)
		keep_unknown_of(work, (enum part)part, &dropped);
	append_kept(work);
	if (work->names.length > 0)
		form_note(work->form,
			  arena_printf(work->arena,
				       "Ce que nous n’avons pas su ranger dans un champ est gardé dans le "
				       "texte libre\u00a0: %s.",
				       buf_text(&work->names)));
	if (dropped.length > 0)
		form_note(work->form,
			  arena_printf(work->arena,
				       "Nous n’avons pas gardé ce qui ne doit pas être enregistré sur une "
				       "personne\u00a0: %s.",
				       buf_text(&dropped)));
}
