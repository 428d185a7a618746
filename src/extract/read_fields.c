/* Reads each field from the part of the mail that has it in the better form, or from both. */
#include "read_fields.h"

#include "answers.h"
#include "base/phrases.h"
#include "base/text.h"
#include "boxes.h"
#include "form.h"
#include "kinds.h"
#include "values.h"
#include "work.h"

enum { MOST_TYPED_BYTES = 1000 };

static const char *quoted_line(struct arena *arena, const char *text)
{
	return arena_printf(arena, QUOTED("%s"), text_one_line(arena, text, FORM_READ_BYTES / 2));
}

/* The text that a field parses: ticked choices only, without directional marks. Not for a consent, whose
 * meaning that would change. */
static const char *written_value(struct work *work, const struct field_def *field, const char *text)
{
	if (strcmp(field->key, "consent") == 0)
		return text;
	text = text_undirected(work->arena, text);
	return !(field->flags & FIELD_LINES) && boxes_has(text) ? boxes_ticked(work->arena, text) : text;
}

static bool is_optional(enum kind kind, const char *key)
{
	const struct kind_field *field = kind_field(kind_row(kind), key);

	return field && field->required != REQUIRED_ALWAYS && field->required != REQUIRED_SPONTANEOUS;
}

/* The answer in one part; none when it has no text. */
static struct answer find_answer(struct work *work, enum part part, const struct field_def *field)
{
	struct answer answer = answer_find(work->arena, &work->entries[part], field);

	if (!answer.is_present || strcmp(field->key, "consent") == 0)
		return answer;
	answer.text = written_value(work, field, answer.text);
	answer.is_present =
	    !text_is_blank(answer.text) && !(is_optional(work->form->kind, field->key) &&
					     answer_says_nothing(work->arena, field, answer.text));
	return answer;
}

/* Notes which field was understood when the label only resembles ours. */
static void tell_near(struct work *work, struct form *out, const struct field_def *field,
		      const struct answer *answer)
{
	const char *line = arena_printf(work->arena, "%s\u00a0: %s", answer->label, answer->text);

	if (answer->meant)
		form_fault_read(out, "line", line,
				phrase_with(work->arena, "fault.ambiguous_label", "label", field_label(field),
					    "other", answer->meant, NULL));
	else if (answer->is_near)
		form_note(out, phrase_with(work->arena, "told.near_label", "label",
					   text_one_line(work->arena, answer->label, 100), "field",
					   field_label(field), NULL));
}

/* Parses one answer into a form of its own; true when it has no faults. */
static bool try_answer(struct work *work, const struct field_def *field, const struct answer *answer,
		       struct form *out, bool *is_kept)
{
	struct reading reading = {.arena = work->arena,
				  .form = out,
				  .settled = work->form,
				  .clock = &work->clock,
				  .today = date_of(work->now),
				  .now = work->now,
				  .is_soft = (answer->flags & LABEL_SOFT) != 0,
				  .label = answer->label};

	*out = (struct form){.arena = work->arena, .kind = work->form->kind};
	if (answer->other)
		form_fault_read(
		    out, field->key, arena_printf(work->arena, "%s / %s", answer->text, answer->other),
		    field->flags & FIELD_SECRET ? phrase("fault.filled_twice")
						: phrase_with(work->arena, "fault.filled_twice_as", "one",
							      quoted_line(work->arena, answer->text), "other",
							      quoted_line(work->arena, answer->other), NULL));
	else if (strlen(answer->text) > MOST_TYPED_BYTES && !(field->flags & FIELD_TEXT))
		form_fault_read(out, field->key, answer->text, phrase("fault.too_long"));
	else
		field->read(&reading, field, answer->text);
	tell_near(work, out, field, answer);
	*is_kept = reading.is_kept;
	return out->fault_count == 0;
}

static bool is_same_form(const struct form *a, const struct form *b)
{
	if (a->field_count != b->field_count || a->fault_count || b->fault_count)
		return false;
	for (size_t i = 0; i < a->field_count; i++)
		if (strcmp(a->fields[i].key, b->fields[i].key) != 0 ||
		    strcmp(a->fields[i].value, b->fields[i].value) != 0)
			return false;
	return true;
}

static void take(struct work *work, const struct form *read, const struct answer *answer, bool is_kept)
{
	form_merge(work->form, read);
	if (is_kept)
		kept_add(work, answer->label, answer->text);
}

/* The parts of a multipart/alternative must not contradict each other. */
static void take_from_both(struct work *work, const struct field_def *field,
			   const struct answer answers[PARTS])
{
	struct form read[PARTS];
	bool is_valid[PARTS], is_kept[PARTS];
	enum part best;

	for (size_t part = 0; part < PARTS; part++)
		is_valid[part] = try_answer(work, field, &answers[part], &read[part], &is_kept[part]);
	if (is_same_form(&read[PLAIN], &read[HTML]) ||
	    (!answers[PLAIN].other && !answers[HTML].other && strcmp(field->key, "consent") != 0 &&
	     answer_is_same(work->arena, answers[PLAIN].text, answers[HTML].text)) ||
	    (!is_valid[PLAIN] && !is_valid[HTML] &&
	     text_equal_folded(answers[PLAIN].text, answers[HTML].text))) {
		take(work, &read[PLAIN], &answers[PLAIN], is_kept[PLAIN]);
		return;
	}
	if (strcmp(field->key, "consent") == 0) {
		work->form->is_conflicting = true;
		form_fault_read(work->form, field->key,
				arena_printf(work->arena, "%s / %s", answers[PLAIN].text, answers[HTML].text),
				phrase("fault.versions_differ"));
		return;
	}
	best = is_valid[HTML] || !is_valid[PLAIN] ? HTML : PLAIN;
	take(work, &read[best], &answers[best], is_kept[best]);
	if (is_valid[best])
		form_note(
		    work->form,
		    phrase_with(work->arena, "told.versions_differ", "field", field_label(field), "version",
				best == HTML ? phrase("told.version_html") : phrase("told.version_text"),
				NULL));
}

void field_read(struct work *work, const struct field_def *field)
{
	struct answer answers[PARTS];
	struct form read;
	bool is_kept;

	for (size_t part = 0; part < PARTS; part++)
		answers[part] = find_answer(work, (enum part)part, field);
	if (answers[PLAIN].is_present && answers[HTML].is_present) {
		take_from_both(work, field, answers);
		return;
	}
	for (size_t part = 0; part < PARTS; part++) {
		if (!answers[part].is_present)
			continue;
		try_answer(work, field, &answers[part], &read, &is_kept);
		take(work, &read, &answers[part], is_kept);
	}
}
