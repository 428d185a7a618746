#include "decode/document.h"
#include "html.h"

#include "base/text.h"

#include <ctype.h>

static bool has_tag(const char *text)
{
	for (const char *at = text; (at = strchr(at, '<')); at++)
		if (isalpha((unsigned char)at[1]) || at[1] == '/' || at[1] == '!')
			return true;
	return false;
}

static bool has_entity(const char *text)
{
	for (const char *at = text; (at = strchr(at, '&')); at++) {
		size_t length =
		    strspn(at + 1, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

		if (length > 1 && at[1 + length] == ';')
			return true;
	}
	return false;
}

static void add_lines(struct decoding *decoding, const char *html, struct buf *out)
{
	struct source source = {.arena = decoding->arena};
	bool is_after_blank = true;

	html_lines(decoding, html, &source);
	for (size_t i = 0; i < source.count; i++) {
		const char *line = source.lines[i].text;
		bool is_blank = text_is_blank(line);

		if (is_blank && is_after_blank)
			continue;
		buf_printf(out, "%s%s", out->length ? "\n" : "", line);
		is_after_blank = is_blank;
	}
}

/* Text without tags keeps its lines. */
static char *read_once(struct decoding *decoding, const char *text)
{
	struct buf out = {.arena = decoding->arena};

	if (has_tag(text)) {
		add_lines(decoding, text, &out);
		return buf_text(&out);
	}
	for (;;) {
		size_t length = strcspn(text, "\n");

		if (length)
			add_lines(decoding, arena_strndup(decoding->arena, text, length), &out);
		else
			buf_addc(&out, '\n');
		if (!text[length])
			return buf_text(&out);
		text += length + 1;
	}
}

char *decode_markup(struct arena *arena, const char *text)
{
	enum { MOST_TIMES = 3 };
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .mail = &mail};
	char *read = text_normalise(arena, text, strlen(text));

	for (int i = 0; i < MOST_TIMES && (has_tag(read) || has_entity(read)); i++)
		read = read_once(&decoding, read);
	for (char *c = read; *c; c++)
		if (*c == LINE_IS_ROW || *c == LINE_IN_CELL[0])
			*c = ' ';
	return text_trim(arena, read);
}

void document_html(struct arena *arena, const char *html, struct body *out)
{
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .mail = &mail};
	struct source source = {.arena = arena};

	html_lines(&decoding, html, &source);
	*out = (struct body){.lines = arena_array(arena, source.count, sizeof(*out->lines)),
			     .count = source.count};
	for (size_t i = 0; i < source.count; i++)
		out->lines[i] = (struct line){ZONE_OWN, source.lines[i].text};
}
