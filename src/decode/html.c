#include "html.h"

#include "html_builder.h"
#include "html_elements.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

/* An open element and the state inside of it. */
struct open {
	const struct html_element *element; /* NULL: an element without effect on the layout */
	bool is_hidden, is_preformatted;
	bool is_soft_quote, is_in_soft_quote, has_quote;
	bool has_margin;
	unsigned depth, marks;
	size_t first_line;
};

struct reader {
	struct decoding *decoding;
	struct html_builder builder;
	struct open *stack; /* the first entry stands for the document */
	size_t count;
	size_t open[HTML_ELEMENTS];    /* how many of each are on the stack */
	size_t ignored[HTML_ELEMENTS]; /* how many were not pushed because the stack was full */
};

enum {
	SEARCH = 256
}; /* how many entries an end tag searches for its element; bounds the time for hostile nesting */

static unsigned layout_of(const struct html_element *element)
{
	return element ? element->layout : 0;
}

static void restore(struct reader *reader)
{
	const struct open *top = &reader->stack[reader->count - 1];

	reader->builder.depth = top->depth;
	reader->builder.marks = top->marks;
}

static void close_layout(struct html_builder *builder, unsigned layout)
{
	if (layout & LAYOUT_CELL)
		html_close_cell(builder);
	else if (layout & LAYOUT_ROW)
		html_close_row(builder);
	else if (layout & LAYOUT_TABLE)
		html_close_table(builder);
	else if (layout & LAYOUT_BLOCK)
		html_end_line(builder);
}

static void pop(struct reader *reader)
{
	struct open closed = reader->stack[reader->count - 1];
	struct source *out = reader->builder.out;

	unsigned table = LAYOUT_TABLE | LAYOUT_ROW | LAYOUT_CELL;

	close_layout(&reader->builder, layout_of(closed.element) & (closed.is_hidden ? table : ~0u));
	for (size_t i = closed.first_line; closed.is_soft_quote && !closed.has_quote && i < out->count; i++)
		out->lines[i].depth++;
	reader->open[html_element_index(closed.element)]--;
	reader->count--;
	reader->stack[reader->count - 1].has_quote |= closed.has_quote;
	restore(reader);
	if (closed.has_margin && !closed.is_hidden)
		html_add_margin(&reader->builder);
}

/* The innermost open element of that kind, unless a layout in `bounds` is in between; 0: none. */
static size_t find_open(const struct reader *reader, const struct html_element *element, unsigned bounds)
{
	size_t last = reader->count > SEARCH ? reader->count - SEARCH : 1;

	if (!reader->open[html_element_index(element)])
		return 0;
	for (size_t i = reader->count - 1; i >= last; i--) {
		if (reader->stack[i].element == element)
			return i;
		if (layout_of(reader->stack[i].element) & bounds)
			return 0;
	}
	return 0;
}

static void close_element(struct reader *reader, const struct html_element *element, unsigned bounds)
{
	size_t at = find_open(reader, element, bounds);

	while (at && reader->count > at)
		pop(reader);
}

/* Optional end tags of HTML: which elements a start tag closes, up to which layout. */
static void close_implied(struct reader *reader, const struct html_element *element)
{
	static const struct {
		const char *opens, *closes;
		unsigned bounds;
	} implied[] = {
	    {"li", "li", LAYOUT_MARGIN | LAYOUT_CELL | LAYOUT_TABLE},
	    {"td", "td", LAYOUT_ROW | LAYOUT_TABLE},
	    {"td", "th", LAYOUT_ROW | LAYOUT_TABLE},
	    {"th", "td", LAYOUT_ROW | LAYOUT_TABLE},
	    {"th", "th", LAYOUT_ROW | LAYOUT_TABLE},
	    {"tr", "tr", LAYOUT_TABLE},
	    {"dt", "dd", LAYOUT_MARGIN | LAYOUT_CELL | LAYOUT_TABLE},
	    {"dd", "dt", LAYOUT_MARGIN | LAYOUT_CELL | LAYOUT_TABLE},
	};

	if (layout_of(element) & LAYOUT_CLOSES_P)
		close_element(reader, html_element("p"), LAYOUT_CELL | LAYOUT_TABLE | LAYOUT_QUOTE);
	for (size_t i = 0; element && i < ARRAY_SIZE(implied); i++)
		if (!strcmp(element->name, implied[i].opens))
			close_element(reader, html_element(implied[i].closes), implied[i].bounds);
}

/* "rowspan" or "colspan". */
static unsigned span_of(const struct html_token *tag, const char *attribute)
{
	enum { MOST = 1000 };
	struct bytes value = html_attribute(tag, attribute);
	unsigned span = 0;

	for (size_t i = 0; i < value.length && isdigit(value.data[i]) && span < MOST; i++)
		span = span * 10 + (value.data[i] - '0');
	return span ? span : 1;
}

static void open_layout(struct html_builder *builder, const struct html_token *tag, unsigned layout,
			unsigned style)
{
	if (layout & LAYOUT_TABLE)
		html_open_table(builder);
	else if (layout & LAYOUT_ROW)
		html_open_row(builder);
	else if (layout & LAYOUT_CELL)
		html_open_cell(builder, span_of(tag, "rowspan"), span_of(tag, "colspan"));
	else if (layout & LAYOUT_BLOCK)
		html_end_line(builder);
	if (layout & LAYOUT_MARGIN && !(style & STYLE_NO_MARGIN))
		html_add_margin(builder);
	if (layout & LAYOUT_BREAK)
		html_break_line(builder);
}

static void push(struct reader *reader, const struct html_element *element, unsigned style)
{
	const struct open *outer = &reader->stack[reader->count - 1];
	unsigned layout = layout_of(element);
	bool is_quote = style & STYLE_QUOTE || (layout & LAYOUT_QUOTE && !(style & STYLE_INDENT));
	struct open new = {
	    .element = element,
	    .is_hidden = outer->is_hidden || layout & LAYOUT_HIDDEN || style & STYLE_HIDDEN,
	    .is_preformatted = outer->is_preformatted || layout & LAYOUT_PRE || style & STYLE_PRE,
	    .is_soft_quote = style & STYLE_SOFT_QUOTE && !is_quote && !outer->is_in_soft_quote,
	    .is_in_soft_quote = outer->is_in_soft_quote || style & STYLE_SOFT_QUOTE,
	    .has_margin = layout & LAYOUT_MARGIN && !(style & STYLE_NO_MARGIN),
	    .has_quote = is_quote,
	    .depth = outer->depth + is_quote,
	    .marks = outer->marks | (style & STYLE_SIGNATURE ? MARK_SIGNATURE : 0u),
	    .first_line = reader->builder.out->count,
	};

	if (reader->count >= LIMIT_ELEMENTS) {
		decoding_warn(reader->decoding, "HTML nested too deeply, some markup was not read");
		reader->ignored[html_element_index(element)]++;
		return;
	}
	reader->stack =
	    scan_grow(reader->decoding->arena, reader->stack, reader->count, sizeof(*reader->stack));
	reader->stack[reader->count++] = new;
	reader->open[html_element_index(element)]++;
	restore(reader);
}

/* Draws a check box as the character that people write for it. */
static void add_box(struct reader *reader, const struct html_token *tag)
{
	enum { EMPTY = 0x2610, CROSSED = 0x2612 };
	struct bytes type = html_attribute(tag, "type");

	if (scan_equals(type, "checkbox") || scan_equals(type, "radio"))
		html_add_character(&reader->builder, html_attribute(tag, "checked").data ? CROSSED : EMPTY,
				   false);
}

static void start_tag(struct reader *reader, const struct html_token *tag)
{
	const struct html_element *element = html_element(tag->name);
	unsigned layout = layout_of(element), style = html_style(tag);
	bool is_hidden = reader->stack[reader->count - 1].is_hidden || style & STYLE_HIDDEN;

	close_implied(reader, element);
	if (!is_hidden && style & (STYLE_HEADER | STYLE_FORWARD)) {
		html_end_line(&reader->builder);
		reader->builder.next_mark |= style & STYLE_FORWARD ? MARK_HEADER | MARK_FORWARD : MARK_HEADER;
	}
	if (!is_hidden || layout & (LAYOUT_TABLE | LAYOUT_ROW | LAYOUT_CELL))
		open_layout(&reader->builder, tag, layout, style);
	if (!is_hidden && !strcmp(tag->name, "input"))
		add_box(reader, tag);
	if (!(layout & LAYOUT_VOID))
		push(reader, element, style);
}

/* Elements that bound end tags: an unmatched end tag in a cell has no effect outside of it. */
static unsigned end_bounds(const struct html_element *element)
{
	unsigned layout = layout_of(element);

	if (!element)
		return LAYOUT_BLOCK;
	if (layout & LAYOUT_TABLE)
		return 0;
	return layout & LAYOUT_IN_TABLE ? LAYOUT_TABLE : LAYOUT_TABLE | LAYOUT_CELL;
}

static void end_tag(struct reader *reader, const struct html_token *tag)
{
	const struct html_element *element = html_element(tag->name);
	size_t *ignored = &reader->ignored[html_element_index(element)];

	if (*ignored)
		--*ignored;
	else
		close_element(reader, element, end_bounds(element));
}

/* The next character of valid UTF-8. */
static unsigned next_character(struct bytes *text)
{
	unsigned c = *text->data;
	size_t length = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

	if (length > text->length)
		length = text->length;
	if (length > 1)
		c &= 0xffu >> (length + 1);
	for (size_t i = 1; i < length; i++)
		c = c << 6 | (text->data[i] & 0x3f);
	text->data += length;
	text->length -= length;
	return c;
}

static void add_text(struct reader *reader, struct bytes text)
{
	const struct open *top = &reader->stack[reader->count - 1];

	while (!top->is_hidden && text.length && !reader->builder.out->is_full) {
		size_t used = 0;
		unsigned code = *text.data == '&' ? html_entity(text, &used) : 0;

		if (code) {
			reader->builder.is_decoded |= code < ' ' || code > '~';
			text.data += used;
			text.length -= used;
		} else {
			code = next_character(&text);
		}
		html_add_character(&reader->builder, code, top->is_preformatted);
	}
}

struct bytes html_without_data(struct arena *arena, struct bytes html)
{
	static const char mark[] = ";base64,";
	enum { MARK_BYTES = sizeof(mark) - 1, FEW = 64 * 1024 };
	struct buf kept = {.arena = arena};
	size_t from = 0, at = 0;

	if (html.length < FEW)
		return html;
	while (at + MARK_BYTES < html.length) {
		const unsigned char *found = memchr(html.data + at, mark[0], html.length - MARK_BYTES - at);

		if (!found)
			break;
		at = (size_t)(found - html.data) + 1;
		if (strncasecmp((const char *)found, mark, MARK_BYTES))
			continue;
		at += MARK_BYTES - 1;
		buf_add(&kept, html.data + from, at - from);
		while (at < html.length && strchr("\"'>)", html.data[at]) == NULL)
			at++;
		from = at;
	}
	if (!from)
		return html;
	buf_add(&kept, html.data + from, html.length - from);
	return buf_bytes(&kept);
}

/* Data in a script element, after its start tag. */
static void take_script(struct decoding *decoding, const struct html_token *tag,
			const struct html_tokens *tokens)
{
	enum { MOST_SCRIPTS = 50 };
	struct mail *mail = decoding->mail;
	size_t length = 0, left = (size_t)(tokens->end - tokens->at);

	if (strcmp(tag->name, "script") != 0 || mail->script_count >= MOST_SCRIPTS ||
	    !scan_contains(html_attribute(tag, "type"), "application/ld+json"))
		return;
	while (length < left && strncasecmp(tokens->at + length, "</script", strlen("</script")) != 0)
		length++;
	mail->scripts = scan_grow(decoding->arena, mail->scripts, mail->script_count, sizeof(*mail->scripts));
	mail->scripts[mail->script_count++] = arena_strndup(decoding->arena, tokens->at, length);
}

void html_lines(struct decoding *decoding, const char *html, struct source *out)
{
	struct reader *reader = arena_alloc(decoding->arena, sizeof(*reader));
	struct html_tokens tokens;
	struct html_token token;

	reader->decoding = decoding;
	reader->builder.out = out;
	reader->builder.line.arena = decoding->arena;
	reader->stack = scan_grow(decoding->arena, NULL, 0, sizeof(*reader->stack));
	reader->count = 1;
	html_tokens_start(&tokens, html, strlen(html));
	while (!out->is_full && html_tokens_next(&tokens, &token)) {
		if (token.kind == HTML_TEXT) {
			add_text(reader, token.text);
		} else if (token.kind == HTML_START) {
			take_script(decoding, &token, &tokens);
			start_tag(reader, &token);
		} else {
			end_tag(reader, &token);
		}
	}
	while (reader->count > 1)
		pop(reader);
	html_end_line(&reader->builder);
}
