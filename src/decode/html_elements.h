/* How each HTML element affects the text, and what its attributes mean. */
#ifndef DECODE_HTML_ELEMENTS_H
#define DECODE_HTML_ELEMENTS_H

#include "html_tokens.h"

/* How an element lays out its text. */
enum {
	LAYOUT_BLOCK = 1,  /* begins and ends a line */
	LAYOUT_MARGIN = 2, /* a blank line around it */
	LAYOUT_VOID = 4,   /* has no content and no end tag */
	LAYOUT_HIDDEN = 8, /* its content is hidden or struck out */
	LAYOUT_BREAK = 16, /* ends the line */
	LAYOUT_PRE = 32,   /* keeps white space */
	LAYOUT_TABLE = 64,
	LAYOUT_ROW = 128,
	LAYOUT_CELL = 256,
	LAYOUT_QUOTE = 512,
	LAYOUT_IN_TABLE = 2048, /* a part of a table */
	LAYOUT_CLOSES_P = 1024, /* ends an open paragraph (HTML section 13.1.2.4) */
};

struct html_element {
	const char *name;
	unsigned layout;
};

/* NULL for an unknown element, which is treated as inline. */
const struct html_element *html_element(const char *name);
size_t html_element_index(const struct html_element *element);
enum { HTML_ELEMENTS = 64 }; /* upper bound of their indices */

/* Effects of the attributes of a start tag. */
enum {
	STYLE_HIDDEN = 1,
	STYLE_QUOTE = 2,      /* its content is quoted */
	STYLE_SOFT_QUOTE = 4, /* its content is quoted unless it contains a blockquote */
	STYLE_HEADER = 8,     /* a reply or forwarding header starts here */
	STYLE_FORWARD = 16,   /* a forwarding header starts here */
	STYLE_SIGNATURE = 32,
	STYLE_INDENT = 64, /* a blockquote that only indents */
	STYLE_NO_MARGIN = 128,
	STYLE_PRE = 256,
};

unsigned html_style(const struct html_token *tag);

#endif
