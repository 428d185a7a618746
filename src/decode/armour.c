#include "armour.h"

#include "base/text.h"

enum where { IN_TEXT, IN_SIGNED_HEADER, IN_SIGNED_TEXT, IN_BLOCK };

static const char begin[] = "-----BEGIN PGP ", end[] = "-----END PGP ";

static bool has_armour(const struct source *source)
{
	for (size_t i = 0; i < source->count; i++)
		if (text_starts_with(source->lines[i].text, begin))
			return true;
	return false;
}

static bool is_signed_header(const char *line)
{
	return text_starts_with(line, "Hash:") || text_starts_with(line, "Charset:") ||
	       text_starts_with(line, "Comment:") || text_starts_with(line, "Version:");
}

/* Section 7.1: a line starting with a dash is escaped with "- ". */
static const char *unescaped(const char *line)
{
	return text_starts_with(line, "- ") ? line + 2 : line;
}

static enum where open_block(struct decoding *decoding, const char *line)
{
	const char *what = line + strlen(begin);

	if (text_starts_with(what, "SIGNED MESSAGE"))
		return IN_SIGNED_HEADER;
	decoding->mail->is_sealed |= text_starts_with(what, "MESSAGE");
	return IN_BLOCK;
}

const struct source *armour_remove(struct decoding *decoding, const struct source *source)
{
	struct source *clear;
	enum where where = IN_TEXT;
	unsigned depth = 0; /* quoting depth at the start of the armour */

	if (!has_armour(source))
		return source;
	clear = arena_alloc(decoding->arena, sizeof(*clear));
	*clear = (struct source){.arena = decoding->arena};
	for (size_t i = 0; i < source->count; i++) {
		const struct source_line *line = &source->lines[i];

		if (line->depth != depth && where != IN_TEXT)
			where = IN_TEXT; /* the quotation ends within the armour */
		if (text_starts_with(line->text, begin)) {
			where = open_block(decoding, line->text);
			depth = line->depth;
		} else if (text_starts_with(line->text, end)) {
			where = IN_TEXT;
		} else if (where == IN_SIGNED_HEADER && is_signed_header(line->text)) {
			continue;
		} else if (where == IN_SIGNED_HEADER && text_is_blank(line->text)) {
			where = IN_SIGNED_TEXT;
		} else if (where != IN_BLOCK) {
			source_add(clear, where == IN_TEXT ? line->text : unescaped(line->text), line->depth,
				   line->marks);
		}
	}
	return clear;
}
