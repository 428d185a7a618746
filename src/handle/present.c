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

static const char *date_words(struct arena *arena, const char *value)
{
	struct date date;
	return date_parse_iso(value, &date) ? date_french(arena, date) : NULL;
}

static const char *start_words(struct arena *arena, const char *value)
{
	return strcmp(value, "now") ? date_words(arena, value) : phrase("value.now");
}

static const char *openings_words(struct arena *arena, const char *value)
{
	if (!*value || strspn(value, "0123456789") != strlen(value))
		return NULL;
	return strcmp(value, "1") ? phrase_with(arena, "value.openings", "count", value, NULL)
				  : phrase("value.one_opening");
}

/* "35 h", "35h", "35 heures": only hours per week. */
static const char *hours_words(struct arena *arena, const char *value)
{
	const char *folded = text_fold(arena, value), *end = folded + strspn(folded, "0123456789,.");
	long hours = strtol(folded, NULL, 10);
	end += strspn(end, " ");
	if (hours < 10 || hours > 48 || (strcmp(end, "h") && strcmp(end, "heures")))
		return NULL;
	const char *count = arena_printf(arena, "%.*s\u00a0h", (int)strspn(folded, "0123456789,."), folded);
	return phrase_with(arena, "value.hours_a_week", "hours", count, NULL);
}

static const char *level_words(struct arena *arena, const char *value)
{
	(void)arena;
	const char *words = phrase_of("level", value);
	return *words ? words : NULL;
}

/* How values of a field are displayed; NULL: unchanged. is_canonical: the register has a code that readers
 * must not see, so the sender's text is shown. */
static const struct {
	const char *key;
	const char *(*say)(struct arena *arena, const char *value);
	bool is_code;
} WORDED[] = {
    {"deadline", date_words, false}, {"consent_date", date_words, false}, {"outcome_date", date_words, false},
    {"start", start_words, false},   {"openings", openings_words, false}, {"hours", hours_words, false},
    {"level", level_words, true},
};

static const char *say(struct arena *arena, const char *key, const char *value, bool is_written)
{
	for (size_t i = 0; value && i < ARRAY_SIZE(WORDED); i++)
		if (!strcmp(WORDED[i].key, key) && !(is_written && WORDED[i].is_code))
			return WORDED[i].say(arena, value);
	return NULL;
}

const char *present_value(struct arena *arena, const char *key, const char *value)
{
	const char *said = say(arena, key, value, false);
	return said ? said : value ? value : "";
}

const char *present_contract(const char *contract, const char *nature)
{
	const char *special = nature ? phrase_of("nature", nature) : "";
	return *special ? special : contract ? phrase_of("contract", contract) : "";
}

const char *present_people(struct arena *arena, int64_t count)
{
	return count == 1 ? phrase("value.one_person")
			  : phrase_with(arena, "value.people", "count",
					arena_printf(arena, "%lld", (long long)count), NULL);
}

char *present_initial(struct arena *arena, const char *family_name)
{
	size_t length = 1;
	if (text_is_blank(family_name))
		return arena_strdup(arena, "");
	while (((unsigned char)family_name[length] & 0xc0) == 0x80)
		length++;
	return arena_printf(arena, "%.*s.", (int)length, family_name);
}

void present_fact(json_t *facts, const char *label, const char *value)
{
	json_array_append_new(facts, json_pack("{ss ss}", "label", label, "value", value));
}

void present_text(json_t *data, const char *key, const char *text)
{
	json_object_set_new(data, key, json_string(text ? text : ""));
}

void present_list(json_t *data, const char *name, json_t *list)
{
	char flag[80];
	snprintf(flag, sizeof flag, "has_%s", name);
	json_object_set_new(data, flag, json_boolean(json_array_size(list) > 0));
	json_object_set_new(data, name, list);
}

/* A known place is shown instead of the sender's words. Openings are shown as a bare number, as the label
 * says of what. */
const char *present_field(const struct form *form, const struct field *field)
{
	const char *said = !strcmp(field->key, "place") ? form_get(form, "place_words")
			   : !strcmp(field->key, "openings")
			       ? field->value
			       : say(form->arena, field->key, field->value, true);
	return said ? said : field->read;
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
		present_fact(facts, labels[i].label, present_field(form, field));
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

/* Adds a line for each faulty field that the blank form lacks, so that it can be corrected. */
static void add_hidden_faults(json_t *lines, enum kind kind, const struct form *filled)
{
	for (size_t i = 0; filled && i < filled->fault_count; i++) {
		const char *key = filled->faults[i].key, *label = kind_hidden_label(kind, key);
		bool is_new = !i || strcmp(filled->faults[i - 1].key, key) != 0;
		if (label && is_new)
			json_array_append_new(lines, json_pack("{ss ss}", "label", label, "value", ""));
	}
}

json_t *present_form(enum kind kind, bool is_spontaneous, const struct form *filled)
{
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	json_t *lines = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct field *field = filled ? form_field(filled, labels[i].key) : NULL;
		/* The consent must be given again each time: a copied OUI is nobody's agreement. */
		bool is_kept =
		    field && !present_is_faulty(filled, labels[i].key) && strcmp(labels[i].key, "consent");
		json_array_append_new(lines, json_pack("{ss ss}", "label", labels[i].label, "value",
						       is_kept ? field->read : ""));
	}
	add_hidden_faults(lines, kind, filled);
	return lines;
}

json_t *present_required(enum kind kind, bool is_spontaneous)
{
	size_t count;
	const struct form_label *labels = kind_labels(kind, is_spontaneous, &count);
	json_t *lines = json_array();
	for (size_t i = 0; i < count; i++)
		if (labels[i].is_required)
			present_fact(lines, labels[i].label, "");
	return lines;
}

char *present_lines(struct arena *arena, const json_t *lines)
{
	struct buf buf = {.arena = arena};
	size_t i;
	const json_t *line;
	json_array_foreach(lines, i, line)
	    buf_printf(&buf, "%s : %s\n", json_string_value(json_object_get(line, "label")),
		       json_string_value(json_object_get(line, "value")));
	return buf_text(&buf);
}

char *present_form_text(struct arena *arena, enum kind kind, bool is_spontaneous)
{
	json_t *lines = present_form(kind, is_spontaneous, NULL);
	char *text = present_lines(arena, lines);
	json_decref(lines);
	return text;
}

static json_t *add_button(json_t *data, const char *label, const char *subject, const char *body)
{
	json_t *buttons = json_object_get(data, "buttons");
	if (!buttons) {
		buttons = json_array();
		json_object_set_new(data, "buttons", buttons);
	}
	json_t *button = json_pack("{ss ss ss}", "label", label, "subject", subject, "body", body);
	json_array_append_new(buttons, button);
	return button;
}

void present_button(json_t *data, const char *label, const char *subject, const char *body)
{
	add_button(data, label, subject, body);
}

void present_destructive_button(json_t *data, const char *label, const char *subject, const char *body)
{
	json_object_set_new(add_button(data, label, subject, body), "is_destructive", json_true());
}

void present_aside_button(json_t *data, const char *label, const char *subject, const char *body)
{
	json_object_set_new(add_button(data, label, subject, body), "is_aside", json_true());
}

const char *present_counted(struct arena *arena, size_t count, const char *one, const char *several)
{
	return count == 1 ? phrase(one)
			  : phrase_with(arena, several, "count", arena_printf(arena, "%zu", count), NULL);
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
