/* Who wrote, at the end of a mail: names, functions, organisations. */
#include "words_names.h"

#include "base/text.h"
#include "label_lines.h"
#include "words_lines.h"

#include <ctype.h>

enum { MOST_SIGNING_BYTES = 70, MOST_PARTS = 4, MOST_OFFICE_WORDS = 6 };

/* Words of answers that have the shape of a name: "POSTE POURVU", "Entretien Lundi". */
static const char *const answering[] = {
    "pas ",	"non",	  "oui",    "retenu",	 "embauch", "pourvu",	"effac", "supprim",
    "retrait",	"retir",  "annul",  "entretien", "poste",   "offre",	" cv",	 "cv ",
    "absent",	"accord", "inscri", "recrut",	 "refus",   "accept",	"trouv", "interess",
    "possible", "dispo",  "malade", "aide",	 "jeune",   "candidat", "merci", "bonjour"};

static bool answers(const char *folded)
{
	return line_contains(folded, answering, ARRAY_SIZE(answering));
}

/* Whether a word, or the beginning of one, is in the text. */
static bool begins_a_word(const char *text, const char *word)
{
	const char *at = strstr(text, word);

	while (at && at > text && isalpha((unsigned char)at[-1]))
		at = strstr(at + 1, word);
	return at != NULL;
}

/* "JFD" for "Jean-François Delattre <…@…>", "FL" for "LOPES Filipa"; not "Non" for "Noémie Ortega-Nadal" */
static bool is_initials(struct arena *arena, const char *word, const char *known)
{
	static const char words[] =
	    " ok oui non no si on nous il ils elle et ou je j ce ca en au un une ne ni se sa son la "
	    "le les de du des par pas plus sur sans cv rh rdv ras pj ps cdi cdd aide ";
	struct buf initials = {.arena = arena};

	if (strlen(word) < 2 || line_word_is_among(words, word, strlen(word)))
		return false;
	while (*known) {
		size_t length = strcspn(known, " -");

		if (memchr(known, '@', length))
			break;
		if (length > 0)
			buf_addc(&initials, *known);
		known += length + (known[length] != '\0');
	}
	return strlen(word) <= initials.length && strspn(word, buf_text(&initials)) == strlen(word);
}

/* "nadege" for "n.courtin@…" */
static bool has_initial(const char *known, char initial)
{
	for (const char *at = strchr(known, initial); at; at = strchr(at + 1, initial))
		if (at > known && strchr(" <", at[-1]) && strchr("._-", at[1]))
			return true;
	return false;
}

size_t name_count_words(struct arena *arena, const char *folded, const char *sender)
{
	static const char civilities[] = " m mr mme mlle ";
	enum { MOST_OF_AN_ANSWER = 2 };
	const char *known = text_fold(arena, sender), *line = folded;
	size_t words = 0, guessed = 0;

	while (*folded) {
		size_t length = strcspn(folded, " .,-");

		if (length > 0 && !line_word_is_among(civilities, folded, length)) {
			const char *word = arena_strndup(arena, folded, length);

			if (begins_a_word(known, word) || is_initials(arena, word, known))
				words++;
			else if (!guessed && length > 2 && has_initial(known, *word))
				guessed++;
			else
				return 0;
		}
		folded += length + (folded[length] != '\0');
	}
	/* "Entretien" of the firm "Entretien Services" */
	for (size_t i = 0; words + guessed <= MOST_OF_AN_ANSWER && i < ARRAY_SIZE(answering); i++)
		if (begins_a_word(line, answering[i]))
			return 0;
	return words && words + guessed <= 4 ? words + guessed : 0;
}

bool name_is_senders(struct arena *arena, const char *folded, const char *sender)
{
	return name_count_words(arena, folded, sender) > 0;
}

/* "Anne de Villers" */
static size_t particle_length(const char *text)
{
	static const char *const particles[] = {"de la ", "de ",  "du ",  "des ", "le ",
						"la ",	  "van ", "von ", "da "};

	for (size_t i = 0; i < ARRAY_SIZE(particles); i++)
		if (text_starts_with(text, particles[i]))
			return strlen(particles[i]);
	return 0;
}

bool name_is_shaped(const char *line, size_t *words)
{
	*words = 0;
	while (*(line += strspn(line, " -."))) {
		unsigned c;
		size_t length;

		line += *words ? particle_length(line) : 0;
		length = strcspn(line, " -.");
		text_read_utf8(line, &c);
		if (!(c < 0x80 ? isupper((int)c) : c >= 0xC0 && c <= 0xDE) ||
		    strpbrk(line, "0123456789,;:!?()\"@/"))
			return false;
		line += length;
		++*words;
	}
	return *words >= 1 && *words <= 4;
}

/* A part of a line between commas, dashes or parentheses. */
struct part {
	size_t words, capitals; /* capitalised words among them */
	bool is_name, is_office, is_firm;
};

/* Words of a firm's name besides capitalised ones: "Garage du Lac", "Morel & Fils". */
bool name_joins(const char *text)
{
	static const char words[] = " de du des la le les et & en d l pour chez sur aux au ";

	return line_word_is_among(words, text, strcspn(text, " '"));
}

bool line_is_shouted(const char *text)
{
	bool has_capital = false;

	for (; *text; text++) {
		if (islower((unsigned char)*text) ||
		    ((unsigned char)text[0] == 0xC3 && (unsigned char)text[1] >= 0xA0))
			return false;
		has_capital |= isupper((unsigned char)*text);
	}
	return has_capital;
}

/* "artisan peintre", "stagiaire ML", "monteuse" */
static bool is_trade(const char *folded)
{
	static const char *const trades[] = {"artisan",	 "stagiaire", "patron",	      "chef",	   "cheffe",
					     "apprenti", "alternant", "comptable",    "benevole",  "parrain",
					     "marraine", "ml ",	      "secretaire",   "boulanger", "boucher",
					     "peintre",	 "cuisinier", "gestionnaire", "dirigeant", "associe"};
	static const char *const endings[] = {"teur", "trice", "euse", "iste", "icien", "icienne", "isier"};
	size_t length = strcspn(folded, " ");

	if (line_starts_with(folded, trades, ARRAY_SIZE(trades)))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (length > strlen(endings[i]) + 2 &&
		    !strncmp(folded + length - strlen(endings[i]), endings[i], strlen(endings[i])))
			return true;
	return false;
}

/* "Talent Acquisition Partner", "Store Manager" */
static bool is_english_office(const char *folded)
{
	static const char *const offices[] = {"manager",   "partner",	 "officer",	  "director",
					      "recruiter", "specialist", "coordinator",	  "leader",
					      "lead",	   "generalist", "executive",	  "founder",
					      "advisor",   "engineer",	 "representative"};
	const char *last = strrchr(folded, ' ');

	for (size_t i = 0; last && i < ARRAY_SIZE(offices); i++)
		if (!strcmp(last + 1, offices[i]))
			return true;
	return false;
}

static bool is_office(const char *folded)
{
	return line_is_office(folded) || is_english_office(folded);
}

static struct part read_part(struct arena *arena, const char *text)
{
	struct part part = {.is_name = label_line_is_capital(text)};
	const char *folded = text_fold(arena, text);

	for (const char *at = text; *at;) {
		size_t length = strcspn(at, " '.");
		const char *word = arena_strndup(arena, at, length);

		if (length > 0) {
			bool is_capital = label_line_is_capital(word);

			part.words++;
			part.capitals += is_capital;
			part.is_name &= is_capital || name_joins(word);
			part.is_firm |= !is_capital;
		}
		at += length + (at[length] != '\0');
	}
	part.is_firm |= part.words > 0 && line_is_shouted(text);
	part.is_office = part.words <= MOST_OFFICE_WORDS && (is_office(folded) || is_trade(folded));
	return part;
}

/* Words of sentences: "Merci\nLe lien est mort". */
bool line_speaks(const char *folded)
{
	static const char words[] =
	    " je nous on il elle ils elles est sont suis sera seront ont avons avez ai pas ne "
	    "c n manque commence vient viens venons viendra viendrons ";

	while (*folded) {
		size_t length = strcspn(folded, " ',.;");

		if (line_word_is_among(words, folded, length))
			return true;
		folded += length + (folded[length] != '\0');
	}
	return false;
}

bool line_is_shouted_answer(struct arena *arena, const char *line, const char *above)
{
	static const char *const words[] = {"svp", "son ", "sa ", " a ", "erreur", "horaire", "ez "};
	const char *folded = text_fold(arena, line);

	return line_is_shouted(line) && line_is_shouted(above) &&
	       (line_speaks(folded) || answers(folded) || line_contains(folded, words, ARRAY_SIZE(words)));
}

/* "Le service est fermé", "Recrutement terminé": a line with a verb is no signature. */
static bool has_verb(const char *folded)
{
	static const char *const verbs[] = {" est ",	" sont ",   " sera ",	 " seront ", " ne ",
					    " termine", " supprim", " finalise", " annul",   " suspend",
					    " efface",	" pourvu",  " confirme", " clos",    " ferme",
					    " retir",	" refus"};

	return line_contains(folded, verbs, ARRAY_SIZE(verbs));
}

bool line_is_desk(const char *folded)
{
	static const char *const articles[] = {"le ", "la ", "l'"};
	static const char *const desks[] = {"cellule",	    "secretariat", "direction", "accueil",
					    "antenne",	    "standard",	   "gerance",	"bureau",
					    "comptabilite", "rh",	   "drh",	"rrh"};
	static const char service[] = "service ", secretariat[] = "secretariat de ";

	for (size_t i = 0; i < ARRAY_SIZE(articles); i++)
		if (text_starts_with(folded, articles[i])) {
			folded += strlen(articles[i]);
			break;
		}
	for (size_t i = 0; i < ARRAY_SIZE(desks); i++)
		if (!strcmp(folded, desks[i]))
			return true;
	/* "Le service com", "Le secrétariat de mairie" */
	return text_starts_with(folded, secretariat) ||
	       (text_starts_with(folded, service) && !strchr(folded + strlen(service), ' '));
}

/* "Mission locale de Lyon", "Le secrétariat" */
static bool is_office_line(const char *line, const char *folded)
{
	return line_is_desk(folded) ||
	       (is_office(folded) && strlen(line) < 60 && isupper((unsigned char)*line) &&
		!has_verb(folded) && !label_line_is_prose(line));
}

/* The next part; NULL at the end. */
static const char *next_part(struct arena *arena, const char **line)
{
	static const char *const marks[] = {", ", " - ", " \u2013 ",  " \u2014 ",  " / ",     " | ",
					    "(",  ")",	 " pour la ", " pour le ", " pour l'"};
	const char *end = *line + strlen(*line), *behind = end, *start = *line;

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		const char *at = strstr(start, marks[i]);

		if (at && at < end) {
			end = at;
			behind = at + strlen(marks[i]);
		}
	}
	*line = behind;
	return arena_strndup(arena, start, (size_t)(end - start));
}

const char *name_first_part(struct arena *arena, const char *line)
{
	return next_part(arena, &line);
}

/* Fills up to MOST_PARTS parts; MOST_PARTS + 1: there are more. */
static size_t read_line_parts(struct arena *arena, const char *line, struct part parts[MOST_PARTS])
{
	size_t count = 0;

	while (*line && count <= MOST_PARTS) {
		const char *text = text_strip(arena_strdup(arena, next_part(arena, &line)), " ", " ");

		if (!*text)
			continue;
		if (count < MOST_PARTS)
			parts[count] = read_part(arena, text);
		count++;
	}
	return count;
}

/* "Hakim, Transports Belkacem", "Benoît Charrier, chargé de projet", "tiffany (stagiaire ml)"; not "Yanis
 * Cherif, Inès Roche", who may be those who come. */
static bool is_name_with_office(const struct part *parts, size_t count, bool is_in_parentheses)
{
	bool has_office = false;

	if (!parts[0].is_name && !(is_in_parentheses && parts[0].words == 1 && parts[1].is_office))
		return false;
	for (size_t i = 1; i < count; i++) {
		if (!parts[i].is_name && !parts[i].is_office)
			return false;
		has_office |= parts[i].is_office || parts[i].is_firm || is_in_parentheses ||
			      (parts[0].words == 1 && parts[i].capitals >= 2);
	}
	return has_office;
}

bool line_signs(struct arena *arena, const char *line)
{
	struct part parts[MOST_PARTS];
	const char *folded = text_fold(arena, line);
	size_t words, count;

	if (is_office_line(line, folded) ||
	    (name_is_shaped(line, &words) && words >= 2 && !strstr(line, " - ") && !answers(folded)))
		return true;
	if (strlen(line) > MOST_SIGNING_BYTES || strpbrk(line, "?!:;@\"0123456789") || has_verb(folded))
		return false;
	/* "R." */
	if (isupper((unsigned char)*line) && (!line[1] || !strcmp(line + 1, ".")))
		return true;
	if (answers(folded) || label_line_is_prose(line))
		return false;
	count = read_line_parts(arena, line, parts);
	if (count == 1)
		return parts[0].is_name && parts[0].capitals >= 2;
	return count > 1 && count <= MOST_PARTS &&
	       is_name_with_office(parts, count, strchr(line, '(') != NULL);
}

bool line_is_name(const char *line)
{
	size_t words;

	return name_is_shaped(line, &words);
}

bool line_names_office(struct arena *arena, const char *line)
{
	struct part parts[MOST_PARTS];
	size_t count = read_line_parts(arena, line, parts);

	for (size_t i = 0; i < count && count <= MOST_PARTS; i++)
		if (parts[i].is_office)
			return true;
	return false;
}

bool line_is_quoted(const char *line)
{
	static const char opening[] = "\u00ab", closing[] = "\u00bb";
	size_t length = strlen(line);

	if (length < 2 * strlen(opening))
		return false;
	return (text_starts_with(line, opening) && !strcmp(line + length - strlen(closing), closing)) ||
	       (*line == '"' && length > 2 && line[length - 1] == '"');
}
