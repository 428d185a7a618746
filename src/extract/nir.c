/* Social security numbers: 13 characters and a key of two digits, 97 - (number mod 97). */
#include "values.h"

#include <ctype.h>
#include <stdint.h>

enum { NIR_BODY = 13, NIR_LENGTH = 15, MOST_SEPARATORS = 3 };

/* The length of a separator (space, dot, hyphen, dash, slash, no-break space) at text; 0 for anything
 * else. */
static size_t separator_bytes(const char *text)
{
	static const char *const separators[] = {" ",	   "\t",     ".",      "-",	 "/",
						 "\u00a0", "\u2009", "\u202f", "\u2011", "\u2013"};

	for (size_t i = 0; i < ARRAY_SIZE(separators); i++) {
		size_t length = strlen(separators[i]);

		if (strncmp(text, separators[i], length) == 0)
			return length;
	}
	return 0;
}

static bool is_nir_character(char c, size_t index)
{
	return isdigit((unsigned char)c) || (index == 6 && strchr("ABab", c) && c);
}

/* Copies 15 digits without separators; false when there are fewer or more. */
static bool gather(const char *text, char nir[NIR_LENGTH + 1])
{
	size_t count = 0, separators = 0;

	while (count < NIR_LENGTH) {
		size_t length;

		if (is_nir_character(*text, count)) {
			nir[count++] = (char)toupper((unsigned char)*text++);
			separators = 0;
			continue;
		}
		length = separator_bytes(text);
		if (length == 0 || ++separators > MOST_SEPARATORS)
			return false;
		text += length;
	}
	nir[NIR_LENGTH] = '\0';
	return !isdigit((unsigned char)*text);
}

static bool month_is_possible(int month)
{
	return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || (month >= 50 && month <= 99);
}

static bool key_is_right(const char nir[NIR_LENGTH + 1])
{
	uint64_t number = 0;
	int month = (nir[3] - '0') * 10 + (nir[4] - '0');
	int key = (nir[13] - '0') * 10 + (nir[14] - '0');
	bool is_corsican = !isdigit((unsigned char)nir[6]);

	if (!strchr("123478", nir[0]) || !month_is_possible(month) || (is_corsican && nir[5] != '2'))
		return false;
	for (size_t i = 0; i < NIR_BODY; i++) {
		int digit = nir[i] - '0';

		/* 2A counts as 19, 2B as 18. */
		if (is_corsican && i == 5)
			digit = 1;
		if (is_corsican && i == 6)
			digit = nir[i] == 'A' ? 9 : 8;
		number = number * 10 + (uint64_t)digit;
	}
	return key == 97 - (int)(number % 97);
}

bool text_has_nir(const char *text)
{
	char nir[NIR_LENGTH + 1];

	for (const char *c = text; *c; c++)
		if (isdigit((unsigned char)*c) && (c == text || !isdigit((unsigned char)c[-1])) &&
		    gather(c, nir) && key_is_right(nir))
			return true;
	return false;
}
