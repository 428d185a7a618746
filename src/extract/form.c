#include "form.h"

#include "base/phrases.h"
#include "base/text.h"
#include "kinds.h"

const struct field *form_field(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].key, key) == 0)
			return &form->fields[i];
	return NULL;
}

const char *form_get(const struct form *form, const char *key)
{
	const struct field *field = form_field(form, key);

	return field ? field->value : NULL;
}

const char *form_column(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->column_count; i++)
		if (strcmp(form->columns[i].key, key) == 0)
			return form->columns[i].header;
	return NULL;
}

void form_put(struct form *form, const char *key, const char *read, const char *value)
{
	const struct field_def *def = field_by_key(key);
	struct field field = {.key = arena_strdup(form->arena, key),
			      .label = def ? field_label(def) : "",
			      .read = arena_strdup(form->arena, read),
			      .value = arena_strdup(form->arena, value)};

	for (size_t i = 0; i < form->field_count; i++) {
		if (strcmp(form->fields[i].key, key) == 0) {
			form->fields[i] = field;
			return;
		}
	}
	if (form->field_count >= FORM_FIELDS)
		return;
	form->fields = arena_one_more(form->arena, form->fields, form->field_count, sizeof(*form->fields));
	form->fields[form->field_count++] = field;
}

void form_drop(struct form *form, const char *key)
{
	size_t kept = 0;

	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].key, key) != 0)
			form->fields[kept++] = form->fields[i];
	form->field_count = kept;
}

void form_set(struct form *form, const char *key, const char *value)
{
	form_put(form, key, "", value);
}

bool form_has_fault(const struct form *form, const char *key)
{
	for (size_t i = 0; i < form->fault_count; i++)
		if (strcmp(form->faults[i].key, key) == 0)
			return true;
	return false;
}

void form_fault_read(struct form *form, const char *key, const char *read, const char *why)
{
	const struct field_def *def = field_by_key(key);
	bool is_secret = def && (def->flags & FIELD_SECRET);

	if (form->fault_count >= FORM_FAULTS)
		return;
	form->faults = arena_one_more(form->arena, form->faults, form->fault_count, sizeof(*form->faults));
	form->faults[form->fault_count++] = (struct fault){
	    .key = arena_strdup(form->arena, key),
	    .label = def ? field_label(def) : arena_strdup(form->arena, key),
	    .read = is_secret ? "" : text_one_line(form->arena, read, FORM_READ_BYTES),
	    .why = arena_strdup(form->arena, why),
	    .accepted = def ? phrase_of("accepted", key) : "",
	};
}

void form_fault(struct form *form, const char *key, const char *why)
{
	const struct field *field = form_field(form, key);

	form_fault_read(form, key, field ? field->read : "", why);
}

void form_note(struct form *form, const char *sentence)
{
	for (size_t i = 0; i < form->note_count; i++)
		if (!strcmp(form->notes[i], sentence))
			return;
	if (form->note_count >= FORM_NOTES)
		return;
	form->notes = arena_one_more(form->arena, form->notes, form->note_count, sizeof(*form->notes));
	form->notes[form->note_count++] = arena_strdup(form->arena, sentence);
}

void form_merge(struct form *form, const struct form *part)
{
	for (size_t i = 0; i < part->field_count; i++)
		form_put(form, part->fields[i].key, part->fields[i].read, part->fields[i].value);
	for (size_t i = 0; i < part->fault_count; i++)
		form_fault_read(form, part->faults[i].key, part->faults[i].read, part->faults[i].why);
	for (size_t i = 0; i < part->note_count; i++)
		form_note(form, part->notes[i]);
}

static bool contract_ends(const struct form *form)
{
	static const char *const timed[] = {"CDD", "MIS", "SAI", "STG"};
	const char *contract = form_get(form, "contract");

	for (size_t i = 0; contract && i < ARRAY_SIZE(timed); i++)
		if (strcmp(contract, timed[i]) == 0)
			return true;
	return false;
}

bool form_is_open_ended(const struct form *form)
{
	static const char *const endless[] = {"CDI", "DIN"};
	const char *contract = form_get(form, "contract"), *nature = form_get(form, "nature");

	for (size_t i = 0; contract && i < ARRAY_SIZE(endless); i++)
		if (strcmp(contract, endless[i]) == 0)
			return !nature || strcmp(nature, "E1") == 0;
	return false;
}

static bool is_required(const struct form *form, const struct kind_field *field)
{
	switch (field->required) {
	case REQUIRED_ALWAYS:
		return true;
	case REQUIRED_SPONTANEOUS:
		return !form->ref;
	case REQUIRED_TIMED:
		return contract_ends(form);
	case REQUIRED_NEVER:
	case REQUIRED_HIDDEN:
		break;
	}
	return false;
}

bool form_is_change(const struct form *form)
{
	return form->ref && kind_row(form->kind)->may_change;
}

/* Renewal of a consent for a CV that is held: the person is known. */
static bool is_renewal(const struct form *form)
{
	return form->kind == KIND_CV && form->ref && strncmp(form->ref, "CAN-", 4) == 0;
}

static bool is_part_of_renewal(const char *key)
{
	return strcmp(key, "consent") == 0 || strcmp(key, "consent_date") == 0;
}

void extract_require(struct form *form)
{
	const struct kind_row *row = kind_row(form->kind);

	if ((row->needs_reference || form->is_cancellation) && !form->ref && !form_has_fault(form, "ref"))
		form_fault_read(form, "ref", "", phrase("fault.missing_ref"));
	if (form_is_change(form) || form->is_cancellation)
		return;
	/* The mail has only files that can't be read: those are the fault. */
	if (!form->field_count && form->unread_count)
		return;
	for (size_t i = 0; i < row->field_count; i++) {
		const struct kind_field *field = &row->fields[i];

		if (is_renewal(form) && !is_part_of_renewal(field->key))
			continue;
		if (!is_required(form, field) || form_field(form, field->key) ||
		    form_has_fault(form, field->key))
			continue;
		form_fault_read(form, field->key, "",
				field->required == REQUIRED_TIMED ? phrase("fault.missing_duration")
								  : phrase("fault.missing"));
	}
}

static size_t place_in_form(const struct kind_row *row, const char *key)
{
	const struct kind_field *field = kind_field(row, key);

	return field ? (size_t)(field - row->fields) : row->field_count;
}

void extract_order_faults(struct form *form)
{
	const struct kind_row *row = kind_row(form->kind);

	for (size_t i = 1; i < form->fault_count; i++) {
		struct fault fault = form->faults[i];
		size_t place = place_in_form(row, fault.key), j = i;

		for (; j > 0 && place_in_form(row, form->faults[j - 1].key) > place; j--)
			form->faults[j] = form->faults[j - 1];
		form->faults[j] = fault;
	}
}
