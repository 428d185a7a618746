/* International bank account numbers (ISO 13616): country, two check digits, and as many characters as the
 * country uses. With its first four characters moved to the end and letters counted from 10, the number
 * modulo 97 is 1. */
#include "values.h"

#include <ctype.h>

enum { LONGEST = 34 };

static const struct {
	char country[3];
	size_t length;
} countries[] = {
    {"FR", 27}, {"MC", 27}, {"BE", 16}, {"LU", 20}, {"CH", 21}, {"DE", 22}, {"ES", 24},
    {"IT", 27}, {"PT", 25}, {"NL", 18}, {"GB", 22}, {"IE", 22}, {"AT", 20}, {"PL", 28},
    {"RO", 24}, {"BG", 22}, {"GR", 27}, {"LT", 20}, {"LV", 21}, {"EE", 20}, {"FI", 18},
    {"SE", 24}, {"DK", 18}, {"NO", 15}, {"CZ", 24}, {"SK", 24}, {"SI", 19}, {"HR", 21},
    {"HU", 28}, {"MT", 31}, {"CY", 28}, {"TN", 24}, {"TR", 26}, {"MA", 28}, {"AD", 24},
};

static size_t length_of(const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(countries); i++)
		if (toupper((unsigned char)text[0]) == countries[i].country[0] &&
		    toupper((unsigned char)text[1]) == countries[i].country[1] &&
		    isdigit((unsigned char)text[2]))
			return countries[i].length;
	return 0;
}

/* Copies that many characters without separators; false when there are fewer. */
static bool gather(const char *text, size_t length, char iban[LONGEST + 1])
{
	size_t count = 0;

	while (count < length) {
		if (isalnum((unsigned char)*text)) {
			iban[count++] = (char)toupper((unsigned char)*text++);
		} else if (*text == ' ' || *text == '-' || *text == '.') {
			text++;
		} else if (strncmp(text, "\u00a0", 2) == 0) {
			text += 2;
		} else if (strncmp(text, "\u202f", 3) == 0) {
			text += 3;
		} else {
			return false;
		}
	}
	return !isalnum((unsigned char)*text);
}

static bool is_right(const char *iban, size_t length)
{
	unsigned rest = 0;

	for (size_t i = 0; i < length; i++) {
		char c = iban[(i + 4) % length];
		unsigned value = isdigit((unsigned char)c) ? (unsigned)(c - '0') : (unsigned)(c - 'A') + 10;

		rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
	}
	return rest == 1;
}

bool text_has_iban(const char *text)
{
	char iban[LONGEST + 1];

	for (const char *c = text; *c; c++) {
		size_t length = c == text || !isalnum((unsigned char)c[-1]) ? length_of(c) : 0;

		if (length && gather(c, length, iban) && is_right(iban, length))
			return true;
	}
	return false;
}
