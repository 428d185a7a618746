#include "html_tokens.h"

#include "base/text.h"
#include "scan.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

/* Elements with raw content, none of which is text for a reader. */
static const char *const raw_elements[] = {"script", "style",  "title",	  "textarea",
					   "xmp",    "iframe", "noembed", "noframes"};

void html_tokens_start(struct html_tokens *tokens, const char *html, size_t length_bytes)
{
	*tokens = (struct html_tokens){.at = html, .end = html + length_bytes};
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static size_t left(const struct html_tokens *tokens)
{
	return (size_t)(tokens->end - tokens->at);
}

static bool is_at(const struct html_tokens *tokens, const char *text)
{
	return left(tokens) >= strlen(text) && !strncasecmp(tokens->at, text, strlen(text));
}

/* Skips the content of a raw element, up to its end tag or the end. */
static void skip_raw(struct html_tokens *tokens)
{
	size_t length = strlen(tokens->skipped);

	while (tokens->at < tokens->end) {
		const char *mark = memchr(tokens->at, '<', left(tokens));

		tokens->at = mark ? mark : tokens->end;
		if (is_at(tokens, "</") && left(tokens) >= length + 2 &&
		    !strncasecmp(tokens->at + 2, tokens->skipped, length))
			break;
		tokens->at += mark != NULL;
	}
	tokens->skipped[0] = '\0';
}

/* Skips "<!-- -->", "<!doctype>", "<![if]>", "<?xml?>". An unterminated comment hides the rest, as in
 * browsers. */
static void skip_declaration(struct html_tokens *tokens)
{
	bool is_comment = is_at(tokens, "<!--");

	tokens->at += is_comment ? 4 : 2;
	if (is_comment && (is_at(tokens, ">") || is_at(tokens, "->"))) {
		tokens->at += *tokens->at == '>' ? 1 : 2;
		return;
	}
	while (tokens->at < tokens->end) {
		const char *mark = memchr(tokens->at, '>', left(tokens));
		bool is_end =
		    mark && (!is_comment || (mark - tokens->at >= 2 && mark[-1] == '-' && mark[-2] == '-'));

		tokens->at = mark ? mark + 1 : tokens->end;
		if (is_end)
			return;
	}
}

/* Skips the attributes up to '>', which may be quoted in a value. */
static struct bytes take_attributes(struct html_tokens *tokens)
{
	const char *start = tokens->at;
	char quote = 0, before = 0;

	for (; tokens->at < tokens->end; tokens->at++) {
		char c = *tokens->at;

		if (quote)
			quote = c == quote ? 0 : quote;
		else if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		else if (c == '>')
			break;
		if (!is_space(c))
			before = c;
	}
	return (struct bytes){(const unsigned char *)start, (size_t)(tokens->at - start)};
}

static bool take_tag(struct html_tokens *tokens, struct html_token *token)
{
	bool is_end = tokens->at[1] == '/';
	size_t length = 0;

	tokens->at += is_end ? 2 : 1;
	token->kind = is_end ? HTML_END : HTML_START;
	for (; tokens->at < tokens->end && !is_space(*tokens->at) && !strchr("/>", *tokens->at); tokens->at++)
		if (length < sizeof(token->name) - 1)
			token->name[length++] =
			    is_letter(*tokens->at) ? (char)(*tokens->at | 0x20) : *tokens->at;
	token->name[length] = '\0';
	token->attributes = take_attributes(tokens);
	if (tokens->at == tokens->end)
		return false; /* an unterminated tag is dropped */
	tokens->at++;
	for (size_t i = 0; !is_end && i < ARRAY_SIZE(raw_elements); i++)
		if (!strcmp(token->name, raw_elements[i]))
			memcpy(tokens->skipped, token->name, sizeof(tokens->skipped));
	return true;
}

static bool is_tag(const struct html_tokens *tokens)
{
	size_t name = left(tokens) > 1 && tokens->at[1] == '/' ? 2 : 1;

	return *tokens->at == '<' && left(tokens) > name && is_letter(tokens->at[name]);
}

bool html_tokens_next(struct html_tokens *tokens, struct html_token *token)
{
	if (tokens->skipped[0])
		skip_raw(tokens);
	while (is_at(tokens, "<!") || is_at(tokens, "<?"))
		skip_declaration(tokens);
	if (tokens->at == tokens->end)
		return false;
	*token = (struct html_token){.kind = HTML_TEXT};
	if (is_tag(tokens))
		return take_tag(tokens, token);
	const char *start = tokens->at;
	const char *mark = memchr(start + 1, '<', left(tokens) - 1); /* a '<' that starts no tag is text */

	tokens->at = mark ? mark : tokens->end;
	token->text = (struct bytes){(const unsigned char *)start, (size_t)(tokens->at - start)};
	return true;
}

/* Takes the next attribute of the tag from *rest; its value is empty when it has none. */
static bool next_attribute(struct bytes *rest, struct bytes *name, struct bytes *value)
{
	const unsigned char *at = rest->data, *end = at + rest->length;

	while (at < end && (is_space((char)*at) || *at == '/'))
		at++;
	const unsigned char *start = at;

	while (at < end && !is_space((char)*at) && *at != '=' && *at != '/')
		at++;
	if (at == start && at < end)
		at++; /* an unmatched '=' */
	*name = (struct bytes){start, (size_t)(at - start)};
	while (at < end && is_space((char)*at))
		at++;
	*value = (struct bytes){at, 0};
	if (at < end && *at == '=') {
		for (at++; at < end && is_space((char)*at);)
			at++;
		unsigned char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : 0;

		value->data = at;
		while (at < end && (quote ? *at != quote : !is_space((char)*at)))
			at++;
		value->length = (size_t)(at - value->data);
		at += quote && at < end;
	}
	*rest = (struct bytes){at, (size_t)(end - at)};
	return name->length > 0;
}

struct bytes html_attribute(const struct html_token *tag, const char *name)
{
	struct bytes rest = tag->attributes, found, value;

	while (next_attribute(&rest, &found, &value))
		if (scan_equals(found, name))
			return value;
	return (struct bytes){0};
}

static unsigned numeric_entity(struct bytes text, size_t *used)
{
	bool is_hex = text.length > 2 && (text.data[2] | 0x20) == 'x';
	size_t at = is_hex ? 3 : 2;
	unsigned code = 0;

	for (; at < text.length; at++) {
		unsigned c = text.data[at] | 0x20u;
		unsigned digit = c >= '0' && c <= '9'		  ? c - '0'
				 : is_hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
								  : 99;

		if (digit == 99 || text.data[at] < '0')
			break;
		if (code <= 0x10ffff)
			code = code * (is_hex ? 16 : 10) + digit;
	}
	if (at == (is_hex ? 3u : 2u))
		return 0;
	*used = at + (at < text.length && text.data[at] == ';');
	if (code >= 0x80 && code <= 0x9f)
		return text_windows_1252((unsigned char)code); /* as in browsers: &#146; is an apostrophe */
	return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || !code ? 0xfffd : code;
}

unsigned html_entity(struct bytes text, size_t *used)
{
	char name[16];
	size_t length = 0;

	if (text.length > 2 && text.data[1] == '#')
		return numeric_entity(text, used);
	while (length + 1 < text.length && length < sizeof(name) - 1 &&
	       (is_letter((char)text.data[length + 1]) ||
		(text.data[length + 1] >= '0' && text.data[length + 1] <= '9'))) {
		name[length] = (char)text.data[length + 1];
		length++;
	}
	name[length] = '\0';
	bool is_closed = length + 1 < text.length && text.data[length + 1] == ';';
	const htmlEntityDesc *entity = length && is_closed ? htmlEntityLookup((const xmlChar *)name) : NULL;

	*used = length + 2;
	return entity ? entity->value : !strcmp(name, "apos") && is_closed ? '\'' : 0;
}
