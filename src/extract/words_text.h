/* Splits the sender's text of an answer into sentences (private to the stage). */
#ifndef EXTRACT_WORDS_TEXT_H
#define EXTRACT_WORDS_TEXT_H

#include "extract.h"
#include "patterns.h"

struct own_sentence {
	const char *written; /* with its final punctuation */
	const char *folded;  /* expanded as in words_spelling.c, without punctuation at the ends */
	bool is_question, has_thumb;
	bool asks_on; /* a question follows in the same sentence */
};

struct own_text {
	struct own_sentence *sentences;
	size_t count;
	const char *text; /* the whole text as written, lines joined by \n */
};

/* The version of the text to read: the plain one, but the HTML one when that is the only one or the plain
 * one, empty or « Ce message est au format HTML », says nothing of it. */
const struct body *own_text_body(struct arena *arena, const struct mail *mail);

/* The own lines without the signature at the end, gateways' banners and additions of telephones. `sender`:
 * the name and address by which the signature is recognised. */
struct own_text own_text_read(struct arena *arena, struct pattern_clock *clock, const struct body *body,
			      const char *sender);

enum { WORDS_MOST_OF_NAME = 3 };

/* Whether that sentence is the last one and looks like anybody's name ("Claire"). */
bool own_text_ends_with_name(struct arena *arena, const struct own_text *text, size_t at);
/* Whether it is one of the first two and a greeting: "Bonjour Nicolas". */
bool own_text_greets(const struct own_text *text, size_t at);

/* The sender's name and address. */
const char *own_text_sender(struct arena *arena, const struct mail *mail);

/* Whether the own text of either part, without the signature, has a line that starts with a label of this
 * kind; so has a blank form that was sent back. */
bool words_hold_label(struct arena *arena, struct pattern_clock *clock, const struct mail *mail,
		      enum kind kind);

/* Folded words without the abbreviations and emoticons of telephones: "mrc bcp :-)" is "merci beaucoup". */
char *words_spell(struct arena *arena, const char *text, bool *has_thumb);

#endif
