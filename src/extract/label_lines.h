/* One line at a time: is it a label, a closing formula, part of a forwarding header? (private to the stage)
 */
#ifndef EXTRACT_LABEL_LINES_H
#define EXTRACT_LABEL_LINES_H

#include "base/bytes.h"
#include "fields.h"

/* What stands before and behind the separator of a line. */
struct labelled {
	const char *label;    /* as written, without list marks, numbers and bold marks */
	const char *names[3]; /* folded: whole; without a hint in parentheses at its end; without any in
				 parentheses */
	const char *value;    /* trimmed; "" for none */
	bool is_cell; /* the value is a table's cell: an empty one is empty, whatever the next row says */
};

/* False when the line has no separator where a label could end. */
bool label_line_split(struct arena *arena, const char *line, struct labelled *out);
const struct label *label_line_find(enum kind kind, const struct labelled *line);
unsigned label_line_kinds(const struct labelled *line);

/* As much of it as a field holds, cut at a character's end. */
char *label_value_bounded(struct arena *arena, const char *text);

enum closing {
	CLOSING_NONE,
	CLOSING_START, /* it begins with a closing formula: one after a blank line */
	CLOSING_WHOLE, /* it is nothing else */
};
/* *is_thanks: it thanks or waits for an answer, and what follows need not be the signature. */
enum closing label_line_closing(struct arena *arena, const char *line, bool *is_thanks);

bool label_line_is_greeting(struct arena *arena, const char *line);
bool label_line_is_sentence(const char *text);
/* The label is one of a signature: a telephone, an address. */
bool label_line_is_of_signature(const struct labelled *line);

/* The headers of forwarded and quoted mails (« De : », « Objet : » ...) in a zone, whose lines are no fields;
 * looked for from its first line on. */
struct headers {
	const struct body *body;
	enum zone zone;
	size_t none_before; /* line: up to there none begins */
};
/* How many lines from that one on are such a header; 0 when none. */
size_t label_header_at(struct arena *arena, struct headers *headers, size_t at);

#endif
