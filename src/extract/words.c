/* Each sentence is cut into clauses; a clause is an act when it begins with one of its phrases and holds none
 * of the words that take it back. */
#include "extract/words.h"

#include "base/phrases.h"
#include "base/text.h"
#include "label_lines.h"
#include "values.h"
#include "words_codes.h"
#include "words_courtesy.h"
#include "words_text.h"

enum {
	ALLOWANCE_MS = 1000,
	MOST_CHARACTERS = 4000,
	MOST_CLAUSE_BYTES = 300,
	DAYS_BACK = 90,
};

struct words_work {
	struct arena *arena;
	struct pattern_clock clock;
	struct date today;
	time_t now;
	int number; /* as in struct words */
	struct date day;
	bool has_day;
};

static const unsigned outcomes = 1u << ACT_INTERVIEW | 1u << ACT_HIRED | 1u << ACT_REJECTED;

/* What one clause, or one sentence, was found to be. */
struct finding {
	unsigned acts;
	bool is_courtesy, is_whole;
};

static bool holds(struct words_work *work, const struct pattern_code *code, const char *text)
{
	struct match match;

	return pattern_code_find(&work->clock, code, text, 0, &match);
}

/* The bytes that the pattern takes at the beginning of the text; 0 for none. */
static size_t taken(struct words_work *work, const struct pattern_code *code, const char *text)
{
	struct match match;

	return pattern_code_find(&work->clock, code, text, 0, &match) && match.start[0] == 0 ? match.end[0]
											     : 0;
}

static unsigned guards_of(struct words_work *work, const char *clause)
{
	unsigned guards = 0;

	for (unsigned i = 0; i < GUARD_COUNT; i++)
		if (holds(work, words_codes.guards[i], clause))
			guards |= BEARS(i);
	return guards;
}

static const char *const numerals[] = {"un",	"une",	  "deux",     "trois",	"quatre", "cinq",
				       "six",	"sept",	  "huit",     "neuf",	"dix",	  "onze",
				       "douze", "treize", "quatorze", "quinze", "seize",  "vingt"};

static int number_value(const char *text)
{
	static const int values[] = {1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(text, numerals[i]) == 0)
			return values[i];
	return (int)strtol(text, NULL, 10);
}

static int number_in(struct words_work *work, const struct match *match)
{
	for (size_t group = 1; group < PATTERN_GROUPS; group++)
		if (match_has(match, group))
			return number_value(match_text(work->arena, match, group));
	return WORDS_NO_NUMBER;
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

/* How many come. A number beside other words counts only where the clause begins with it or says that they
 * come. */
static void find_number(struct words_work *work, const char *clause, size_t lead, struct finding *finding)
{
	enum { NEAR_START = 45 };
	static const unsigned coming = 1u << ACT_YES | 1u << ACT_PRESENT | 1u << ACT_MAYBE;
	const char *all = without_former_number(work, clause), *rest = all + strnlen(all, lead);
	struct match match;

	if (finding->acts & (1u << ACT_ABSENT | 1u << ACT_NO | 1u << ACT_NOBODY))
		return;
	if (holds(work, words_codes.vague_number, rest) || holds(work, words_codes.other_people, rest)) {
		take_number(work, WORDS_SEVERAL_NUMBERS);
		finding->acts |= 1u << ACT_NUMBER;
		return;
	}
	if (pattern_code_find(&work->clock, words_codes.bare_number, all, 0, &match)) {
		take_number(work, number_in(work, &match));
		*finding = (struct finding){finding->acts | 1u << ACT_NUMBER, false, true};
		return;
	}
	for (size_t at = 0; pattern_code_find(&work->clock, words_codes.counted, rest, at, &match);
	     at = match.end[0]) {
		if ((match.start[0] > NEAR_START ||
		     holds(work, words_codes.said_of_some, rest + match.end[0])) &&
		    !(finding->acts & coming))
			return;
		take_number(work, number_in(work, &match));
		finding->acts |= 1u << ACT_NUMBER;
		finding->is_whole |= holds(work, words_codes.tail, rest + match.end[0]);
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

/* "Non, nous ne venons pas": the first word takes nothing back. */
static size_t no_bytes(const char *clause)
{
	return text_starts_with(clause, "non ") ? strlen("non ") : 0;
}

/* What a lead says of the certainty of what follows; a wish in it is no longer one. */
static unsigned guards_before(struct words_work *work, const char *clause, size_t lead)
{
	size_t no = no_bytes(clause);

	if (lead <= no)
		return 0;
	return guards_of(work, arena_strndup(work->arena, clause + no, lead - no)) &
	       ~(BEARS(GUARD_WISH) | BEARS(GUARD_FUTURE) | BEARS(GUARD_PART));
}

/* The acts of a clause from byte `lead` on. *doubted: somebody comes, perhaps. */
static void find_acts(struct words_work *work, const char *clause, size_t lead, unsigned sentence_guards,
		      struct finding *finding)
{
	static const unsigned coming = 1u << ACT_YES | 1u << ACT_PRESENT;
	unsigned guards = guards_before(work, clause, lead) | sentence_guards |
			  guards_of(work, clause + (lead ? lead : no_bytes(clause)));

	for (size_t i = 0; i < words_codes.row_count; i++) {
		unsigned act = 1u << words_codes.rows[i]->act;
		size_t length = taken(work, words_codes.phrases[i], clause + lead);
		unsigned standing = guards & ~words_codes.rows[i]->bears;

		if (!length)
			continue;
		if (standing == BEARS(GUARD_DOUBT) && (act & coming))
			act = 1u << ACT_MAYBE;
		else if (standing)
			continue;
		finding->acts |= act;
		finding->is_whole |= holds(work, words_codes.tail, clause + lead + length);
		if (act & outcomes)
			find_day(work, clause);
	}
	/* When it is, or was, belongs to it. */
	if (finding->acts & outcomes &&
	    !(finding->acts & ~(outcomes | 1u << ACT_RETAINED | 1u << ACT_ELSEWHERE)))
		finding->is_whole = strchr(clause, ' ') == NULL;
}

/* "Mme Garcia me charge de vous dire que le poste est pourvu": what is reported, unless that is uncertain. */
static const char *without_report(struct words_work *work, const char *clause)
{
	size_t length = taken(work, words_codes.report, clause);
	unsigned guards = guards_of(work, arena_strndup(work->arena, clause, length));

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

/* From the clause's beginning, and behind what may stand before an act; *lead: how long that is. */
static void find_all_acts(struct words_work *work, const char *clause, unsigned sentence_guards, size_t *lead,
			  struct finding *finding)
{
	find_acts(work, clause, 0, sentence_guards, finding);
	*lead = taken(work, words_codes.lead, clause);
	if (*lead)
		find_acts(work, clause, *lead, sentence_guards, finding);
}

static struct finding read_clause(struct words_work *work, const char *clause, unsigned sentence_guards)
{
	struct finding finding = {0};
	size_t lead, shorter_lead;

	if (strlen(clause) > MOST_CLAUSE_BYTES)
		return finding;
	clause = without_report(work, clause);
	find_all_acts(work, clause, sentence_guards, &lead, &finding);
	if (!finding.acts)
		find_all_acts(work, without_fillers(work, clause), sentence_guards, &shorter_lead, &finding);
	finding.is_courtesy = words_are_courtesy(work->arena, &work->clock, clause);
	if ((!finding.is_courtesy || finding.acts & 1u << ACT_PRESENT) &&
	    !(sentence_guards & BEARS(GUARD_CONDITION)))
		find_number(work, clause, lead, &finding);
	return finding;
}

static struct finding join(struct finding a, struct finding b)
{
	return (struct finding){a.acts | b.acts, a.is_courtesy && b.is_courtesy,
				(a.is_whole || a.is_courtesy) && (b.is_whole || b.is_courtesy)};
}

static size_t count_words(const char *text)
{
	size_t words = 1;

	for (; *text; text++)
		words += *text == ' ';
	return words;
}

/* The next place to cut at, and how many bytes it takes. */
static const char *find_cut(const char *text, const char *const *marks, size_t count, size_t *length)
{
	const char *first = NULL;

	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(text, marks[i]);

		if (at && (!first || at < first)) {
			first = at;
			*length = strlen(marks[i]);
		}
	}
	return first;
}

static const char *const commas[] = {" mais ", " cependant ", " par contre ", " toutefois ", ", ",
				     "; ",     " : ",	      ": ",	      " - ",	     " (",
				     ") ",     "! ",	      ". ",	      "... "};
static const char *const conjunctions[] = {" et ", " donc ", " car ", " puis ", " merci"};

/* Clauses divided by marks, and those that are not understood by conjunctions as well. */
static struct finding read_parts(struct words_work *work, const char *text, unsigned guards,
				 const char *const *marks, size_t count)
{
	struct finding all = {.is_courtesy = true};
	bool is_first = true, is_closed = false;

	while (text && !work->clock.is_over) {
		size_t length = 0;
		const char *cut = find_cut(text, marks, count, &length);
		char *clause = cut ? arena_strndup(work->arena, text, (size_t)(cut - text))
				   : arena_strdup(work->arena, text);
		bool is_merci = cut && text_starts_with(cut, " merci");

		clause = text_strip(clause, " ,;!.-*\"'~_()", " ,;!?.-*\"'~_:()");
		if (*clause) {
			struct finding one = read_clause(work, clause, guards);
			bool is_thanks = false;

			/* "Cordialement, Maëlle" */
			if (is_closed && !cut && !one.acts && count_words(clause) <= WORDS_MOST_OF_NAME)
				one.is_courtesy = true;
			is_closed = label_line_closing(work->arena, clause, &is_thanks) == CLOSING_WHOLE;

			if (!one.acts && !one.is_courtesy && marks == commas)
				one = read_parts(work, clause, guards, conjunctions,
						 sizeof(conjunctions) / sizeof(conjunctions[0]));
			all = is_first ? one : join(all, one);
			is_first = false;
		}
		text = cut ? cut + (is_merci ? 1 : length) : NULL;
		if (is_merci && strcmp(clause, "") == 0)
			break;
	}
	return all;
}

/* A question says nothing for certain, but for the courtesy in it. */
static bool is_question(struct words_work *work, const struct own_sentence *sentence)
{
	return sentence->is_question || holds(work, words_codes.questions, sentence->folded);
}

static unsigned hints_of(struct words_work *work, const char *sentence)
{
	unsigned guards = guards_of(work, sentence), hints = 0;

	for (size_t i = 0; i < words_hinted.count; i++)
		if (!(guards & ~words_hinted.rows[i].bears) && holds(work, words_codes.hints[i], sentence))
			hints |= 1u << words_hinted.rows[i].act;
	return hints;
}

static void read_sentence(struct words_work *work, const struct own_sentence *own, struct words_sentence *out)
{
	struct finding finding = {.is_courtesy = true};
	unsigned guards =
	    holds(work, words_codes.guards[GUARD_CONDITION], own->folded) ? BEARS(GUARD_CONDITION) : 0;

	*out = (struct words_sentence){.text = own->written};
	out->is_about_erasure = holds(work, words_codes.erasure, own->folded);
	out->tells_why_kept =
	    out->is_about_erasure && !is_question(work, own) && holds(work, words_codes.kept, own->folded);
	if (*own->folded == '\0') {
		out->is_courtesy = out->is_whole = true;
		out->acts = own->has_thumb ? 1u << ACT_OK : 0;
		return;
	}
	if (is_question(work, own)) {
		struct finding asked = {0};

		/* Requests that count as none: to be taken off a list, an insult, a withdrawal. */
		find_acts(work, own->folded, 0, guards, &asked);
		out->acts =
		    asked.acts & (1u << ACT_STOP | 1u << ACT_INSULT |
				  (holds(work, words_codes.requests, own->folded) ? 1u << ACT_DEPARTURE : 0));
		if (asked.acts & 1u << ACT_CLOSED)
			out->acts |= 1u << ACT_CANCELLED;
		/* "Pouvez-vous nous réserver 4 places ?" asks for what it says. */
		if (!(asked.acts & 1u << ACT_PRESENT && holds(work, words_codes.requests, own->folded)))
			return;
	}
	finding = read_parts(work, own->folded, guards, commas, sizeof(commas) / sizeof(commas[0]));
	out->acts = finding.acts;
	out->is_courtesy = finding.is_courtesy;
	/* "Je le vois lundi" is courteous, and tells when. */
	out->is_whole = finding.is_whole || (finding.is_courtesy && !(finding.acts & outcomes));
	if (!out->is_courtesy)
		out->hints = hints_of(work, own->folded);
}

static bool is_all(struct words_work *work, const struct words *words, const struct own_text *text,
		   const struct pattern_code *needed, const struct pattern_code *allowed)
{
	bool has_needed = false;

	for (size_t i = 0; i < text->count; i++) {
		bool is_needed = holds(work, needed, text->sentences[i].folded);

		if (!is_needed && !words->sentences[i].is_courtesy &&
		    !(allowed && holds(work, allowed, text->sentences[i].folded)))
			return false;
		has_needed |= is_needed;
	}
	return has_needed;
}

static bool is_cry_for_help(const struct own_text *text, const struct words *words)
{
	static const char *const cries[] = {"aide",  "[aide]",	 "help",     "aidez-moi", "besoin d'aide",
					    "guide", "aide svp", "a l'aide", "aide merci"};
	bool is_cry = false;

	for (size_t i = 0; i < text->count; i++) {
		bool is_one = false;

		for (size_t j = 0; j < sizeof(cries) / sizeof(cries[0]); j++)
			is_one |= strcmp(text->sentences[i].folded, cries[j]) == 0;
		if (!is_one && !words->sentences[i].is_courtesy)
			return false;
		is_cry |= is_one;
	}
	return is_cry;
}

static const char *cut_text(struct arena *arena, const char *text, bool *is_cut)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t characters = 0;

	while (*at && characters < MOST_CHARACTERS) {
		at++;
		while ((*at & 0xC0) == 0x80)
			at++;
		characters++;
	}
	*is_cut = *at != '\0';
	return arena_strndup(arena, text, (size_t)((const char *)at - text));
}

static const char *forbidden_in(struct arena *arena, const char *text)
{
	if (text_has_nir(text))
		return phrase("sensitive.nir");
	if (text_has_iban(text))
		return phrase("sensitive.iban");
	return text_sensitive(arena, text);
}

static void read_sentences(struct words_work *work, const struct own_text *text, struct words *out)
{
	out->sentences = arena_array(work->arena, text->count + 1, sizeof(*out->sentences));
	out->count = text->count;
	bool asks = false;

	for (size_t i = 0; i < text->count; i++) {
		struct words_sentence *sentence = &out->sentences[i];

		read_sentence(work, &text->sentences[i], sentence);
		if (!sentence->acts && !sentence->is_courtesy &&
		    (own_text_ends_with_name(text, i) || own_text_greets(text, i)))
			sentence->is_courtesy = sentence->is_whole = true;
		asks |= is_question(work, &text->sentences[i]);
	}
	/* Whoever asks something may not have decided yet. */
	for (size_t i = 0; asks && i < text->count; i++)
		out->sentences[i].hints = 0;
}

static void forget_all(struct words *out)
{
	for (size_t i = 0; i < out->count; i++)
		out->sentences[i] = (struct words_sentence){.text = out->sentences[i].text};
	out->is_absence = out->is_help = out->points_at_file = false;
}

int words_read(struct arena *arena, const struct mail *mail, time_t now, struct words *out, struct err *err)
{
	struct words_work work = {
	    .arena = arena, .now = now, .today = date_of(now), .number = WORDS_NO_NUMBER};
	const struct body *body = mail->has_plain ? &mail->plain : &mail->html;

	(void)err;
	*out = (struct words){.number = WORDS_NO_NUMBER};
	pattern_clock_start(&work.clock, ALLOWANCE_MS);
	struct own_text text = own_text_read(arena, &work.clock, body, own_text_sender(arena, mail));

	out->text = cut_text(arena, text.text, &out->is_cut);
	read_sentences(&work, &text, out);
	out->forbidden = forbidden_in(arena, text.text);
	out->is_help = is_cry_for_help(&text, out);
	out->is_absence = is_all(&work, out, &text, words_codes.absent, words_codes.substitute);
	out->points_at_file = is_all(&work, out, &text, words_codes.pointer, NULL);
	out->number = work.number;
	out->day = work.has_day ? date_iso(arena, work.day) : NULL;
	/* A text whose reading ran out of time is passed on as it is. */
	if (work.clock.is_over)
		forget_all(out);
	return OK;
}
