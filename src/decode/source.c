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

/* « >>> Passerelle 30/11/2026 09:12 >>> » is a header whose text is not marked. */
static bool is_group_wise_header(const char *text)
{
	static const char mark[] = ">>>";
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		length--;
	return length > 2 * strlen(mark) && !strncmp(text, mark, strlen(mark)) &&
	       !strncmp(text + length - strlen(mark), mark, strlen(mark));
}

unsigned source_quote_depth(const char **text)
{
	const char *at = *text + strspn(*text, " ");
	char mark = *at;
	unsigned depth = 0;

	if (is_group_wise_header(at))
		return 0;
	if (mark != '>' && (mark != '|' || at[1] != ' ' || strchr(at + 1, '|')))
		return 0;
	while (*at == mark) {
		depth++;
		*text = at + 1 + (at[1] == ' ');
		at = *text + strspn(*text, " ");
	}
	return depth;
}
