/* A clause is an act when it starts with one of the act's phrases and contains no word that undoes it. */
#include "words_clause.h"

#include "base/text.h"
#include "values.h"
#include "words_courtesy.h"

enum { MOST_CLAUSE_BYTES = 300, DAYS_BACK = 90 };

bool clause_holds(struct words_work *work, const struct pattern_code *code, const char *text)
{
	struct match match;

	return pattern_code_find(&work->clock, code, text, 0, &match);
}

/* The length of the pattern's match at the start of the text; 0 for none. */
static size_t taken(struct words_work *work, const struct pattern_code *code, const char *text)
{
	struct match match;

	return pattern_code_find(&work->clock, code, text, 0, &match) && match.start[0] == 0 ? match.end[0]
											     : 0;
}

unsigned clause_guards(struct words_work *work, const char *clause)
{
	unsigned guards = 0;

	for (unsigned i = 0; i < GUARD_COUNT; i++)
		if (clause_holds(work, words_codes.guards[i], clause))
			guards |= BEARS(i);
	return guards;
}

static const struct {
	const char *word;
	int value;
} numerals[] = {
    {"un", 1},	    {"une", 1},	      {"deux", 2},	 {"trois", 3},	 {"quatre", 4}, {"cinq", 5},
    {"six", 6},	    {"sept", 7},      {"huit", 8},	 {"neuf", 9},	 {"dix", 10},	{"onze", 11},
    {"douze", 12},  {"treize", 13},   {"quatorze", 14},	 {"quinze", 15}, {"seize", 16}, {"vingt", 20},
    {"trente", 30}, {"quarante", 40}, {"cinquante", 50},
};

/* Digits, or words that add up: "vingt et un". */
static int number_value(const char *text)
{
	int sum = (int)strtol(text, NULL, 10);

	while (*text) {
		size_t length = strcspn(text, " -");

		for (size_t i = 0; i < ARRAY_SIZE(numerals); i++)
			if (strlen(numerals[i].word) == length && !strncmp(text, numerals[i].word, length))
				sum += numerals[i].value;
		text += length;
		text += strspn(text, " -");
	}
	return sum;
}

static int number_in(struct words_work *work, const struct match *match)
{
	for (size_t group = 1; group < PATTERN_GROUPS; group++)
		if (match_has(match, group))
			return number_value(match_text(work->arena, match, group));
	return WORDS_NO_NUMBER;
}

const char *words_added_up(struct words_work *work, const char *sentence)
{
	struct match match;
	int values[3];

	if (!pattern_code_find(&work->clock, words_codes.sum, sentence, 0, &match))
		return sentence;
	for (size_t i = 0; i < ARRAY_SIZE(values); i++)
		values[i] = number_value(match_text(work->arena, &match, i + 1));
	if (values[0] != values[1] + values[2])
		return sentence;
	return arena_printf(work->arena, "%.*s%s", (int)match.end[1], sentence, sentence + match.end[0]);
}

const char *words_put_right(struct words_work *work, const char *sentence)
{
	struct match match;

	if (!pattern_code_find(&work->clock, words_codes.corrected, sentence, 0, &match))
		return sentence;
	return arena_printf(
	    work->arena, "%.*s%s%s", (int)match.start[0], sentence,
	    match_has(&match, 1) ? arena_printf(work->arena, "%s ", match_text(work->arena, &match, 1)) : "",
	    sentence + match.end[0]);
}

static void take_number(struct words_work *work, int number)
{
	if (work->number == WORDS_NO_NUMBER)
		work->number = number;
	else if (work->number != number)
		work->number = WORDS_SEVERAL_NUMBERS;
}

static char *without_former_number(struct words_work *work, const char *clause)
{
	struct match match;

	if (!pattern_code_find(&work->clock, words_codes.former_number, clause, 0, &match))
		return arena_strdup(work->arena, clause);
	return text_strip(
	    arena_printf(work->arena, "%.*s%s", (int)match.start[0], clause, clause + match.end[0]), "", " ");
}

/* Whether the number at byte `at` counts others than those who come. */
static bool is_of_others(struct words_work *work, const char *text, size_t at)
{
	return clause_holds(work, words_codes.of_others, arena_strndup(work->arena, text, at));
}

/* The number of people who come. A number among other words counts only when it starts the clause or the
 * clause says that they come. */
static void find_number(struct words_work *work, const char *clause, size_t lead, struct finding *finding)
{
	enum { NEAR_START = 45 };
	static const unsigned coming = WORDS_WILLING | ACT(ACT_MAYBE);
	const char *all = without_former_number(work, clause), *rest = all + strnlen(all, lead);
	struct match match;

	if (finding->acts & (ACT(ACT_ABSENT) | ACT(ACT_NO) | ACT(ACT_NOBODY)))
		return;
	if (pattern_code_find(&work->clock, words_codes.total_number, all, 0, &match)) {
		work->number = number_in(work, &match);
		finding->acts |= ACT(ACT_NUMBER);
		return;
	}
	bool is_vague = pattern_code_find(&work->clock, words_codes.vague_number, rest, 0, &match) &&
			(finding->acts & coming || !is_of_others(work, rest, match.start[0]));

	if (is_vague || clause_holds(work, words_codes.other_people, rest)) {
		take_number(work, WORDS_SEVERAL_NUMBERS);
		finding->acts |= ACT(ACT_NUMBER);
		return;
	}
	if (pattern_code_find(&work->clock, words_codes.bare_number, all, 0, &match)) {
		take_number(work, number_in(work, &match));
		*finding = (struct finding){finding->acts | ACT(ACT_NUMBER), false, true};
		return;
	}
	for (size_t at = 0; pattern_code_find(&work->clock, words_codes.counted, rest, at, &match);
	     at = match.end[0]) {
		if ((match.start[0] > NEAR_START ||
		     clause_holds(work, words_codes.said_of_some, rest + match.end[0]) ||
		     is_of_others(work, rest, match.start[0])) &&
		    !(finding->acts & coming))
			return;
		take_number(work, number_in(work, &match));
		finding->acts |= ACT(ACT_NUMBER);
		if (clause_holds(work, words_codes.doubted_number, clause))
			finding->acts |= ACT(ACT_MAYBE);
		finding->is_whole |= clause_holds(work, words_codes.tail, rest + match.end[0]);
	}
}

static void find_day(struct words_work *work, const char *clause)
{
	struct form scratch = {.arena = work->arena};
	struct reading reading = {.arena = work->arena,
				  .form = &scratch,
				  .settled = &scratch,
				  .clock = &work->clock,
				  .today = work->today,
				  .now = work->now};
	struct moments moments = {0};

	moments_read(&reading, clause, YEAR_LAST, &moments);
	if (strstr(clause, "hier"))
		moments = (struct moments){.has_date = true, .date = date_add_days(work->today, -1)};
	if (!moments.has_date || moments.fault || date_compare(moments.date, work->today) > 0 ||
	    date_compare(moments.date, date_add_days(work->today, -DAYS_BACK)) < 0)
		return;
	work->day = moments.date;
	work->has_day = true;
}

/* "Non, nous ne venons pas": the first word does not negate the rest. */
static size_t no_bytes(const char *clause)
{
	return text_starts_with(clause, "non ") ? strlen("non ") : 0;
}

/* The certainty that a lead gives to what follows; a wish in it doesn't weaken it any more. */
static unsigned guards_before(struct words_work *work, const char *clause, size_t lead)
{
	size_t no = no_bytes(clause);

	if (lead <= no)
		return 0;
	return clause_guards(work, arena_strndup(work->arena, clause + no, lead - no)) &
	       ~(BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_PART));
}

/* The acts of a clause from byte `lead` on. *doubted: somebody may come. */
void clause_acts(struct words_work *work, const char *clause, size_t lead, unsigned sentence_guards,
		 struct finding *finding)
{
	unsigned guards = guards_before(work, clause, lead) | sentence_guards |
			  clause_guards(work, clause + (lead ? lead : no_bytes(clause)));

	for (size_t i = 0; i < words_codes.row_count; i++) {
		unsigned act = 1u << words_codes.rows[i]->act;
		size_t length = taken(work, words_codes.phrases[i], clause + lead);
		unsigned standing = guards & ~words_codes.rows[i]->bears;

		if (!length)
			continue;
		if (standing == BEARS(GUARD_DOUBT) && (act & WORDS_WILLING))
			act = ACT(ACT_MAYBE);
		else if (standing)
			continue;
		finding->acts |= act;
		finding->is_whole |= clause_holds(work, words_codes.tail, clause + lead + length);
		if (act & WORDS_OUTCOMES)
			find_day(work, clause);
	}
	/* A date or time belongs to the interview. */
	if (finding->acts & WORDS_OUTCOMES &&
	    !(finding->acts & ~(WORDS_OUTCOMES | ACT(ACT_RETAINED) | ACT(ACT_ELSEWHERE))))
		finding->is_whole = strchr(clause, ' ') == NULL;
}

/* "Mme Garcia me charge de vous dire que le poste est pourvu": reported speech counts, unless it is
 * uncertain. */
static const char *without_report(struct words_work *work, const char *clause)
{
	size_t length = taken(work, words_codes.report, clause);
	unsigned guards = clause_guards(work, arena_strndup(work->arena, clause, length));

	if (!length || guards & (BEARS(GUARD_NEGATION) | BEARS(GUARD_CONDITION) | BEARS(GUARD_QUOTE)))
		return clause;
	/* "Je vous informe avoir trouvé quelqu'un" */
	if (text_starts_with(clause + length, "avoir "))
		return arena_printf(work->arena, "j'ai %s", clause + length + strlen("avoir "));
	return clause + length;
}

static char *without_fillers(struct words_work *work, const char *clause)
{
	struct buf kept = {.arena = work->arena};

	while (*clause) {
		size_t length = strcspn(clause, " ");

		if (!strstr(words_fillers, arena_printf(work->arena, " %.*s ", (int)length, clause)))
			buf_printf(&kept, "%s%.*s", kept.length ? " " : "", (int)length, clause);
		clause += length + (clause[length] != '\0');
	}
	return buf_text(&kept);
}

/* Tries the clause from its start, and after each lead; *lead: its length. */
static void find_all_acts(struct words_work *work, const char *clause, unsigned sentence_guards, size_t *lead,
			  struct finding *finding)
{
	clause_acts(work, clause, 0, sentence_guards, finding);
	*lead = taken(work, words_codes.lead, clause);
	if (*lead)
		clause_acts(work, clause, *lead, sentence_guards, finding);
}

const char *words_ungreeted(const char *text)
{
	static const char greeting[] = "bonjour";

	return text_starts_with(text, greeting)
		   ? text + strlen(greeting) + strspn(text + strlen(greeting), ", ")
		   : text;
}

struct finding clause_read(struct words_work *work, const char *clause, unsigned sentence_guards)
{
	struct finding finding = {0};
	size_t lead, shorter_lead;

	if (strlen(clause) > MOST_CLAUSE_BYTES)
		return finding;
	const char *said = without_report(work, words_ungreeted(clause));

	find_all_acts(work, said, sentence_guards, &lead, &finding);
	if (!finding.acts)
		find_all_acts(work, without_fillers(work, said), sentence_guards, &shorter_lead, &finding);
	finding.is_courtesy = words_are_courtesy(work->arena, &work->clock, clause) ||
			      words_are_courtesy(work->arena, &work->clock, said);
	if ((!finding.is_courtesy || finding.acts & ACT(ACT_PRESENT)) &&
	    !(sentence_guards & BEARS(GUARD_CONDITION)))
		find_number(work, said, lead, &finding);
	return finding;
}
