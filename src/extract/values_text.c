#include "values.h"

#include "base/address.h"
#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"

#include <ctype.h>

void read_text(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_VALUE_BYTES);
	struct match match;

	value_set(reading, field->key, text, line);
	/* "Vendeur, D1106" for the wanted job. */
	if (strcmp(field->key, "wanted") == 0 && !form_get(reading->settled, "rome") &&
	    pattern_find(reading->clock, PATTERN_ROME, text_fold(reading->arena, line), 0, &match)) {
		char *code = match_text(reading->arena, &match, 1);

		code[0] = (char)toupper((unsigned char)code[0]);
		value_set(reading, "rome", "", code);
	}
}

void read_lines(struct reading *reading, const struct field_def *field, const char *text)
{
	value_set(reading, field->key, text, text_trim(reading->arena, text));
}

/* Offers must name both genders (Code du travail L1142-1); the sender is told what was added. */
void read_title(struct reading *reading, const struct field_def *field, const char *text)
{
	char *title = text_one_line(reading->arena, text, FORM_READ_BYTES);

	if (reading->form->kind != KIND_OFFER ||
	    pattern_matches(reading->clock, PATTERN_GENDERED, text_fold(reading->arena, title))) {
		value_set(reading, field->key, text, title);
		return;
	}
	value_set(reading, field->key, text, arena_printf(reading->arena, "%s (H/F)", title));
	form_note(reading->form, phrase_with(reading->arena, "told.gender_added", "title", title, NULL));
}

void read_reference(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_READ_BYTES);

	if (strlen(line) > 60 || strpbrk(line, "<>@\""))
		value_fault(reading, field, text, phrase("fault.reference"));
	else
		value_set(reading, field->key, text, line);
}

void read_link(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_READ_BYTES);
	size_t length = strcspn(line, " <>\"'");
	const char *rest = line + length;

	/* Mail programs duplicate an address: "https://a.example <https://a.example>". */
	if (text_starts_with(line, "https://") && length > strlen("https://") && (!*rest || rest[1] == '<'))
		value_set(reading, field->key, text, arena_strndup(reading->arena, line, length));
	else
		value_fault(reading, field, text, phrase("fault.link"));
}

char *reference_find(struct arena *arena, struct pattern_clock *clock, const char *folded)
{
	struct match match;
	const char *series, *number;

	if (!pattern_find(clock, PATTERN_REFERENCE, folded, 0, &match))
		return NULL;
	if (match_has(&match, 4))
		return text_upper_ascii(arena, arena_printf(arena, "%s-%s-%s", match_text(arena, &match, 4),
							    match_text(arena, &match, 5),
							    match_text(arena, &match, 6)));
	series = text_upper_ascii(arena, match_text(arena, &match, 1));
	number = match_text(arena, &match, 3);
	/* Series with one record a year. */
	if (strcmp(series, "BIL") == 0 || strcmp(series, "COM") == 0)
		return number ? NULL : arena_printf(arena, "%s-%s", series, match_text(arena, &match, 2));
	if (!number)
		return NULL;
	/* At least four digits, with no more leading zeros than that needs. */
	return arena_printf(arena, "%s-%s-%04ld", series, match_text(arena, &match, 2),
			    match_number(&match, 3));
}

/* A reference of ours. When the subject has one, a title under "Offre" is only a reminder. */
void read_ref(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct {
		const char *key, *prefix;
	} SERIES[] = {{"forum", "EVT-"}, {"meeting", "EVT-"}, {"diagnostic", "DIA-"}};
	char *folded = text_fold(reading->arena, text);
	char *ref = reference_find(reading->arena, reading->clock, folded);

	for (size_t i = 0; ref && i < ARRAY_SIZE(SERIES); i++)
		if (strcmp(field->key, SERIES[i].key) == 0 && !text_starts_with(ref, SERIES[i].prefix))
			ref = NULL;
	if (ref)
		value_set(reading, field->key, text, ref);
	else if (strcmp(field->key, "ref") != 0 || !reading->settled->ref)
		value_fault(reading, field, text, phrase("fault.ref"));
}

static const char *read_email(struct reading *reading, const char *line)
{
	struct match match, other;
	const char *fault;
	char *email, *ascii;

	if (!strchr(line, '@'))
		return NULL;
	if (!pattern_find(reading->clock, PATTERN_EMAIL, line, 0, &match))
		return phrase("fault.email");
	email = match_text(reading->arena, &match, 0);
	for (size_t at = match.end[0]; pattern_find(reading->clock, PATTERN_EMAIL, line, at, &other);
	     at = other.end[0])
		if (!text_equal_ascii(email, match_text(reading->arena, &other, 0)))
			return phrase("fault.several_emails");
	/* With an internationalised domain both as written and in ASCII. */
	ascii = address_to_ascii(reading->arena, email, &fault);
	if (!ascii)
		return phrase("fault.email");
	value_set(reading, "contact_email", "", ascii);
	return NULL;
}

/* "04 72 00 00 00", from any separators. */
static char *national_phone(struct arena *arena, const char *written)
{
	struct buf digits = {.arena = arena};
	struct buf phone = {.arena = arena};
	size_t first;

	for (const char *c = written; *c; c++)
		if (isdigit((unsigned char)*c))
			buf_addc(&digits, *c);
	first = digits.length > 9 ? digits.length - 9 : 0;
	buf_addc(&phone, '0');
	for (size_t i = first; i < digits.length; i++) {
		if ((i - first) % 2 == 1)
			buf_addc(&phone, ' ');
		buf_addc(&phone, digits.data[i]);
	}
	return buf_text(&phone);
}

void read_contact(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, 1000);
	const char *fault = read_email(reading, line);
	struct match match;

	if (fault) {
		value_fault(reading, field, text, fault);
		return;
	}
	value_set(reading, field->key, text, line);
	if (pattern_find(reading->clock, PATTERN_PHONE, line, 0, &match))
		value_set(reading, "contact_phone", "",
			  national_phone(reading->arena, match_text(reading->arena, &match, 0)));
}

/* The single integer in the text; digits may be grouped in threes ("1 000"). -1 for none, -2 for anything
 * else. */
static long only_number(const char *folded)
{
	const char *c = folded + strcspn(folded, "0123456789");
	long number = 0;
	size_t digits = 0;

	if (*c == '\0')
		return -1;
	if (c > folded && (c[-1] == '-' || c[-1] == '.' || c[-1] == ','))
		return -2;
	for (;; c++) {
		if (isdigit((unsigned char)*c) && digits < 9) {
			number = number * 10 + (*c - '0');
			digits++;
		} else if (*c != ' ' || digits == 0 || strspn(c + 1, "0123456789") != 3) {
			break;
		}
	}
	if ((*c == ',' || *c == '.') && isdigit((unsigned char)c[1]))
		return -2;
	return c[strcspn(c, "0123456789")] == '\0' ? number : -2;
}

static long written_number(struct arena *arena, const char *text)
{
	static const char *const names[] = {" zero ", " un ",	" deux ", " trois ", " quatre ", " cinq ",
					    " six ",  " sept ", " huit ", " neuf ",  " dix "};
	char *folded = text_fold(arena, text);
	char *words = value_words(arena, text);
	long number = only_number(folded);

	if (number != -1)
		return number;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strstr(words, names[i]))
			return (long)i;
	return -1;
}

bool value_may_stand_below(struct arena *arena, const struct field_def *field, const char *text)
{
	if (!field || field->read != read_number || isdigit((unsigned char)*text))
		return true;
	return written_number(arena, text) != -1 && !strchr(text, '?') && !label_line_is_sentence(text);
}

void read_number(struct reading *reading, const struct field_def *field, const char *text)
{
	long number = written_number(reading->arena, text);

	if (number == -1)
		value_fault(reading, field, text, phrase("fault.number"));
	else if (number == -2)
		value_fault(reading, field, text, phrase("fault.number_not_whole"));
	else if (number < field->minimum || number > field->maximum)
		value_fault(reading, field, text, phrase("fault.number_range"));
	else
		value_set(reading, field->key, text, arena_printf(reading->arena, "%ld", number));
}

void read_openings(struct reading *reading, const struct field_def *field, const char *text)
{
	if (strstr(value_words(reading->arena, text), " plusieurs ") && !strpbrk(text, "0123456789"))
		value_set(reading, field->key, text, "plusieurs");
	else
		read_number(reading, field, text);
}

void read_rome(struct reading *reading, const struct field_def *field, const char *text)
{
	char *folded = text_fold(reading->arena, text);
	struct match match, other;
	char *code;

	if (!pattern_find(reading->clock, PATTERN_ROME, folded, 0, &match)) {
		value_fault(reading, field, text, phrase("fault.rome"));
		return;
	}
	code = match_text(reading->arena, &match, 1);
	if (pattern_find(reading->clock, PATTERN_ROME, folded, match.end[0], &other) &&
	    strcmp(code, match_text(reading->arena, &other, 1)) != 0) {
		value_fault(reading, field, text, phrase("fault.several_romes"));
		return;
	}
	code[0] = (char)toupper((unsigned char)code[0]);
	value_set(reading, field->key, text, code);
}
