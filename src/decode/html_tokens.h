/* HTML as a stream of tags and text: one pass, no tree, never an error. */
#ifndef DECODE_HTML_TOKENS_H
#define DECODE_HTML_TOKENS_H

#include "base/bytes.h"

#include <stdbool.h>

enum html_kind { HTML_TEXT, HTML_START, HTML_END };

struct html_token {
	enum html_kind kind;
	char name[16];		 /* of a tag, in lower case; cut when longer than any known name */
	struct bytes text;	 /* of HTML_TEXT, with its entities */
	struct bytes attributes; /* of HTML_START, raw */
};

struct html_tokens {
	const char *at, *end;
	char skipped[16]; /* the raw element being skipped */
};

void html_tokens_start(struct html_tokens *tokens, const char *html, size_t length_bytes);
bool html_tokens_next(struct html_tokens *tokens, struct html_token *token);

/* The raw value of an attribute in a start tag; data NULL and length 0 when missing. */
struct bytes html_attribute(const struct html_token *tag, const char *name);

/* The character of the entity at `text` ("&eacute;", "&#233;", "&#xe9;"); *used: its length. 0: no entity. */
unsigned html_entity(struct bytes text, size_t *used);

#endif
