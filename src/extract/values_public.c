/* The audience of an event (agreement Art. 3: never a single category of public), and the recipients that a
 * form names. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

#include <ctype.h>

struct category {
	const char *name;      /* a phrase: in the words of the agreement */
	const char *words[14]; /* as value_words gives them */
};

static const struct category categories[] = {
    {"public.urban",
     {" zus ", " qpv ", " zone urbaine sensible ", " zones urbaines sensibles ", " quartier prioritaire ",
      " quartiers prioritaires ", " quartiers sensibles ", " quartier sensible ",
      " quartiers de la politique de la ville ", " des quartiers ", " de banlieue ",
      " habitants du quartier "}},
    {"public.origin",
     {" immigration ", " immigre ", " immigres ", " minorites visibles ", " etrangers ",
      " origine etrangere ", " refugies ", " primo arrivants ", " migrants ", " mineurs non accompagnes ",
      " mna "}},
    {"public.benefits",
     {" minima sociaux ", " minimas sociaux ", " rsa ", " rmi ", " aah ", " ass ", " allocataires ",
      " beneficiaires du rsa "}},
    {"public.other",
     {" femmes ", " jeunes femmes ", " filles ", " jeunes filles ", " garcons ", " hommes ", " handicap ",
      " handicapes ", " handicapees ", " rqth ", " gens du voyage ", " sortants de prison ",
      " meres isolees ", " parents isoles "}},
};

enum { CATEGORIES = ARRAY_SIZE(categories) };

/* Words that open the activity to others. */
static const char *const openings[] = {
    " notamment ",	   " entre autres ",	  " y compris ",
    " tout public ",	   " tous publics ",	  " tous les publics ",
    " ouvert a tous ",	   " toutes et tous ",	  " tous et toutes ",
    " sans distinction ",  " sans exclusive ",	  " et autres ",
    " et aux autres ",	   " en priorite ",	  " dont ",
    " pas seulement ",	   " pas uniquement ",	  " pas exclusivement ",
    " non exclusif ",	   " sans exclure ",	  " ainsi que ",
    " ou autres ",	   " femmes et hommes ",  " hommes et femmes ",
    " filles et garcons ", " garcons et filles ",
};

static bool has_word(const char *words, const struct category *category)
{
	for (size_t i = 0; i < ARRAY_SIZE(category->words) && category->words[i]; i++)
		if (strstr(words, category->words[i]))
			return true;
	return false;
}

/* Women and men together are everybody. */
static bool is_for_both(const char *words)
{
	bool has_women = strstr(words, " femmes ") || strstr(words, " filles ");

	return has_women && (strstr(words, " hommes ") || strstr(words, " garcons "));
}

/* The single category that the words name; NULL for none, several, or one that is open to others. */
static const struct category *single_category(const char *words)
{
	const struct category *named = NULL;

	for (size_t i = 0; i < CATEGORIES; i++) {
		if (!has_word(words, &categories[i]))
			continue;
		if (named)
			return NULL;
		named = &categories[i];
	}
	for (size_t i = 0; i < ARRAY_SIZE(openings); i++)
		if (strstr(words, openings[i]))
			return NULL;
	return is_for_both(words) ? NULL : named;
}

static const char *why_single(struct arena *arena, const struct category *category)
{
	return phrase_with(arena, "fault.single_public", "public", phrase(category->name), NULL);
}

void read_publics(struct reading *reading, const struct field_def *field, const char *text)
{
	const struct category *single = single_category(value_words(reading->arena, text));

	if (single)
		value_fault(reading, field, text, why_single(reading->arena, single));
	else
		value_set(reading, field->key, text, text_one_line(reading->arena, text, FORM_VALUE_BYTES));
}

/* Words that introduce an audience. */
static const char *const audiences[] = {
    " reserve ",   " reservee ", " reserves ",	" reservees ",	   " exclusivement ", " uniquement ",
    " seulement ", " pour les ", " pour des ",	" pour jeunes ",   " destine ",	      " destinee ",
    " dedie ",	   " dediee ",	 " s adresse ", " a destination ", " a l attention ", " public ",
};

static bool tells_audience(const char *words, bool is_title)
{
	for (size_t i = 0; i < ARRAY_SIZE(audiences); i++)
		if (strstr(words, audiences[i]))
			return true;
	return is_title && strstr(words, " jeunes ");
}

const char *text_single_public(struct arena *arena, const char *text, bool is_title)
{
	const struct category *single = single_category(value_words(arena, text));

	while (single && *text) {
		size_t length = strcspn(text, ".;!?\n");
		char *words = value_words(arena, arena_strndup(arena, text, length));

		if (has_word(words, single) && tells_audience(words, is_title))
			return why_single(arena, single);
		text += length + (text[length] != '\0');
	}
	return NULL;
}

struct target_words {
	const char *words, *code;
};

static const struct target_words targets[] = {
    {" ile de france ", "R11"},
    {" hauts de france ", "R32"},
    {" france entiere ", "FR"},
    {" toute la france ", "FR"},
    {" france ", "FR"},
    {" nationale ", "FR"},
    {" national ", "FR"},
    {" missions locales ", "mission_locale"},
    {" mission locale ", "mission_locale"},
    {" ml ", "mission_locale"},
    {" paio ", "mission_locale"},
    {" associations regionales ", "association_regionale"},
    {" association regionale ", "association_regionale"},
    {" arml ", "association_regionale"},
    {" cnml ", "cnml"},
    {" ims ", "ims"},
    {" antennes ", "antenne"},
    {" antenne ", "antenne"},
    {" entreprises ", "entreprise"},
    {" entreprise ", "entreprise"},
};

static void add_target(struct buf *list, const char *code)
{
	char *spaced = arena_printf(list->arena, " %s ", buf_text(list));

	if (strstr(spaced, arena_printf(list->arena, " %s ", code)))
		return;
	if (list->length > 0)
		buf_addc(list, ' ');
	buf_adds(list, code);
}

/* A number of two digits after the word is a region, and so are the following ones ("régions 84 et 53"). */
static char *territory_code(struct arena *arena, const struct match *match, bool is_region)
{
	char *code = match_text(arena, match, 1);

	if (!code && match_has(match, 2))
		code = arena_printf(arena, "r%s", match_text(arena, match, 2));
	if (!code && match_has(match, 3))
		code = arena_printf(arena, "%c%s", is_region ? 'r' : 'd', match_text(arena, match, 3));
	if (!code)
		code = arena_printf(arena, "p%s", match_text(arena, match, 4));
	for (char *c = code; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return code;
}

/* Words that only connect others. */
static bool is_link(const char *word)
{
	static const char *const links[] = {
	    "de",	   "du",	   "des",     "d",	 "l",		"la",	  "le",
	    "les",	   "en",	   "dans",    "a",	 "au",		"aux",	  "et",
	    "tous",	   "toutes",	   "toute",   "tout",	 "pour",	"nos",	  "vos",
	    "departement", "departements", "region",  "regions", "sur",		"ville",  "uniquement",
	    "seulement",   "territoire",   "secteur", "bassin",	 "partenaires", "reseau", "ensemble"};

	for (size_t i = 0; i < ARRAY_SIZE(links); i++)
		if (strcmp(links[i], word) == 0)
			return true;
	return false;
}

static void blank_out(char *text, size_t from, size_t to)
{
	memset(text + from, ' ', to - from);
}

/* The rest of a part of the text, without codes, kinds and connecting words: the name of a place; "" when
 * nothing is left. */
static char *name_left(struct reading *reading, char *folded)
{
	struct match match;
	char *words, *rest, *end;

	while (pattern_find(reading->clock, PATTERN_TERRITORY, folded, 0, &match))
		blank_out(folded, match.start[0], match.end[0]);
	words = value_words(reading->arena, folded);
	for (size_t i = 0; i < ARRAY_SIZE(targets); i++) {
		char *found = strstr(words, targets[i].words);

		if (found)
			blank_out(words, (size_t)(found - words) + 1,
				  (size_t)(found - words) + strlen(targets[i].words) - 1);
	}
	rest = text_one_line(reading->arena, words, 200);
	while (*rest && is_link(arena_strndup(reading->arena, rest, strcspn(rest, " "))))
		rest += strcspn(rest, " ") + (rest[strcspn(rest, " ")] == ' ');
	while ((end = strrchr(rest, ' ')) && is_link(end + 1))
		*end = '\0';
	return is_link(rest) ? rest + strlen(rest) : rest;
}

static char *names_of(struct reading *reading, const char *line)
{
	struct buf names = {.arena = reading->arena};

	for (const char *part = line; *part;) {
		size_t length = strcspn(part, ",;/");
		char *folded = text_fold(reading->arena, arena_strndup(reading->arena, part, length));
		const char *name = name_left(reading, folded);

		if (*name)
			buf_printf(&names, "%s%s", names.length ? ", " : "", name);
		part += length + (part[length] != '\0');
	}
	return buf_text(&names);
}

/* Codes and kinds go into the value; names, which only the register knows, into "targets_names" or the
 * like. */
void read_targets(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, 1000);
	/* Names and addresses, which only the register knows. */
	if (reading->settled && reading->settled->kind == KIND_EVENT) {
		value_set(reading, field->key, text, line);
		return;
	}
	char *folded = text_fold(reading->arena, line);
	char *words = value_words(reading->arena, line), *names = names_of(reading, line);
	struct buf list = {.arena = reading->arena};
	struct match match;

	bool is_region = false;

	for (size_t at = 0; pattern_find(reading->clock, PATTERN_TERRITORY, folded, at, &match);
	     at = match.end[0]) {
		is_region = match_has(&match, 2) ||
			    (is_region && strspn(folded + at, " ,/et") >= match.start[3] - at);
		add_target(&list, territory_code(reading->arena, &match, is_region));
	}
	for (size_t i = 0; i < ARRAY_SIZE(targets); i++) {
		char *found = strstr(words, targets[i].words);

		if (!found)
			continue;
		add_target(&list, targets[i].code);
		blank_out(found, 1, strlen(targets[i].words) - 1);
	}
	if (list.length == 0 && *names == '\0') {
		value_fault(reading, field, text, phrase("fault.targets"));
		return;
	}
	value_set(reading, field->key, text, buf_text(&list));
	if (*names)
		value_set(reading, arena_printf(reading->arena, "%s_names", field->key), "", names);
}
