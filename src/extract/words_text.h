/* The sender's own text of a letter's answer, cut into sentences (private to the stage). */
#ifndef EXTRACT_WORDS_TEXT_H
#define EXTRACT_WORDS_TEXT_H

#include "extract.h"
#include "patterns.h"

struct own_sentence {
	const char *written; /* with its mark at the end */
	const char *folded;  /* words as words_spelling.c spells them anew, without marks at its ends */
	bool is_question, has_thumb;
	bool asks_on; /* a question goes on from it, in the same breath */
};

struct own_text {
	struct own_sentence *sentences;
	size_t count;
	const char *text; /* all of it as written, lines joined by \n */
};

/* Own lines without the signature at the end, gateways' banners and what telephones add. `sender`: his
 * name and address, which end what he wrote. */
struct own_text own_text_read(struct arena *arena, struct pattern_clock *clock, const struct body *body,
			      const char *sender);

enum { WORDS_MOST_OF_NAME = 3 };

/* Whether that sentence is the last one and looks like a name ("Claire"), whoever that is. */
bool own_text_ends_with_name(const struct own_text *text, size_t at);
/* Whether it is one of the first two and greets somebody: "Bonjour Nicolas". */
bool own_text_greets(const struct own_text *text, size_t at);

/* The sender's name and address. */
const char *own_text_sender(struct arena *arena, const struct mail *mail);

/* Whether the own text of either part, without the signature, has a line that begins with a label of this
 * kind: a blank form that was sent back counts as one. */
bool words_hold_label(struct arena *arena, struct pattern_clock *clock, const struct mail *mail,
		      enum kind kind);

/* Folded words without the abbreviations and marks of telephones: "mrc bcp :-)" is "merci beaucoup". */
char *words_spell(struct arena *arena, const char *text, bool *has_thumb);

#endif
