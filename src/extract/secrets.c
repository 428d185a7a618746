#include "secrets.h"

#include "decode/document.h"

#include "base/phrases.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

const struct secret secrets[] = {
    {"nir", text_has_nir, "fault.nir", "fault.nir_in_field"},
    {"iban", text_has_iban, "fault.iban", "fault.iban_in_field"},
    {NULL, NULL, NULL, NULL},
};

bool secret_is_asked(const struct secret *secret, enum kind kind)
{
	return secret->is_in == text_has_nir || kind_row(kind)->is_personal;
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

/* Numbers that are never quoted, and that refuse the form along with their field. */
static void find_secret(struct work *work, enum zone zone, const struct secret *secret)
{
	bool is_found = secret->is_in(work->mail->subject);

	for (size_t part = 0; part < PARTS && !is_found; part++)
		for (size_t i = 0; i < work->bodies[part]->count && !is_found; i++)
			is_found = work->bodies[part]->lines[i].zone == zone &&
				   secret->is_in(work->bodies[part]->lines[i].text);
	if (is_found && !form_has_fault(work->form, secret->key))
		form_fault_read(work->form, secret->key, "", phrase(secret->why));
}

void secrets_find(struct work *work, enum zone zone)
{
	for (const struct secret *secret = secrets; secret->key; secret++)
		if (secret_is_asked(secret, work->form->kind))
			find_secret(work, zone, secret);
}

static bool is_in_document(const struct document *document)
{
	for (size_t s = 0; s < document->sheet_count; s++)
		for (size_t r = 0; r < document->sheets[s].row_count; r++)
			for (size_t c = 0; c < document->sheets[s].rows[r].count; c++)
				if (text_has_nir(document->sheets[s].rows[r].cells[c].text))
					return true;
	return false;
}

/* The text of a document; rich text is searched as it is. */
void secrets_find_in_files(struct work *work)
{
	struct document_budget budget = {0};

	for (size_t i = 0; i < work->mail->attachment_count; i++) {
		const struct attachment *file = &work->mail->attachments[i];
		struct document document;

		document_read(work->arena, file, &budget, &document);
		const char *text =
		    strstr(file->type, "/rtf") ? document_text(work->arena, file->content) : NULL;
		if (!is_in_document(&document) && !(text && text_has_nir(text)))
			continue;
		if (!form_has_fault(work->form, "nir"))
			form_fault_read(work->form, "nir", "", phrase("fault.nir_in_file"));
	}
}

static const struct secret *secret_in(const struct work *work, const struct entry *entry)
{
	for (const struct secret *secret = secrets; secret->key; secret++)
		if (secret_is_asked(secret, work->form->kind) &&
		    (secret->is_in(entry->text) || secret->is_in(entry->label)))
			return secret;
	return NULL;
}

void secrets_drop(struct work *work, struct entries *entries)
{
	size_t kept = 0;

	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];
		const struct secret *secret = secret_in(work, entry);

		if (!secret)
			entries->items[kept++] = *entry;
		else if (entry->field && !form_has_fault(work->form, entry->field->key))
			form_fault_read(work->form, entry->field->key, "", phrase(secret->field_why));
	}
	entries->count = kept;
}
