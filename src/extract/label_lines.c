#include "label_lines.h"

#include "base/text.h"

#include <ctype.h>

enum { MOST_LABEL_BYTES = 160, MOST_CLOSING_BYTES = 200 };

/* Past white space, list marks and numbers ("2. ", "3) ") before a label. */
static const char *skip_marks(const char *text)
{
	static const char *const marks[] = {" ",      "\t",	"\u00a0", "\u202f", "\u2009", "-",
					    "*",      "_",	">",	  "#",	    "+",      "\u2022",
					    "\u00b7", "\u2013", "\u2014", "\u25aa", "\u25cf", "\u25e6",
					    "\u25ba", "\u2023", "\u27a2"};
	size_t i = 0;

	while (i < ARRAY_SIZE(marks)) {
		size_t digits = strspn(text, "0123456789");

		if (digits > 0 && digits <= 2 && strchr(".)", text[digits]) && text[digits] &&
		    text[digits + 1] == ' ') {
			text += digits + 2;
			i = 0;
		} else if (text_starts_with(text, marks[i])) {
			text += strlen(marks[i]);
			i = 0;
		} else {
			i++;
		}
	}
	return text;
}

/* Where the label ends: a tab, or a colon that belongs neither to a time nor to a URL. NULL when nowhere. */
static const char *find_separator(const char *text)
{
	for (const char *c = text; *c && c - text < MOST_LABEL_BYTES; c++) {
		if (*c == '\t')
			return c;
		if (*c != ':')
			continue;
		if (text_starts_with(c, "://"))
			return NULL;
		if (c == text || !isdigit((unsigned char)c[-1]) || !isdigit((unsigned char)c[1]))
			return c;
	}
	return NULL;
}

static void cut_end(char *text, const char *marks)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(marks, text[length - 1]))
		text[--length] = '\0';
}

static char *without_last_parentheses(struct arena *arena, const char *folded)
{
	char *copy = arena_strdup(arena, folded);
	size_t length = strlen(copy);
	char *open = strrchr(copy, '(');

	if (open && open > copy && copy[length - 1] == ')')
		*open = '\0';
	cut_end(copy, " *_?.:");
	return copy;
}

static char *without_parentheses(struct arena *arena, const char *folded)
{
	struct buf kept = {.arena = arena};
	int depth = 0;

	for (const char *c = folded; *c; c++) {
		depth += *c == '(';
		if (depth == 0)
			buf_addc(&kept, *c);
		depth -= *c == ')' && depth > 0;
	}
	return text_fold(arena, buf_text(&kept));
}

static bool has_letter(const char *folded)
{
	for (const unsigned char *c = (const unsigned char *)folded; *c; c++)
		if (isalpha(*c) || *c >= 0x80)
			return true;
	return false;
}

bool label_line_split(struct arena *arena, const char *line, struct labelled *out)
{
	const char *start = skip_marks(line);
	const char *separator = find_separator(start);
	const char *value;
	char *label, *folded;

	if (!separator || separator == start)
		return false;
	label = text_trim(arena, arena_strndup(arena, start, (size_t)(separator - start)));
	cut_end(label, " *_");
	folded = text_fold(arena, label);
	cut_end(folded, " *_?.:");
	if (!has_letter(folded))
		return false;
	out->label = label;
	out->names[0] = folded;
	out->names[1] = without_last_parentheses(arena, folded);
	out->names[2] = without_parentheses(arena, folded);
	out->is_cell = *separator == '\t' || separator[1] == '\t';
	value = separator + 1;
	/* "*Intitulé :* Vendeur": the mark that closes the label's. */
	value += strspn(value, "*");
	out->value = text_trim(arena, value);
	return true;
}

const struct label *label_line_find(enum kind kind, const struct labelled *line)
{
	const struct label *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(line->names) && !found; i++)
		found = label_find(kind, line->names[i]);
	return found;
}

unsigned label_line_kinds(const struct labelled *line)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < ARRAY_SIZE(line->names) && kinds == 0; i++)
		kinds = label_kinds(line->names[i]);
	return kinds;
}

static const char *const closings[] = {
    "cordialement",
    "bien cordialement",
    "tres cordialement",
    "cdlt",
    "bien cdlt",
    "cdt",
    "bien a vous",
    "bien a toi",
    "salutations",
    "sinceres salutations",
    "meilleures salutations",
    "respectueusement",
    "sincerement",
    "amicalement",
    "a bientot",
    "merci d'avance",
    "merci par avance",
    "avec mes remerciements",
    "en vous remerciant",
    "je vous remercie",
    "nous vous remercions",
    "dans l'attente",
    "veuillez agreer",
    "veuillez recevoir",
    "je vous prie d'agreer",
    "je vous prie de croire",
    "nous vous prions",
    "bonne reception",
    "bonne journee",
    "bonne soiree",
    "bon week-end",
    "belle journee",
    "bonne fin de journee",
    "excellente journee",
    "l'equipe",
    "envoye de mon",
    "envoye depuis",
};

/* Alone on a line only: "Merci" may also begin a sentence of the text. */
static const char *const lone_closings[] = {"merci", "merci beaucoup", "merci a vous", "bonjour et merci"};

enum closing label_line_closing(struct arena *arena, const char *line)
{
	char *folded;
	const char *start;

	if (strlen(line) > MOST_CLOSING_BYTES)
		return CLOSING_NONE;
	folded = text_fold(arena, line);
	start = folded + strspn(folded, " -*_>.,");
	for (size_t i = 0; i < ARRAY_SIZE(lone_closings); i++)
		if (text_starts_with(start, lone_closings[i]) &&
		    start[strlen(lone_closings[i]) + strspn(start + strlen(lone_closings[i]), " .,!;")] ==
			'\0')
			return CLOSING_WHOLE;
	for (size_t i = 0; i < ARRAY_SIZE(closings); i++) {
		const char *rest = start + strlen(closings[i]);

		if (!text_starts_with(start, closings[i]) || isalnum((unsigned char)*rest))
			continue;
		return rest[strspn(rest, " .,!;*_")] == '\0' ? CLOSING_WHOLE : CLOSING_START;
	}
	return CLOSING_NONE;
}

static bool is_header_label(const char *folded, bool *is_sender)
{
	static const char *const names[] = {"de",
					    "from",
					    "expediteur",
					    "envoye",
					    "envoye le",
					    "sent",
					    "date",
					    "a",
					    "to",
					    "pour",
					    "cc",
					    "cci",
					    "copie a",
					    "copie",
					    "objet",
					    "subject",
					    "sujet",
					    "repondre a",
					    "reply-to",
					    "importance",
					    "pieces jointes",
					    "destinataire",
					    "destinataires"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcmp(names[i], folded) != 0)
			continue;
		*is_sender |= i < 3;
		return true;
	}
	return false;
}

size_t label_line_header(struct arena *arena, const struct line *lines, size_t count, size_t *looked_at)
{
	enum { MOST_LINES = 20 };
	bool has_sender = false;
	size_t length = 0;

	while (length < count && length < MOST_LINES && lines[length].zone == lines[0].zone) {
		struct labelled line;

		if (!label_line_split(arena, lines[length].text, &line) ||
		    !is_header_label(line.names[0], &has_sender))
			break;
		length++;
	}
	*looked_at = length;
	return has_sender && length >= 2 ? length : 0;
}
