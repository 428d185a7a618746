/* Mustache: source -> tokens. A line with only one tag that is not a value is removed (the specification's
 * "standalone" tags); the first token of every line is marked, for the indentation of partials. */
#include "mustache.h"

#include "base/list.h"

struct parser {
	struct template *template;
	struct err *err;
	const char *source, *at, *end;
	int line;	    /* line number of `at` */
	bool at_line_start; /* the next token is the first of its line */
	struct slice open, close;
	struct list tokens;
	size_t sections[MUSTACHE_MAX_DEPTH]; /* indices of open sections */
	size_t depth;
};

struct tag {
	char sigil;	   /* one of SIGILS, or 0 for a plain value */
	struct slice text; /* trimmed */
	const char *start, *end;
	int line;
};

static const char SIGILS[] = "#^/>&{!=";

static int fault(const struct parser *parser, int line, const char *what)
{
	err_set(parser->err, ERR_DATA, "%s:%d: %s", parser->template->name, line, what);
	return ERR_DATA;
}

bool slice_is(struct slice slice, const char *text)
{
	return strlen(text) == slice.length && memcmp(slice.text, text, slice.length) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static struct slice trim(const char *from, const char *to)
{
	while (from < to && is_space(*from))
		from++;
	while (to > from && is_space(to[-1]))
		to--;
	return (struct slice){from, (size_t)(to - from)};
}

static const char *find(const char *from, const char *end, struct slice what)
{
	while ((size_t)(end - from) >= what.length) {
		const char *first = memchr(from, what.text[0], (size_t)(end - from) - what.length + 1);
		if (!first || memcmp(first, what.text, what.length) == 0)
			return first;
		from = first + 1;
	}
	return NULL;
}

static int count_lines(const char *from, const char *to)
{
	int lines = 0;

	while (from < to && (from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
		from++;
		lines++;
	}
	return lines;
}

static struct mustache_token *add_token(struct parser *parser, enum mustache_kind kind, struct slice text,
					int line)
{
	struct template *template = parser->template;

	struct mustache_token *token = list_add(&parser->tokens);

	template->tokens = parser->tokens.items;
	template->count = parser->tokens.count;
	*token = (struct mustache_token){
	    .kind = kind, .line = line, .text = text, .starts_line = parser->at_line_start};
	parser->at_line_start = false;
	return token;
}

/* Adds the text from `at` to `to`, one token a line. */
static void add_text(struct parser *parser, const char *to)
{
	while (parser->at < to) {
		const char *newline = memchr(parser->at, '\n', (size_t)(to - parser->at));
		const char *next = newline ? newline + 1 : to;
		add_token(parser, TOKEN_TEXT, (struct slice){parser->at, (size_t)(next - parser->at)},
			  parser->line);
		parser->at_line_start = newline != NULL;
		parser->line += newline != NULL;
		parser->at = next;
	}
}

/* {{{x}}} ends with "}" and the closing delimiter, {{=a b=}} with "=" and the closing delimiter. */
static const char *find_close(const struct parser *parser, const char *from, char before)
{
	const char *close = find(from, parser->end, parser->close);

	while (close && before && (close == from || close[-1] != before))
		close = find(close + 1, parser->end, parser->close);
	return close;
}

static int read_tag(const struct parser *parser, const char *start, struct tag *tag)
{
	const char *content = start + parser->open.length;
	bool has_sigil = content < parser->end && strchr(SIGILS, *content);
	char before;

	*tag = (struct tag){.start = start, .line = parser->line + count_lines(parser->at, start)};
	if (has_sigil)
		tag->sigil = *content++;
	before = (char)(tag->sigil == '{' ? '}' : tag->sigil == '=' ? '=' : 0);
	const char *close = find_close(parser, content, before);
	if (!close)
		return fault(parser, tag->line, "this tag is not closed");
	tag->text = trim(content, before ? close - 1 : close);
	tag->end = close + parser->close.length;
	return OK;
}

static bool is_word(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (is_space(text.text[i]))
			return false;
	return text.length > 0;
}

/* Rejects sigils of the specification's optional modules. */
static bool is_name(struct slice name)
{
	return name.text && is_word(name) && !strchr("$<*@", name.text[0]);
}

/* "a.b.c" and "." but not "a..b" or ".a", which would silently print nothing. */
static bool is_path(struct slice name)
{
	if (!is_name(name) || slice_is(name, "."))
		return slice_is(name, ".");
	for (size_t i = 0; i < name.length; i++)
		if (name.text[i] == '.' && (i == 0 || i + 1 == name.length || name.text[i + 1] == '.'))
			return false;
	return true;
}

static int set_delimiters(struct parser *parser, const struct tag *tag)
{
	const char *at = tag->text.text, *end = at + tag->text.length;

	while (at < end && !is_space(*at))
		at++;
	struct slice open = {tag->text.text, (size_t)(at - tag->text.text)}, close = trim(at, end);
	if (!is_word(open) || !is_word(close) || memchr(tag->text.text, '=', tag->text.length))
		return fault(parser, tag->line, "new delimiters are two words without \"=\"");
	parser->open = open;
	parser->close = close;
	return OK;
}

static int open_section(struct parser *parser, const struct tag *tag)
{
	if (parser->depth == MUSTACHE_MAX_DEPTH)
		return fault(parser, tag->line, "sections are nested too deep");
	parser->sections[parser->depth++] = parser->template->count;
	add_token(parser, tag->sigil == '#' ? TOKEN_SECTION : TOKEN_INVERTED, tag->text, tag->line);
	return OK;
}

static int close_section(struct parser *parser, const struct tag *tag)
{
	if (parser->depth == 0)
		return fault(parser, tag->line, "no section is open here");
	struct mustache_token *section = &parser->template->tokens[parser->sections[--parser->depth]];
	if (section->text.length != tag->text.length ||
	    memcmp(section->text.text, tag->text.text, tag->text.length) != 0)
		return err_set(parser->err, ERR_DATA,
			       "%s:%d: this closes another section than the one of line %d",
			       parser->template->name, tag->line, section->line);
	section->end = parser->template->count;
	add_token(parser, TOKEN_END, tag->text, tag->line);
	return OK;
}

static int add_tag(struct parser *parser, const struct tag *tag, bool is_alone, struct slice indent)
{
	struct mustache_token *partial;

	if (tag->sigil == '!')
		return OK;
	if (tag->sigil == '=')
		return set_delimiters(parser, tag);
	if (tag->sigil == '>' ? !is_name(tag->text) : !is_path(tag->text))
		return fault(parser, tag->line, "no name that a tag can have");
	switch (tag->sigil) {
	case '#':
	case '^':
		return open_section(parser, tag);
	case '/':
		return close_section(parser, tag);
	case '>':
		partial = add_token(parser, TOKEN_PARTIAL, tag->text, tag->line);
		partial->stands_alone = is_alone;
		partial->indent = indent;
		return OK;
	default:
		add_token(parser, tag->sigil ? TOKEN_RAW : TOKEN_VALUE, tag->text, tag->line);
		return OK;
	}
}

/* Whether the tag is alone on its line(s): *line_start is their start, *next the start of the following
 * line. */
static bool is_standalone(const struct parser *parser, const struct tag *tag, const char **line_start,
			  const char **next)
{
	const char *before = tag->start, *after = tag->end;

	if (!tag->sigil || tag->sigil == '&' || tag->sigil == '{')
		return false;
	while (before > parser->source && is_blank(before[-1]))
		before--;
	while (after < parser->end && is_blank(*after))
		after++;
	if (after + 1 < parser->end && after[0] == '\r' && after[1] == '\n')
		after++;
	*line_start = before;
	*next = after < parser->end ? after + 1 : after;
	return (before == parser->source || before[-1] == '\n') && (after == parser->end || *after == '\n');
}

static int parse_tag(struct parser *parser, const char *start)
{
	struct tag tag;
	struct slice indent = {"", 0};
	const char *line_start, *next;
	int rc = read_tag(parser, start, &tag);

	if (rc)
		return rc;
	bool is_alone = is_standalone(parser, &tag, &line_start, &next);
	if (is_alone)
		indent = (struct slice){line_start, (size_t)(start - line_start)};
	else
		next = tag.end;
	add_text(parser, is_alone ? line_start : start);
	if (is_alone)
		parser->at_line_start = false; /* the line is removed, so it is not indented */
	rc = add_tag(parser, &tag, is_alone, indent);
	parser->line += count_lines(parser->at, next);
	parser->at = next;
	if (is_alone)
		parser->at_line_start = true;
	return rc;
}

static int parse(struct parser *parser)
{
	const char *start;

	while ((start = find(parser->at, parser->end, parser->open)) != NULL) {
		int rc = parse_tag(parser, start);
		if (rc)
			return rc;
	}
	add_text(parser, parser->end);
	if (parser->depth > 0)
		return fault(parser, parser->template->tokens[parser->sections[parser->depth - 1]].line,
			     "this section is not closed");
	return OK;
}

int mustache_parse(struct arena *arena, const char *name, const char *source, struct template *out,
		   struct err *err)
{
	struct arena *scratch = arena_new();
	struct parser parser = {
	    .tokens = {.arena = scratch, .size_bytes = sizeof(struct mustache_token)},
	    .template = out,
	    .err = err,
	    .source = source,
	    .at = source,
	    .end = source + strlen(source),
	    .line = 1,
	    .at_line_start = true,
	    .open = {"{{", 2},
	    .close = {"}}", 2},
	};

	*out = (struct template){.name = name, .source = source};
	int rc = parse(&parser);
	out->tokens = list_copy(&parser.tokens, arena);
	arena_free(&scratch);
	return rc;
}
