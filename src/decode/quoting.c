#include "quoting.h"

#include "base/text.h"
#include "decode.h"

#include <string.h>

enum {
	MOST_LINES = 14, /* of a header block, including blank ones */
	MOST_BLANKS = 3, /* between a separator and its header block */
	LABEL_BYTES = 24,
	ATTRIBUTION_LINES = 3,
	ATTRIBUTION_BYTES = 500,
};

enum label { LABEL_NONE, LABEL_FROM, LABEL_SENT, LABEL_DATE, LABEL_TO, LABEL_CC, LABEL_SUBJECT, LABEL_OTHER };

static const struct {
	const char *word;
	enum label label;
} labels[] = {
    {"de", LABEL_FROM},
    {"from", LABEL_FROM},
    {"expediteur", LABEL_FROM},
    {"envoye", LABEL_SENT},
    {"envoye le", LABEL_SENT},
    {"date d'envoi", LABEL_SENT},
    {"sent", LABEL_SENT},
    {"date", LABEL_DATE},
    {"a", LABEL_TO},
    {"to", LABEL_TO},
    {"pour", LABEL_TO},
    {"destinataire", LABEL_TO},
    {"destinataires", LABEL_TO},
    {"cc", LABEL_CC},
    {"copie", LABEL_CC},
    {"copie a", LABEL_CC},
    {"copies", LABEL_CC},
    {"copie cachee", LABEL_CC},
    {"cci", LABEL_CC},
    {"objet", LABEL_SUBJECT},
    {"subject", LABEL_SUBJECT},
    {"sujet", LABEL_SUBJECT},
    {"repondre a", LABEL_OTHER},
    {"reply-to", LABEL_OTHER},
    {"importance", LABEL_OTHER},
    {"pieces jointes", LABEL_OTHER},
    {"attachments", LABEL_OTHER},
    /* Colleagues across the border: German, Italian, Spanish, Dutch. */
    {"von", LABEL_FROM},
    {"da", LABEL_FROM},
    {"van", LABEL_FROM},
    {"gesendet", LABEL_SENT},
    {"inviato", LABEL_SENT},
    {"enviado", LABEL_SENT},
    {"enviado el", LABEL_SENT},
    {"verzonden", LABEL_SENT},
    {"datum", LABEL_DATE},
    {"data", LABEL_DATE},
    {"fecha", LABEL_DATE},
    {"an", LABEL_TO},
    {"para", LABEL_TO},
    {"aan", LABEL_TO},
    {"betreff", LABEL_SUBJECT},
    {"oggetto", LABEL_SUBJECT},
    {"asunto", LABEL_SUBJECT},
    {"onderwerp", LABEL_SUBJECT},
};

/* Separator lines, between dashes or before a colon. For one that only says "original", the subject
 * decides. */
static const struct {
	const char *words;
	bool is_forward;
} phrases[] = {
    {"message transfere", true},
    {"forwarded message", true},
    {"mail transfere", true},
    {"message transmis", true},
    {"message reexpedie", true},
    {"debut du message transfere", true},
    {"debut du message reexpedie", true},
    {"begin forwarded message", true},
    {"courriel transfere", true},
    {"message d'origine", false},
    {"original message", false},
    {"e-mail d'origine", false},
    {"courriel d'origine", false},
    {"mail d'origine", false},
    {"e-mail original", false},
    {"mail original", false},
    {"message original", false},
    {"courriel original", false},
    {"message initial", false},
    {"rendez-vous d'origine", false},
    {"original appointment", false},
};

bool quoting_is_forward_subject(const char *subject)
{
	const char *rest;

	while (*subject == '[' && strncmp(subject, "[fwd:", 5) && strchr(subject, ']')) {
		subject = strchr(subject, ']') + 1; /* a gateway's tag: "[EXTERNE] TR: ..." */
		subject += strspn(subject, " ");
	}
	subject += *subject == '[';
	return subject_prefix(subject, &rest) == SUBJECT_FORWARD;
}

/* Skips marks that mail clients put before a label: bold and list marks. */
static const char *skip_marks(const char *text)
{
	return text + strspn(text, "*_ -");
}

/* The label that starts the line; *value: the text after its colon or tab (which folding turned into a
 * space). */
static enum label label_of(const char *folded, const char **value)
{
	const char *start = skip_marks(folded), *colon = strchr(start, ':');
	size_t length = colon ? (size_t)(colon - start) : 0;

	if (!colon || length > LABEL_BYTES)
		return LABEL_NONE;
	while (length && strchr(" *_", start[length - 1]))
		length--;
	*value = colon + 1 + strspn(colon + 1, " *_");
	for (size_t i = 0; i < ARRAY_SIZE(labels); i++)
		if (strlen(labels[i].word) == length && !strncmp(start, labels[i].word, length))
			return labels[i].label;
	return LABEL_NONE;
}

/* A table row "De\tX" was folded to "de x": a space instead of the colon. */
static enum label label_of_line(struct arena *arena, const struct source *source, const char *const *folded,
				size_t line, const char **value)
{
	const char *text = source->lines[line].text, *tab = strchr(text, '\t');

	if (!tab || tab - text > 2L * LABEL_BYTES)
		return label_of(folded[line], value);
	const char *name = arena_strndup(arena, text, (size_t)(tab - text));

	return label_of(arena_printf(arena, "%s:%s", text_fold(arena, name), text_fold(arena, tab + 1)),
			value);
}

/* « De: "X" À: "Y" Envoyé: lundi Objet: x » on one line, as Zimbra's header becomes when its line breaks are
 * lost. */
static bool is_one_line_block(const char *value, const char **subject)
{
	const char *sent = strstr(value, " envoye"), *topic = sent ? strstr(sent, " objet") : NULL;
	const char *colon = topic ? strchr(topic, ':') : NULL;

	if (!colon || !strchr(sent, ':') || colon - topic > LABEL_BYTES)
		return false;
	*subject = colon + 1 + strspn(colon + 1, " ");
	return true;
}

/* Whether a complete header block (Outlook's "De, Envoyé, À, Objet") starts at this line; then a label right
 * above it (« Date : » of an event) is not part of the block. */
static bool is_whole_from(const struct source *source, const char *const *folded, size_t line)
{
	unsigned seen[LABEL_OTHER + 1] = {0};

	for (size_t i = line; i < source->count && i < line + MOST_LINES; i++) {
		const char *value = "";
		enum label label = label_of_line(source->arena, source, folded, i, &value);

		if (label == LABEL_NONE || (i == line && label != LABEL_FROM))
			break;
		seen[label]++;
	}
	return (seen[LABEL_SENT] || seen[LABEL_DATE]) && seen[LABEL_SUBJECT];
}

/* A header block: De, Envoyé, À, Objet in any order, with few lines between. Requires a sender with an
 * address or the word « Envoyé »: « Date : » and « Objet : » alone may be lines of a form. */
static size_t block_lines(const struct source *source, const char *const *folded, size_t line,
			  const char **subject)
{
	unsigned seen[LABEL_OTHER + 1] = {0};
	bool has_address = false;
	size_t end = line, kinds = 0;

	for (size_t i = line; i < source->count && i < line + MOST_LINES; i++) {
		const char *value = "";
		enum label label = label_of_line(source->arena, source, folded, i, &value);

		if (label == LABEL_NONE && (i == line || i > end + 2))
			break;
		if (label == LABEL_NONE && !seen[LABEL_FROM] && *folded[i])
			break; /* only lines of senders or recipients get wrapped */
		if (label == LABEL_NONE)
			continue;
		if (i > line && !seen[LABEL_FROM] && label == LABEL_FROM && is_whole_from(source, folded, i))
			break;
		if (i == line && label == LABEL_FROM && is_one_line_block(value, subject))
			return 1;
		if (seen[label]++ && label != LABEL_CC && label != LABEL_OTHER)
			break; /* another header block */
		kinds += seen[label] == 1;
		has_address |= label == LABEL_FROM && (strchr(value, '@') || strchr(value, '<'));
		if (label == LABEL_SUBJECT)
			*subject = value;
		end = i + 1;
	}
	bool is_block = seen[LABEL_FROM] && kinds >= 3 && (seen[LABEL_SENT] || has_address);

	return is_block ? end - line : 0;
}

/* "----- Message transféré -----", « Début du message transféré : » -> its index in phrases, or -1. */
static int phrase_at(const char *folded)
{
	size_t length = strlen(folded), start = strspn(folded, "-_=* >");
	bool has_dashes = start >= 2 && strchr("-_=", *folded);

	if (length > 200)
		return -1;
	while (length > start && strchr("-_=* :", folded[length - 1]))
		length--;
	bool has_colon = folded[length] && strchr(folded + length, ':');

	for (size_t i = 0; i < ARRAY_SIZE(phrases); i++)
		if (strlen(phrases[i].words) == length - start &&
		    !strncmp(folded + start, phrases[i].words, length - start))
			return has_dashes || (has_colon && phrases[i].is_forward) ? (int)i : -1;
	return -1;
}

/* The words of a separator without its dashes, which count above a header block only. */
static bool is_bare_phrase(const char *folded)
{
	for (size_t i = 0; i < ARRAY_SIZE(phrases); i++)
		if (!strcmp(folded, phrases[i].words))
			return true;
	return false;
}

/* Orange and La Poste write « > Message du 12/05/26 10:23 ». */
static bool is_orange_phrase(const char *folded)
{
	static const char words[] = "message du ";
	size_t length = strlen(folded);

	return length < 60 && !strncmp(folded, words, strlen(words)) &&
	       strspn(folded + strlen(words), "0123456789/:ah -") == length - strlen(words);
}

static bool is_separator(const char *folded)
{
	size_t length = strlen(folded);

	return length >= 10 && (strspn(folded, "_") == length || strspn(folded, "-") == length);
}

/* A date at the start: « Le 12 mai », « Le lun. 12 », "On Mon, Jan 12", "2026-05-12". */
static bool starts_with_day(const char *folded)
{
	static const char *const days[] = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue",
					   "wed", "thu", "fri", "sat", "sun", "jan", "feb", "apr", "may",
					   "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	static const char *const articles[] = {"le ", "on ", "am ", "il giorno ", "el ", "op "};
	const char *start = skip_marks(folded);

	if (strspn(start, "0123456789-/ ") >= 8)
		return true;
	size_t article = 0;

	for (size_t i = 0; i < ARRAY_SIZE(articles) && !article; i++)
		article = text_starts_with(start, articles[i]) ? strlen(articles[i]) : 0;
	if (!article)
		return false;
	start += article;
	for (size_t i = 0; i < ARRAY_SIZE(days); i++)
		if (text_starts_with(start, days[i]))
			return strpbrk(start, "0123456789") != NULL;
	return strchr("0123456789", *start) != NULL;
}

/* « Passerelle a écrit le 11/01/2027 à 09:31 : », "Passerelle wrote on 11/01/2027 09:31:"; without a time it
 * may be a sentence. */
static bool has_verb_and_time(const char *folded)
{
	const char *verb = strstr(folded, " a ecrit le "), *colon;

	if (!verb)
		verb = strstr(folded, " wrote on ");
	colon = verb ? strchr(verb, ':') : NULL;
	return colon && colon[1];
}

static bool is_between(const char *text, const char *mark)
{
	size_t length = strlen(text), edge = strlen(mark);

	return length > 2 * edge && text_starts_with(text, mark) && !strcmp(text + length - edge, mark);
}

/* GroupWise's « >>> Passerelle 30/11/2026 09:12 >>> », below which no line is marked. */
static bool is_between_chevrons(const char *text)
{
	return is_between(text, ">>>") && strpbrk(text, "0123456789@");
}

/* FairEmail's « 30 nov. 2026 09:12:00 Passerelle <partenariat@passerelle.example>: », and Gmail's of old. */
static bool is_date_and_address(const char *text)
{
	const char *address = strrchr(text, '<'), *time = strchr(text, ':'), *year = strstr(text, "20");
	size_t length = strlen(text);

	return strchr("0123456789", *text) && address && time && time < address && year && year < address &&
	       strchr(address, '@') && !strcmp(text + length - 2, ">:");
}

/* How an attribution starts: with a date, or with a name and address or time. */
static bool starts_attribution(const char *folded)
{
	return starts_with_day(folded) || strchr(folded, '@') || has_verb_and_time(folded) ||
	       is_between(folded, "---") || is_between_chevrons(folded);
}

/* Whether the text ends in « a écrit : », "wrote:" or, from Zoho, Orange and iNotes, stands between dashes
 * (« ---- Passerelle a écrit ---- »); without these, a date or an address a sentence is no attribution. */
static bool ends_attribution(const char *text)
{
	static const struct {
		const char *verb, *next; /* what may follow, besides the end */
	} verbs[] = {{"a ecrit", " le "},    {"wrote", " on "},	   {" schrieb", " "},
		     {"ha scritto", " il "}, {"escribio", " el "}, {" schreef", " "}};
	const char *end = text + strlen(text);
	bool has_dashes = is_between(text, "---");

	if (is_between_chevrons(text) || is_date_and_address(text))
		return true;
	while (has_dashes && end > text && strchr("-: ", end[-1]))
		end--;
	if (end == text || (!has_dashes && (end[-1] != ':' || !strpbrk(text, "0123456789@"))))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++) {
		const char *verb = strstr(text, verbs[i].verb),
			   *after = verb ? verb + strlen(verbs[i].verb) : NULL;

		if (after && (end - after <= 2 || text_starts_with(after, verbs[i].next)))
			return true;
	}
	return false;
}

/* « Le … a écrit : », "On … wrote:", which mail clients wrap over up to three lines. */
static size_t attribution_lines(const struct source *source, const char *const *folded, size_t line)
{
	struct buf text = {.arena = source->arena};

	if (!starts_attribution(folded[line]))
		return 0;
	for (size_t i = 0; i < ATTRIBUTION_LINES && line + i < source->count; i++) {
		if (!*folded[line + i] || source->lines[line + i].depth != source->lines[line].depth ||
		    text.length + strlen(folded[line + i]) > ATTRIBUTION_BYTES)
			return 0;
		if (i && starts_with_day(folded[line + i]))
			return 0; /* the quotation starts there, so the line above is the sender's own */
		buf_printf(&text, "%s%s", i ? " " : "", folded[line + i]);
		if (ends_attribution(buf_text(&text)))
			return i + 1;
	}
	return 0;
}

static size_t skip_blanks(const struct source *source, const char *const *folded, size_t line)
{
	size_t end = line + MOST_BLANKS;

	while (line < source->count && line < end && !*folded[line])
		line++;
	return line;
}

struct quoting quoting_find(const struct source *source, const char *const *folded, size_t line)
{
	struct quoting found = {0};
	int phrase = phrase_at(folded[line]);
	bool is_phrase = phrase >= 0 || is_orange_phrase(folded[line]) || is_bare_phrase(folded[line]);
	size_t start = is_phrase || is_separator(folded[line]) ? skip_blanks(source, folded, line + 1) : line;

	if (start < source->count && *folded[start])
		found.lines = block_lines(source, folded, start, &found.subject);
	if (found.lines)
		found.lines += start - line;
	else if (phrase >= 0)
		found.lines = 1;
	found.is_forward = phrase >= 0 && phrases[phrase].is_forward;
	if (found.lines || !*folded[line])
		return found;
	found.lines = attribution_lines(source, folded, line);
	found.is_attribution = found.lines > 0;
	return found;
}
