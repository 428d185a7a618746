/* HTML -> lines. */
#include "fuzz.h"

#include "../../src/decode/html.h"
#include "../../src/decode/limits.h"
#include "base/text.h"

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!decode_init(&err), err.text);
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .mail = &mail};
	struct source source = {.arena = arena};
	html_lines(&decoding, text_normalise(arena, (const char *)input.data, input.length), &source);
	fuzz_expect(source.count <= LIMIT_LINES, "the lines are limited");
	for (size_t i = 0; i < source.count; i++)
		fuzz_expect(!strchr(source.lines[i].text, '\n') &&
				text_is_utf8(source.lines[i].text, strlen(source.lines[i].text)),
			    "a line is one line of UTF-8");
}
