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

enum closing {
	CLOSING_NONE,
	CLOSING_START, /* it begins with a closing formula: one after a blank line */
	CLOSING_WHOLE, /* it is nothing else */
};
/* *is_thanks: it thanks or waits for an answer, and what follows need not be the signature. */
enum closing label_line_closing(struct arena *arena, const char *line, bool *is_thanks);

bool label_line_is_greeting(struct arena *arena, const char *line);
/* The label is one of a signature: a telephone, an address. */
bool label_line_is_of_signature(const struct labelled *line);

/* How many lines from here on are the header of a forwarded or quoted mail (« De : », « Objet : » ...); 0
 * when none: then none begins in the first *looked_at lines either. */
size_t label_line_header(struct arena *arena, const struct line *lines, size_t count, size_t *looked_at);

#endif
