/* Contracts, in the codes of France Travail and our own (vocabulary: STG, ALT). */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

struct contract_words {
	const char *words;	       /* as in value_words; phrases precede others that they contain */
	const char *contract, *nature; /* NULL: not specified */
};

static const struct contract_words contracts[] = {
    {" cdi interimaire ", "DIN", NULL},
    {" contrat a duree indeterminee interimaire ", "DIN", NULL},
    {" c d i interimaire ", "DIN", NULL},
    {" cdi interim ", "DIN", NULL},
    {" cdii ", "DIN", NULL},
    {" cdi i ", "DIN", NULL},
    {" contrat d apprentissage ", NULL, "E2"},
    {" apprentissage ", NULL, "E2"},
    {" apprenti ", NULL, "E2"},
    {" apprentie ", NULL, "E2"},
    {" contrat de professionnalisation ", NULL, "FS"},
    {" professionnalisation ", NULL, "FS"},
    {" contrat pro ", NULL, "FS"},
    {" contrat de pro ", NULL, "FS"},
    {" alternance ", NULL, "ALT"},
    {" alternant ", NULL, "ALT"},
    {" alternante ", NULL, "ALT"},
    {" parcours emploi competences ", NULL, "FT"},
    {" pec ", NULL, "FT"},
    {" cui cae ", NULL, "FT"},
    {" cae ", NULL, "FT"},
    {" cui cie ", NULL, "FU"},
    {" cie ", NULL, "FU"},
    {" poei ", NULL, "FV"},
    {" poe ", NULL, "FV"},
    {" emploi d avenir ", NULL, "FW"},
    {" emplois d avenir ", NULL, "FW"},
    {" cdd d insertion ", "DDI", "I1"},
    {" cdd insertion ", "DDI", "I1"},
    {" cddi ", "DDI", "I1"},
    {" contrat de travail temporaire d insertion ", "TTI", "I1"},
    {" insertion par l activite economique ", NULL, "I1"},
    {" iae ", NULL, "I1"},
    {" cdd saisonnier ", "SAI", "NS"},
    {" contrat saisonnier ", "SAI", "NS"},
    {" saisonnier ", "SAI", "NS"},
    {" saisonniere ", "SAI", "NS"},
    {" mission d interim ", "MIS", NULL},
    {" mission interim ", "MIS", NULL},
    {" mission d interimaire ", "MIS", NULL},
    {" travail temporaire ", "MIS", NULL},
    {" interim ", "MIS", NULL},
    {" interimaire ", "MIS", NULL},
    {" mission ", "MIS", NULL},
    {" mis ", "MIS", NULL},
    {" stage ", "STG", NULL},
    {" stagiaire ", "STG", NULL},
    {" duree indeterminee ", "CDI", NULL},
    {" cdi ", "CDI", NULL},
    {" c d i ", "CDI", NULL},
    {" duree determinee ", "CDD", NULL},
    {" cdd ", "CDD", NULL},
    {" c d d ", "CDD", NULL},
    {" franchise ", "FRA", NULL},
    {" profession liberale ", "LIB", NULL},
    {" liberal ", "LIB", NULL},
    {" independant ", "LIB", NULL},
    {" independante ", "LIB", NULL},
    {" auto entrepreneur ", "LIB", NULL},
    {" micro entrepreneur ", "LIB", NULL},
    {" freelance ", "LIB", NULL},
    {" profession commerciale ", "CCE", NULL},
    {" reprise d entreprise ", "REP", NULL},
};

/* Words that announce a later contract, not the offer's. */
static const char *const promises[] = {
    " evolutif ",     " evolutive ",	     " evoluant ",	  " evolution ",	" pouvant ",
    " possibilite ",  " possibilites ",	     " perspective ",	  " perspectives ",	" susceptible ",
    " debouchant ",   " transformable ",     " renouvelable en ", " pouvant devenir ",	" vers un ",
    " en vue d un ",  " avant cdi ",	     " avant un cdi ",	  " avant embauche ",	" cdi possible ",
    " cdi a la cle ", " cdi a terme ",	     " cdi a l issue ",	  " cdi envisageable ", " cdi si ",
    " cdd possible ", " embauche possible ",
};

struct reading_of_contract {
	const char *contract, *nature;
	bool is_double;
};

/* Once every contract is masked by '#': "pas de CDI", "CDI ou non" tell none; "CDI ou apprentissage" tells
 * two, although that contract may have that nature. */
static const char *const denials[] = {" pas de #", " pas d #", " pas un #",
				      " pas en #", " sans #",  "# ou non "};
static const char alternative[] = "# ou #";

static void add(const char **slot, const char *value, bool *is_double)
{
	if (!value)
		return;
	if (*slot && strcmp(*slot, value) != 0)
		*is_double = true;
	*slot = value;
}

static void find_contracts(char *words, struct reading_of_contract *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(contracts); i++) {
		const char *nature = contracts[i].nature;
		char *found;

		while ((found = strstr(words, contracts[i].words)) != NULL) {
			/* "alternance (contrat d'apprentissage)" specifies the contract. */
			bool is_known = nature && strcmp(nature, "ALT") == 0 && out->nature &&
					(strcmp(out->nature, "E2") == 0 || strcmp(out->nature, "FS") == 0);

			add(&out->contract, contracts[i].contract, &out->is_double);
			if (!is_known)
				add(&out->nature, nature, &out->is_double);
			memset(found + 1, '#', strlen(contracts[i].words) - 2);
		}
	}
}

/* "CDD évolutif vers un CDI" is a CDD: drops the promise when a contract precedes it. */
static void cut_promise(struct arena *arena, char *words)
{
	char *first = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(promises); i++) {
		char *at = strstr(words, promises[i]);

		if (at && (!first || at < first))
			first = at;
	}
	if (!first)
		return;
	struct reading_of_contract before = {0};

	find_contracts(arena_printf(arena, "%.*s ", (int)(first - words), words), &before);
	if (before.contract || before.nature)
		first[1] = '\0';
}

/* A special nature means CDD unless the form says CDI; it doesn't combine with other contracts. */
static void complete(struct reading_of_contract *found)
{
	static const char *const own[] = {"CDI", "CDD", "DDI", "TTI", "SAI"};

	if (found->nature && !found->contract)
		found->contract = "CDD";
	if (found->contract && found->nature) {
		bool is_fitting = false;

		for (size_t i = 0; i < ARRAY_SIZE(own); i++)
			is_fitting |= strcmp(found->contract, own[i]) == 0;
		found->is_double |= !is_fitting;
	}
	if (found->contract && !found->nature)
		found->nature = "E1";
}

static bool is_denied(const char *masked)
{
	static const char last[] = "# non ";
	size_t length = strlen(masked);

	for (size_t i = 0; i < ARRAY_SIZE(denials); i++)
		if (strstr(masked, denials[i]))
			return true;
	return length >= strlen(last) && strcmp(masked + length - strlen(last), last) == 0;
}

/* "période d'essai de 2 mois", "2 jours de télétravail", "35 h sur 4 jours" are not how long it lasts. */
static bool is_of_contract(struct reading *reading, const char *line, const struct match *match)
{
	static const char *const before[] = {" essai ", " essai de ", " sur ", " formation ",
					     " formation de "};
	static const char *const after[] = {" de teletravail ", " de conges ",	  " d essai ",
					    " de formation ",	" d experience ", " par semaine ",
					    " par mois "};
	static const char *const per[] = {" semaine ", " sem ", " mois "};
	const char *head = value_words(reading->arena, arena_strndup(reading->arena, line, match->start[0]));
	const char *tail = value_words(reading->arena, line + match->end[0]);

	for (size_t i = 0; i < ARRAY_SIZE(before); i++) {
		size_t length = strlen(before[i]);

		if (strlen(head) >= length && strcmp(head + strlen(head) - length, before[i]) == 0)
			return false;
	}
	for (size_t i = 0; i < ARRAY_SIZE(after); i++)
		if (text_starts_with(tail, after[i]))
			return false;
	for (size_t i = 0; line[match->end[0]] == '/' && i < ARRAY_SIZE(per); i++)
		if (text_starts_with(tail, per[i]))
			return false;
	return true;
}

/* Values in the text after the contract ("CDD de 6 mois, 35 h"): all matches of a pattern as written, unless
 * the form has that field. */
static void feed(struct reading *reading, enum pattern pattern, const char *key, const char *line)
{
	struct buf found = {.arena = reading->arena};
	struct match match;

	for (size_t at = 0; pattern_find(reading->clock, pattern, line, at, &match) && match.end[0] > at;
	     at = match.end[0]) {
		if (pattern == PATTERN_DURATION && !is_of_contract(reading, line, &match))
			continue;
		if (found.length > 0)
			buf_adds(&found, ", ");
		buf_adds(&found, match_text(reading->arena, &match, 0));
	}
	if (found.length > 0 && !form_field(reading->settled, key))
		value_set(reading, key, "", buf_text(&found));
}

/* The unit that the label names beside a bare number, "Durée (en mois) : 6"; "" where it names several, NULL
 * where it names none. */
static const char *unit_of_label(struct reading *reading)
{
	static const struct {
		const char *start, *unit;
	} units[] = {{"mois", " mois"}, {"semaine", " semaines"}, {"jour", " jours"}, {"annee", " ans"}};
	const char *folded = text_fold(reading->arena, reading->label ? reading->label : ""), *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (strstr(folded, units[i].start))
			found = found ? "" : units[i].unit;
	return found;
}

/* "Durée : 35h" is the working time, "Durée : indéterminée" none. */
void read_duration(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, FORM_VALUE_BYTES);
	const char *words = value_words(reading->arena, line);
	bool is_bare = line[strspn(line, "0123456789 ")] == '\0';
	const char *unit = is_bare ? unit_of_label(reading) : "";
	bool is_hours = pattern_matches(reading->clock, PATTERN_HOURS, line) &&
			!pattern_matches(reading->clock, PATTERN_DURATION, line);

	if (strcmp(words, " indeterminee ") == 0 || strcmp(words, " duree indeterminee ") == 0)
		return;
	if (!unit)
		value_fault(reading, field, text, phrase("fault.duration"));
	else
		value_set(reading, is_hours ? "hours" : field->key, text,
			  arena_printf(reading->arena, "%s%s", line, unit));
}

/* Joins working time that stood under "Durée". */
void read_hours(struct reading *reading, const struct field_def *field, const char *text)
{
	const struct field *before = form_field(reading->settled, field->key);

	if (before && *before->read)
		text = arena_printf(reading->arena, "%s, %s", before->read, text);
	value_set(reading, field->key, text, text_one_line(reading->arena, text, FORM_VALUE_BYTES));
}

void read_contract(struct reading *reading, const struct field_def *field, const char *text)
{
	char *line = text_one_line(reading->arena, text, 1000);
	char *words = value_words(reading->arena, line);
	struct reading_of_contract found = {0};

	if (strstr(words, " civis ")) {
		value_fault(reading, field, text, phrase("fault.contract_civis"));
		return;
	}
	cut_promise(reading->arena, words);
	find_contracts(words, &found);
	found.is_double |= strstr(words, alternative) && found.contract && found.nature;
	complete(&found);
	if (is_denied(words))
		found.contract = NULL;
	if (!found.contract) {
		value_fault(reading, field, text, phrase("fault.contract"));
	} else if (found.is_double) {
		value_fault(reading, field, text, phrase("fault.several_contracts"));
	} else {
		value_set(reading, field->key, text, found.contract);
		value_set(reading, "nature", "", found.nature);
		if (!form_is_open_ended(reading->form))
			feed(reading, PATTERN_DURATION, "duration", line);
		feed(reading, PATTERN_HOURS, "hours", line);
	}
}
