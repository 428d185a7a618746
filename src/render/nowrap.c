#include "nowrap.h"

#include "base/text.h"

#include <ctype.h>

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS	 "0123456789"

/* bytes: longer ones may have to be broken on a phone */
enum { MOST_REFERENCE = 16, MOST_SUM = 24 };

static bool is_of_word(char c)
{
	return isalnum((unsigned char)c) || c == '-';
}

/* The length of a reference at this position ("CAN-2026-0001", "DEVOIR-IMS-8"), 0 when there is none. */
static size_t reference_at(const char *text)
{
	size_t letters = strspn(text, CAPITALS), length = strspn(text, CAPITALS DIGITS "-");
	if (!letters || text[letters] != '-' || length > MOST_REFERENCE || is_of_word(text[length]))
		return 0;
	return length;
}

static size_t gap_at(const char *text)
{
	static const char *const GAPS[] = {" ", ".", "-", "\u00a0", "\u202f"};
	for (size_t i = 0; i < ARRAY_SIZE(GAPS); i++)
		if (text_starts_with(text, GAPS[i]))
			return strlen(GAPS[i]);
	return 0;
}

/* The same for a telephone number: "04 72 00 00 00", "+33 4 72 00 00 00". */
static size_t telephone_at(const char *text)
{
	bool has_country = *text == '+';
	size_t length = has_country, wanted = has_country ? 11 : 10;
	if (!has_country && *text != '0')
		return 0;
	for (size_t digits = 0; digits < wanted;) {
		bool is_digit = isdigit((unsigned char)text[length]);
		size_t gap = is_digit ? 0 : gap_at(text + length);
		if (!is_digit && (!digits || !gap))
			return 0;
		digits += is_digit;
		length += is_digit ? 1 : gap;
	}
	return is_of_word(text[length]) ? 0 : length;
}

/* The same for a sum of money as typed: "1 850 €", "12,80 €". */
static size_t sum_at(const char *text)
{
	size_t length = strspn(text, DIGITS), gap;
	if (!length)
		return 0;
	while ((gap = gap_at(text + length)) && strspn(text + length + gap, DIGITS) == 3)
		length += gap + 3;
	if (text[length] == ',')
		length += 1 + strspn(text + length + 1, DIGITS);
	length += gap_at(text + length);
	return length <= MOST_SUM && text_starts_with(text + length, "€") ? length + strlen("€") : 0;
}

/* The length of the unbreakable text at this position; 0: none. */
static size_t whole_at(const char *text)
{
	size_t length = reference_at(text);
	if (!length)
		length = telephone_at(text);
	return length ? length : sum_at(text);
}

const char *nowrap(struct arena *arena, const char *html)
{
	struct buf out = {.arena = arena};
	const char *article = strstr(html, "role=\"article\""), *at = article ? article : html;
	buf_add(&out, html, (size_t)(at - html));
	for (bool is_inside = article; *at; at++) {
		size_t length = 0;
		is_inside = *at == '<' || (is_inside && *at != '>');
		if (!is_inside && !(at > html && is_of_word(at[-1])))
			length = whole_at(at);
		if (length)
			buf_printf(&out, "<span style=\"white-space:nowrap\">%.*s</span>", (int)length, at);
		else
			buf_addc(&out, *at);
		at += length ? length - 1 : 0;
	}
	return buf_text(&out);
}
