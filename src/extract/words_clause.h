/* One clause of an answer: what it says by its phrases (private to the stage). */
#ifndef EXTRACT_WORDS_CLAUSE_H
#define EXTRACT_WORDS_CLAUSE_H

#include "extract/words.h"

#include "words_codes.h"

/* What the reading of one text shares, and gathers. */
struct words_work {
	struct arena *arena;
	struct pattern_clock clock;
	struct date today;
	time_t now;
	int number; /* as in struct words */
	struct date day;
	bool has_day;
};

/* What one clause, or one sentence, was found to be. */
struct finding {
	unsigned acts;
	bool is_courtesy, is_whole;
};

/* The acts that tell what came of a CV. */
enum { WORDS_OUTCOMES = 1u << ACT_INTERVIEW | 1u << ACT_HIRED | 1u << ACT_REJECTED };

bool clause_holds(struct words_work *work, const struct pattern_code *code, const char *text);
/* The guards (BEARS) that the text holds. */
unsigned clause_guards(struct words_work *work, const char *text);
/* Adds the acts that the clause says from byte `lead` on, less those that a guard undoes. */
void clause_acts(struct words_work *work, const char *clause, size_t lead, unsigned sentence_guards,
		 struct finding *finding);
/* All of it: acts behind what may stand before them, courtesy, how many come. */
struct finding clause_read(struct words_work *work, const char *clause, unsigned sentence_guards);

#endif
