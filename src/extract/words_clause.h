/* Reads the acts in one clause of an answer (private to the stage). */
#ifndef EXTRACT_WORDS_CLAUSE_H
#define EXTRACT_WORDS_CLAUSE_H

#include "extract/words.h"

#include "words_codes.h"

/* Input and results shared while one text is read. */
struct words_work {
	struct arena *arena;
	struct pattern_clock clock;
	struct date today;
	time_t now;
	int number; /* as in struct words */
	struct date day;
	bool has_day;
};

/* Findings about one clause or sentence. */
struct finding {
	unsigned acts;
	bool is_courtesy, is_whole;
};

bool clause_holds(struct words_work *work, const struct pattern_code *code, const char *text);
/* The guards (BEARS) in the text. */
unsigned clause_guards(struct words_work *work, const char *text);
/* Adds the acts of the clause from byte `lead` on, except those undone by a guard. */
void clause_acts(struct words_work *work, const char *clause, size_t lead, unsigned sentence_guards,
		 struct finding *finding);
/* "Nous serons 4 : 3 jeunes et une conseillère" without the parts, when they make the total; otherwise
 * unchanged. */
const char *words_added_up(struct words_work *work, const char *sentence);
/* Without "bonjour" before the rest: not a name before "bonjour oui". */
const char *words_ungreeted(const char *text);
/* The sentence without a number that it corrects: "on viendra à 2" for "on ne viendra pas à 4 mais à 2". */
const char *words_put_right(struct words_work *work, const char *sentence);
/* Everything about a clause: acts after leads, courtesy, the number of people. */
struct finding clause_read(struct words_work *work, const char *clause, unsigned sentence_guards);

#endif
