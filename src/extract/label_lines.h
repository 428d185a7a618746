/* Classifies one line: a label, a closing formula, part of a forwarding header? (private to the stage) */
#ifndef EXTRACT_LABEL_LINES_H
#define EXTRACT_LABEL_LINES_H

#include "base/bytes.h"
#include "fields.h"

/* The parts before and after the separator of a line. */
struct labelled {
	const char *label;    /* as written, without list marks, numbers and bold marks */
	const char *names[3]; /* folded: whole; without a hint in parentheses at the end; without any
				 parentheses */
	const char *value;    /* trimmed; "" for none */
	bool is_cell; /* the value is a cell of a table: when empty, the next row doesn't continue it */
};

/* False when the line has no separator that could end a label. */
bool label_line_split(struct arena *arena, const char *line, struct labelled *out);
const struct label *label_line_find(enum kind kind, const struct labelled *line);
unsigned label_line_kinds(const struct labelled *line);

/* As much of it as a field holds, cut at a character's end. */
char *label_value_bounded(struct arena *arena, const char *text);

enum closing {
	CLOSING_NONE,
	CLOSING_START, /* starts with a closing formula, after a blank line */
	CLOSING_WHOLE, /* contains nothing else */
};
/* *is_thanks: thanks, or says that an answer is expected; a signature need not follow. */
enum closing label_line_closing(struct arena *arena, const char *line, bool *is_thanks);

bool label_line_is_greeting(struct arena *arena, const char *line);
bool label_line_is_sentence(const char *text);
/* The same for a line that is more likely a signature's unless it has the words or the end of a sentence. */
bool label_line_is_prose(const char *text);
/* Whether the label belongs to a signature: a telephone, an address. */
bool label_line_is_of_signature(const struct labelled *line);

bool label_line_is_capital(const char *text); /* whether it begins with a capital, accented or not */

/* Headers of forwarded and quoted mails (« De : », « Objet : » ...) in a zone, whose lines are not fields.
 * Searched from the first line on. */
struct headers {
	const struct body *body;
	enum zone zone;
	size_t none_before; /* line: none starts before this one */
};
/* The number of lines of the header that starts at this line; 0 when none does. */
size_t label_header_at(struct arena *arena, struct headers *headers, size_t at);

#endif
