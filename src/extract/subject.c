#include "subject.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

enum { MOST_SUBJECT_BYTES = 2000, MOST_TAG_LINES = 40, MOST_TAG_LINE_BYTES = 200 };

/* The tag at the start of the text in brackets; *rest: the text after it. */
static const struct tag *find_tag(const char *held, const char **rest)
{
	for (size_t i = 0; i < kind_tag_count; i++) {
		size_t length = strlen(kind_tags[i].text);

		if (text_starts_with(held, kind_tags[i].text) &&
		    (held[length] == '\0' || strchr(" -:/,", held[length]))) {
			*rest = held + length + strspn(held + length, " -:/,");
			return &kind_tags[i];
		}
	}
	return NULL;
}

/* Other words in the brackets ("[OFFRE d'emploi]") are ignored; digits are read as a reference. */
static void read_reference_of_tag(struct form *form, struct pattern_clock *clock, const char *rest)
{
	const char *series = kind_row(form->kind)->series;
	char *ref = reference_find(form->arena, clock, rest);

	/* The guide's placeholder "OFF-AAAA-NNNN", sent unchanged, is no reference either. */
	bool is_meant = ref || strpbrk(rest, "0123456789") || strstr(rest, "-aaaa-nnnn");
	if (!series || *rest == '\0' || !is_meant)
		return;
	if (!ref)
		form_fault_read(form, "ref", rest, phrase("fault.odd_ref"));
	else if (!kind_takes(form->kind, ref))
		form_fault_read(form, "ref", ref,
				phrase_with(form->arena, "fault.other_series", "series", series, NULL));
	else
		form->ref = ref;
}

/* [EVENEMENT EVT-2027-0001 LISTE] */
static bool asks_for_list(const char *rest)
{
	size_t length = strlen(rest), word = strlen("liste");

	return length > word && !strcmp(rest + length - word, "liste") &&
	       strchr(" -:/,", rest[length - word - 1]);
}

/* For kinds that share a tag ([ANNULATION EVT-...], [ANNULATION COM-...]): the one whose series the reference
 * is in; without a reference the first. */
static const struct tag *tag_for(const struct tag *first, const char *ref)
{
	for (const struct tag *tag = first; ref && tag < kind_tags + kind_tag_count; tag++)
		if (!strcmp(tag->text, first->text) && kind_takes(tag->kind, ref))
			return tag;
	return first;
}

static void take_tag(struct form *form, struct pattern_clock *clock, const struct tag *tag, const char *rest)
{
	tag = tag_for(tag, reference_find(form->arena, clock, rest));
	form->kind = tag->kind;
	form->is_cancellation = tag->is_cancellation;
	if (tag->is_unsubscription)
		form_set(form, "unsubscribe", "oui");
	if (tag->kind == KIND_EVENT && asks_for_list(rest))
		form_set(form, "list", "oui");
	read_reference_of_tag(form, clock, rest);
}

/* "[CV] OFF-2026-0001": brackets around the tag only. An offer or event that mentions another is not a change
 * of it: for these the reference must follow directly. */
static void read_reference_behind(struct form *form, struct pattern_clock *clock, const char *behind)
{
	bool may_mention = form->kind == KIND_OFFER || form->kind == KIND_EVENT;
	char *ref;

	behind += strspn(behind, " -:/,(");
	if (may_mention)
		behind = arena_strndup(form->arena, behind, strcspn(behind, " ,;:)"));
	ref = reference_find(form->arena, clock, behind);
	if (ref && kind_row(form->kind)->series && kind_takes(form->kind, ref))
		form->ref = ref;
}

static const char *skip_prefixes(const char *folded)
{
	while (subject_prefix(folded, &folded) != SUBJECT_PLAIN)
		;
	return folded;
}

/* Skips words around a withdrawal ("Demande de retrait du CV CAN-2026-0001"). */
static const char *skip_links(const char *folded)
{
	static const char *const links[] = {"bonjour", "demande", "de",	   "du",	   "d'",
					    "la",      "le",	  "l'",	   "cv",	   "pour",
					    "dossier", "accord",  "jeune", "consentement", "candidature"};
	static const char between[] = " ,:-";
	size_t i = 0;

	while (i < ARRAY_SIZE(links)) {
		size_t length = strlen(links[i]);

		if (text_starts_with(folded, links[i]) &&
		    (folded[length - 1] == '\'' || strchr(between, folded[length]))) {
			folded += length;
			folded += strspn(folded, between);
			i = 0;
		} else {
			i++;
		}
	}
	return folded;
}

/* "RETRAIT CAN-2026-0001": a tag without brackets counts when a reference of its series follows directly; for
 * a withdrawal, which must be easy, words may be in between. "Désabonnement": a tag that takes no reference
 * counts when it is the whole subject. */
static const struct tag *plain_tag(struct arena *arena, struct pattern_clock *clock, const char *folded,
				   const char **rest)
{
	const struct tag *tag = find_tag(skip_links(folded), rest);
	const char *word;
	char *ref;

	if (tag && tag->kind == KIND_WITHDRAWAL && !strchr(folded, '?'))
		*rest = skip_links(*rest);
	else
		tag = find_tag(folded, rest);
	if (!tag || !kind_row(tag->kind)->series)
		return tag && !(*rest)[strspn(*rest, " .!")] ? tag : NULL;
	word = arena_strndup(arena, *rest, strcspn(*rest, " ,;:.)"));
	ref = reference_find(arena, clock, word);
	tag = tag_for(tag, ref);
	*rest = word;
	return ref && kind_takes(tag->kind, ref) ? tag : NULL;
}

/* Finds a tag in brackets anywhere, or one without at the start. */
static bool read_tag(struct form *form, struct pattern_clock *clock, const char *folded)
{
	const struct tag *tag;
	const char *rest;
	struct match match;

	for (size_t at = 0; pattern_find(clock, PATTERN_TAG, folded, at, &match); at = match.end[0]) {
		tag = find_tag(match_text(form->arena, &match, 1), &rest);
		if (!tag)
			continue;
		take_tag(form, clock, tag, rest);
		if (!form->ref && !form_has_fault(form, "ref"))
			read_reference_behind(form, clock, folded + match.end[0]);
		return true;
	}
	tag = plain_tag(form->arena, clock, skip_prefixes(folded), &rest);
	if (tag)
		take_tag(form, clock, tag, rest);
	return tag != NULL;
}

void subject_read(struct form *form, struct pattern_clock *clock, const char *subject)
{
	char *cut = text_one_line(form->arena, subject, MOST_SUBJECT_BYTES);

	if (read_tag(form, clock, text_fold(form->arena, text_plain_brackets(form->arena, cut))))
		form->kind_source = "subject";
}

void subject_read_line(struct form *form, struct pattern_clock *clock, const struct body *body)
{
	size_t lines = 0;

	for (size_t i = 0; i < body->count && lines < MOST_TAG_LINES && form->kind == KIND_NONE; i++) {
		const struct line *line = &body->lines[i];
		char *folded;

		if (line->zone != ZONE_OWN || text_is_blank(line->text))
			continue;
		lines++;
		if (strlen(line->text) > MOST_TAG_LINE_BYTES)
			continue;
		folded = text_fold(form->arena, text_plain_brackets(form->arena, line->text));
		if ((*folded == '[' || !strpbrk(folded, "[]:")) && read_tag(form, clock, folded))
			form->kind_source = "line";
	}
}

/* Finds references of the kind's series in a line and compares them with the one found before. False when
 * there are two. */
static bool take_references(struct form *form, struct pattern_clock *clock, const char *folded, char **found)
{
	struct match match;

	for (size_t at = 0; pattern_find(clock, PATTERN_REFERENCE, folded, at, &match); at = match.end[0]) {
		char *ref = reference_find(form->arena, clock, folded + match.start[0]);

		if (!ref || !kind_takes(form->kind, ref))
			continue;
		if (*found && strcmp(*found, ref) != 0)
			return false;
		*found = ref;
	}
	return true;
}

/* The one reference of the kind's series in the sender's own lines; NULL for none or several. */
static char *only_reference(struct form *form, struct pattern_clock *clock, const struct body *body)
{
	char *found = NULL;
	size_t lines = 0;

	for (size_t i = 0; i < body->count && lines < MOST_TAG_LINES; i++) {
		const struct line *line = &body->lines[i];

		if (line->zone != ZONE_OWN || text_is_blank(line->text))
			continue;
		lines++;
		if (!strchr(line->text, '-') || strlen(line->text) > MOST_SUBJECT_BYTES)
			continue;
		if (!take_references(form, clock, text_fold(form->arena, line->text), &found))
			return NULL;
	}
	return found;
}

void subject_find_reference(struct form *form, struct pattern_clock *clock, const char *subject,
			    const struct body *body)
{
	const struct kind_row *row = kind_row(form->kind);

	/* A status without a title is of a record that exists. */
	if (form->ref || form_has_fault(form, "ref") || !row->series ||
	    (!row->needs_reference && form->kind != KIND_CV &&
	     (!form_get(form, "status") || form_field(form, "title"))))
		return;
	char *in_subject = NULL;

	form->ref = only_reference(form, clock, body);
	if (!form->ref && take_references(form, clock, text_fold(form->arena, subject), &in_subject))
		form->ref = in_subject;
}

enum kind kind_of_tag(struct arena *arena, const char *subject, const char **ref)
{
	const char *end = strchr(subject, ']'), *rest;

	*ref = NULL;
	if (*subject != '[' || !end)
		return KIND_NONE;
	char *held = text_fold(arena, arena_strndup(arena, subject + 1, (size_t)(end - subject) - 1));
	const struct tag *tag = find_tag(held, &rest);

	if (!tag)
		return KIND_NONE;
	if (*rest)
		*ref = text_upper_ascii(arena, rest);
	return tag->kind;
}
