/* The syntax of reply tokens: reference "." purpose day mac, with the day in four hexadecimal digits; without
 * a code reference "." purpose. Relays may change the local part to lower case. */
#include "extract.h"

#include "base/text.h"
#include "kinds.h"

#include <ctype.h>

enum { DAY_DIGITS = 4, MOST_DAY = 0xffff, MAC_DIGITS = 16, MOST_REF_BYTES = 20 };

static const char MESSAGE_SERIES[] = "MSG-";

/* The length of a reference at the start of the text: three letters, then groups of digits; 0 for none. */
static size_t reference_bytes(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	if (length != 3)
		return 0;
	while (text[length] == '-' && isdigit((unsigned char)text[length + 1]))
		length += 1 + strspn(text + length + 1, "0123456789");
	return length > 3 && length <= MOST_REF_BYTES ? length : 0;
}

static enum kind kind_of_purpose(char purpose)
{
	for (size_t kind = 1; kind < KIND_COUNT; kind++)
		if (purpose && kind_row((enum kind)kind)->purpose == purpose)
			return (enum kind)kind;
	return KIND_NONE;
}

static bool read_day(const char *text, int *day)
{
	*day = 0;
	for (size_t i = 0; i < DAY_DIGITS; i++) {
		if (!isxdigit((unsigned char)text[i]))
			return false;
		*day = *day * 16 + (isdigit((unsigned char)text[i]) ? text[i] - '0' : text[i] - 'a' + 10);
	}
	return true;
}

enum token_state token_read(struct arena *arena, const char *subaddress, struct token *out)
{
	size_t length = subaddress ? reference_bytes(subaddress) : 0;

	if (!length || subaddress[length] != '.')
		return TOKEN_NONE;
	const char *code = text_lower_ascii(arena, subaddress + length + 1);
	struct token token = {
	    .kind = kind_of_purpose(*code),
	    .ref = text_upper_ascii(arena, arena_strndup(arena, subaddress, length)),
	};

	if (token.kind != KIND_NONE && !code[1]) {
		*out = token;
		return TOKEN_NAMED;
	}
	if (token.kind == KIND_NONE || strlen(code) != 1 + DAY_DIGITS + MAC_DIGITS ||
	    !read_day(code + 1, &token.day))
		return TOKEN_BROKEN;
	token.mac = code + 1 + DAY_DIGITS;
	*out = token;
	return TOKEN_READ;
}

char *token_write(struct arena *arena, const struct token *token)
{
	char purpose = kind_row(token->kind)->purpose;
	size_t length = reference_bytes(token->ref);

	if (!purpose || !length || token->ref[length] || token->day < 0 || token->day > MOST_DAY)
		return NULL;
	if (!token->mac)
		return arena_printf(arena, "%s.%c", token->ref, purpose);
	return arena_printf(arena, "%s.%c%04x%s", token->ref, purpose, (unsigned)token->day, token->mac);
}

static bool names_message(const struct token *token)
{
	return text_starts_with(token->ref, MESSAGE_SERIES);
}

const char *token_record(const struct token *token)
{
	return names_message(token) ? NULL : token->ref;
}

int64_t token_message(const struct token *token)
{
	return names_message(token) ? strtoll(token->ref + strlen(MESSAGE_SERIES), NULL, 10) : 0;
}
