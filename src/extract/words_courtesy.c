/* Clauses of pure courtesy. */
#include "words_courtesy.h"

#include "base/text.h"
#include "words_codes.h"

enum { MOST_OPENINGS = 5 }; /* "bonjour merci ok …" before an act */

static bool holds(struct pattern_clock *clock, const struct pattern_code *code, const char *text)
{
	struct match match;

	return pattern_code_find(clock, code, text, 0, &match);
}

static bool is_courtesy(struct pattern_clock *clock, const char *clause)
{
	bool is_doubted = holds(clock, words_codes.no_courtesy, clause);

	for (size_t i = 0; i < words_courtesy_count; i++)
		if (!(is_doubted && strstr(words_courtesies[i], ".{0,")) &&
		    holds(clock, words_codes.courtesies[i], clause))
			return true;
	return false;
}

/* Starts of a chain of courtesies without commas. */
static const char *without_opening(const char *clause)
{
	static const char *const openings[] = {"bonjour ",
					       "bonsoir ",
					       "salut ",
					       "merci ",
					       "ok ",
					       "super ",
					       "parfait ",
					       "tres bien ",
					       "top ",
					       "c'est note ",
					       "bien recu ",
					       "bien note ",
					       "d'accord ",
					       "oui ",
					       "ah ",
					       "oh ",
					       "oups ",
					       "genial ",
					       "note ",
					       "entendu ",
					       "desole ",
					       "desolee ",
					       "et ",
					       "merci beaucoup ",
					       "pardon ",
					       "pas de souci ",
					       "pas de soucis ",
					       "pas de probleme ",
					       "aucun souci ",
					       "aucun probleme ",
					       "autant pour moi ",
					       "au temps pour moi "};
	const char *rest = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(openings); i++)
		if (text_starts_with(clause, openings[i]) && (!rest || clause + strlen(openings[i]) > rest))
			rest = clause + strlen(openings[i]);
	return rest;
}

/* Only words of courtesy and filler words. */
static bool is_made_of_courtesy(struct arena *arena, const char *clause)
{
	static const char *const others[] = {"plus de ",     "plus d'",	     "il ",	  "elle ",
					     "ils ",	     "elles ",	     "le jeune ", "la jeune ",
					     "le candidat ", "la candidate "};
	bool has_courteous = false, introduces = false;

	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (text_starts_with(clause, others[i]))
			return false;

	while (*clause) {
		size_t length = strcspn(clause, " '");
		const char *word = arena_printf(arena, " %.*s ", (int)length, clause);
		bool is_courteous = strstr(words_courteous, word) != NULL;
		bool is_named = clause[length] == '\0' && introduces;

		if (length > 0 && !is_courteous && !strstr(words_neutral, word) && !is_named)
			return false;
		has_courteous |= is_courteous && length > 0;
		/* "Je contacte Yanis", "je vois avec Yanis" */
		introduces =
		    strstr(" avec contacte contactons previens prevenons appelle appelons informe informons ",
			   word) != NULL;
		clause += length + (clause[length] != '\0');
	}
	return has_courteous;
}

/* "… et vous tiens informés": the subject is earlier. */
static bool goes_on(const char *clause)
{
	static const char *const beginnings[] = {
	    "vous ",	  "te ",      "t'",	   "lui ",	 "leur ",    "en ",	 "allons ", "vais ",
	    "ne manquer", "reviens ", "revenons ", "transmets ", "diffuse ", "regarde ", "informe "};

	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
		if (text_starts_with(clause, beginnings[i]))
			return true;
	return false;
}

bool words_are_courtesy(struct arena *arena, struct pattern_clock *clock, const char *clause)
{
	if (holds(clock, words_codes.never_courtesy, clause))
		return false;
	for (int i = 0; clause && i < MOST_OPENINGS; i++) {
		if (is_courtesy(clock, clause) || is_made_of_courtesy(arena, clause) ||
		    (goes_on(clause) && is_courtesy(clock, arena_printf(arena, "je %s", clause))))
			return true;
		clause = without_opening(clause);
	}
	return false;
}
