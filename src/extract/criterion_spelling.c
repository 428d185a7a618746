#include "criterion_spelling.h"

#include "base/text.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* Each form, so that none is taken for a misspelling of another. */
static const char *const words[] = {
    "abstenir",	    "africain",	     "africaine",      "africaines",	 "africains",	    "candidature",
    "candidatures", "catholique",    "catholiques",    "celibataire",	 "celibataires",    "enceinte",
    "enceintes",    "ethnique",	     "ethniques",      "etranger",	 "etrangere",	    "etrangeres",
    "etrangers",    "europeen",	     "europeenne",     "europeennes",	 "europeens",	    "exclusivement",
    "grossesse",    "grossesses",    "handicap",       "handicape",	 "handicapee",	    "handicapees",
    "handicapes",   "handicaps",     "heterosexuel",   "heterosexuelle", "heterosexuelles", "heterosexuels",
    "homosexuel",   "homosexuelle",  "homosexuelles",  "homosexuels",	 "immigration",	    "imperativement",
    "maghrebin",    "maghrebine",    "maghrebines",    "maghrebins",	 "musulman",	    "musulmane",
    "musulmanes",   "musulmans",     "nationalite",    "nationalites",	 "obligatoire",	    "obligatoirement",
    "obligatoires", "politique",     "politiques",     "religieuse",	 "religieuses",	    "religieux",
    "religion",	    "religions",     "surendette",     "surendettee",	 "surendettees",    "surendettement",
    "surendettes",  "surpoids",	     "syndicaliste",   "syndicalistes",	 "syndicat",	    "syndicats",
    "syndique",	    "syndiquee",     "syndiquees",     "syndiques",	 "tatouage",	    "tatouages",
    "tatoue",	    "tatouee",	     "tatouees",       "tatoues",	 "transgenre",	    "transgenres",
    "transsexuel",  "transsexuelle", "transsexuelles", "transsexuels",	 "travesti",	    "travestie",
    "travesties",   "travestis",     "uniquement"};

/* Words of their own that differ by one letter from one above. */
static const char *const others[] = {
    "apolitique", "apolitiques",  "areligieux",	   "cathodique",  "cathodiques", "enceinter",
    "ethique",	  "ethiques",	  "etrange",	   "etranges",	  "etrangler",	 "handicaper",
    "iniquement", "nationaliste", "nationalistes", "nationality", "obligataire", "obligataires",
    "politiquer", "surendetter",  "syndical",	   "syndicale",	  "syndicales",	 "syndicalisme",
    "syndiquer",  "syndiquez",	  "tatouer",	   "tatoueur",	  "tatoueurs",	 "tatoueuse",
    "transgene",  "travestir",	  "travestit"};

enum { FEWEST_LETTERS = 7 };

static bool is_in(const char *const *list, size_t count, const char *word, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == length && strncmp(list[i], word, length) == 0)
			return true;
	return false;
}

/* Whether one letter too many, too few or wrong, or two that changed places, make the difference. */
static bool is_one_off(const char *meant, const char *typed, size_t length)
{
	size_t wanted = strlen(meant), head = 0, tail = 0, shorter = wanted < length ? wanted : length;

	if (wanted > length + 1 || length > wanted + 1)
		return false;
	while (head < shorter && meant[head] == typed[head])
		head++;
	while (tail < shorter - head && meant[wanted - 1 - tail] == typed[length - 1 - tail])
		tail++;
	if (wanted == length && head + tail + 2 == length)
		return meant[head] == typed[head + 1] && meant[head + 1] == typed[head];
	return head + tail + 1 >= (wanted > length ? wanted : length);
}

/* NULL: the word is none of these misspelled. */
static const char *meant_by(const char *typed, size_t length)
{
	if (length < FEWEST_LETTERS || is_in(words, ARRAY_SIZE(words), typed, length) ||
	    is_in(others, ARRAY_SIZE(others), typed, length))
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i]) > FEWEST_LETTERS && is_one_off(words[i], typed, length))
			return words[i];
	return NULL;
}

const char *criterion_spelling_restored(struct arena *arena, const char *folded)
{
	struct buf buf = {.arena = arena};

	for (const char *at = folded; *at;) {
		size_t between = strcspn(at, LETTERS), length = strspn(at + between, LETTERS);
		const char *meant = meant_by(at + between, length);

		buf_add(&buf, at, between + (meant ? 0 : length));
		if (meant)
			buf_adds(&buf, meant);
		at += between + length;
	}
	return buf_text(&buf);
}
