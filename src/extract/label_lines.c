#include "label_lines.h"

#include "base/text.h"
#include "form.h"

#include <ctype.h>
#include <strings.h>

enum { MOST_LABEL_BYTES = 160, MOST_CLOSING_BYTES = 200 };

/* Skips white space, list marks and numbers ("2. ", "3) ") before a label. */
static const char *skip_marks(const char *text)
{
	static const char *const marks[] = {" ",      "\t",	"\u00a0", "\u202f", "\u2009", "-",
					    "*",      "_",	">",	  "#",	    "+",      "\u2022",
					    "\u00b7", "\u2013", "\u2014", "\u25aa", "\u25cf", "\u25e6",
					    "\u25ba", "\u2023", "\u27a2", "\u27a4", "\u2192", "\u2794",
					    "\u25b6", "\u203a", "\u00bb", "\u25c6", "\u25cb", "\u2219"};
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

/* Colons of other keyboards. */
static const char wide_colon[] = "\uff1a";

/* The end of the label: a tab, or a colon that is not part of a time or URL. NULL: none. */
static const char *find_separator(const char *text)
{
	for (const char *c = text; *c && c - text < MOST_LABEL_BYTES; c++) {
		if (*c == '\t' || text_starts_with(c, wide_colon))
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

/* "Intitulé\t: Vendeur": tabs align the colons, one below the other. */
static const char *skip_alignment(const char *separator)
{
	const char *colon = separator + strspn(separator, "\t ");

	return *colon == ':' || text_starts_with(colon, wide_colon) ? colon : separator;
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
	separator = skip_alignment(separator);
	out->is_cell = *separator == '\t' || separator[1] == '\t';
	value = separator + (text_starts_with(separator, wide_colon) ? strlen(wide_colon) : 1);
	/* "*Intitulé :* Vendeur": skips the closing bold mark after the label. */
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

static const struct {
	const char *words;
	bool is_thanks;
} closings[] = {
    {"cordialement", false},
    {"bien cordialement", false},
    {"tres cordialement", false},
    {"cdlt", false},
    {"bien cdlt", false},
    {"cdt", false},
    {"bien a vous", false},
    {"bien a toi", false},
    {"salutations", false},
    {"sinceres salutations", false},
    {"meilleures salutations", false},
    {"respectueusement", false},
    {"sincerement", false},
    {"amicalement", false},
    {"a bientot", false},
    {"a tres bientot", false},
    {"a tres vite", false},
    {"au plaisir", false},
    {"bon courage", false},
    {"bonne continuation", false},
    {"bonne fin de semaine", false},
    {"bien sincerement", false},
    {"bien amicalement", false},
    {"merci d'avance", true},
    {"merci par avance", true},
    {"merci beaucoup", true},
    {"merci de votre", true},
    {"merci pour votre", true},
    {"avec mes remerciements", true},
    {"en vous remerciant", true},
    {"vous remerciant", true},
    {"par avance merci", true},
    {"d'avance merci", true},
    {"je vous remercie", true},
    {"nous vous remercions", true},
    {"dans l'attente", true},
    {"restant a votre disposition", true},
    {"je reste a votre disposition", true},
    {"nous restons a votre disposition", true},
    {"veuillez agreer", false},
    {"veuillez recevoir", false},
    {"je vous prie d'agreer", false},
    {"je vous prie de croire", false},
    {"nous vous prions", false},
    {"bonne reception", true},
    {"bonne journee", false},
    {"bonne soiree", false},
    {"bon week-end", false},
    {"belle journee", false},
    {"bonne fin de journee", false},
    {"excellente journee", false},
    {"l'equipe", false},
    {"envoye de mon", false},
    {"envoye depuis", false},
};

/* Only alone on a line: "Merci" may also start a sentence of the text. */
static const char *const lone_closings[] = {"merci", "merci beaucoup", "merci a vous", "bonjour et merci"};

enum closing label_line_closing(struct arena *arena, const char *line, bool *is_thanks)
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
			'\0') {
			*is_thanks = true;
			return CLOSING_WHOLE;
		}
	for (size_t i = 0; i < ARRAY_SIZE(closings); i++) {
		const char *rest = start + strlen(closings[i].words);

		if (!text_starts_with(start, closings[i].words) || isalnum((unsigned char)*rest))
			continue;
		*is_thanks = closings[i].is_thanks;
		return rest[strspn(rest, " .,!;*_")] == '\0' ? CLOSING_WHOLE : CLOSING_START;
	}
	return CLOSING_NONE;
}

bool label_line_is_capital(const char *text)
{
	enum { FIRST_ACCENTED = 0xC0, LAST_ACCENTED = 0xDE, OE = 0x152 };
	unsigned c;

	text_read_utf8(text, &c);
	return c < 0x80 ? isupper((int)c) : (c >= FIRST_ACCENTED && c <= LAST_ACCENTED) || c == OE;
}

/* The length of a greeting or title at the start, with the blanks behind it; 0: none. */
static size_t title_length(struct arena *arena, const char *part)
{
	static const char *const titles[] = {
	    "bonjour", "bonsoir", "madame", "monsieur", "mesdames", "messieurs", "cher", "chere", "chers",
	    "cheres",  "hello",	  "salut",  "coucou",	"mme",	    "m",	 "mr",	 "et"};
	size_t length = strcspn(part, " ");
	const char *word = text_fold(arena, arena_strndup(arena, part, length));

	for (size_t i = 0; i < ARRAY_SIZE(titles); i++)
		if (!strcmp(word, titles[i]))
			return length + strspn(part + length, " ");
	return 0;
}

/* Whom a greeting addresses: "Madame", "à tous", "Maëlle". */
static bool is_address(struct arena *arena, const char *part)
{
	static const char *const groups[] = {"a tous",	 "a toutes",	   "a vous",   "a l'equipe",
					     "a toute",	 "a tout",	   "tous",     "toutes",
					     "tout le",	 "toute l'equipe", "les coll", "l'equipe",
					     "collegue", "partenaire",	   "confrere", "ami"};
	enum { MOST_NAMES = 3 };
	size_t length, words = 1;

	while ((length = title_length(arena, part)))
		part += length;
	const char *folded = text_fold(arena, part);

	for (size_t i = 0; i < ARRAY_SIZE(groups); i++)
		if (text_starts_with(folded, groups[i]))
			return true;
	for (const char *c = folded; *c; c++)
		words += *c == ' ';
	return !*folded || (label_line_is_capital(part) && words <= MOST_NAMES);
}

bool label_line_is_greeting(struct arena *arena, const char *line)
{
	static const char *const greetings[] = {"bonjour",   "bonsoir", "madame", "monsieur", "mesdames",
						"messieurs", "cher",	"chere",  "chers",    "cheres",
						"hello",     "salut",	"coucou", "mme",      "m."};
	enum { MOST_BYTES = 60 };
	char *folded = text_fold(arena, line);
	bool is_greeting = false;

	if (strlen(folded) > MOST_BYTES)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(greetings); i++)
		is_greeting |= text_starts_with(folded, greetings[i]) &&
			       !isalnum((unsigned char)folded[strlen(greetings[i])]);
	/* "Bonjour, elle commence lundi." says more. */
	while (is_greeting && *line && *line != ':') {
		size_t length = strcspn(line, ",.!:");
		char *part = text_trim(arena, arena_strndup(arena, line, length));

		is_greeting = !*part || is_address(arena, part);
		line += length + (line[length] && line[length] != ':');
	}
	return is_greeting;
}

bool label_line_is_sentence(const char *text)
{
	enum { SHORT = 25 };
	size_t length = strlen(text), words = 0;

	for (const char *c = text; *c; c++)
		words += *c == ' ';
	return length > SHORT && words >= 4 && strchr(".!?;", text[length - 1]) != NULL;
}

/* "Un avenant suivra.", "Réponse rapide souhaitée !" */
static bool is_short_sentence(const char *text)
{
	enum { LETTERS = 4 };
	size_t length = strlen(text), letters = 0;

	if (!length || !strchr(".!?", text[length - 1]) || !strchr(text, ' ') || strpbrk(text, "0123456789@"))
		return false;
	while (length && strchr(" .!?", text[length - 1]))
		length--;
	while (letters < length && (islower((unsigned char)text[length - 1 - letters]) ||
				    (unsigned char)text[length - 1 - letters] >= 0x80))
		letters++;
	return letters >= LETTERS && letters < length;
}

/* Words that sentences have and signatures don't: "Prévoir des gants, nous n'en avons pas". */
static bool has_word_of_sentence(const char *text)
{
	static const char *const words[] = {
	    "nous",   "vous",	"je",	  "est",  "sont",    "sera", "seront",	"suis", "ont", "aura",
	    "auront", "avez",	"avons",  "peut", "peuvent", "doit", "doivent", "faut", "pas", "merci",
	    "dites",  "pouvez", "sommes", "elle", "pensez",  "il",   "on",	"si"};
	enum { SEVERAL = 4 };
	bool is_found = false;
	size_t count = 0;

	for (const char *at = text; *at; count++) {
		size_t length = strcspn(at, " '\t,.;:!?");

		for (size_t i = 0; i < ARRAY_SIZE(words) && !is_found; i++)
			is_found = strlen(words[i]) == length && !strncasecmp(at, words[i], length);
		at += length + strspn(at + length, " '\t,.;:!?");
	}
	return is_found && count >= SEVERAL;
}

bool label_line_is_prose(const char *text)
{
	return label_line_is_sentence(text) || is_short_sentence(text) || has_word_of_sentence(text);
}

bool label_line_is_of_signature(const struct labelled *line)
{
	static const char *const labels[] = {"siret",
					     "siren",
					     "rcs",
					     "tva",
					     "siege",
					     "siege social",
					     "capital",
					     "tel",
					     "telephone",
					     "telephones",
					     "portable",
					     "mobile",
					     "mob",
					     "fax",
					     "mail",
					     "e-mail",
					     "email",
					     "mel",
					     "courriel",
					     "adresse",
					     "site",
					     "web",
					     "site web",
					     "site internet",
					     "internet",
					     "standard",
					     "ligne directe",
					     "tel direct",
					     "tel portable",
					     "tel fixe",
					     "fixe",
					     "linkedin",
					     "t",
					     "m",
					     "p",
					     "adresse postale",
					     "bureau",
					     "numero de telephone"};

	for (size_t i = 0; i < ARRAY_SIZE(labels); i++)
		if (strcmp(line->names[1], labels[i]) == 0)
			return true;
	return false;
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

char *label_value_bounded(struct arena *arena, const char *text)
{
	size_t length = strnlen(text, FORM_VALUE_BYTES);

	while (text[length] && length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	return arena_strndup(arena, text, length);
}

/* 0: none; then none starts in the first *looked_at lines either. */
static size_t header_length(struct arena *arena, const struct line *lines, size_t count, size_t *looked_at)
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

size_t label_header_at(struct arena *arena, struct headers *headers, size_t at)
{
	const struct body *body = headers->body;
	size_t length, looked_at;

	if (headers->zone == ZONE_OWN || at < headers->none_before)
		return 0;
	length = header_length(arena, body->lines + at, body->count - at, &looked_at);
	if (length == 0)
		headers->none_before = at + looked_at;
	return length;
}
