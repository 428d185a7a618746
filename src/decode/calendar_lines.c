#include "calendar_lines.h"

#include "base/text.h"
#include "charset.h"
#include "limits.h"

#include <ctype.h>
#include <strings.h>

enum { LIMIT_LINE = 16 * 1024 }; /* of one property, as libical's time grows with its square */

/* Properties and components that are read. */
static const char *const properties[] = {
    "BEGIN",	     "END",	     "METHOD",	   "UID",
    "SEQUENCE",	     "DTSTAMP",	     "DTSTART",	   "DTEND",
    "DURATION",	     "SUMMARY",	     "LOCATION",   "DESCRIPTION",
    "COMMENT",	     "ATTENDEE",     "ORGANIZER",  "CATEGORIES",
    "STATUS",	     "RRULE",	     "RDATE",	   "RECURRENCE-ID",
    "TZID",	     "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION",
    "X-WR-TIMEZONE", "VERSION",	     "PRODID",	   "X-MICROSOFT-CDO-ALLDAYEVENT",
};

/* Components whose content is skipped. */
static const char *const components[] = {"VALARM", "VTODO", "VJOURNAL", "VFREEBUSY"};

/* Done before the charset is known: a fold may be inside a character, and a blank line inside a fold. */
static struct bytes unfold(struct arena *arena, struct bytes content)
{
	struct buf out = {.arena = arena};
	const unsigned char *data = content.data;

	for (size_t i = 0; i < content.length; i++) {
		size_t next = i;

		while (next < content.length && (data[next] == '\r' || data[next] == '\n'))
			next++;
		if (next == i) {
			buf_addc(&out, (char)data[i]);
		} else if (next < content.length && (data[next] == ' ' || data[next] == '\t')) {
			i = next;
		} else {
			buf_addc(&out, '\n');
			i = next - 1;
		}
	}
	buf_addc(&out, '\n');
	return buf_bytes(&out);
}

/* The length of the property name at the start of the line, 0 when there is none. */
static size_t name_bytes(const char *line)
{
	size_t length = 0;

	while (isalnum((unsigned char)line[length]) || line[length] == '-')
		length++;
	return length && (line[length] == ':' || line[length] == ';') ? length : 0;
}

static bool is_one_of(const char *const *names, size_t count, const char *name, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == length && !strncasecmp(names[i], name, length))
			return true;
	return false;
}

#define IS_ONE_OF(names, name, length) is_one_of(names, sizeof(names) / sizeof(*(names)), name, length)

/* HTML escapes in parameters ("&#39\;") would end them. U+037E is equivalent to a semicolon in Unicode, and
 * becomes one by normalisation. */
static char *mend_parameters(struct arena *arena, const char *line)
{
	struct buf out = {.arena = arena};
	bool is_quoted = false, is_value = false;

	for (; *line; line++) {
		if (!is_value && line[0] == '\\' && line[1] && strchr(";,:", line[1])) {
			if (*++line == ';' && !is_quoted)
				buf_adds(&out, "\u037e");
			else if (*line != ':' || is_quoted)
				buf_addc(&out, *line);
			continue;
		}
		if (*line == '"')
			is_quoted = !is_quoted;
		is_value |= *line == ':' && !is_quoted;
		buf_addc(&out, *line);
	}
	return buf_text(&out);
}

struct writing {
	struct arena *arena;
	struct buf out;
	size_t lines, depth_of_skipped;
	bool is_begun, is_ended;
};

static const char *component_of(const char *line, const char *keyword)
{
	size_t length = strlen(keyword);

	return !strncasecmp(line, keyword, length) && line[length] == ':' ? line + length + 1 : NULL;
}

static void write_line(struct writing *writing, const char *line)
{
	const char *begun = component_of(line, "BEGIN"), *ended = component_of(line, "END");
	const char *component = begun ? begun : ended;
	size_t length = name_bytes(line);

	if (component) {
		const char *name = text_trim(writing->arena, component);
		bool is_skipped = IS_ONE_OF(components, name, strlen(name));

		writing->depth_of_skipped += begun && is_skipped;
		if (ended && is_skipped && writing->depth_of_skipped) {
			writing->depth_of_skipped--;
			return;
		}
		line = arena_printf(writing->arena, "%s:%s", begun ? "BEGIN" : "END",
				    text_upper_ascii(writing->arena, name));
		writing->is_begun |= begun && !strcasecmp(name, "VCALENDAR");
	}
	if (writing->depth_of_skipped || !writing->is_begun || writing->is_ended ||
	    !IS_ONE_OF(properties, line, length) || writing->lines++ >= LIMIT_CALENDAR_LINES)
		return;
	if (!component)
		line = mend_parameters(writing->arena, line);
	size_t cut = strlen(line);
	if (cut > LIMIT_LINE)
		for (cut = LIMIT_LINE; ((unsigned char)line[cut] & 0xc0) == 0x80;)
			cut--;
	buf_add(&writing->out, line, cut);
	buf_adds(&writing->out, "\r\n");
}

char *calendar_lines(struct decoding *decoding, struct bytes content, const char *charset)
{
	struct writing writing = {.arena = decoding->arena, .out = {.arena = decoding->arena}};
	struct buf line = {.arena = decoding->arena};

	if (content.length > LIMIT_CALENDAR_BYTES)
		return NULL;
	const char *text =
	    charset_decode(decoding, unfold(decoding->arena, content), *charset ? charset : "utf-8");

	while (*text) {
		size_t length = strcspn(text, "\n");

		/* A line that does not start with a property continues the previous one. */
		if (name_bytes(text) || !line.length) {
			write_line(&writing, buf_text(&line));
			line.length = 0;
		}
		if (line.length + length <= LIMIT_LINE)
			buf_add(&line, text, length);
		text += length + (text[length] == '\n');
	}
	write_line(&writing, buf_text(&line));
	return writing.is_begun ? buf_text(&writing.out) : NULL;
}
