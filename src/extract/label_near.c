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

static struct {
	const struct label *label;
	struct stems stems;
} known[MOST_LABELS];
static size_t known_count;

static const char *const fillers[] = {"de",  "du",    "des",   "d",   "la",   "le",  "les", "l",    "un",
				      "une", "a",     "au",    "aux", "en",   "et",  "ou",  "par",  "pour",
				      "vos", "votre", "notre", "nos", "leur", "sur", "ce",  "cette"};

/* Words that people add to a label without changing its meaning, as stems. */
static const char *const qualifiers[] = {
    "nom",	   "post",	  "offr",	   "emploi",	    "mission",	     "stag",
    "entrepris",   "societ",	  "recruteur",	   "employeur",	    "propos",	     "souhait",
    "souhaitabl",  "recherch",	  "requis",	   "demand",	    "exig",	     "attendu",
    "prevu",	   "exact",	  "complet",	   "principal",	    "principau",     "travail",
    "candidat",	   "candidatur",  "jeun",	   "evenement",	    "forum",	     "rencontr",
    "visit",	   "atelier",	  "accueil",	   "libell",	    "detail",	     "detaill",
    "precis",	   "information", "brut",	   "net",	    "mensuel",	     "mensuell",
    "annuel",	   "annuell",	  "indicatif",	   "minimum",	    "maximum",	     "exercic",
    "affectation", "embauch",	  "intervention",  "rattachement",  "professionnel", "professionnell",
    "pourvoir",	   "depot",	  "reception",	   "reponse",	    "inscription",   "rendez",
    "vou",	   "contrat",	  "manifestation", "session",	    "structur",	     "rh",
    "recrutement", "montant",	  "disponibl",	   "ouvert",	    "offert",	     "conseill",
    "concern",	   "cibl",	  "previsionnel",  "previsionnell", "approximatif",  "approximativ",
    "total",	   "maximal",	  "minimal",
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

/* False when the label has more words than any known label. */
static bool stems_of(const char *folded, struct stems *out)
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
		word[length = stem_length(word, length)] = '\0';
		if (out->count == MOST_STEMS || joined + length + 2 > MOST_BYTES)
			return false;
		memcpy(out->words[out->count++], word, length + 1);
		joined += (size_t)snprintf(out->joined + joined, MOST_BYTES - joined, "%s%s",
					   joined ? " " : "", word);
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
		known_count += stems_of(labels[i].text, &known[known_count].stems);
	}
}

static bool has_stem(const struct stems *stems, const char *word)
{
	for (size_t i = 0; i < stems->count; i++)
		if (strcmp(stems->words[i], word) == 0)
			return true;
	return false;
}

/* The number of words of the known label, when the written one has all of them and its other words only
 * qualify. */
static size_t words_in(const struct stems *label, const struct stems *written)
{
	for (size_t i = 0; i < label->count; i++)
		if (!has_stem(written, label->words[i]))
			return 0;
	for (size_t i = 0; i < written->count; i++)
		if (!has_stem(label, written->words[i]) &&
		    !is_among(written->words[i], qualifiers, ARRAY_SIZE(qualifiers)))
			return 0;
	return label->count;
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

/* Higher is nearer; 0: no match. */
static unsigned nearness(const struct stems *label, const struct stems *written)
{
	enum { SAME = 100, BEGINS = 1, WORD = 10, MISSPELT = 5 };
	size_t words;

	if (strcmp(label->joined, written->joined) == 0)
		return SAME;
	words = words_in(label, written);
	if (words)
		return (unsigned)words * WORD +
		       (strcmp(label->words[0], written->words[0]) == 0 ? BEGINS : 0);
	return !has_other_word(label, written) && is_misspelt(label->joined, written->joined) ? MISSPELT : 0;
}

/* "post" and "offer" may later become a title. */
static bool is_same_field(const struct label *a, const struct label *b)
{
	return strcmp(a->key, b->key) == 0;
}

struct near_label label_near(enum kind kind, const char *folded,
			     bool (*is_taken)(const void *context, const char *key), const void *context)
{
	struct near_label found = {0};
	struct stems written;
	unsigned best = 0;

	if (!stems_of(folded, &written))
		return found;
	for (size_t i = 0; i < known_count; i++) {
		const struct label *label = known[i].label;
		unsigned near;

		if (!(label->kinds & (1u << kind)) || strcmp(label->key, "consent") == 0)
			continue;
		near = nearness(&known[i].stems, &written);
		if (near == 0 || near < best || is_taken(context, label->key))
			continue;
		if (near > best)
			found = (struct near_label){.label = label};
		else if (!is_same_field(found.label, label))
			found.other = label;
		best = near;
	}
	return found;
}
