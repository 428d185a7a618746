#include "subject.h"

#include "base/text.h"
#include "form.h"
#include "kinds.h"
#include "values.h"

/* Brackets as phones, Asian keyboards and typographers have them. */
static const struct {
	const char *written, *bracket;
} brackets[] = {
    {"\uff3b", "["}, {"\uff3d", "]"}, {"\u3010", "["}, {"\u3011", "]"}, {"\u3014", "["}, {"\u3015", "]"},
    {"\u27e6", "["}, {"\u27e7", "]"}, {"\u2772", "["}, {"\u2773", "]"}, {"\u2045", "["}, {"\u2046", "]"},
};

static char *with_plain_brackets(struct arena *arena, const char *subject)
{
	struct buf plain = {.arena = arena};

	while (*subject) {
		size_t i = 0, count = ARRAY_SIZE(brackets);

		while (i < count && !text_starts_with(subject, brackets[i].written))
			i++;
		if (i == count) {
			buf_addc(&plain, *subject++);
			continue;
		}
		buf_adds(&plain, brackets[i].bracket);
		subject += strlen(brackets[i].written);
	}
	return buf_text(&plain);
}

/* The tag at the beginning of what the brackets hold; *rest is what follows it. */
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

/* Words beside the tag ("[OFFRE d'emploi]") mean nothing; digits are meant as a reference. */
static void read_reference_of_tag(struct form *form, struct pattern_clock *clock, const char *rest)
{
	const char *series = kind_row(form->kind)->series;
	char *ref = reference_find(form->arena, clock, rest);

	if (!series || *rest == '\0' || (!ref && !strpbrk(rest, "0123456789")))
		return;
	if (!ref)
		form_fault_read(form, "ref", rest, "Cette référence n’a pas la forme attendue.");
	else if (!kind_takes(form->kind, ref))
		form_fault_read(form, "ref", ref,
				arena_printf(form->arena,
					     "Cette référence ne convient pas ici\u00a0: nous attendons une "
					     "référence qui commence "
					     "par " QUOTED("%s-") ".",
					     series));
	else
		form->ref = ref;
}

void subject_read(struct form *form, struct pattern_clock *clock, const char *subject)
{
	char *cut = text_one_line(form->arena, subject, 2000);
	char *folded = text_fold(form->arena, with_plain_brackets(form->arena, cut));
	struct match match;

	for (size_t at = 0; pattern_find(clock, PATTERN_TAG, folded, at, &match); at = match.end[0]) {
		const char *rest;
		const struct tag *tag = find_tag(match_text(form->arena, &match, 1), &rest);

		if (!tag)
			continue;
		form->kind = tag->kind;
		form->kind_source = "subject";
		form->is_cancellation = tag->is_cancellation;
		if (tag->is_unsubscription)
			form_set(form, "unsubscribe", "oui");
		read_reference_of_tag(form, clock, rest);
		return;
	}
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
