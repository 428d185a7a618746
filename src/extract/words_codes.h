/* The compiled phrases of answers (private to the stage). */
#ifndef EXTRACT_WORDS_CODES_H
#define EXTRACT_WORDS_CODES_H

#include "patterns.h"
#include "words_phrases.h"

enum { WORDS_MOST_PHRASES = 400, WORDS_MOST_HINTS = 60, WORDS_MOST_UNDOINGS = 80 };

struct words_codes {
	const struct phrase *rows[WORDS_MOST_PHRASES];
	size_t row_count;
	struct pattern_code *phrases[WORDS_MOST_PHRASES], *courtesies[WORDS_MOST_PHRASES],
	    *guards[GUARD_COUNT], *hints[WORDS_MOST_HINTS], *undone[WORDS_MOST_UNDOINGS];
	struct pattern_code *lead, *report, *tail, *questions, *asks_behind, *asks_alone, *states, *requests,
	    *cancels, *points_back, *may_write_again, *still_open, *unsays, *erasure, *kept, *no_courtesy,
	    *never_courtesy, *no_name, *absent, *away, *substitute, *answers_beside, *pointer;
	struct pattern_code *counted, *corrected, *sum, *total_number, *of_others, *bare_number,
	    *vague_number, *other_people, *former_number, *said_of_some, *doubted_number, *tentative_number,
	    *person_asked_for, *relays;
	bool is_ready;
};

/* Ready after words_init. */
extern struct words_codes words_codes;

#endif
