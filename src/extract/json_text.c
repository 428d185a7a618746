/* Corrects errors that templates of web sites make in JSON: comments, CDATA marks, commas before a closing
 * bracket, a semicolon at the end, raw line breaks in strings. Nothing else. */
#include "carriers.h"

#include "base/text.h"

#include <ctype.h>

/* The length of white space and comments at `at`; 0 for none. */
static size_t skipped_length(const char *at)
{
	static const char *const marks[] = {"<![CDATA[", "]]>", "<!--", "-->"};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (text_starts_with(at, marks[i]))
			return strlen(marks[i]);
	if (text_starts_with(at, "/*")) {
		const char *end = strstr(at + 2, "*/");

		return end ? (size_t)(end - at) + 2 : strlen(at);
	}
	if (text_starts_with(at, "//")) {
		/* After a mark in a comment, the data continues: "//<![CDATA[". */
		size_t rest = 2 + strspn(at + 2, " \t");

		for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
			if (text_starts_with(at + rest, marks[i]))
				return rest + strlen(marks[i]);
		return strcspn(at, "\n");
	}
	return 0;
}

/* Copies a string with JSON escapes; returns its length in the text. */
static size_t copy_string(struct buf *out, const char *text)
{
	size_t i = 1;

	buf_addc(out, '"');
	for (; text[i] && text[i] != '"'; i++) {
		if (text[i] == '\\' && text[i + 1] && text[i + 1] != '\n') {
			buf_add(out, text + i++, 2);
		} else if (text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
			buf_adds(out, text[i] == '\t' ? "\\t" : text[i] == '\n' ? "\\n" : "");
		} else if ((unsigned char)text[i] < ' ') {
			buf_addc(out, ' ');
		} else {
			buf_addc(out, text[i]);
		}
	}
	if (text[i])
		buf_addc(out, text[i++]);
	return i;
}

/* Whether only white space and comments precede a closing bracket. */
static bool closes_next(const char *at)
{
	for (;;) {
		size_t length = isspace((unsigned char)*at) ? 1 : skipped_length(at);

		if (!length)
			return *at == '}' || *at == ']' || !*at;
		at += length;
	}
}

char *json_text_mend(struct arena *arena, const char *text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; text[i];) {
		size_t skipped = skipped_length(text + i);

		if (skipped) {
			buf_addc(&out, ' ');
			i += skipped;
		} else if (text[i] == '"') {
			i += copy_string(&out, text + i);
		} else {
			if (text[i] != ';' && !(text[i] == ',' && closes_next(text + i + 1)))
				buf_addc(&out, text[i]);
			i++;
		}
	}
	return buf_text(&out);
}
