#include "label_heading.h"

#include "base/text.h"
#include "label_near.h"

#include <ctype.h>

enum { MOST_HEADING_BYTES = 48 };

/* "III. ", "2) ", "B - ": what numbers a heading. */
static const char *skip_number(const char *text)
{
	size_t length = strspn(text, "0123456789");

	if (!length)
		length = strspn(text, "IVX");
	if (!length)
		length = isupper((unsigned char)*text) != 0;
	const char *rest = text + length;

	while (length && *rest == ' ')
		rest++;
	if (!length || !*rest || !strchr(".)-/", *rest))
		return text;
	rest++;
	return *rest == ' ' ? rest + strspn(rest, " ") : text;
}

static const char *skip_article(const char *folded)
{
	static const char *const articles[] = {"le ", "la ", "les ", "l'", "nos "};

	for (size_t i = 0; i < ARRAY_SIZE(articles); i++)
		if (text_starts_with(folded, articles[i]))
			return folded + strlen(articles[i]);
	return folded;
}

/* A forum is named by its reference, a state by its word: neither heads a part of the text. */
static bool may_head(const struct label *label)
{
	static const char *const others[] = {"forum", "status", "company_hidden", "targets", "ref"};

	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (!strcmp(label->key, others[i]))
			return false;
	return true;
}

const struct label *label_heading(struct arena *arena, enum kind kind, const char *text, struct labelled *out)
{
	char *written = text_trim(arena, text);

	if ((kind != KIND_OFFER && kind != KIND_EVENT) || strlen(written) > MOST_HEADING_BYTES)
		return NULL;
	const char *start = skip_number(written);

	/* What begins with a small letter or a mark goes on with a sentence or a list. */
	if (!isupper((unsigned char)*start) && (unsigned char)*start < 0x80)
		return NULL;
	if (!label_line_split(arena, arena_printf(arena, "%s\t", start), out) || *out->value)
		return NULL;
	const struct label *label = label_line_find(kind, out);

	if (!label)
		label = label_find(kind, skip_article(out->names[1]));
	out->is_cell = false;
	return label && may_head(label) ? label : NULL;
}

bool label_heads(struct arena *arena, const struct label *label, const char *below, bool is_named)
{
	const struct field_def *field = field_by_key(label->key);
	struct labelled line;

	return label_line_split(arena, below, &line) || !field || (field->flags & FIELD_LINES) ||
	       (!is_named && !label_line_is_sentence(below));
}

static bool is_never_taken(const void *context, const char *key)
{
	(void)context, (void)key;
	return false;
}

const struct label *label_below_heading(struct arena *arena, enum kind kind, const struct labelled *line,
					const char *heading)
{
	if (kind != KIND_OFFER && kind != KIND_EVENT)
		return NULL;
	char *together = arena_printf(arena, "%s %s", line->names[1], skip_article(heading));
	const struct label *label = label_find(kind, together);

	if (label)
		return label;
	struct near_label near = label_near(kind, together, is_never_taken, NULL);

	return near.other ? NULL : near.label;
}
