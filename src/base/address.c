#include "base/address.h"

#include "base/text.h"

#include <ctype.h>
#include <idn2.h>
#include <stdint.h>
#include <string.h>

enum { LABEL_MAX_BYTES = 63 };

#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static const char ATOM[] = ALPHANUMERIC "!#$%&'*+-/=?^_`{|}~";
static const char LABEL[] = ALPHANUMERIC "-";

/* Skips runs of these characters, none longer than `most`, separated by single dots; returns the number of
 * runs, 0 when malformed. */
static size_t count_runs(const char *text, size_t length, const char *characters, size_t most)
{
	const char *end = text + length;
	for (size_t runs = 1;; runs++) {
		size_t run = strspn(text, characters);
		if (!run || run > most || text + run > end)
			return 0;
		text += run;
		if (text == end)
			return runs;
		if (*text++ != '.')
			return 0;
	}
}

static const char *domain_to_ascii(struct arena *arena, const char *domain)
{
	uint8_t *converted = NULL;
	const char *result = NULL;
	if (text_is_ascii(domain))
		return domain;
	if (idn2_lookup_u8((const uint8_t *)domain, &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) ==
	    IDN2_OK)
		result = arena_strdup(arena, (const char *)converted);
	idn2_free(converted);
	return result;
}

static bool is_domain(const char *domain)
{
	if (!domain || !count_runs(domain, strlen(domain), LABEL, LABEL_MAX_BYTES))
		return false;
	return *domain != '-' && domain[strlen(domain) - 1] != '-' && !strstr(domain, ".-") &&
	       !strstr(domain, "-.");
}

char *address_to_ascii(struct arena *arena, const char *address, const char **fault)
{
	const char *at = address ? strrchr(address, '@') : NULL;
	size_t local_length = at ? (size_t)(at - address) : 0;
	if (local_length == 0 || local_length > LOCAL_PART_MAX_BYTES) {
		*fault = "no local part, or too long a local part,";
		return NULL;
	}
	if (!count_runs(address, local_length, ATOM, LOCAL_PART_MAX_BYTES)) {
		*fault = "a character that can't stand in a local part";
		return NULL;
	}
	const char *domain = domain_to_ascii(arena, at + 1);
	if (!is_domain(domain) || local_length + 1 + strlen(domain) > ADDRESS_MAX_BYTES) {
		*fault = "a domain that is not a valid one, or too long,";
		return NULL;
	}
	return arena_printf(arena, "%.*s@%s", (int)local_length, address, domain);
}

const char *address_domain(const char *address)
{
	const char *at = strrchr(address, '@');
	return at ? at + 1 : address;
}

bool address_is_full(struct arena *arena, const char *address)
{
	const char *fault, *ascii = address_to_ascii(arena, address, &fault);
	const char *dot = ascii ? strrchr(strchr(ascii, '@'), '.') : NULL;
	return dot && !isdigit((unsigned char)dot[strlen(dot) - 1]);
}
