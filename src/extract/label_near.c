#include "label_near.h"

#include "base/text.h"

#include <ctype.h>

enum { MOST_LABELS = 512, MOST_BYTES = 64, MOST_STEMS = 6, MOST_STEM_BYTES = 24 };

/* The significant words of a label, as stems. */
struct stems {
	char words[MOST_STEMS][MOST_STEM_BYTES];
	size_t count;
	char joined[MOST_BYTES];
};

static struct known {
	const struct label *label;
	struct stems stems;
} known[MOST_LABELS];
static size_t known_count;

static const char *const fillers[] = {"de",  "du",    "des",   "d",   "la",   "le",  "les", "l",    "un",
				      "une", "a",     "au",    "aux", "en",   "et",  "ou",  "par",  "pour",
				      "vos", "votre", "notre", "nos", "leur", "sur", "ce",  "cette"};

/* Words that people add to a label without changing its meaning, as stems. */
static const char *const qualifiers[] = {
    "nom",	    "post",	     "offr",
    "emploi",	    "mission",	     "stag",
    "entrepris",    "societ",	     "recruteur",
    "employeur",    "propos",	     "souhait",
    "souhaitabl",   "recherch",	     "requis",
    "demand",	    "exig",	     "attendu",
    "prevu",	    "exact",	     "complet",
    "principal",    "principau",     "travail",
    "candidat",	    "candidatur",    "jeun",
    "evenement",    "forum",	     "rencontr",
    "visit",	    "atelier",	     "accueil",
    "libell",	    "detail",	     "detaill",
    "precis",	    "information",   "brut",
    "net",	    "mensuel",	     "mensuell",
    "annuel",	    "annuell",	     "indicatif",
    "minimum",	    "maximum",	     "exercic",
    "affectation",  "embauch",	     "intervention",
    "rattachement", "professionnel", "professionnell",
    "pourvoir",	    "depot",	     "reception",
    "reponse",	    "inscription",   "rendez",
    "vou",	    "contrat",	     "manifestation",
    "session",	    "structur",	     "rh",
    "recrutement",  "montant",	     "h",
    "moi",	    "eur",	     "euro",
    "min",	    "mini",	     "max",
    "maxi",	    "ouvert",	     "disponibl",
    "offert",	    "conseill",	     "concern",
    "cibl",	    "previsionnel",  "previsionnell",
    "approximatif", "approximativ",  "total",
    "maximal",	    "minimal",
};

/* Words that people shorten, above all in the narrow columns of a table. */
static const char *const abbreviations[][2] = {
    {"nb", "nombre"},
    {"nbr", "nombre"},
    {"nbre", "nombre"},
    {"hebdo", "hebdomadaire"},
    {"tel", "telephone"},
    {"tph", "telephone"},
    {"ref", "reference"},
    {"desc", "description"},
    {"remu", "remuneration"},
    {"remun", "remuneration"},
    {"sal", "salaire"},
    {"exp", "experience"},
    {"qualif", "qualification"},
    {"dipl", "diplome"},
    {"niv", "niveau"},
    {"deb", "debut"},
    {"lim", "limite"},
    {"loc", "localisation"},
    {"ent", "entreprise"},
    {"cand", "candidature"},
    {"ctt", "contrat"},
    {"trav", "travail"},
};

/* Other words, one letter from a label's, as stems: "Préférence" is no misspelt "Référence". */
static const char *const other_words[] = {
    "preferenc", "deferenc", "prim",   "rappel",    "continu",	   "emission",	   "profit", "maison",
    "saison",	 "liaison",  "revenu", "salari",    "solair",	   "lecteur",	   "joint",  "debit",
    "debat",	 "courrier", "pronom", "prevision", "inscription", "prescription",
};

static bool is_among(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* Removes gender and number: "souhaitées" and "souhaité" are equal. */
static size_t stem_length(const char *word, size_t length)
{
	enum { LEAST = 3 };

	if (length > LEAST && strchr("sx", word[length - 1]))
		length--;
	while (length > LEAST && word[length - 1] == 'e')
		length--;
	return length;
}

static const char *written_out(const char *word)
{
	for (size_t i = 0; i < ARRAY_SIZE(abbreviations); i++)
		if (strcmp(word, abbreviations[i][0]) == 0)
			return abbreviations[i][1];
	return word;
}

/* False when the label has more words than any known label. `is_full`: abbreviations are written out. */
static bool stems_of(const char *folded, bool is_full, struct stems *out)
{
	size_t joined = 0;

	*out = (struct stems){0};
	while (*folded) {
		size_t length = 0;
		char word[MOST_STEM_BYTES];

		while (isalnum((unsigned char)folded[length]) || (unsigned char)folded[length] >= 0x80)
			length++;
		if (length == 0) {
			folded++;
			continue;
		}
		if (length >= MOST_STEM_BYTES)
			return false;
		memcpy(word, folded, length);
		word[length] = '\0';
		folded += length;
		if (is_among(word, fillers, ARRAY_SIZE(fillers)))
			continue;
		const char *full = is_full ? written_out(word) : word;
		char *stem = out->words[out->count];

		length = stem_length(full, strlen(full));
		if (out->count == MOST_STEMS || joined + length + 2 > MOST_BYTES)
			return false;
		snprintf(stem, MOST_STEM_BYTES, "%.*s", (int)length, full);
		joined += (size_t)snprintf(out->joined + joined, MOST_BYTES - joined, "%s%s",
					   joined ? " " : "", stem);
		out->count++;
	}
	return out->count > 0;
}

void label_near_init(void)
{
	const struct label *labels;
	size_t count = label_table(&labels);

	known_count = 0;
	for (size_t i = 0; i < count && known_count < MOST_LABELS; i++) {
		known[known_count].label = &labels[i];
		known_count += stems_of(labels[i].text, false, &known[known_count].stems);
	}
}

static bool has_stem(const struct stems *stems, const char *word)
{
	for (size_t i = 0; i < stems->count; i++)
		if (strcmp(stems->words[i], word) == 0)
			return true;
	return false;
}

/* "Téléphone" in "Téléphone du contact": alone, it is a label of the same field. */
static bool is_word_of(const struct label *label, const char *word)
{
	for (size_t i = 0; i < known_count; i++)
		if (known[i].stems.count == 1 && (known[i].label->kinds & label->kinds) &&
		    strcmp(known[i].label->key, label->key) == 0 &&
		    strcmp(known[i].stems.words[0], word) == 0)
			return true;
	return false;
}

/* The number of words of the known label, when the written one has all of them and its other words only
 * qualify, or are labels of the same field. */
static size_t words_in(const struct known *label, const struct stems *written)
{
	for (size_t i = 0; i < label->stems.count; i++)
		if (!has_stem(written, label->stems.words[i]))
			return 0;
	for (size_t i = 0; i < written->count; i++)
		if (!has_stem(&label->stems, written->words[i]) &&
		    !is_among(written->words[i], qualifiers, ARRAY_SIZE(qualifiers)) &&
		    !is_word_of(label->label, written->words[i]))
			return 0;
	return label->stems.count;
}

/* Restricted Damerau-Levenshtein distance: letters missing, added, changed, or swapped with a neighbour. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][MOST_BYTES + 1], length = strlen(b);
	size_t *last = rows[0], *before = rows[1], *now = rows[2];

	for (size_t j = 0; j <= length; j++)
		last[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		now[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t least = last[j - 1] + (a[i - 1] != b[j - 1]);

			if (last[j] + 1 < least)
				least = last[j] + 1;
			if (now[j - 1] + 1 < least)
				least = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < least)
				least = before[j - 2] + 1;
			now[j] = least;
		}
		size_t *oldest = before;

		before = last;
		last = now;
		now = oldest;
	}
	return last[length];
}

/* One error from six letters on, two from ten. */
static bool is_misspelt(const char *a, const char *b)
{
	enum { SHORT = 5, LONG = 10 };
	size_t length = strlen(a), other = strlen(b), most = length >= LONG ? 2 : 1;

	if (length < SHORT || other < SHORT || length > other + most || other > length + most)
		return false;
	return distance(a, b) <= most;
}

static bool has_other_word(const struct stems *label, const struct stems *written)
{
	for (size_t i = 0; i < written->count; i++)
		if (is_among(written->words[i], other_words, ARRAY_SIZE(other_words)) &&
		    !has_stem(label, written->words[i]))
			return true;
	return false;
}

static bool has_words(const char *folded, const char *words)
{
	size_t length = strlen(words);
	const char *at = folded;

	while ((at = strstr(at, words)) &&
	       ((at > folded && isalnum((unsigned char)at[-1])) || isalnum((unsigned char)at[length])))
		at++;
	return at != NULL;
}

/* Higher is nearer; 0: no match. Between "Poste" and "Postes" the number that was written decides. */
static unsigned nearness(const struct known *label, const char *folded, const struct stems *written)
{
	enum { SAME = 100, WORD = 10, MISSPELT = 5, LITERAL = 2, BEGINS = 1 };
	size_t words;

	if (strcmp(label->stems.joined, written->joined) == 0)
		return SAME;
	words = words_in(label, written);
	if (words)
		return (unsigned)words * WORD +
		       (strcmp(label->stems.words[0], written->words[0]) == 0 ? BEGINS : 0) +
		       (has_words(folded, label->label->text) ? LITERAL : 0);
	return is_misspelt(label->stems.joined, written->joined) && !has_other_word(&label->stems, written)
		   ? MISSPELT
		   : 0;
}

/* "post" and "offer" may later become a title. */
static bool is_same_field(const struct label *a, const struct label *b)
{
	return strcmp(a->key, b->key) == 0;
}

/* A name, an address and a telephone complete each other, like the hours of a day and of a week. */
static bool may_come_again(const char *key)
{
	return strcmp(key, "contact") == 0 || strcmp(key, "hours") == 0;
}

struct near_label label_near(enum kind kind, const char *folded,
			     bool (*is_taken)(const void *context, const char *key), const void *context)
{
	struct near_label found = {0};
	struct stems written, full;
	unsigned best = 0;

	if (!stems_of(folded, false, &written))
		return found;
	bool is_short = stems_of(folded, true, &full) && strcmp(full.joined, written.joined) != 0;

	for (size_t i = 0; i < known_count; i++) {
		const struct label *label = known[i].label;
		unsigned near, near_full = 0;

		if (!(label->kinds & (1u << kind)) || strcmp(label->key, "consent") == 0)
			continue;
		near = nearness(&known[i], folded, &written);
		if (is_short)
			near_full = nearness(&known[i], folded, &full);
		near = near_full > near ? near_full : near;
		if (near == 0 || near < best ||
		    (is_taken(context, label->key) && !may_come_again(label->key)))
			continue;
		if (!found.label || near > best)
			found = (struct near_label){.label = label};
		else if (!is_same_field(found.label, label))
			found.other = label;
		best = near;
	}
	return found;
}
