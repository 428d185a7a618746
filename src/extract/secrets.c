#include "secrets.h"

#include "base/phrases.h"
#include "form.h"
#include "values.h"

const struct secret secrets[] = {
    {"nir", text_has_nir, "fault.nir", "fault.nir_in_field"},
    {"iban", text_has_iban, "fault.iban", "fault.iban_in_field"},
    {NULL, NULL, NULL, NULL},
};

bool secret_is_asked(const struct secret *secret, enum kind kind)
{
	static const enum kind personal[] = {KIND_CV, KIND_WITHDRAWAL, KIND_OUTCOME, KIND_ACCESS};

	if (secret->is_in == text_has_nir)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(personal); i++)
		if (kind == personal[i])
			return true;
	return false;
}

static const struct {
	const char *key;
	bool is_needed;
} free_texts[] = {
    {"wanted", true},	    {"mobility", true},	     {"experience", false},
    {"description", false}, {"collected_by", false},
};

void sensitive_drop(struct form *form)
{
	for (size_t i = 0; i < ARRAY_SIZE(free_texts); i++) {
		const struct field *field = form_field(form, free_texts[i].key);
		const char *subject = field ? text_sensitive(form->arena, field->value) : NULL;

		if (!subject)
			continue;
		const char *why = phrase_with(form->arena, "fault.sensitive", "label", field->label,
					      "subject", subject, NULL);
		form_drop(form, free_texts[i].key);
		if (free_texts[i].is_needed)
			form_fault_read(form, free_texts[i].key, "", why);
		else
			form_note(form, why);
	}
}
