/* A Mustache template, parsed once into a flat list of tokens and rendered any number of times. */
#ifndef RENDER_MUSTACHE_H
#define RENDER_MUSTACHE_H

#include "base/bytes.h"
#include "base/err.h"

#include <jansson.h>
#include <stdbool.h>

enum {
	MUSTACHE_MAX_DEPTH = 100,	       /* sections and partials inside each other */
	MUSTACHE_MAX_OUTPUT = 2 * 1024 * 1024, /* bytes */
	MUSTACHE_MAX_STEPS = 4 * 1000 * 1000,  /* tokens run: ends recursion that prints nothing */
};

enum escape {
	ESCAPE_NOTHING,
	ESCAPE_SUBJECT, /* no brackets in values: they mark our tags, which come back in the subjects of
			   replies */
	ESCAPE_HTML,
	ESCAPE_HTML_LINES, /* line ends become <br>, to keep the lines of a description */
};

struct slice {
	const char *text;
	size_t length;
};

enum mustache_kind {
	TOKEN_TEXT,
	TOKEN_VALUE,	/* {{name}} */
	TOKEN_RAW,	/* {{{name}}} and {{&name}} */
	TOKEN_SECTION,	/* {{#name}} */
	TOKEN_INVERTED, /* {{^name}} */
	TOKEN_END,	/* {{/name}} */
	TOKEN_PARTIAL,	/* {{>name}} */
};

struct mustache_token {
	enum mustache_kind kind;
	int line;
	struct slice text;		/* the text or the name, inside the source */
	bool starts_line;		/* a partial's indentation is added before it */
	bool stands_alone;		/* a partial alone on its line: */
	struct slice indent;		/* indentation of each of its lines */
	size_t end;			/* of a section: index of its TOKEN_END */
	const struct template *partial; /* NULL: prints nothing; set when templates are linked */
};

struct template
{
	const char *name; /* file or partial, for errors */
	const char *source;
	struct mustache_token *tokens;
	size_t count;
	struct template *next; /* in its owner's list */
};

/* The source must outlive the template. ERR_DATA: "NAME:LINE: what". */
int mustache_parse(struct arena *arena, const char *name, const char *source, struct template *out,
		   struct err *err);

/* contexts: outermost first. ERR_DATA: nested too deep; ERR_LIMIT: too long. */
int mustache_run(struct arena *arena, const struct template *template, const json_t *const *contexts,
		 size_t context_count, enum escape escape, char **out, struct err *err);

bool slice_is(struct slice slice, const char *text);

#endif
