#include "address.h"

#include <idn2.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* RFC 5321 4.5.3.1: the path has 256 octets with its angle brackets. */
enum { LOCAL_PART_MAX_BYTES = 64, ADDRESS_MAX_BYTES = 254 };

/* Anything else could end the command or its path and begin another one. */
static bool is_safe_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '<' || text[i] == '>')
			return false;
	return true;
}

static char *domain_to_ascii(struct arena *arena, const char *domain)
{
	uint8_t *converted = NULL;
	char *result = NULL;

	if (is_safe_ascii(domain, strlen(domain)))
		return arena_strdup(arena, domain);
	if (idn2_lookup_u8((const uint8_t *)domain, &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) ==
	    IDN2_OK)
		result = arena_strdup(arena, (const char *)converted);
	idn2_free(converted);
	return result;
}

char *address_to_ascii(struct arena *arena, const char *address, const char **fault)
{
	const char *at = strrchr(address, '@');
	size_t local_length = at ? (size_t)(at - address) : 0;

	if (local_length == 0 || at[1] == '\0' || local_length > LOCAL_PART_MAX_BYTES) {
		*fault = "no local part or no domain, or too long a local part,";
		return NULL;
	}
	if (!is_safe_ascii(address, local_length)) {
		*fault = "not ASCII, or a control character, a space or an angle bracket, in the local part";
		return NULL;
	}
	char *domain = domain_to_ascii(arena, at + 1);

	if (!domain || !is_safe_ascii(domain, strlen(domain)) ||
	    local_length + 1 + strlen(domain) > ADDRESS_MAX_BYTES) {
		*fault = "a domain that is not a valid one, or too long,";
		return NULL;
	}
	return arena_printf(arena, "%.*s@%s", (int)local_length, address, domain);
}
