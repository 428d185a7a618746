/* The lines of a text from plain or HTML, before each is assigned to its author. */
#ifndef DECODE_SOURCE_H
#define DECODE_SOURCE_H

#include "decoding.h"

enum {
	MARK_HEADER = 1,    /* the mail client's markup marks the start of a reply or forwarding header */
	MARK_FORWARD = 2,   /* the markup marks forwarding */
	MARK_SIGNATURE = 4, /* inside the markup of a signature */
};

struct source_line {
	const char *text; /* without quote marks */
	unsigned depth;	  /* quoting depth, 0: not quoted */
	unsigned marks;
};

struct source {
	struct arena *arena;
	struct source_line *lines;
	size_t count;
	bool is_full; /* more than LIMIT_LINES: the rest was dropped */
	bool is_wide; /* a line longer than LIMIT_LINE_BYTES was dropped */
};

void source_add(struct source *source, const char *text, unsigned depth, unsigned marks);

/* Removes "> > " at the start of a line and returns how many marks there were. "|" counts when there is no
 * ">". */
unsigned source_quote_depth(const char **text);

#endif
