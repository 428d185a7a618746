/* Values that are one of a few choices, with the words people write for each. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"

struct choice {
	const char *words; /* as value_words gives them */
	const char *value;
};

/* The value whose words are in the text; NULL for none or for two values. Phrases found in earlier rows are
 * skipped: "non retenu" is not "retenu". */
static const char *choose(char *words, const struct choice *choices, size_t count)
{
	const char *value = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(choices[i].words);
		char *found;

		while ((found = strstr(words, choices[i].words)) != NULL) {
			if (value && strcmp(value, choices[i].value) != 0)
				return NULL;
			value = choices[i].value;
			memset(found + 1, '#', length - 2);
		}
	}
	return value;
}

static void read_choice(struct reading *reading, const struct field_def *field, const char *text,
			const struct choice *choices, size_t count)
{
	const char *value = choose(value_words(reading->arena, text), choices, count);

	if (value)
		value_set(reading, field->key, text, value);
	else
		value_fault(reading, field, text, phrase("fault.choice"));
}

void read_yes_no(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {{" oui ", "oui"}, {" non ", "non"}};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

void read_status(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" ouverte ", "open"},	{" ouvert ", "open"},	       {" a pourvoir ", "open"},
	    {" non pourvue ", "open"},	{" non pourvu ", "open"},      {" pourvue ", "filled"},
	    {" pourvu ", "filled"},	{" close ", "filled"},	       {" cloturee ", "filled"},
	    {" fermee ", "filled"},	{" terminee ", "filled"},      {" recrute ", "filled"},
	    {" annulee ", "cancelled"}, {" annule ", "cancelled"},     {" annulation ", "cancelled"},
	    {" retiree ", "cancelled"}, {" abandonnee ", "cancelled"},
	};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

void read_scope(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" cette offre ", "offer"},
	    {" offre seulement ", "offer"},
	    {" offre uniquement ", "offer"},
	    {" l offre ", "offer"},
	    {" cette offre seulement ", "offer"},
	    {" entreprises partenaires ", "partners"},
	    {" entreprise partenaire ", "partners"},
	    {" partenaires ", "partners"},
	    {" toutes les entreprises ", "partners"},
	};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

void read_frequency(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" immediat ", "immediat"},
	    {" immediate ", "immediat"},
	    {" immediatement ", "immediat"},
	    {" des leur arrivee ", "immediat"},
	    {" temps reel ", "immediat"},
	    {" au fil de l eau ", "immediat"},
	    {" quotidien ", "quotidien"},
	    {" quotidienne ", "quotidien"},
	    {" quotidiennement ", "quotidien"},
	    {" chaque jour ", "quotidien"},
	    {" tous les jours ", "quotidien"},
	    {" par jour ", "quotidien"},
	    {" jour ", "quotidien"},
	    {" hebdomadaire ", "hebdomadaire"},
	    {" hebdo ", "hebdomadaire"},
	    {" semaine ", "hebdomadaire"},
	    {" semaines ", "hebdomadaire"},
	    {" hebdomadairement ", "hebdomadaire"},
	};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

/* "oui Nombre de jeunes : 3", "oui%0D%0ANombre de jeunes : 3": where a telephone has lost the ends of the
 * button's lines, the number stands behind the answer. The answer alone. */
static const char *without_number(struct reading *reading, const char *text)
{
	char *answer = arena_strdup(reading->arena, text);
	struct labelled line;

	for (char *at = answer; (at = strchr(at, '%'));)
		if (!strncmp(at, "%0D", 3) || !strncmp(at, "%0A", 3))
			memset(at, ' ', 3);
		else
			at++;
	for (char *at = answer; (at = strchr(at, ' ')); at++) {
		if (!label_line_split(reading->arena, at + 1, &line) || text_is_blank(line.value))
			continue;
		const struct label *label = label_line_find(KIND_RSVP, &line);
		if (!label || strcmp(label->key, "participants") != 0)
			continue;
		const struct field_def *number = field_by_key(label->key);
		if (!form_field(reading->form, number->key))
			number->read(reading, number, line.value);
		*at = '\0';
		return answer;
	}
	return text;
}

void read_answer(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" peut etre ", "maybe"},
	    {" a confirmer ", "maybe"},
	    {" provisoire ", "maybe"},
	    {" ne viens pas ", "no"},
	    {" ne viendrai pas ", "no"},
	    {" ne viendrons pas ", "no"},
	    {" ne participe pas ", "no"},
	    {" ne participerai pas ", "no"},
	    {" pas present ", "no"},
	    {" pas presente ", "no"},
	    {" pas d accord ", "no"},
	    {" pas disponible ", "no"},
	    {" non ", "no"},
	    {" absent ", "no"},
	    {" absente ", "no"},
	    {" excuse ", "no"},
	    {" excusee ", "no"},
	    {" decline ", "no"},
	    {" refuse ", "no"},
	    {" oui ", "yes"},
	    {" present ", "yes"},
	    {" presente ", "yes"},
	    {" presents ", "yes"},
	    {" d accord ", "yes"},
	    {" accepte ", "yes"},
	    {" je viens ", "yes"},
	    {" je participe ", "yes"},
	    {" yes ", "yes"},
	    {" no ", "no"},
	    {" maybe ", "maybe"},
	};

	if (reading->form->kind == KIND_RSVP)
		text = without_number(reading, text);
	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

void read_outcome(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" non retenu ", "rejected"},  {" non retenue ", "rejected"}, {" pas retenu ", "rejected"},
	    {" pas retenue ", "rejected"}, {" non recrute ", "rejected"}, {" non recrutee ", "rejected"},
	    {" sans suite ", "rejected"},  {" refuse ", "rejected"},	  {" refusee ", "rejected"},
	    {" recrute e ", "hired"},	   {" recrute ", "hired"},	  {" recrutee ", "hired"},
	    {" embauche ", "hired"},	   {" embauchee ", "hired"},	  {" entretien ", "interview"},
	    {" entretiens ", "interview"},
	};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
	outcome_date_read(reading, text);
}

void read_patronage(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" competences ", "skills"},   {" competence ", "skills"}, {" financier ", "financial"},
	    {" financiere ", "financial"}, {" argent ", "financial"},  {" don ", "financial"},
	};

	read_choice(reading, field, text, choices, ARRAY_SIZE(choices));
}

void read_type(struct reading *reading, const struct field_def *field, const char *text)
{
	static const struct choice choices[] = {
	    {" forum ", "forum"},
	    {" visite ", "visit"},
	    {" visites ", "visit"},
	    {" atelier ", "workshop"},
	    {" ateliers ", "workshop"},
	    {" simulation ", "workshop"},
	    {" rencontre metiers ", "trade_meeting"},
	    {" rencontre metier ", "trade_meeting"},
	    {" rencontres metiers ", "trade_meeting"},
	    {" rencontre des metiers ", "trade_meeting"},
	    {" training ", "training"},
	    {" rencontre emploi ", "job_meeting"},
	    {" rencontres emploi ", "job_meeting"},
	    {" rencontre pour l emploi ", "job_meeting"},
	    {" reunion ", "meeting"},
	};
	const char *value = choose(value_words(reading->arena, text), choices, ARRAY_SIZE(choices));

	value_set(reading, field->key, text, value ? value : "other");
	if (!value)
		form_note(reading->form, phrase_with(reading->arena, "told.other_event_type", "type",
						     text_one_line(reading->arena, text, 200), NULL));
}
