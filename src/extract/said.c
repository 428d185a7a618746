/* A correction in free text (specification section 2a): its value for each field of the kind, as the faulty
 * one is not known here. */
#include "work.h"

#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "label_lines.h"
#include "values.h"
#include "words_text.h"

#include <ctype.h>

enum { MOST_BYTES = 200, MOST_LEAD_WORDS = 6 };

/* Introductory words of a correction, folded. */
static const char *const leads[] = {
    "c'est",	    "c'est a",	       "c'est le",	    "il s'agit de",  "plutot",
    "pardon",	    "pardon c'est",    "desole c'est",	    "desolee c'est", "en fait c'est",
    "en fait",	    "je voulais dire", "je voulais ecrire", "lire",	     "lisez",
    "il faut lire", "bonjour c'est",   "le bon est",	    "la bonne est",  "c'est plutot",
    "le lieu est",  "c'etait",
};

/* Skips the longest introduction of whole words. */
static const char *without_lead(struct arena *arena, const char *text, bool *has_lead)
{
	const char *rest = text, *at = text;

	*has_lead = false;
	for (size_t words = 0; words < MOST_LEAD_WORDS && *at; words++) {
		at += strcspn(at, " ");
		const char *folded =
		    text_strip(text_fold(arena, arena_strndup(arena, text, (size_t)(at - text))), "", " ,:");

		at += strspn(at, " ,:");
		for (size_t i = 0; i < ARRAY_SIZE(leads); i++) {
			if (strcmp(folded, leads[i]) == 0) {
				rest = at;
				*has_lead = true;
			}
		}
	}
	return rest;
}

/* "Pardon, il s'agit de 69100 Villeurbanne" has two introductions. */
static const char *without_leads(struct arena *arena, const char *text, bool *has_lead)
{
	bool has_more;
	const char *rest = without_lead(arena, text, has_lead);

	return *has_lead ? without_lead(arena, rest, &has_more) : rest;
}

static bool is_name_of_place(const struct field_def *field, const char *text)
{
	return field->read == read_place && !strpbrk(text, "0123456789");
}

/* A place is one word, or capitalised except for small words. */
static bool is_capitalised(struct arena *arena, const char *text)
{
	static const char links[] = " le la les l de du des d en sur sous et aux au a les lez ";
	const char *folded = text_fold(arena, text);

	for (bool is_first = true; strchr(text, ' ') && *folded; is_first = false) {
		size_t length = strcspn(folded, " ");
		unsigned c;

		text_read_utf8(text, &c);
		if ((c < 0x80 ? islower((int)c) : c >= 0xDF) &&
		    (is_first || !strstr(links, arena_printf(arena, " %.*s ", (int)length, folded))))
			return false;
		folded += length + (folded[length] != '\0');
		text += strcspn(text, " ");
		text += *text != '\0';
	}
	return true;
}

/* "Regardez la ligne 5": the number makes no place of it. Addresses have a postal code, or begin with a
 * number. */
static bool is_numbered_sentence(struct arena *arena, const struct field_def *field, const char *text)
{
	enum { MOST_WORDS = 3 };
	size_t words = 1;

	for (const char *c = text; *c; c++)
		words += *c == ' ';
	return field->read == read_place && words > MOST_WORDS && !isdigit((unsigned char)*text) &&
	       !is_name_of_place(field, text) && !value_postal_code(text) && !is_capitalised(arena, text);
}

/* Sentences that are not a value although the field accepts any text: "le lieu est pourtant juste", "c'est
 * quoi un code ROME". */
static bool says_no_value(struct arena *arena, const struct field_def *field, const char *text)
{
	static const char judges[] =
	    " quoi que qui comment pourquoi ou pas bien pourtant deja trop juste correct correcte "
	    "exact exacte bon bonne faux fausse normal la ici ok indique precise vrai ca cela tout "
	    "impossible possible complique simple ecrit dans sur ";
	const char *folded = text_fold(arena, text);

	return strstr(judges, arena_printf(arena, " %.*s ", (int)strcspn(folded, " "), folded)) ||
	       (is_name_of_place(field, text) && !is_capitalised(arena, text));
}

/* Fields that accept any text; such a field is only corrected when the message names it. */
static bool takes_anything(const struct field_def *field, const char *text)
{
	return is_name_of_place(field, text) || field->flags & FIELD_TEXT || field->read == read_text ||
	       field->read == read_title || field->read == read_lines;
}

static void try_field(struct work *work, const struct field_def *field, const char *text)
{
	struct form scratch = {.arena = work->arena, .kind = work->form->kind}, *form = work->form;
	struct reading reading = {.arena = work->arena,
				  .form = &scratch,
				  .settled = form,
				  .clock = &work->clock,
				  .today = date_of(work->now),
				  .now = work->now,
				  .label = field_label(field)};

	field->read(&reading, field, text);
	if (scratch.fault_count || reading.is_kept || !form_field(&scratch, field->key))
		return;
	for (size_t i = 0; i < scratch.field_count && form->said_count < FORM_FIELDS; i++) {
		form->said = arena_one_more(work->arena, form->said, form->said_count, sizeof(*form->said));
		form->said[form->said_count] = scratch.fields[i];
		form->said[form->said_count++].key =
		    arena_printf(work->arena, "%s/%s", field->key, scratch.fields[i].key);
	}
}

/* The one sentence without greeting and thanks; NULL when there are none or several. */
static const char *only_sentence(struct arena *arena, const struct own_text *own)
{
	const char *only = NULL;

	for (size_t i = 0; i < own->count; i++) {
		const char *written = own->sentences[i].written;
		bool is_thanks;

		if (label_line_is_greeting(arena, written) ||
		    label_line_closing(arena, written, &is_thanks) == CLOSING_WHOLE)
			continue;
		if (only || own->sentences[i].is_question)
			return NULL;
		only = written;
	}
	return only;
}

void said_read(struct work *work)
{
	const struct kind_row *row = kind_row(work->form->kind);
	bool has_lead;

	if (!work->form->is_wordy || !work->mail->in_reply_to || work->form->kind == KIND_CV ||
	    !row->field_count)
		return;
	struct own_text own = own_text_read(work->arena, &work->clock, own_text_body(work->arena, work->mail),
					    own_text_sender(work->arena, work->mail));

	const char *sentence = only_sentence(work->arena, &own);

	if (!sentence || strlen(sentence) > MOST_BYTES)
		return;
	const char *text = without_leads(work->arena, sentence, &has_lead);

	text = text_strip(arena_strdup(work->arena, text), " ,", " .!,");
	for (size_t i = 0; i < row->field_count; i++) {
		const struct field_def *field = field_by_key(row->fields[i].key);

		if (*text && !is_numbered_sentence(work->arena, field, text) &&
		    (!takes_anything(field, text) || (has_lead && !says_no_value(work->arena, field, text))))
			try_field(work, field, text);
	}
}
