#include "secrets.h"

#include "form.h"
#include "values.h"

const struct secret secrets[] = {
    {"nir", text_has_nir,
     "Votre message contient un numéro de sécurité sociale\u00a0: il ne doit jamais être transmis, et nous "
     "ne l’avons "
     "pas gardé.",
     "Ce champ contenait un numéro de sécurité sociale et n’a pas été lu."},
    {"iban", text_has_iban,
     "Votre message contient un numéro de compte bancaire\u00a0: il n’a pas à être transmis, et nous ne "
     "l’avons pas "
     "gardé.",
     "Ce champ contenait un numéro de compte bancaire et n’a pas été lu."},
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
		const char *why = arena_printf(
		    form->arena,
		    "Le champ " QUOTED("%s") " parlait de ceci\u00a0: %s. Ce n’est pas à transmettre, et "
					     "nous ne l’avons pas gardé.",
		    field->label, subject);
		form_drop(form, free_texts[i].key);
		if (free_texts[i].is_needed)
			form_fault_read(form, free_texts[i].key, "", why);
		else
			form_note(form, why);
	}
}
