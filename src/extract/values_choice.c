/* Values that are one of a few choices, with the words people write for each. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"
#include "label_lines.h"
#include "patterns.h"

struct choice {
	const char *words; /* as value_words gives them */
	const char *value;
};

/* What turns round the words behind it: "pas encore pourvue", "n'a pas été recrutée". The first two do not
 * with a "que": "je ne veux qu'un courriel par semaine". */
static const char *const DENIALS[] = {" ne ",	" n ",	  " pas ",   " non ",	 " ni ",  " jamais ",
				      " sans ", " sauf ", " aucun ", " aucune ", " plus "};
enum { WITH_QUE = 2 };

static bool stands_before(const char *words, const char *word, const char *found)
{
	const char *at = strstr(words, word);

	return at && at + strlen(word) <= found + 1;
}

/* In its own clause. */
static bool is_denied(const char *words, const char *found)
{
	for (const char *bar; (bar = strchr(words, '|')) && bar < found;)
		words = bar + 1;
	bool has_que = stands_before(words, " que ", found) || stands_before(words, " qu ", found);

	for (size_t i = has_que ? WITH_QUE : 0; i < ARRAY_SIZE(DENIALS); i++)
		if (stands_before(words, DENIALS[i], found))
			return true;
	return false;
}

static bool is_denial(const char *words)
{
	for (size_t i = 0; i < ARRAY_SIZE(DENIALS); i++)
		if (text_starts_with(words, DENIALS[i]))
			return true;
	return false;
}

/* The value whose words are in the text; NULL for none or for two values. Phrases found in earlier rows are
 * skipped ("non retenu" is not "retenu"), as are those that their clause denies. */
static const char *choose(char *words, const struct choice *choices, size_t count)
{
	const char *value = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(choices[i].words);
		char *found;

		while ((found = strstr(words, choices[i].words)) != NULL) {
			memset(found + 1, '#', length - 2);
			if (!is_denial(choices[i].words) && is_denied(words, found))
				continue;
			if (value && strcmp(value, choices[i].value) != 0)
				return NULL;
			value = choices[i].value;
		}
	}
	return value;
}

/* The words as value_words gives them, a bar between two clauses. */
static char *clause_words(struct arena *arena, const char *text)
{
	struct buf words = {.arena = arena};

	while (*text) {
		size_t length = strcspn(text, ",;!?\n");

		buf_printf(&words, "%s%s", words.length ? "|" : "",
			   value_words(arena, arena_strndup(arena, text, length)));
		text += length + (text[length] != '\0');
	}
	return buf_text(&words);
}

/* It says nothing but these words, without a condition, a question or marks that strike it out. */
static bool is_plain(const struct reading *reading, const char *text, const char *allowed)
{
	const char *words = value_words(reading->arena, text);

	while (*(words += strspn(words, " "))) {
		if (!text_has_word(allowed, text_next_word(reading->arena, &words)))
			return false;
	}
	return !strchr(text, '?') && !pattern_matches(reading->clock, PATTERN_ODD_MARK, text);
}

static void settle(struct reading *reading, const struct field_def *field, const char *text,
		   const char *value)
{
	if (value)
		value_set(reading, field->key, text, value);
	else
		value_fault(reading, field, text, phrase("fault.choice"));
}

static void read_choice(struct reading *reading, const struct field_def *field, const char *text,
			const struct choice *choices, size_t count)
{
	settle(reading, field, text, choose(clause_words(reading->arena, text), choices, count));
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
	/* An agreement to less than all partners is none to all of them. */
	static const char TO_ALL[] =
	    "a au aux avec de des du l la le les et toute toutes tous entreprise entreprises partenaire "
	    "partenaires partenariat ims cnml pour diffusion transmission";
	const char *value = choose(clause_words(reading->arena, text), choices, ARRAY_SIZE(choices));

	if (value && !strcmp(value, "partners") && !is_plain(reading, text, TO_ALL))
		value = NULL;
	settle(reading, field, text, value);
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
	/* "Oui sous réserve" and "oui, mais" approve nothing. */
	static const char APPROVING[] =
	    "oui d accord tout a fait bien sur j je nous on accepte acceptons approuve approuvons valide "
	    "validons donne donnons mon notre pour ce cette cet le la l rapport bilan version article offre "
	    "convention publication diffusion ok parfait merci bravo";

	if (reading->form->kind == KIND_RSVP)
		text = without_number(reading, text);
	const char *value = choose(clause_words(reading->arena, text), choices, ARRAY_SIZE(choices));

	if (value && !strcmp(value, "yes") && reading->form->kind == KIND_APPROVAL &&
	    !is_plain(reading, text, APPROVING))
		value = NULL;
	settle(reading, field, text, value);
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
