#include "heading_units.h"

#include "base/phrases.h"
#include "base/text.h"

enum slot { COUNT, SHARE, PERIOD, SLOTS };

/* The words of a heading that tell a unit; `phrase` names what a reader reads, NULL: the word itself. */
static const struct unit {
	const char *key, *words, *text, *phrase;
	enum slot slot;
} units[] = {
    {"salary", " € eur euro euros ", "€", NULL, COUNT},
    {"salary", " k€ keur keuros ", "k€", NULL, COUNT},
    {"salary", " brut brute bruts brutes ", "brut", NULL, SHARE},
    {"salary", " net nette nets nettes ", "net", NULL, SHARE},
    {"salary", " h heure heures horaire ", NULL, "salary.hour", PERIOD},
    {"salary", " jour journalier journaliere ", NULL, "salary.day", PERIOD},
    {"salary", " sem semaine hebdo hebdomadaire ", NULL, "salary.week", PERIOD},
    {"salary", " mois mensuel mensuelle ", NULL, "salary.month", PERIOD},
    {"salary", " an annee annuel annuelle ", NULL, "salary.year", PERIOD},
    {"hours", " h heure heures ", "h", NULL, COUNT},
    {"hours", " mois mensuel mensuelle mensuelles ", NULL, "salary.month", PERIOD},
    {"hours", " jour quotidien quotidienne ", NULL, "salary.day", PERIOD},
    {"duration", " jour jours ", "jours", NULL, COUNT},
    {"duration", " sem semaine semaines ", "semaines", NULL, COUNT},
    {"duration", " mois ", "mois", NULL, COUNT},
    {"duration", " an ans annee annees ", "ans", NULL, COUNT},
    {"experience", " mois ", "mois", NULL, COUNT},
    {"experience", " an ans annee annees ", "ans", NULL, COUNT},
};

/* "8", "1 850,50", "6 à 9": nothing but numbers. */
static bool is_bare_number(struct arena *arena, const char *text)
{
	const char *folded = text_fold(arena, text);

	return strpbrk(folded, "0123456789") && !folded[strspn(folded, "0123456789 .,-a")];
}

static const struct unit *unit_of(const char *key, const char *word)
{
	char enclosed[32];

	if ((size_t)snprintf(enclosed, sizeof(enclosed), " %s ", word) >= sizeof(enclosed))
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (!strcmp(units[i].key, key) && strstr(units[i].words, enclosed))
			return &units[i];
	return NULL;
}

/* Two units of one slot, as in "(jours ou mois)", tell none. */
static bool find_units(struct arena *arena, const char *key, const char *heading,
		       const struct unit *found[SLOTS])
{
	static const char separators[] = " ()[]/,.;:'*";
	char *word = text_fold(arena, heading);
	bool is_clear = true;

	for (size_t length; *word; word += length) {
		word += strspn(word, separators);
		length = strcspn(word, separators);
		const struct unit *unit = unit_of(key, arena_strndup(arena, word, length));

		if (!unit)
			continue;
		is_clear &= !found[unit->slot] || found[unit->slot] == unit;
		found[unit->slot] = unit;
	}
	return is_clear;
}

const char *heading_units_add(struct arena *arena, const char *key, const char *heading, const char *text)
{
	const struct unit *found[SLOTS] = {0};

	if (!is_bare_number(arena, text) || !find_units(arena, key, heading, found))
		return text;
	/* Hours a week are what is meant; the unit of another period needs "h" beside it. */
	if (!strcmp(key, "hours") && !found[COUNT])
		return text;
	for (size_t i = 0; i < SLOTS; i++)
		if (found[i])
			text = arena_printf(arena, "%s %s", text,
					    found[i]->text ? found[i]->text : phrase(found[i]->phrase));
	return text;
}
