#include "results.h"

#include "base/text.h"
#include "scan.h"

struct reader {
	struct arena *arena;
	const char *start, *at;
	bool is_broken;
	bool is_touched; /* a comment touches the last value: "good.example(.evil.example" is ambiguous */
};

/* Skips white space and comments, which nest and contain escapes (RFC 5322 section 3.2.2). */
static void skip_cfws(struct reader *reader)
{
	size_t depth = 0;

	for (; *reader->at; reader->at++) {
		if (*reader->at == '(')
			depth++;
		else if (*reader->at == ')' && depth)
			depth--;
		else if (*reader->at == '\\' && depth && reader->at[1])
			reader->at++;
		else if (!depth && *reader->at != ' ' && *reader->at != '\t')
			return;
	}
	reader->is_broken |= depth > 0;
}

static const char *read_quoted(struct reader *reader)
{
	struct buf text = {.arena = reader->arena};

	for (reader->at++; *reader->at && *reader->at != '"'; reader->at++) {
		if (*reader->at == '\\' && reader->at[1])
			reader->at++;
		buf_addc(&text, *reader->at);
	}
	if (*reader->at == '"')
		reader->at++;
	else
		reader->is_broken = true;
	return buf_text(&text);
}

/* A word up to one of the stops, white space, a comment or a quote. */
static const char *take_word(struct reader *reader, const char *stops)
{
	const char *start = reader->at;

	for (; (unsigned char)*reader->at > ' ' && *reader->at != 127; reader->at++)
		if (strchr("()\";", *reader->at) || strchr(stops, *reader->at))
			break;
	return arena_strndup(reader->arena, start, (size_t)(reader->at - start));
}

/* The same with CFWS before and after it. */
static const char *read_word(struct reader *reader, const char *stops)
{
	skip_cfws(reader);
	const char *word = take_word(reader, stops);

	skip_cfws(reader);
	return word;
}

/* value = token / quoted-string, and local-part "@" domain with a possibly quoted local part (section 2.2,
 * pvalue). */
static const char *read_value(struct reader *reader)
{
	struct buf value = {.arena = reader->arena};

	skip_cfws(reader);
	reader->is_touched = reader->at > reader->start && reader->at[-1] == ')';
	bool is_quoted = *reader->at == '"';

	if (is_quoted)
		buf_adds(&value, read_quoted(reader));
	if (!is_quoted || *reader->at == '@')
		buf_adds(&value, take_word(reader, ""));
	reader->is_touched |= *reader->at == '(';
	skip_cfws(reader);
	return buf_text(&value);
}

static bool take(struct reader *reader, char c)
{
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

/* ptype "." property, with optional CFWS around the dot. */
static const char *read_name(struct reader *reader)
{
	struct buf name = {.arena = reader->arena};
	const char *word;

	do {
		word = read_word(reader, "=");
		buf_adds(&name, word);
	} while (*word && *reader->at && (*reader->at == '.' || name.data[name.length - 1] == '.'));
	return text_lower_ascii(reader->arena, buf_text(&name));
}

/* name "=" value with optional CFWS around each; false at the end of the result. */
static bool read_pair(struct reader *reader, const char **name, const char **value)
{
	skip_cfws(reader);
	if (!*reader->at || *reader->at == ';')
		return false;
	*name = read_name(reader);
	if (!**name || !take(reader, '=')) {
		reader->is_broken = true;
		return false;
	}
	*value = read_value(reader);
	return true;
}

/* method [ "/" version ] "=" result; another version than 1 means another method. */
static const char *method_name(struct arena *arena, const char *name)
{
	const char *slash = strchr(name, '/');

	return slash && !strcmp(slash, "/1") ? arena_strndup(arena, name, (size_t)(slash - name)) : name;
}

static void read_result(struct reader *reader, struct results *out)
{
	struct result result = {0};
	const char *name, *value;

	if (!read_pair(reader, &name, &value))
		return;
	result.method = method_name(reader->arena, name);
	result.result = text_lower_ascii(reader->arena, value);
	result.is_doubtful = reader->is_touched;
	while (!reader->is_broken && read_pair(reader, &name, &value)) {
		result.is_doubtful |= reader->is_touched || results_property(&result, name);
		result.properties =
		    scan_grow(reader->arena, result.properties, result.count, sizeof(*result.properties));
		result.properties[result.count++] = (struct property){name, value};
	}
	out->items = scan_grow(reader->arena, out->items, out->count, sizeof(*out->items));
	out->items[out->count++] = result;
}

static bool is_no_result(struct reader *reader)
{
	struct reader ahead = *reader;

	return !strcmp(text_lower_ascii(ahead.arena, read_word(&ahead, "=")), "none") && !*ahead.at;
}

/* [authserv-id [version]]. Without it the field starts with its first result. */
static void read_id(struct reader *reader, struct results *out)
{
	const struct reader start = *reader;
	const char *version = "1";

	*out = (struct results){.authserv_id = read_value(reader)};
	if (strchr(out->authserv_id, '=') || *reader->at == '=') {
		*reader = start;
		*out = (struct results){.authserv_id = "", .has_no_id = true};
		read_result(reader, out);
		return;
	}
	if (*reader->at && *reader->at != ';')
		version = read_word(reader, "=");
	reader->is_broken |= strcmp(version, "1") != 0;
}

void results_parse(struct arena *arena, const char *value, struct results *out)
{
	struct reader reader = {.arena = arena, .start = value, .at = value};

	read_id(&reader, out);
	while (!reader.is_broken && take(&reader, ';') && !is_no_result(&reader)) {
		skip_cfws(&reader);
		if (*reader.at && *reader.at != ';') /* an empty result, as after a trailing semicolon */
			read_result(&reader, out);
	}
	out->is_understood = !reader.is_broken && (!*reader.at || is_no_result(&reader));
}

const char *results_property(const struct result *result, const char *name)
{
	for (size_t i = 0; i < result->count; i++)
		if (!strcmp(result->properties[i].name, name))
			return result->properties[i].value;
	return NULL;
}
