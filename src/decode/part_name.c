#include "part_name.h"

#include "base/text.h"
#include "encoded_word.h"
#include "limits.h"

/* GMime 3.2 drops everything after a padded base64 word in a parameter. So "=?" is replaced by this before
 * GMime sees it, and the words are decoded here. */
static const char word_mark[] = "!~!", word_start[] = "=?";

static char *replace(struct arena *arena, const char *text, const char *from, const char *to)
{
	struct buf out = {.arena = arena};
	const char *next;

	for (; (next = strstr(text, from)); text = next + strlen(from)) {
		buf_add(&out, text, (size_t)(next - text));
		buf_adds(&out, to);
	}
	buf_adds(&out, text);
	return buf_text(&out);
}

/* The field with its encoded words hidden from GMime, or NULL when it has none. */
static char *hide_words(struct arena *arena, GMimeObject *part, const char *field)
{
	GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(part), field);
	const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;

	if (!raw || !strstr(raw, word_start) || strstr(raw, word_mark))
		return NULL;
	char *unfolded = replace(arena, replace(arena, raw, "\r", ""), "\n", "");

	return replace(arena, unfolded, word_start, word_mark);
}

static char *copy(struct arena *arena, const char *value)
{
	return arena_strdup(arena, value ? value : "");
}

static char *disposition_filename(struct arena *arena, GMimeObject *part)
{
	const char *hidden = hide_words(arena, part, "Content-Disposition");

	if (!hidden)
		return copy(arena, g_mime_object_get_content_disposition_parameter(part, "filename"));
	GMimeContentDisposition *parsed = g_mime_content_disposition_parse(NULL, hidden);
	char *name = copy(arena, g_mime_content_disposition_get_parameter(parsed, "filename"));

	g_object_unref(parsed);
	return name;
}

static char *type_name(struct arena *arena, GMimeObject *part)
{
	const char *hidden = hide_words(arena, part, "Content-Type");

	if (!hidden)
		return copy(arena, g_mime_object_get_content_type_parameter(part, "name"));
	GMimeContentType *parsed = g_mime_content_type_parse(NULL, hidden);
	char *name = copy(arena, g_mime_content_type_get_parameter(parsed, "name"));

	g_object_unref(parsed);
	return name;
}

const char *part_name(struct decoding *decoding, GMimeObject *part)
{
	char *name = disposition_filename(decoding->arena, part);

	if (text_is_blank(name))
		name = type_name(decoding->arena, part);
	name = replace(decoding->arena, name, word_mark, word_start);
	return encoded_word_decode(decoding, name, LIMIT_FIELD_BYTES);
}
