#include "answers.h"

#include "base/text.h"
#include "form.h"
#include "heading_units.h"
#include "values.h"

#include <ctype.h>

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

static bool is_code_alone(const char *text)
{
	const char *code = value_postal_code(text);

	return code && strlen(code) == strlen(text) && strspn(text, "0123456789") == strlen(text);
}

/* "Lyon" and "12 rue Bossuet, 69006 LYON" share a word; a part of an address begins with a number or as a
 * street does. */
static bool may_be_there(struct arena *arena, const char *town, const char *address)
{
	static const char *const streets[] = {
	    " rue ",	  " avenue ",  " av ",	  " boulevard ", " bd ",       " place ",     " chemin ",
	    " route ",	  " allee ",   " quai ",  " zone ",	 " za ",       " zi ",	      " zac ",
	    " parc ",	  " impasse ", " cours ", " immeuble ",	 " batiment ", " residence ", " centre ",
	    " lieu dit ", " hameau ",  " bp ",	  " cs "};
	enum { LEAST = 3 };
	const char *words = value_words(arena, town), *there = value_words(arena, address);

	if (isdigit((unsigned char)words[1]))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(streets); i++)
		if (text_starts_with(words, streets[i]))
			return true;
	for (const char *word = words; word[1]; word += 1 + strcspn(word + 1, " ")) {
		size_t length = strcspn(word + 1, " ");

		if (length >= LEAST && strstr(there, arena_printf(arena, " %.*s ", (int)length, word + 1)))
			return true;
	}
	return false;
}

/* A street joins its town, but no address another one: that of the company is not where the work is. */
static bool is_elsewhere(struct arena *arena, const char *one, const char *other)
{
	const char *code = value_postal_code(one), *second = value_postal_code(other);

	if (code && second)
		return strncmp(code, second, 5) != 0;
	if (code && !is_code_alone(one))
		return !may_be_there(arena, other, one);
	return second && !is_code_alone(other) && !may_be_there(arena, one, other);
}

/* A postal code precedes its town, so that both are one place. */
static const char *join(struct arena *arena, const char *one, const char *other)
{
	if (is_code_alone(other))
		return arena_printf(arena, "%s %s", other, one);
	return arena_printf(arena, is_code_alone(one) ? "%s %s" : "%s, %s", one, other);
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
	else if ((flags & FIELD_JOINED) && is_other_label && !is_elsewhere(arena, answer->text, entry->text))
		answer->text = join(arena, answer->text, entry->text);
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
