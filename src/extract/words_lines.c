/* The lines that the sender wrote, without additions of the telephone and the company and without the
 * signature. */
#include "words_lines.h"
#include "words_names.h"

#include "base/text.h"
#include "label_lines.h"

#include <ctype.h>
#include <strings.h>

enum {
	MOST_LINES = 2000,
	MOST_SIGNATURE_LINES = 25,
	MOST_SIGNED_LINES = 80, /* lines of a closing, from the formula to the end of the legal notice */
	MOST_SIGNATURE_LINE_BYTES = 160
};

/* Separators in a signature. */
#define MARKS "-_=*~|+ "

/* Without the marks before the first word, and without the address of a picture before it. */
static const char *behind_marks(const char *folded)
{
	folded += strspn(folded, MARKS);
	const char *end = text_starts_with(folded, "<http") ? strchr(folded, '>') : NULL;

	return end && end[1] ? end + 1 + strspn(end + 1, MARKS) : folded;
}

static bool has_telephone_or_address(struct pattern_clock *clock, const char *line)
{
	return pattern_matches(clock, PATTERN_PHONE, line) || pattern_matches(clock, PATTERN_EMAIL, line) ||
	       strstr(line, "www.") || strstr(line, "http");
}

static bool is_postal_line(struct pattern_clock *clock, const char *line)
{
	struct match match;

	return pattern_find(clock, PATTERN_POSTAL_CODE, line, 0, &match) && strlen(line) < 70 &&
	       !strpbrk(line, ".!?");
}

/* Position of a line at the end of a mail; the later, the less is required of a signature line. */
enum place { AT_END, BELOW_CLOSING, BELOW_NAME, BELOW_ADDRESS /* without a blank line between */ };

/* Whether a line below the signature may still be content: a question, a request, a word that letters are
 * about. */
static bool says_something(const char *folded)
{
	static const char *const words[] = {
	    "?",	 "pouvez",   "pourriez", "merci de ", "merci d'",  "veuillez", " svp",	 "s'il vous",
	    "jeune",	 "candidat", "offre",	 " cv",	      "entretien", "poste",    "inscri", "place",
	    "participa", "forum",    "atelier",	 "visite",    "consent",   "accord",   "retir",	 "supprim",
	    "effac",	 "embauch",  " venir",	 "viendr",    "oubli"};

	return line_contains(folded, words, ARRAY_SIZE(words));
}

/* "Permis B obligatoire": a signature states no requirements. */
static bool demands(const char *folded)
{
	static const char *const words[] = {"obligatoire", "permis", "exige", "requis",
					    "besoin",	   " faut ", "oubli", " svp"};

	return line_contains(folded, words, ARRAY_SIZE(words));
}

/* "Je viens", "merci de …", "un de mes jeunes sera là": no firm speaks so. */
static bool is_personal(const char *folded)
{
	static const char *const starts[] = {"je ", "j'", "oui,", "non,"};
	static const char *const words[] = {" je ",	" j'",	     " mes ",	 "pouvez",
					    "pourriez", "merci de ", "merci d'", "veuillez",
					    " svp",	"s'il vous", " sera ",	 " seront "};

	return line_starts_with(folded, starts, ARRAY_SIZE(starts)) ||
	       line_contains(folded, words, ARRAY_SIZE(words));
}

/* Whether a line right below an address is about the matter all the same. */
static bool is_about_matter(const char *folded)
{
	static const char *const starts[] = {"on ", "nous ", "notre ", "nos ", "oui", "non"};
	static const char *const words[] = {" nous ",	 "consent", " accord", "retir",
					    "effac",	 "supprim", "viendr",  " candidat",
					    "entretien", "inscri",  "embauch", "jeune"};

	return line_starts_with(folded, starts, ARRAY_SIZE(starts)) ||
	       line_contains(folded, words, ARRAY_SIZE(words)) || demands(folded);
}

/* What a firm adds to each signature: a slogan, news, hours. */
static bool is_advertisement(const char *line, const char *folded, enum place place)
{
	if (place < BELOW_NAME || strlen(line) > MOST_SIGNATURE_LINE_BYTES ||
	    (is_personal(folded) && !line_tells_hours(folded)))
		return false;
	return line_is_slogan(folded) || (place == BELOW_ADDRESS && !is_about_matter(folded));
}

/* The class of a line when it is at the end. */
static bool is_signature_line(struct arena *arena, struct pattern_clock *clock, const char *line,
			      const char *sender, enum place place)
{
	/* "son tel a changé : 06 …" */
	static const char *const changes[] = {"son ", "sa ", " chang", "nouve", "appel", "contact"};
	const char *folded = behind_marks(text_fold(arena, line));

	if (!*folded || line_is_footer(folded) || line_is_notice(folded) ||
	    (place > AT_END && line_is_marking(folded)))
		return true;
	if (text_starts_with(folded, "ps") || text_starts_with(folded, "p.s") || line_asks(line))
		return false;
	if (is_advertisement(line, folded, place) ||
	    (place >= BELOW_NAME && !says_something(folded) && !demands(folded)))
		return true;
	if (demands(folded))
		return false;
	if (strlen(line) > MOST_SIGNATURE_LINE_BYTES || strchr(line, '!'))
		return false;
	if (name_is_senders(arena, folded, sender) || is_postal_line(clock, line))
		return true;
	if (has_telephone_or_address(clock, line))
		return place != AT_END ||
		       (strlen(line) < 80 && !is_personal(folded) && !label_line_is_prose(line) &&
			!line_contains(folded, changes, ARRAY_SIZE(changes)));
	if (line[strlen(line) - 1] == '.' && strlen(line) > 30)
		return false;
	return place != AT_END && strlen(line) < 80 && !line_speaks(folded);
}

/* "Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées." */
static bool is_formula(const char *folded)
{
	static const char *const beginnings[] = {"je vous prie d'agreer", "nous vous prions d'agreer",
						 "veuillez agreer", "recevez", "je vous prie de recevoir"};

	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
		if (text_starts_with(folded, beginnings[i]))
			return strstr(folded, "salutations") || strstr(folded, "sentiments") ||
			       strstr(folded, "consideration");
	return false;
}

static bool is_closing(struct arena *arena, const char *line)
{
	bool is_thanks;

	if (strlen(line) <= MOST_SIGNATURE_LINE_BYTES && is_formula(text_fold(arena, line)))
		return true;
	/* "Merci et bonne journée" */
	const char *joint = strstr(line, " et ");

	return label_line_closing(arena, line, &is_thanks) == CLOSING_WHOLE ||
	       (joint &&
		label_line_closing(arena, arena_strndup(arena, line, (size_t)(joint - line)), &is_thanks) ==
		    CLOSING_WHOLE &&
		label_line_closing(arena, joint + strlen(" et "), &is_thanks) == CLOSING_WHOLE);
}

/* The next non-blank line in that direction; "" for none. */
static const char *neighbour(const struct line_list *list, size_t at, bool is_below)
{
	while (is_below ? ++at < list->count : at-- > 0)
		if (!text_is_blank(list->lines[at]))
			return list->lines[at];
	return "";
}

/* Lines below a name: an office, a telephone, an address. */
static bool is_of_somebody(struct arena *arena, struct pattern_clock *clock, const char *line)
{
	const char *folded = text_fold(arena, line);

	folded = behind_marks(folded);
	return strlen(line) <= MOST_SIGNATURE_LINE_BYTES && !line_asks(line) &&
	       (line_is_office(folded) || has_telephone_or_address(clock, line) ||
		is_postal_line(clock, line));
}

/* A name in a signature: "Marie Durand" or "Marie Durand | Mission locale" of the sender, after a blank line
 * also "Marie"; below a closing formula or a blank line anybody's name with a function, because shared
 * addresses have no name of a person. */
static bool begins_signature(struct pattern_clock *clock, const struct line_list *list, size_t at,
			     const char *sender)
{
	const char *part = name_first_part(list->arena, list->lines[at]);
	char *name = arena_strndup(list->arena, part, strcspn(part, "|,/"));
	const char *above = neighbour(list, at, false), *below = neighbour(list, at, true);
	size_t words = name_count_words(list->arena, text_fold(list->arena, name), sender);

	if (!*above)
		return words >= 2; /* nothing was written */
	/* A list of names: "Participants :". */
	if (above[strlen(above) - 1] == ':')
		return false;
	bool is_apart = !list->lines[at - 1][strspn(list->lines[at - 1], MARKS)] ||
			is_closing(list->arena, list->lines[at - 1]);

	if (words >= 2 || (words == 1 && (is_apart || line_names_office(list->arena, list->lines[at]))) ||
	    line_is_desk(text_fold(list->arena, name)))
		return true;
	if (line_is_shouted_answer(list->arena, list->lines[at], above))
		return false;
	return name_is_shaped(name, &words) && words >= 2 && is_apart &&
	       (is_closing(list->arena, above) || is_of_somebody(list->arena, clock, list->lines[at]) ||
		(*below && is_of_somebody(list->arena, clock, below)));
}

/* "Pauline arrive plus tard", "Prévoir un parking": no name, whatever stands above. */
static bool tells(struct arena *arena, struct pattern_clock *clock, const char *line)
{
	enum { SEVERAL = 3 };
	const char *folded = behind_marks(text_fold(arena, line));
	size_t small = 0, first = strcspn(line, " ");

	if (is_of_somebody(arena, clock, line) || line_is_footer(folded) || line_is_notice(folded) ||
	    line_is_slogan(folded) || line_is_marking(folded))
		return false;
	for (const char *at = line; (at = strchr(at, ' ')); at++)
		small += islower((unsigned char)at[1]) && !name_joins(at + 1);
	return small >= SEVERAL ||
	       (small > 0 && first > 3 &&
		(!strncmp(line + first - 2, "er", 2) || !strncmp(line + first - 2, "ez", 2) ||
		 !strncmp(line + first - 2, "ir", 2)));
}

/* Whether only a signature follows a closing formula or a name. */
static bool is_signed(struct pattern_clock *clock, const struct line_list *list, size_t at,
		      const char *sender)
{
	enum place place = BELOW_CLOSING, apart = place; /* below a blank line */
	bool is_first = is_closing(list->arena, list->lines[at]);

	for (size_t i = at; i < list->count; i++) {
		const char *line = list->lines[i];

		if (i > at && !text_is_blank(line) && !is_closing(list->arena, line) &&
		    !is_signature_line(list->arena, clock, line, sender, place))
			return false;
		if (i > at && !text_is_blank(line) && is_first && tells(list->arena, clock, line))
			return false;
		is_first &= i == at || text_is_blank(line) || is_closing(list->arena, line);
		if (!text_is_blank(line) && begins_signature(clock, list, i, sender))
			apart = BELOW_NAME;
		if (text_is_blank(line) || place < apart)
			place = apart;
		else if (i > at && is_of_somebody(list->arena, clock, line))
			place = BELOW_ADDRESS;
	}
	return true;
}

bool line_greets(struct arena *arena, const char *line)
{
	static const char *const answers[] = {" l'an ",	   " oui",    " non ",	" ok",	  " merci",
					      " d'accord", " pas ",   " ne ",	" refus", " embauch",
					      " retenu",   " pourvu", " efface"};

	return label_line_is_greeting(arena, line) &&
	       !line_contains(arena_printf(arena, "%s ", text_fold(arena, line)), answers,
			      ARRAY_SIZE(answers));
}

/* A formula below what it closes: not "Merci" before "Nous serons 3", but "Cordialement" below "Merci". */
static bool closes_text(const struct line_list *list, size_t at)
{
	bool is_thanks = false, is_above_thanks;

	if (!is_closing(list->arena, list->lines[at]))
		return false;
	label_line_closing(list->arena, list->lines[at], &is_thanks);
	while (at-- > 0) {
		const char *line = list->lines[at];

		if (text_is_blank(line) || line_greets(list->arena, line))
			continue;
		if (!is_thanks || label_line_closing(list->arena, line, &is_above_thanks) != CLOSING_WHOLE)
			return true;
	}
	return false;
}

/* The closing formula or sender's name after which only a signature follows; count when there is none. */
static size_t find_closing(struct pattern_clock *clock, const struct line_list *list, const char *sender)
{
	size_t first = list->count > MOST_SIGNED_LINES ? list->count - MOST_SIGNED_LINES : 0;

	for (size_t i = first; i < list->count; i++)
		if (!text_is_blank(list->lines[i]) &&
		    (closes_text(list, i) || begins_signature(clock, list, i, sender)) &&
		    is_signed(clock, list, i, sender))
			return i;
	return list->count;
}

/* The first line of the last paragraph. */
static size_t last_paragraph(const struct line_list *list)
{
	size_t first = list->count;

	while (first > 0 && text_is_blank(list->lines[first - 1]))
		first--;
	while (first > 0 && !text_is_blank(list->lines[first - 1]))
		first--;
	return first;
}

static bool is_footer(const struct line_list *list, size_t paragraph, bool is_first)
{
	const char *next = paragraph + 1 < list->count ? list->lines[paragraph + 1] : "";
	const char *folded = behind_marks(
	    text_fold(list->arena, arena_printf(list->arena, "%s %s", list->lines[paragraph], next)));

	if (!is_first && line_is_notice(folded))
		return true;
	for (size_t i = paragraph; i < list->count; i++)
		if (line_asks(list->lines[i]))
			return false;
	return is_first ? line_is_of_law(folded) : line_is_footer(folded) || line_is_marking(folded);
}

/* Drops whole paragraphs at the end; the first paragraph was always written by the sender. */
static void cut_footers(struct line_list *list, size_t first)
{
	for (size_t last = last_paragraph(list); list->count > first && is_footer(list, last, last <= first);
	     last = last_paragraph(list))
		list->count = last;
}

/* "Les jeunes :", "Merci d'inscrire": a name follows. */
static bool awaits_name(struct arena *arena, const char *line, bool is_name_alone)
{
	static const char *const ends[] = {" inscrire",	 " ajouter",   " avec",	   " sont",  " est",
					   " sera",	 " seront",    " pour",	   " dont",  " suivants",
					   " suivantes", " contacter", " joindre", " noter", " inviter"};
	const char *folded = text_strip(text_fold(arena, line), "", " ,");
	size_t length = strlen(folded);

	for (size_t i = 0; is_name_alone && i < ARRAY_SIZE(ends); i++)
		if (length >= strlen(ends[i]) && !strcmp(folded + length - strlen(ends[i]), ends[i]))
			return true;
	return length > 0 && folded[length - 1] == ':';
}

/* Whether the signing line at `at` and those above it, if any, stand below a text: not below a greeting only,
 * not in a list ("Les jeunes :"), and not where all is in capitals. */
static bool signs_a_text(const struct line_list *list, size_t at)
{
	bool is_shouted = line_is_shouted(list->lines[at]), is_name_alone = line_is_name(list->lines[at]);

	while (at-- > 0) {
		const char *line = list->lines[at];

		if (!text_is_blank(line) && !line_signs(list->arena, line))
			return !awaits_name(list->arena, line, is_name_alone) &&
			       !line_greets(list->arena, line) && !(is_shouted && line_is_shouted(line));
	}
	return false;
}

/* The next line above that is no telephone and no address. */
static const char *above_details(struct pattern_clock *clock, const struct line_list *list, size_t at)
{
	while (at-- > 0) {
		const char *line = list->lines[at];

		if (!text_is_blank(line) && !has_telephone_or_address(clock, line) &&
		    !is_postal_line(clock, line))
			return line;
	}
	return "";
}

/* The last line holds a name, a function, an organisation; below these a slogan, hours or the formula of a
 * second signature. */
static bool ends_signed(struct pattern_clock *clock, const struct line_list *list)
{
	size_t at = list->count - 1;
	const char *line = list->lines[at], *above = neighbour(list, at, false);

	if (line_signs(list->arena, line))
		return signs_a_text(list, at);
	if (line_asks(line))
		return false;
	if (line_is_slogan(text_fold(list->arena, line)) &&
	    line_names_office(list->arena, above_details(clock, list, at)))
		return true;
	if (!line_signs(list->arena, above))
		return is_closing(list->arena, line) && has_telephone_or_address(clock, above);
	return is_closing(list->arena, line) || line_is_quoted(line);
}

/* Works upwards from the end. */
void lines_cut_signature(struct pattern_clock *clock, struct line_list *list, const char *sender)
{
	size_t first = 0;

	while (first < list->count &&
	       (text_is_blank(list->lines[first]) ||
		(line_greets(list->arena, list->lines[first]) && *neighbour(list, first, true))))
		first++;
	while (list->count > first && text_is_blank(list->lines[list->count - 1]))
		list->count--;
	cut_footers(list, first);
	size_t closing = find_closing(clock, list, sender);

	list->count =
	    closing < list->count ? closing + is_closing(list->arena, list->lines[closing]) : list->count;
	for (size_t cut = 0; cut < MOST_SIGNATURE_LINES && list->count > first; cut++) {
		const char *last = list->lines[list->count - 1];

		if (list->count == first + 1 &&
		    !name_is_senders(list->arena, text_fold(list->arena, last), sender))
			break;

		if (!text_is_blank(last) && !is_signature_line(list->arena, clock, last, sender, AT_END) &&
		    !ends_signed(clock, list))
			break;
		list->count--;
	}
}

/* Without the marks and pictures before the first word. */
static const char *folded_words(struct arena *arena, const char *line)
{
	const char *folded = text_fold(arena, line);

	while (*folded && *folded != '[' && !isalnum((unsigned char)*folded))
		folded++;
	return folded;
}

/* Whether a line belongs to the banner or notice above it. A legal notice fills its paragraph; below a banner
 * the answer may stand without a blank line. */
static bool continues_banner(const char *above, const char *line, const char *folded, bool is_law)
{
	enum { WRAPPED_FROM_BYTES = 50 };
	size_t length = strlen(above);

	return is_law || line_warns(folded) ||
	       (length >= WRAPPED_FROM_BYTES && !strchr(".!?", above[length - 1]) &&
		islower((unsigned char)*line));
}

/* Legal notices and gateways' paragraphs, at any position; a mark of secrecy above the text. */
void lines_cut_paragraphs(struct line_list *list)
{
	bool is_cut = false, is_law = false;
	const char *above = "";
	size_t kept = 0, own = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *line = list->lines[i], *folded = folded_words(list->arena, line);
		bool is_banner = line_is_banner(folded);

		is_law = is_banner ? line_is_of_law(folded) || strstr(folded, "pieces jointes") : is_law;
		is_cut = !text_is_blank(line) &&
			 (is_banner || (is_cut && continues_banner(above, line, folded, is_law)));
		above = line;
		if (is_cut || (!own && line_is_marking(folded) && *neighbour(list, i, true)))
			continue;
		own += !text_is_blank(line);
		list->lines[kept++] = line;
	}
	list->count = kept;
}

/* "[cid:image001.png@01D8A2B3]" stands for a logo, "<mailto:…>" for a button of our letter, "<#…>" for a
 * picture of Avast's. */
static bool is_placeholder(const char *line)
{
	static const char *const starts[] = {"[cid:", "[image", "[Image", "<mailto:", "<#"};

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (text_starts_with(line, starts[i]))
			return strchr("]>", line[strlen(line) - 1]) && !strchr(line, ' ');
	return false;
}

struct line_list lines_own(struct arena *arena, const struct body *body)
{
	struct line_list list = {.arena = arena};

	list.lines = arena_array(arena, body->count + 1, sizeof(*list.lines));
	for (size_t i = 0; i < body->count && list.count < MOST_LINES; i++) {
		bool is_own = body->lines[i].zone == ZONE_OWN && !is_placeholder(body->lines[i].text);

		list.lines[list.count++] = is_own ? text_trim(arena, body->lines[i].text) : "";
	}
	return list;
}
