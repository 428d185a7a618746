/* Levels of education: RNCP 3 to 8, 0 for none. Roman numerals are the nomenclature of 1969, which counts in
 * reverse. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

struct diploma {
	const char *start; /* regular expression for its folded name */
	int level;
};

/* The first match counts: "bepc" before "bep". A CQP has no level; it is accepted as CAP. */
static const struct diploma diplomas[] = {
    {"cqp", 3},
    {"certificat de qualification professionnelle", 3},
    {"infra bac", 3},
    {"infra-bac", 3},
    {"deust", 5},
    {"licence pro", 6},
    {"deaes", 3},
    {"deavs", 3},
    {"deamp", 3},
    {"deas", 4},
    {"deap", 4},
    {"dess", 7},
    {"dea", 7},
    {"mba", 7},
    {"bpjeps", 4},
    {"bpa", 3},
    {"capa", 3},
    {"sans", 0},
    {"aucun", 0},
    {"non diplome", 0},
    {"pas de", 0},
    {"bepc", 0},
    {"brevet professionnel", 4},
    {"brevet", 0},
    {"bp", 4},
    {"cap", 3},
    {"bep", 3},
    {"mention", 3},
    {"titre", 3},
    {"bts", 5},
    {"dut", 5},
    {"deug", 5},
    {"licence", 6},
    {"but", 6},
    {"bachelor", 6},
    {"maitrise", 6},
    {"master", 7},
    {"mastere", 7},
    {"ingenieur", 7},
    {"doctorat", 8},
    {"these", 8},
};

static const struct diploma romans[] = {
    {"vi", 0}, {"v bis", 0}, {"vbis", 0}, {"v", 3}, {"iv", 4}, {"iii", 5}, {"ii", 6}, {"i", 7},
};

/* By years after the baccalauréat. */
static const int after_bac[] = {4, 4, 5, 6, 6, 7, 7, 7, 8, 8};

static int level_of_roman(const char *numeral)
{
	for (size_t i = 0; i < ARRAY_SIZE(romans); i++)
		if (strcmp(romans[i].start, numeral) == 0)
			return romans[i].level;
	return -1;
}

static int level_of_diploma(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(diplomas); i++)
		if (text_starts_with(name, diplomas[i].start))
			return diplomas[i].level;
	return -1;
}

static int level_of_match(struct reading *reading, const struct match *match)
{
	if (match_has(match, 1))
		return after_bac[match_number(match, 1)];
	if (match_has(match, 2))
		return level_of_roman(match_text(reading->arena, match, 2));
	if (match_has(match, 3))
		return match_number(match, 3) < 3 ? 0 : (int)match_number(match, 3);
	if (match_has(match, 4))
		return 4;
	return level_of_diploma(match_text(reading->arena, match, 5));
}

/* "Titre professionnel niveau 4" has the given level, not its default. */
static bool is_vague(struct reading *reading, const struct match *match)
{
	static const char *const starts[] = {"titre", "cqp", "certificat"};

	for (size_t i = 0; match_has(match, 5) && i < ARRAY_SIZE(starts); i++)
		if (text_starts_with(match_text(reading->arena, match, 5), starts[i]))
			return true;
	return false;
}

/* Any level is accepted: the field is left empty. */
static bool says_nothing(struct reading *reading, const char *text)
{
	static const char *const any[] = {" debutant ",
					  " debutants ",
					  " debutante ",
					  " debutant accepte ",
					  " debutants acceptes ",
					  " tous ",
					  " tous niveaux ",
					  " tous les niveaux ",
					  " tout niveau ",
					  " peu importe ",
					  " ouvert ",
					  " ouvert a tous ",
					  " non exige ",
					  " pas de niveau exige ",
					  " aucun niveau requis ",
					  " pas de diplome exige "};
	const char *words = value_words(reading->arena, text);

	for (size_t i = 0; i < ARRAY_SIZE(any); i++)
		if (strcmp(words, any[i]) == 0)
			return true;
	return false;
}

/* "Bac non exigé": a level that is named and not asked for. */
static bool is_waived(struct reading *reading, const char *text)
{
	static const char *const waivers[] = {" non exige",	  " pas exige",		" non obligatoire",
					      " pas obligatoire", " non requis",	" pas requis",
					      " non necessaire",  " pas necessaire",	" non demande",
					      " pas demande",	  " non indispensable", " pas indispensable",
					      " facultatif",	  " optionnel"};
	const char *words = value_words(reading->arena, text);

	for (size_t i = 0; i < ARRAY_SIZE(waivers); i++)
		if (strstr(words, waivers[i]))
			return true;
	return false;
}

void read_level(struct reading *reading, const struct field_def *field, const char *text)
{
	char *folded = text_fold(reading->arena, text);
	bool is_roman = false, has_several = false;
	struct match match;
	int lowest = -1, vague = -1;

	for (size_t at = 0; pattern_find(reading->clock, PATTERN_LEVEL, folded, at, &match);
	     at = match.end[0]) {
		int level = level_of_match(reading, &match);

		if (is_vague(reading, &match)) {
			vague = level;
			continue;
		}
		is_roman |= match_has(&match, 2);
		has_several |= lowest >= 0 && level != lowest;
		if (lowest < 0 || level < lowest)
			lowest = level;
	}
	if (says_nothing(reading, text))
		return;
	if (lowest < 0)
		lowest = vague;
	if ((lowest < 0 && reading->is_soft) || (lowest > 0 && is_waived(reading, text))) {
		reading->is_kept = true;
		return;
	}
	if (lowest < 0) {
		value_fault(reading, field, text, phrase("fault.level"));
		return;
	}
	value_set(reading, field->key, text, arena_printf(reading->arena, "%d", lowest));
	value_set(reading, "level_nomenclature", "", is_roman ? "1969" : "2019");
	if (has_several)
		form_note(reading->form, phrase_with(reading->arena, "told.lowest_level", "text",
						     text_one_line(reading->arena, text, 200), NULL));
}
