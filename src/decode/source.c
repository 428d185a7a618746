#include "source.h"

#include "base/text.h"
#include "limits.h"
#include "scan.h"

void source_add(struct source *source, const char *text, unsigned depth, unsigned marks)
{
	if (source->count >= LIMIT_LINES) {
		source->is_full = true;
		return;
	}
	if (strlen(text) > LIMIT_LINE_BYTES) {
		source->is_wide = true;
		return;
	}
	source->lines = scan_grow(source->arena, source->lines, source->count, sizeof(*source->lines));
	source->lines[source->count++] = (struct source_line){text, depth, marks};
}

unsigned source_quote_depth(const char **text)
{
	const char *at = *text + strspn(*text, " ");
	char mark = *at;
	unsigned depth = 0;

	if (mark != '>' && (mark != '|' || at[1] != ' ' || strchr(at + 1, '|')))
		return 0;
	while (*at == mark) {
		depth++;
		*text = at + 1 + (at[1] == ' ');
		at = *text + strspn(*text, " ");
	}
	return depth;
}
