#include "handle/present.h"

#include "base/phrases.h"
#include "base/text.h"

static bool is_listed(const char *key, const char *const *list)
{
	for (; list && *list; list++)
		if (!strcmp(key, *list))
			return true;
	return false;
}

json_t *present_facts(const struct form *form, enum kind kind, const char *const *except)
{
	size_t count;
	const struct form_label *labels = kind_labels(kind, kind == KIND_CV && !form->ref, &count);
	json_t *facts = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct field *field = form_field(form, labels[i].key);
		if (!field || text_is_blank(field->read) || is_listed(labels[i].key, except))
			continue;
		json_array_append_new(facts,
				      json_pack("{ss ss}", "label", labels[i].label, "value", field->read));
	}
	return facts;
}

bool present_is_faulty(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (!strcmp(form->faults[i].key, key))
			return true;
	return false;
}

json_t *present_form(enum kind kind, bool is_spontaneous, const struct form *filled)
{
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	json_t *lines = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct field *field = filled ? form_field(filled, labels[i].key) : NULL;
		/* The consent is given anew each time: a copied OUI is nobody's agreement. */
		bool is_kept =
		    field && !present_is_faulty(filled, labels[i].key) && strcmp(labels[i].key, "consent");
		json_array_append_new(lines, json_pack("{ss ss}", "label", labels[i].label, "value",
						       is_kept ? field->read : ""));
	}
	return lines;
}

char *present_form_text(struct arena *arena, enum kind kind, bool is_spontaneous)
{
	struct buf buf = {.arena = arena};
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	for (size_t i = 0; i < count; i++)
		buf_printf(&buf, "%s : \n", labels[i].label);
	return buf_text(&buf);
}

void present_button(json_t *data, const char *label, const char *subject, const char *body)
{
	json_t *buttons = json_object_get(data, "buttons");
	if (!buttons) {
		buttons = json_array();
		json_object_set_new(data, "buttons", buttons);
	}
	json_array_append_new(buttons,
			      json_pack("{ss ss ss}", "label", label, "subject", subject, "body", body));
}

void present_contact_count(json_t *data, size_t count)
{
	json_object_set_new(data, "contact_count", json_integer((json_int_t)count));
	json_object_set_new(data, "is_one_contact", json_boolean(count == 1));
	json_object_set_new(data, "is_nobody", json_boolean(count == 0));
}

json_t *present_notes(const struct form *form)
{
	json_t *notes = json_array();
	for (size_t i = 0; i < form->note_count; i++)
		json_array_append_new(notes, json_string(form->notes[i]));
	return notes;
}

const char *present_word(const char *word)
{
	const char *french = word ? phrase_of("word", word) : "";
	return *french || !word ? french : word;
}
