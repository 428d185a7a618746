#include "fields.h"

#include "base/phrases.h"
#include "values.h"

static const struct field_def fields[] = {
    {"title", read_title, 0, 0, 0},
    {"company", read_text, 0, 0, 0},
    {"company_hidden", read_yes_no, 0, 0, 0},
    {"place", read_place, FIELD_JOINED, 0, 0},
    {"contract", read_contract, 0, 0, 0},
    {"duration", read_duration, 0, 0, 0},
    {"hours", read_hours, FIELD_JOINED, 0, 0},
    {"start", read_start, 0, 0, 0},
    {"salary", read_text, 0, 0, 0},
    {"level", read_level, 0, 0, 0},
    {"experience", read_text, 0, 0, 0},
    {"rome", read_rome, 0, 0, 0},
    {"openings", read_openings, 0, 1, 999},
    {"deadline", read_deadline, 0, 0, 0},
    {"contact", read_contact, FIELD_JOINED, 0, 0},
    {"reference", read_reference, 0, 0, 0},
    {"forum", read_ref, 0, 0, 0},
    {"description", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"status", read_status, 0, 0, 0},

    {"given_name", read_name, 0, 0, 0},
    {"family_name", read_name, 0, 0, 0},
    {"full_name", read_full_name, 0, 0, 0},
    {"birth", read_birth, FIELD_SECRET, 0, 0},
    {"consent", read_consent, 0, 0, 0},
    {"consent_date", read_consent_date, 0, 0, 0},
    {"scope", read_scope, 0, 0, 0},
    {"collected_by", read_text, 0, 0, 0},
    {"wanted", read_text, 0, 0, 0},
    {"mobility", read_text, 0, 0, 0},

    {"date", read_moment, FIELD_JOINED, 0, 0},
    {"end", read_end, 0, 0, 0},
    {"type", read_type, 0, 0, 0},
    {"capacity", read_number, 0, 1, 100000},
    {"quota", read_number, 0, 1, 10000},
    {"co_organiser", read_text, 0, 0, 0},
    {"targets", read_targets, 0, 0, 0},
    {"publics", read_publics, 0, 0, 0},
    {"agenda", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"answer", read_answer, 0, 0, 0},
    {"participants", read_number, 0, 0, 999},
    {"version", read_number, 0, 1, 999},
    {"outcome", read_outcome, 0, 0, 0},
    {"outcome_date", read_past_date, 0, 0, 0},
    {"text", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"needed", read_number, 0, 1, 1000},
    {"days", read_number, 0, 1, 10000},
    {"amount", read_number, 0, 1, 100000000},
    {"patronage", read_patronage, 0, 0, 0},
    {"theme", read_text, 0, 0, 0},
    {"meeting", read_ref, 0, 0, 0},
    {"diagnostic", read_ref, 0, 0, 0},
    {"chosen", read_lines, FIELD_LINES | FIELD_LIST, 0, 0},
    {"speaker", read_text, 0, 0, 0},
    {"summary", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"year", read_number, 0, 1980, 2100},
    {"rubric", read_text, 0, 0, 0},
    {"link", read_link, 0, 0, 0},
    {"results", read_yes_no, 0, 0, 0},
    {"minutes", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"present", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"region", read_text, 0, 0, 0},
    {"signatories", read_lines, FIELD_LINES | FIELD_TEXT, 0, 0},
    {"signed_on", read_past_date, 0, 0, 0},
    {"recipients", read_lines, FIELD_LINES | FIELD_TEXT | FIELD_LIST, 0, 0},
    {"confirmation", read_text, 0, 0, 0},
    {"lists", read_list_names, 0, 0, 0},
    {"frequency", read_frequency, 0, 0, 0},
    {"territories", read_targets, 0, 0, 0},

    {"ref", read_ref, 0, 0, 0},
    {"line", NULL, 0, 0, 0},
    {"sealed", NULL, 0, 0, 0},
    {"file", NULL, 0, 0, 0},
    {"nir", NULL, FIELD_SECRET, 0, 0},
    {"iban", NULL, FIELD_SECRET, 0, 0},
};

const struct field_def *field_by_key(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (strcmp(fields[i].key, key) == 0)
			return &fields[i];
	return NULL;
}

const char *field_label(const struct field_def *field)
{
	return phrase_of("field", field->key);
}
