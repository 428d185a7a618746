/* The lines of a text as its carrier (plain or HTML) gives them, before it is told whose they are. */
#ifndef DECODE_SOURCE_H
#define DECODE_SOURCE_H

#include "decoding.h"

enum {
	MARK_HEADER = 1,    /* a reply or forwarding header starts here: the mail client's markup says so */
	MARK_FORWARD = 2,   /* and it forwards */
	MARK_SIGNATURE = 4, /* inside of the markup of a signature */
};

struct source_line {
	const char *text; /* without quote marks */
	unsigned depth;	  /* of quoting, 0: not quoted */
	unsigned marks;
};

struct source {
	struct arena *arena;
	struct source_line *lines;
	size_t count;
	bool is_full; /* over LIMIT_LINES: the rest was left out */
	bool is_wide; /* a line was over LIMIT_LINE_BYTES and left out */
};

void source_add(struct source *source, const char *text, unsigned depth, unsigned marks);

/* Takes "> > " off the start of a line and returns how many there were. A "|" counts when the line has no
 * other. */
unsigned source_quote_depth(const char **text);

#endif
