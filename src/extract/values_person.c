/* Data about a young person: names, the consent, and the age, which is forgotten once it is checked. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/letters.h"
#include "form.h"

#include <ctype.h>

enum { YOUNGEST = 16, OLDEST = 25, MAJORITY = 18, OLDEST_READ = 120 };

/* Bold and italic marks of plain text, paired or not, and spaces. */
static char *without_markup(struct arena *arena, const char *text)
{
	return text_strip(text_trim(arena, text), "*_ ", "*_ ");
}

/* Exactly OUI after folding case, accents, spaces and markup, with one full stop allowed (specification
 * section 5). Folding drops combining marks; those left after NFC are not accents but strokes and circles, so
 * they are checked before. */
void read_consent(struct reading *reading, const struct field_def *field, const char *text)
{
	char *word = without_markup(reading->arena, text_fold(reading->arena, text));
	size_t length = strlen(word);

	if (length > 0 && word[length - 1] == '.') {
		word[length - 1] = '\0';
		word = without_markup(reading->arena, word);
	}
	if (strcmp(word, "oui") == 0 && !pattern_matches(reading->clock, PATTERN_ODD_MARK, text))
		value_set(reading, field->key, text, "oui");
	else
		value_fault(reading, field, text,
			    text_is_blank(text) ? phrase("fault.consent_empty")
						: phrase("fault.consent_word"));
}

/* age_later: the age when a letter is sent after the longest possible wait. */
static void settle_age(struct reading *reading, const struct field_def *field, int age, int age_later)
{
	bool is_eligible = age >= YOUNGEST && age <= OLDEST;

	value_set(reading, field->key, "", "");
	value_set(reading, "eligible", "", is_eligible ? "oui" : "non");
	value_set(reading, "is_minor", "", age < MAJORITY ? "oui" : "non");
	value_set(reading, "is_last_days", "", age_later > OLDEST ? "oui" : "non");
	if (!is_eligible)
		value_fault(reading, field, "", phrase("fault.age"));
}

void read_birth(struct reading *reading, const struct field_def *field, const char *text)
{
	struct moments moments;
	struct match match;

	if (pattern_find(reading->clock, PATTERN_AGE, text_fold(reading->arena, text), 0, &match)) {
		int age = (int)match_number(&match, 1);

		settle_age(reading, field, age, age + 1); /* the birthday may be tomorrow */
		return;
	}
	moments_read(reading, text, YEAR_OF_BIRTH, &moments);
	if (!moments.fault && (!moments.has_date || moments.has_end_date || moments.has_time))
		moments.fault = phrase("fault.birth");
	if (!moments.fault && date_compare(moments.date, reading->today) > 0)
		moments.fault = phrase("fault.birth_in_future");
	if (!moments.fault && moments.date.year < reading->today.year - OLDEST_READ)
		moments.fault = phrase("fault.birth_old");
	if (moments.fault)
		value_fault(reading, field, "", moments.fault);
	else
		settle_age(reading, field, date_age(moments.date, reading->today),
			   date_age(moments.date, date_add_days(reading->today, LETTER_DAYS)));
}

static bool is_name(const char *text)
{
	bool has_letter = false;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (isdigit(*c) || strchr("@<>:/\\_{}[]|", *c))
			return false;
		has_letter |= isalpha(*c) || *c >= 0x80;
	}
	return has_letter && strlen(text) <= 100;
}

void read_name(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_READ_BYTES);

	if (is_name(line))
		value_set(reading, field->key, text, line);
	else
		value_fault(reading, field, text, phrase("fault.name"));
}

enum { MOST_WORDS = 12 };

static size_t split_words(struct arena *arena, const char *text, char *words[MOST_WORDS])
{
	static const char *const titles[] = {"m.", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"};
	char *rest = text_one_line(arena, text, FORM_READ_BYTES);
	size_t count = 0;

	while (*rest && count < MOST_WORDS) {
		size_t length = strcspn(rest, " ,;");
		char *word = arena_strndup(arena, rest, length);
		bool is_title = length == 0;

		for (size_t i = 0; i < ARRAY_SIZE(titles) && count == 0; i++)
			is_title |= text_equal_ascii(word, titles[i]);
		if (!is_title)
			words[count++] = word;
		rest += length;
		rest += strspn(rest, " ,;");
	}
	return count;
}

/* "de La TOUR": particles before a word in capitals belong to it. */
static bool is_particle(const char *word)
{
	static const char *const particles[] = {"de", "du",  "des", "la",  "le", "d'", "el",
						"al", "ben", "van", "von", "da", "dos"};

	for (size_t i = 0; i < ARRAY_SIZE(particles); i++)
		if (text_equal_ascii(word, particles[i]))
			return true;
	return false;
}

static void add_word(struct buf *name, const char *word)
{
	if (name->length > 0)
		buf_addc(name, ' ');
	buf_adds(name, word);
}

/* Marks the words of the family name; returns their number. */
static size_t mark_family(struct reading *reading, char *const *words, size_t count, bool *is_family)
{
	size_t marked = 0;

	for (size_t i = count; i-- > 0;) {
		is_family[i] = pattern_matches(reading->clock, PATTERN_UPPER_WORD, words[i]) ||
			       (i + 1 < count && is_family[i + 1] && is_particle(words[i]));
		marked += is_family[i];
	}
	return marked;
}

bool name_split(struct reading *reading, const char *text, bool is_given_first, char **family, char **given)
{
	struct buf names[2] = {{.arena = reading->arena}, {.arena = reading->arena}};
	char *words[MOST_WORDS];
	bool is_family[MOST_WORDS] = {false};
	size_t count = split_words(reading->arena, text, words);
	size_t marked = mark_family(reading, words, count, is_family);

	/* Case doesn't tell: use the order in the label. */
	if (marked == 0 || marked == count)
		for (size_t i = 0; i < count; i++)
			is_family[i] = is_given_first ? i > 0 : i == 0;
	for (size_t i = 0; i < count; i++)
		add_word(&names[is_family[i]], words[i]);
	*given = buf_text(&names[0]);
	*family = buf_text(&names[1]);
	return marked > 0 && marked < count;
}

bool name_is_whole(struct reading *reading, const char *text)
{
	char *words[MOST_WORDS];
	bool is_family[MOST_WORDS] = {false};
	size_t count = split_words(reading->arena, text, words);
	size_t marked = mark_family(reading, words, count, is_family);

	return marked > 0 && marked < count;
}

void read_full_name(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_READ_BYTES);
	bool is_given_first = text_starts_with(text_fold(reading->arena, reading->label), "prenom");
	char *family, *given;

	if (!is_name(line)) {
		value_fault(reading, field, text, phrase("fault.name"));
		return;
	}
	if (!name_split(reading, line, is_given_first, &family, &given) && *given && *family)
		form_note(reading->form, phrase_with(reading->arena, "told.name_order", "text", line, "given",
						     given, "family", family, NULL));
	/* The parts are separate from here on: a form sent back has a line for each. */
	if (*family)
		value_set(reading, "family_name", family, family);
	if (*given)
		value_set(reading, "given_name", given, given);
}
