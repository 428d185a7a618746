/* Each sentence is cut into clauses; a clause is an act when it begins with one of its phrases and holds none
 * of the words that take it back. */
#include "extract/words.h"

#include "base/phrases.h"
#include "base/text.h"
#include "label_lines.h"
#include "values.h"
#include "words_phrases.h"
#include "words_text.h"

enum {
	ALLOWANCE_MS = 1000,
	MOST_CHARACTERS = 4000,
	MOST_CLAUSE_BYTES = 300,
	MOST_PHRASES = 300,
	MOST_OPENINGS = 5, /* "bonjour merci ok …" before what a clause says */
	DAYS_BACK = 90,
	MOST_NAME_WORDS = 3,
};

static struct {
	const struct phrase *rows[MOST_PHRASES];
	size_t row_count;
	struct pattern_code *phrases[MOST_PHRASES], *courtesies[MOST_PHRASES], *guards[GUARD_COUNT];
	struct pattern_code *lead, *tail, *questions, *requests, *erasure, *no_courtesy, *absent, *substitute,
	    *pointer;
	struct pattern_code *counted, *bare_number, *vague_number, *other_people, *former_number,
	    *said_of_some;
	bool is_ready;
} codes;

static int compile_whole(const char *expression, const char *end, struct pattern_code **out, struct err *err)
{
	struct arena *arena = arena_new();
	int rc = pattern_compile(arena_printf(arena, "^(?:%s)%s", expression, end), out, err);

	arena_free(&arena);
	return rc;
}

static int compile_phrases(struct err *err)
{
	const struct phrase_table *const tables[] = {&words_about_events, &words_about_offers,
						     &words_about_people};
	int rc = OK;

	codes.row_count = 0;
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (size_t j = 0; !rc && j < tables[i]->count; j++) {
			if (codes.row_count == MOST_PHRASES)
				return err_set(err, ERR_INTERNAL, "too many phrases");
			codes.rows[codes.row_count] = &tables[i]->rows[j];
			rc = compile_whole(tables[i]->rows[j].expression, "",
					   &codes.phrases[codes.row_count++], err);
		}
	return rc;
}

int words_init(struct err *err)
{
	const struct {
		const char *expression;
		struct pattern_code **code;
	} singles[] = {
	    {words_requests, &codes.requests},
	    {words_no_courtesy, &codes.no_courtesy},
	    {words_lead, &codes.lead},
	    {words_tail, &codes.tail},
	    {words_questions, &codes.questions},
	    {words_erasure, &codes.erasure},
	    {words_absent, &codes.absent},
	    {words_substitute, &codes.substitute},
	    {words_pointer, &codes.pointer},
	    {words_counted, &codes.counted},
	    {words_bare_number, &codes.bare_number},
	    {words_vague_number, &codes.vague_number},
	    {words_other_people, &codes.other_people},
	    {words_former_number, &codes.former_number},
	    {words_said_of_some, &codes.said_of_some},
	};
	int rc = OK;

	if (codes.is_ready)
		return OK;
	if (words_courtesy_count > MOST_PHRASES)
		return err_set(err, ERR_INTERNAL, "too many phrases");
	rc = compile_phrases(err);
	for (size_t i = 0; !rc && i < words_courtesy_count; i++)
		rc = compile_whole(words_courtesies[i], "$", &codes.courtesies[i], err);
	for (size_t i = 0; !rc && i < GUARD_COUNT; i++)
		rc = pattern_compile(words_guards[i], &codes.guards[i], err);
	for (size_t i = 0; !rc && i < sizeof(singles) / sizeof(singles[0]); i++)
		rc = pattern_compile(singles[i].expression, singles[i].code, err);
	codes.is_ready = !rc;
	return rc;
}

struct words_work {
	struct arena *arena;
	struct pattern_clock clock;
	struct date today;
	time_t now;
	int number; /* as in struct words */
	struct date day;
	bool has_day;
};

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
		if (holds(work, codes.guards[i], clause))
			guards |= BEARS(i);
	return guards;
}

static bool is_courtesy(struct words_work *work, const char *clause)
{
	bool is_doubted = holds(work, codes.no_courtesy, clause);

	for (size_t i = 0; i < words_courtesy_count; i++)
		if (!(is_doubted && strstr(words_courtesies[i], ".{0,")) &&
		    holds(work, codes.courtesies[i], clause))
			return true;
	return false;
}

/* How a chain of courtesies without commas begins. */
static const char *without_opening(const char *clause)
{
	static const char *const openings[] = {
	    "bonjour ",	 "bonsoir ",   "salut ",  "merci ",	 "ok ",	       "super ",
	    "parfait ",	 "tres bien ", "top ",	  "c'est note ", "bien recu ", "bien note ",
	    "d'accord ", "oui ",       "ah ",	  "oh ",	 "oups ",      "genial ",
	    "note ",	 "entendu ",   "desole ", "desolee ",	 "et ",	       "merci beaucoup "};
	const char *rest = NULL;

	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++)
		if (text_starts_with(clause, openings[i]) && (!rest || clause + strlen(openings[i]) > rest))
			rest = clause + strlen(openings[i]);
	return rest;
}

/* Nothing but words of courtesy and words that add nothing to it. */
static bool is_made_of_courtesy(struct words_work *work, const char *clause)
{
	bool has_courteous = false, introduces = false;

	while (*clause) {
		size_t length = strcspn(clause, " '");
		const char *word = arena_printf(work->arena, " %.*s ", (int)length, clause);
		bool is_courteous = strstr(words_courteous, word) != NULL;

		bool is_named = clause[length] == '\0' && introduces;

		if (length > 0 && !is_courteous && !strstr(words_neutral, word) && !is_named)
			return false;
		has_courteous |= is_courteous && length > 0;
		/* "Je contacte Yanis", "je vois avec Yanis" */
		introduces =
		    strstr(" avec contacte contactons previens prevenons appelle appelons informe informons ",
			   word) != NULL;
		clause += length + (clause[length] != '\0');
	}
	return has_courteous;
}

static bool is_chain_of_courtesies(struct words_work *work, const char *clause)
{
	for (int i = 0; clause && i < MOST_OPENINGS; i++) {
		if (is_courtesy(work, clause) || is_made_of_courtesy(work, clause))
			return true;
		clause = without_opening(clause);
	}
	return false;
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

	if (!pattern_code_find(&work->clock, codes.former_number, clause, 0, &match))
		return arena_strdup(work->arena, clause);
	return arena_printf(work->arena, "%.*s%s", (int)match.start[0], clause, clause + match.end[0]);
}

/* How many come. A number beside other words counts only where the clause begins with it or says that they
 * come. */
static void find_number(struct words_work *work, const char *clause, size_t lead, struct finding *finding)
{
	enum { NEAR_START = 45 };
	static const unsigned coming = 1u << ACT_YES | 1u << ACT_PRESENT | 1u << ACT_MAYBE;
	const char *rest = without_former_number(work, clause + lead);
	struct match match;

	if (finding->acts & (1u << ACT_ABSENT | 1u << ACT_NO | 1u << ACT_NOBODY))
		return;
	if (holds(work, codes.vague_number, rest) || holds(work, codes.other_people, rest)) {
		take_number(work, WORDS_SEVERAL_NUMBERS);
		finding->acts |= 1u << ACT_NUMBER;
		return;
	}
	if (pattern_code_find(&work->clock, codes.bare_number, clause, 0, &match)) {
		take_number(work, number_in(work, &match));
		*finding = (struct finding){finding->acts | 1u << ACT_NUMBER, false, true};
		return;
	}
	for (size_t at = 0; pattern_code_find(&work->clock, codes.counted, rest, at, &match);
	     at = match.end[0]) {
		if ((match.start[0] > NEAR_START || holds(work, codes.said_of_some, rest + match.end[0])) &&
		    !(finding->acts & coming))
			return;
		take_number(work, number_in(work, &match));
		finding->acts |= 1u << ACT_NUMBER;
		finding->is_whole |= holds(work, codes.tail, rest + match.end[0]);
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

/* The acts of a clause from byte `lead` on. *doubted: somebody comes, perhaps. */
static void find_acts(struct words_work *work, const char *clause, size_t lead, unsigned sentence_guards,
		      struct finding *finding)
{
	static const unsigned outcomes = 1u << ACT_INTERVIEW | 1u << ACT_HIRED | 1u << ACT_REJECTED;
	static const unsigned coming = 1u << ACT_YES | 1u << ACT_PRESENT;
	/* "Non, nous ne venons pas": the first word takes nothing back. */
	unsigned guards =
	    guards_of(work, clause + (text_starts_with(clause, "non ") ? 4 : 0)) | sentence_guards;

	for (size_t i = 0; i < codes.row_count; i++) {
		unsigned act = 1u << codes.rows[i]->act;
		size_t length = taken(work, codes.phrases[i], clause + lead);
		unsigned standing = guards & ~codes.rows[i]->bears;

		if (!length)
			continue;
		if (standing == BEARS(GUARD_DOUBT) && (act & coming))
			act = 1u << ACT_MAYBE;
		else if (standing)
			continue;
		finding->acts |= act;
		finding->is_whole |= holds(work, codes.tail, clause + lead + length);
		if (act & outcomes)
			find_day(work, clause);
	}
	if (finding->acts & outcomes && !(finding->acts & ~(outcomes | 1u << ACT_RETAINED)))
		finding->is_whole = strchr(clause, ' ') == NULL;
}

static struct finding read_clause(struct words_work *work, const char *clause, unsigned sentence_guards)
{
	struct finding finding = {0};

	if (strlen(clause) > MOST_CLAUSE_BYTES)
		return finding;
	find_acts(work, clause, 0, sentence_guards, &finding);
	size_t lead = taken(work, codes.lead, clause);

	if (lead)
		find_acts(work, clause, lead, sentence_guards, &finding);
	finding.is_courtesy = is_chain_of_courtesies(work, clause);
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
			if (is_closed && !cut && !one.acts && count_words(clause) <= MOST_NAME_WORDS)
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
	return sentence->is_question || holds(work, codes.questions, sentence->folded);
}

static void read_sentence(struct words_work *work, const struct own_sentence *own, struct words_sentence *out)
{
	struct finding finding = {.is_courtesy = true};
	unsigned guards =
	    holds(work, codes.guards[GUARD_CONDITION], own->folded) ? BEARS(GUARD_CONDITION) : 0;

	*out = (struct words_sentence){.text = own->written};
	out->is_about_erasure = holds(work, codes.erasure, own->folded);
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
				  (holds(work, codes.requests, own->folded) ? 1u << ACT_DEPARTURE : 0));
		if (asked.acts & 1u << ACT_CLOSED)
			out->acts |= 1u << ACT_CANCELLED;
		/* "Pouvez-vous nous réserver 4 places ?" asks for what it says. */
		if (!(asked.acts & 1u << ACT_PRESENT && holds(work, codes.requests, own->folded)))
			return;
	}
	finding = read_parts(work, own->folded, guards, commas, sizeof(commas) / sizeof(commas[0]));
	out->acts = finding.acts;
	out->is_courtesy = finding.is_courtesy;
	out->is_whole = finding.is_whole || finding.is_courtesy;
}

/* "Claire" at the end: the sender's name, whoever that is. */
static bool is_name_at_end(const struct own_text *text, size_t at)
{
	const char *written = text->sentences[at].written;
	size_t words = 1;

	for (const char *c = written; *c; c++) {
		words += *c == ' ';
		if (strchr("0123456789?!:,;/", *c) || (*c == ' ' && c[1] >= 'a' && c[1] <= 'z'))
			return false;
	}
	return at > 0 && at + 1 == text->count && words <= MOST_NAME_WORDS &&
	       (*written < 'a' || *written > 'z');
}

/* The first words after "Bonjour": whom it greets. */
static bool is_greeted(const struct own_text *text, size_t at, const char *folded)
{
	return at == 0 && text->count > 0 && text_starts_with(folded, "bonjour ") && strlen(folded) < 40 &&
	       !strpbrk(folded, ",0123456789");
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
	for (size_t i = 0; i < text->count; i++) {
		struct words_sentence *sentence = &out->sentences[i];

		read_sentence(work, &text->sentences[i], sentence);
		if (!sentence->acts && !sentence->is_courtesy &&
		    (is_name_at_end(text, i) || is_greeted(text, i, text->sentences[i].folded)))
			sentence->is_courtesy = sentence->is_whole = true;
	}
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
	out->is_absence = is_all(&work, out, &text, codes.absent, codes.substitute);
	out->points_at_file = is_all(&work, out, &text, codes.pointer, NULL);
	out->number = work.number;
	out->day = work.has_day ? date_iso(arena, work.day) : NULL;
	/* A text whose reading ran out of time is passed on as it is. */
	if (work.clock.is_over)
		forget_all(out);
	return OK;
}
