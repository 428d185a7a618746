#include "addresses.h"

#include "base/address.h"
#include "base/text.h"
#include "encoded_word.h"
#include "scan.h"

#include <strings.h>

/* An addr-spec being read: its words joined, without the comments and folding that RFC 5322 section 4.4
 * allows around dots and "@". */
struct spec {
	struct buf text;
	bool is_bad;
};

/* atext, and bytes of UTF-8, which a domain may contain. */
static bool is_atom_byte(unsigned char c)
{
	return c > ' ' && c != 127 && !strchr("()<>[]:;@\\,.\"", c);
}

/* The end of the comment that starts at `at`, including nested ones (section 3.2.2); an unterminated comment
 * ends with the text. */
static const char *skip_comment(const char *at)
{
	size_t depth = 0;

	for (; *at; at++) {
		depth += *at == '(';
		if (*at == ')' && !--depth)
			return at + 1;
		if (*at == '\\' && at[1])
			at++;
	}
	return at;
}

static void add_word(struct spec *spec, const char *word, size_t length)
{
	char last = spec->text.length ? spec->text.data[spec->text.length - 1] : '.';

	spec->is_bad |= last != '.' && last != '@'; /* two words without a dot between them are a display
						       name */
	buf_add(&spec->text, word, length);
}

/* Unquotes a quoted string that needs no quotes; any other quoted local part is in no directory. */
static const char *read_quoted(struct spec *spec, const char *at)
{
	struct buf word = {.arena = spec->text.arena};

	for (at++; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1])
			at++;
		spec->is_bad |= !is_atom_byte((unsigned char)*at) && *at != '.';
		buf_addc(&word, *at);
	}
	add_word(spec, buf_text(&word), word.length);
	spec->is_bad |= !*at || !word.length;
	return *at ? at + 1 : at;
}

/* Skips to one of the stops, or to the end of the text. */
static const char *read_spec(struct spec *spec, const char *at, const char *stops)
{
	while (*at && !strchr(stops, *at)) {
		size_t length = 0;

		if (*at == '(') {
			const char *end = skip_comment(at);

			spec->is_bad |= end[-1] != ')';
			at = end;
		} else if (*at == '"') {
			at = read_quoted(spec, at);
		} else if (*at == ' ' || *at == '\t') {
			at++;
		} else if (*at == '.' || *at == '@') {
			buf_addc(&spec->text, *at++);
		} else if (is_atom_byte((unsigned char)*at)) {
			while (is_atom_byte((unsigned char)at[length]))
				length++;
			add_word(spec, at, length);
			at += length;
		} else if (*at == '[') { /* a domain literal is never accepted, but may contain a colon */
			spec->is_bad = true;
			at += strcspn(at, "]");
		} else {
			spec->is_bad = true;
			at++;
		}
	}
	return at;
}

static const char *email_of(struct spec *spec)
{
	struct arena *arena = spec->text.arena;
	const char *text = buf_text(&spec->text), *fault;
	const char *email = spec->is_bad || strchr(text, '@') != strrchr(text, '@')
				? NULL
				: address_to_ascii(arena, text, &fault);

	if (!email)
		return "";
	const char *at = strchr(email, '@');

	return arena_printf(arena, "%.*s%s", (int)(at - email), email, text_lower_ascii(arena, at));
}

/* Reads one mailbox up to the comma, semicolon or end after it. False: a group's name, or nothing. */
static bool read_mailbox(struct arena *arena, const char **at, const char **email)
{
	struct spec name = {.text = {.arena = arena}}, angle = name, behind = name;

	*at = read_spec(&name, *at, "<:,;");
	if (**at == ':') {
		++*at;
		return false;
	}
	if (**at != '<') {
		*email = email_of(&name);
		return name.text.length || name.is_bad;
	}
	*at = read_spec(&angle, *at + 1, "<>");
	angle.is_bad |= **at != '>';
	if (**at)
		++*at;
	*at = read_spec(&behind, *at, ",;");
	angle.is_bad |= behind.text.length || behind.is_bad;
	*email = email_of(&angle);
	return true;
}

const char **addresses_read(struct arena *arena, const char *value, const char **list, size_t *count)
{
	while (*value) {
		const char *email;

		if (read_mailbox(arena, &value, &email)) {
			list = scan_grow(arena, list, *count, sizeof(*list));
			list[(*count)++] = email;
		}
		while (*value && strchr(",; \t", *value))
			value++;
	}
	return list;
}

char *addresses_name(struct decoding *decoding, const char *value)
{
	enum { NAME_BYTES = 300 };
	struct arena *arena = decoding->arena;
	struct spec before = {.text = {.arena = arena}};
	const char *end = read_spec(&before, value, "<:,;"), *comment = strchr(value, '(');
	char *name = arena_strndup(arena, value, (size_t)(end - value));

	if (*end != '<')
		name = comment && comment < end ? arena_strndup(arena, comment + 1, strcspn(comment + 1, ")"))
						: arena_strdup(arena, "");
	for (char *c = name; *c; c++)
		if (*c == '"' || *c == '\\')
			*c = ' ';
	return encoded_word_decode(decoding, name, NAME_BYTES);
}

const char *addresses_own(struct arena *arena, const char *email, const struct decode_options *options)
{
	const char *own = options->own_address, *separator = options->separator ? options->separator : "+";
	const char *own_at = own ? strrchr(own, '@') : NULL, *at = strrchr(email, '@');
	size_t local = own_at ? (size_t)(own_at - own) : 0;

	if (!own_at || !at || strcasecmp(at, own_at) || strncasecmp(email, own, local))
		return NULL;
	if (email[local] == '@')
		return "";
	return email[local] == *separator
		   ? arena_strndup(arena, email + local + 1, (size_t)(at - email) - local - 1)
		   : NULL;
}
