#include "several.h"

#include "answers.h"
#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

static bool has_title(const struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		if (entries->items[i].field && !strcmp(entries->items[i].field->key, "title") &&
		    !text_is_blank(entries->items[i].text))
			return true;
	return false;
}

static const char *title_of(const struct entries entries[PARTS])
{
	for (size_t part = 0; part < PARTS; part++)
		for (size_t i = 0; i < entries[part].count; i++) {
			const struct entry *entry = &entries[part].items[i];

			if (entry->field && !strcmp(entry->field->key, "title"))
				return entry->text;
		}
	return "";
}

static struct carried *add_own(struct carriers *carriers, const struct entries *plain,
			       const struct entries *html)
{
	struct carried *carried = carriers_add(carriers, "", "");

	if (!carried)
		return NULL;
	if (plain)
		carried->entries[PLAIN] = *plain;
	if (html)
		carried->entries[HTML] = *html;
	carried->origin =
	    phrase_with(carriers->arena, "origin.offer", "title",
			text_one_line(carriers->arena, title_of(carried->entries), FORM_READ_BYTES), NULL);
	return carried;
}

static void complete(struct carriers *carriers, struct carried *carried, enum part part,
		     const struct entries *common)
{
	const char *names;

	if (titles_complete(carriers->arena, common, &carried->entries[part], &names) && !carried->note_count)
		carried_note(carriers, carried,
			     phrase_with(carriers->arena, "told.common", "labels", names, NULL));
}

/* The forms in the text when titles repeat. Both versions should have as many; the one with more counts. */
static bool split_own(struct carriers *carriers)
{
	struct work *work = carriers->work;
	struct titles titles[PARTS];

	for (size_t part = 0; part < PARTS; part++)
		titles[part] = titles_split(work->arena, &work->entries[part]);
	size_t count = titles[HTML].count > titles[PLAIN].count ? titles[HTML].count : titles[PLAIN].count;

	for (size_t i = 0; i < count; i++) {
		bool has_plain = titles[PLAIN].count == count, has_html = titles[HTML].count == count;
		struct carried *carried = add_own(carriers, has_plain ? &titles[PLAIN].parts[i] : NULL,
						  has_html ? &titles[HTML].parts[i] : NULL);

		for (size_t part = 0; carried && part < PARTS; part++)
			if (titles[part].count == count)
				complete(carriers, carried, (enum part)part, &titles[part].common);
	}
	if (count > 0) {
		struct work common = *work;

		for (size_t part = 0; part < PARTS; part++)
			common.entries[part] = titles[part].common;
		kept_leave(&common);
	}
	return count > 0;
}

/* Merges the text's values with the only carried form: missing ones are added, different ones are asked back,
 * like two values of one field. */
static void merge_own(struct work *work, struct carried *carried)
{
	struct entries brought = carried->entries[PLAIN];

	for (size_t part = 0; part < PARTS; part++) {
		const struct entries *own = &work->entries[part];
		struct entries *out = &carried->entries[part];

		*out = (struct entries){0};
		if (!own->count && part != PLAIN)
			continue;
		out->items = arena_array(work->arena, brought.count + own->count + 1, sizeof(*out->items));
		if (brought.count)
			memcpy(out->items, brought.items, brought.count * sizeof(*out->items));
		if (own->count)
			memcpy(out->items + brought.count, own->items, own->count * sizeof(*out->items));
		out->count = brought.count + own->count;
		out->filled = brought.filled + own->filled;
		out->inner = part == PLAIN ? brought.inner : own->inner;
		out->inner_count = part == PLAIN ? brought.inner_count : own->inner_count;
	}
}

/* Fields beside several offers belong to none of them. */
static void tell_unused(struct work *work)
{
	struct buf labels = {.arena = work->arena};

	for (size_t part = 0; part < PARTS && !labels.length; part++)
		for (size_t i = 0; i < work->entries[part].count; i++) {
			const struct entry *entry = &work->entries[part].items[i];

			if (entry->field && !text_is_blank(entry->text))
				buf_printf(&labels, "%s" QUOTED("%s"), labels.length ? ", " : "",
					   entry->label);
		}
	if (labels.length)
		form_note(work->form,
			  phrase_with(work->arena, "told.lines_beside_offers", "lines",
				      text_one_line(work->arena, buf_text(&labels), FORM_READ_BYTES), NULL));
}

/* A complete offer in the text, beside several carried ones, is one more. */
static void add_own_one(struct carriers *carriers)
{
	struct work *work = carriers->work;

	if (has_title(&work->entries[PLAIN]) || has_title(&work->entries[HTML])) {
		add_own(carriers, &work->entries[PLAIN], &work->entries[HTML]);
	} else {
		tell_unused(work);
		kept_leave(work);
	}
}

static void read_carried(struct work *work, const struct carried *carried, struct form *out)
{
	struct work part = *work;

	for (size_t i = 0; i < PARTS; i++)
		part.entries[i] = carried->entries[i];
	part.form = out;
	part.kept = part.names = (struct buf){.arena = work->arena};
	for (size_t i = 0; i < carried->fault_count; i++)
		form_fault_read(out, carried->faults[i].key, carried->faults[i].read, carried->faults[i].why);
	for (size_t i = 0; i < carried->note_count; i++)
		form_note(out, carried->notes[i]);
	out->ref = carried->ref ? carried->ref : out->ref;
	out->is_cancellation |= carried->is_cancelled;
	work_read(&part);
	work->clock = part.clock;
}

static struct form start_part(const struct work *work, const struct carried *carried)
{
	return (struct form){
	    .arena = work->arena,
	    .kind = work->form->kind,
	    .kind_source = work->form->kind_source,
	    .is_forwarded = work->form->is_forwarded,
	    .origin = carried->origin,
	    .columns = carried->columns,
	    .column_count = carried->column_count,
	};
}

static bool is_equal(const struct form *a, const struct form *b, const char *key)
{
	const char *left = form_get(a, key), *right = form_get(b, key);

	return left && right && answer_is_same(a->arena, left, right);
}

/* The same offer from two carriers: each completes the other, differences are asked back. */
static void unite(struct form *kept, const struct form *other)
{
	for (size_t i = 0; i < other->field_count; i++) {
		const struct field *field = &other->fields[i];
		const char *value = form_get(kept, field->key);
		const struct field_def *def = field_by_key(field->key);

		if (!value && !form_has_fault(kept, field->key))
			form_put(kept, field->key, field->read, field->value);
		else if (value && def && !(def->flags & FIELD_LINES) &&
			 !answer_is_same(kept->arena, value, field->value))
			form_fault_read(kept, field->key,
					arena_printf(kept->arena, "%s / %s", value, field->value),
					phrase("fault.offer_twice"));
	}
	form_note(kept, phrase_with(kept->arena, "told.offer_again", "origin", other->origin, NULL));
}

/* Whether another carrier has the same offer. */
static bool is_again(const struct carriers *carriers, struct form *parts, size_t count, size_t at,
		     const struct form *form)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(carriers->items[i].file, carriers->items[at].file) != 0 &&
		    is_equal(&parts[i], form, "title") && is_equal(&parts[i], form, "place") &&
		    (!form_get(form, "company") || !form_get(&parts[i], "company") ||
		     is_equal(&parts[i], form, "company"))) {
			unite(&parts[i], form);
			return true;
		}
	return false;
}

static void read_parts(struct work *work, struct carriers *carriers)
{
	struct form *form = work->form;
	struct form *parts = arena_array(work->arena, carriers->count, sizeof(*parts));
	size_t count = 0;

	for (size_t i = 0; i < carriers->count && !work->clock.is_over; i++) {
		struct form part = start_part(work, &carriers->items[i]);

		read_carried(work, &carriers->items[i], &part);
		if (is_again(carriers, parts, count, i, &part))
			continue;
		carriers->items[count] = carriers->items[i];
		parts[count++] = part;
	}
	form->parts = parts;
	form->part_count = count;
	/* The reference of the thread doesn't apply to rows of a table. */
	form->ref = NULL;
	form->is_only_quoted = false;
}

/* Unread files are noted beside a form; without one they are the fault. */
static void tell_unread(struct work *work)
{
	struct form *form = work->form;
	bool is_beside = form->field_count || form->part_count || form->ref;

	for (size_t i = 0; i < form->unread_count; i++) {
		const struct unread *unread = &form->unread[i];

		if (is_beside)
			form_note(form, phrase_with(work->arena, "told.file", "file", unread->file, "why",
						    unread->why, NULL));
		else
			form_fault_read(form, "file", unread->file,
					phrase_with(work->arena, "fault.file", "why", unread->why, NULL));
	}
}

void several_read(struct work *work, struct carriers *carriers)
{
	struct form *form = work->form;
	bool has_own = work->entries[PLAIN].filled + work->entries[HTML].filled > 0;

	if (carriers->is_full)
		carriers->count = 0;
	size_t carried = carriers->count;

	form->is_wordy &= !carried;
	bool is_split = has_own && split_own(carriers);

	if (!is_split && carried == 1)
		merge_own(work, &carriers->items[0]);
	else if (!is_split && carried)
		add_own_one(carriers);
	if (carriers->count == 1 && !carriers->items[0].is_row) {
		form->is_only_quoted = false;
		read_carried(work, &carriers->items[0], form);
	} else if (carriers->count) {
		read_parts(work, carriers);
	} else if (kind_row(form->kind)->field_count > 0) {
		work_read(work);
	}
	tell_unread(work);
}
