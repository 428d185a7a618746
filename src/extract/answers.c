#include "answers.h"

#include "base/text.h"
#include "form.h"
#include "heading_units.h"
#include "values.h"

bool answer_is_same(struct arena *arena, const char *a, const char *b)
{
	return strcmp(value_words(arena, a), value_words(arena, b)) == 0;
}

/* "Profil" below "Missions" is a heading and is kept. */
static const char *join_lines(struct arena *arena, const struct answer *before, const struct entry *entry)
{
	return arena_printf(arena, "%s\n\n%s\u00a0: %s", before->text, entry->label, entry->text);
}

/* "14/01/2027 de 9h à 12h" contains "9h" already. */
static bool holds(struct arena *arena, const char *whole, const char *part)
{
	return strstr(value_words(arena, whole), value_words(arena, part)) != NULL;
}

/* The first five digits that stand alone; NULL when there are none. */
static const char *postal_code(const char *text)
{
	enum { DIGITS = 5 };

	for (size_t length; *text; text += length ? length : 1)
		if ((length = strspn(text, "0123456789")) == DIGITS)
			return text;
	return NULL;
}

/* A street joins its town, but no address another one: that of the company is not where the work is. */
static bool is_elsewhere(const char *one, const char *other)
{
	const char *code = postal_code(one), *second = postal_code(other);

	return code && second && strncmp(code, second, 5) != 0;
}

static void add(struct arena *arena, struct answer *answer, const struct entry *entry)
{
	unsigned flags = entry->field->flags;
	bool is_other_label = !text_equal_folded(answer->label, entry->label);
	bool is_text = !strcmp(entry->field->key, "consent") || (flags & FIELD_LINES);

	if (is_text ? text_equal_folded(answer->text, entry->text)
		    : answer_is_same(arena, answer->text, entry->text))
		return;
	if (strlen(answer->text) + strlen(entry->text) > FORM_VALUE_BYTES)
		return;
	if ((flags & FIELD_JOINED) && is_other_label && holds(arena, answer->text, entry->text))
		return;
	if (flags & FIELD_LINES)
		answer->text = join_lines(arena, answer, entry);
	else if ((flags & FIELD_JOINED) && is_other_label && !is_elsewhere(answer->text, entry->text))
		answer->text = arena_printf(arena, "%s, %s", answer->text, entry->text);
	else if (!answer->other)
		answer->other = entry->text;
}

struct answer answer_find(struct arena *arena, const struct entries *entries, const struct field_def *field)
{
	bool counts_empty = strcmp(field->key, "consent") == 0;
	struct answer answer = {0};

	for (size_t i = 0; i < entries->count; i++) {
		struct entry entry = entries->items[i];

		if (entry.field != field || (!counts_empty && text_is_blank(entry.text)))
			continue;
		entry.text = heading_units_add(arena, field->key, entry.label, entry.text);
		if (answer.is_present)
			add(arena, &answer, &entry);
		else
			answer = (struct answer){.is_present = true,
						 .text = entry.text,
						 .label = entry.label,
						 .flags = entry.flags,
						 .meant = entry.other,
						 .is_near = entry.is_near};
	}
	return answer;
}

bool answer_says_nothing(struct arena *arena, const struct field_def *field, const char *text)
{
	static const char *const nothing[] = {" neant ",
					      " rien ",
					      " sans objet ",
					      " s o ",
					      " so ",
					      " nc ",
					      " n c ",
					      " na ",
					      " n a ",
					      " nd ",
					      " n d ",
					      " non communique ",
					      " non communiquee ",
					      " non precise ",
					      " non precisee ",
					      " non defini ",
					      " non definie ",
					      " non renseigne ",
					      " non renseignee ",
					      " non concerne ",
					      " non applicable ",
					      " a definir ",
					      " a preciser ",
					      " a determiner ",
					      " a completer ",
					      " a voir ",
					      " a convenir ",
					      " a confirmer ",
					      " en cours de definition ",
					      " peu importe ",
					      " sans importance ",
					      " sans preference ",
					      " sans limite ",
					      " pas de limite ",
					      " pas de date ",
					      " pas de date limite ",
					      " je ne sais pas ",
					      " ne sait pas ",
					      " selon disponibilite ",
					      " selon disponibilites ",
					      " indifferent ",
					      " indifferente ",
					      " inconnu ",
					      " inconnue ",
					      " vide ",
					      " xxx ",
					      " "};
	/* These are there or not. */
	static const char *const records[] = {"forum", "meeting", "diagnostic", "co_organiser"};
	/* In these fields "none" is a value: no diploma or experience required. */
	static const char *const counting[] = {"level", "experience"};
	const char *words = value_words(arena, text);

	for (size_t i = 0; i < ARRAY_SIZE(nothing); i++)
		if (strcmp(words, nothing[i]) == 0)
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(records) && strcmp(words, " non ") == 0; i++)
		if (strcmp(field->key, records[i]) == 0)
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(counting); i++)
		if (strcmp(field->key, counting[i]) == 0)
			return false;
	return strcmp(words, " aucun ") == 0 || strcmp(words, " aucune ") == 0;
}
