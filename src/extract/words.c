/* Splits an answer into sentences and clauses. */
#include "extract/words.h"

#include "base/phrases.h"
#include "base/text.h"
#include "label_lines.h"
#include "tone.h"
#include "values.h"
#include "words_clause.h"
#include "words_courtesy.h"
#include "words_lines.h"
#include "words_names.h"
#include "words_notice.h"
#include "words_text.h"

enum {
	ALLOWANCE_MS = 1000,
	MOST_CHARACTERS = 4000,
};

/* "Je le vois lundi" is courteous, but its date must be passed on. */
static bool is_all_said(struct finding one)
{
	return one.is_whole || (one.is_courtesy && !(one.acts & WORDS_OUTCOMES));
}

static struct finding join(struct finding a, struct finding b)
{
	return (struct finding){a.acts | b.acts, a.is_courtesy && b.is_courtesy,
				is_all_said(a) && is_all_said(b)};
}

/* The acts of the same clause after splitting it further. */
static struct finding also(struct finding a, struct finding b)
{
	b.acts |= a.acts;
	b.is_whole |= a.is_whole;
	return b;
}

static size_t count_words(const char *text)
{
	size_t words = 1;

	for (; *text; text++)
		words += *text == ' ';
	return words;
}

static bool is_possessive(const char *text)
{
	static const char *const words[] = {"son ", "sa ", "ses ", "leur ", "mon ", "ma ", "notre ", "nos "};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (text_starts_with(text, words[i]))
			return true;
	return false;
}

/* The next position to split at, and the length of the separator. */
static const char *find_cut(const char *text, const char *const *marks, size_t count, size_t *length)
{
	const char *first = NULL;

	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(text, marks[i]);

		/* "retire donc son accord" is not split. */
		if (at && strcmp(marks[i], " donc ") == 0 && is_possessive(at + strlen(marks[i])))
			continue;
		if (at && (!first || at < first)) {
			first = at;
			*length = strlen(marks[i]);
		}
	}
	return first;
}

static const char *const commas[] = {" mais ", " cependant ", " par contre ", " toutefois ", ", ",
				     "; ",     " : ",	      ": ",	      " - ",	     "( ",
				     ") ",     "! ",	      ". ",	      "... "};
static const char *const conjunctions[] = {" et ",	    " donc ",	    " car ",	      " puis ",
					   " merci",	    " desole",	    " bonne journee", " bonne soiree",
					   " bon week-end", " cordialement"};

/* "Elle a déménagé et retire son accord": the subject is in the clause before. */
static struct finding read_with_subject(struct words_work *work, const char *clause, unsigned guards)
{
	size_t first = strcspn(clause, " ");
	bool is_ours = first > 3 && strncmp(clause + first - 3, "ons", 3) == 0;

	return clause_read(work, arena_printf(work->arena, "%s %s", is_ours ? "nous" : "elle", clause),
			   guards);
}

/* "Bonjour Patricia, …": a greeting with a name, before a comma. */
static bool greets_by_name(const char *clause, const char *cut)
{
	static const char *const greetings[] = {"bonjour ", "bonsoir ", "salut ", "hello ", "coucou "};
	enum { MOST_WORDS = 3 };

	for (size_t i = 0; cut && text_starts_with(cut, ", ") && i < ARRAY_SIZE(greetings); i++)
		if (text_starts_with(clause, greetings[i]))
			return count_words(clause) <= MOST_WORDS;
	return false;
}

/* Behind "Cordialement," or "Merci,": not "à revoir", "c'était une erreur", "complet". */
static bool may_be_name(struct words_work *work, const char *clause)
{
	return count_words(clause) <= WORDS_MOST_OF_NAME && !clause_holds(work, words_codes.no_name, clause);
}

/* Behind a name: ", assistante RH" */
static bool is_office(const char *text)
{
	enum { MOST_WORDS = 5 };

	return line_is_office(text) && count_words(text) <= MOST_WORDS;
}

/* Splits at punctuation; clauses that are not understood also at conjunctions. */
static struct finding read_parts(struct words_work *work, const char *text, unsigned guards,
				 const char *const *marks, size_t count)
{
	struct finding all = {.is_courtesy = true};
	static const unsigned unclear = ACT(ACT_ELSEWHERE) | ACT(ACT_DEPARTURE);
	bool is_first = true, is_closed = false, is_named = false;

	while (text && !work->clock.is_over) {
		size_t length = 0;
		const char *cut = find_cut(text, marks, count, &length);
		char *clause = cut ? arena_strndup(work->arena, text, (size_t)(cut - text))
				   : arena_strdup(work->arena, text);
		/* The word itself begins the next clause. */
		bool is_word = cut && (text_starts_with(cut, " merci") || text_starts_with(cut, " desole"));

		clause = text_strip(clause, " ,;!.-*\"'~_()", " ,;!?.-*\"'~_:()");
		if (*clause) {
			struct finding one = clause_read(work, clause, guards);
			bool is_thanks = false;

			/* "Cordialement, Maëlle", "Cordialement, Julie Ferry, assistante RH" */
			if (is_named && !one.acts && is_office(clause))
				one.is_courtesy = true;
			is_named = is_closed && !one.acts && may_be_name(work, clause) &&
				   (!cut || (text_starts_with(cut, ", ") && is_office(cut + 2)));
			one.is_courtesy |= is_named;
			if (is_first && !one.acts && greets_by_name(clause, cut))
				one.is_courtesy = true;
			is_closed = label_line_closing(work->arena, clause, &is_thanks) == CLOSING_WHOLE;

			if (!one.is_courtesy && !(one.acts & ~unclear))
				one =
				    also(one, marks == commas ? read_parts(work, clause, guards, conjunctions,
									   ARRAY_SIZE(conjunctions))
					      : is_first      ? one
							      : read_with_subject(work, clause, guards));
			all = is_first ? one : join(all, one);
			is_first = false;
		}
		text = cut ? cut + (is_word ? 1 : length) : NULL;
		if (is_word && strcmp(clause, "") == 0)
			break;
	}
	return all;
}

/* A question states nothing for certain, except for courtesy in it. */
static bool is_question(struct words_work *work, const struct own_sentence *sentence)
{
	return (sentence->is_question && strcmp(sentence->folded, "pourquoi pas") != 0) ||
	       clause_holds(work, words_codes.questions, sentence->folded);
}

static unsigned hints_of(struct words_work *work, const char *sentence)
{
	unsigned guards = clause_guards(work, sentence), hints = 0;

	for (size_t i = 0; i < words_hinted.count; i++)
		if (!(guards & ~words_hinted.rows[i].bears) &&
		    clause_holds(work, words_codes.hints[i], sentence))
			hints |= 1u << words_hinted.rows[i].act;
	return hints;
}

/* "Pas de candidat, je vous recontacte si cela change" */
static const char *without_promise(struct words_work *work, const char *sentence)
{
	struct match match;

	if (!pattern_code_find(&work->clock, words_codes.may_write_again, sentence, 0, &match))
		return sentence;
	return arena_strndup(work->arena, sentence, match.start[0]);
}

static void take_away(struct words_sentence *sentence, unsigned acts, unsigned instead)
{
	if (!((sentence->acts | sentence->hints) & acts))
		return;
	sentence->acts = (sentence->acts & ~acts) | (sentence->acts & acts ? instead : 0);
	sentence->hints &= ~acts;
	sentence->is_courtesy = sentence->is_whole = false;
}

/* Takes away what the sentence as a whole undoes: "ah non", "l'année prochaine", "les autres oui". */
static void undo(struct words_work *work, const char *sentence, struct words_sentence *out)
{
	for (size_t i = 0; i < words_undone.count; i++) {
		const struct undoing *row = &words_undone.rows[i];

		if ((out->acts | out->hints) & row->acts &&
		    clause_holds(work, words_codes.undone[i], sentence))
			take_away(out, row->acts, row->instead);
	}
}

/* "Il a déménagé, faut-il le dire ?", "j'ai 2 jeunes, est-ce trop ?" ask about the consequence, "entretien :
 * quand est-il libre ?" about the whole. */
static unsigned acts_before_question(const char *stated, unsigned acts)
{
	static const char *const coming[] = {"oui ",	 "ok ",		 "nous serons ",
					     "on sera ", "nous sommes ", "on est "};

	if (!(acts & WORDS_WILLING) && !line_starts_with(stated, coming, ARRAY_SIZE(coming)))
		acts &= ~ACT(ACT_NUMBER);
	if (!strchr(stated, ' '))
		acts &= ~ACT(ACT_INTERVIEW);
	return acts & ~ACT(ACT_ELSEWHERE);
}

static void read_sentence(struct words_work *work, const struct own_sentence *own, struct words_sentence *out)
{
	int number = work->number;
	struct finding finding = {.is_courtesy = true};
	unsigned guards =
	    clause_holds(work, words_codes.guards[GUARD_CONDITION], without_promise(work, own->folded))
		? BEARS(GUARD_CONDITION)
		: 0;

	*out = (struct words_sentence){.text = own->written};
	out->is_about_erasure = clause_holds(work, words_codes.erasure, own->folded);
	out->tells_why_kept = out->is_about_erasure && !is_question(work, own) &&
			      clause_holds(work, words_codes.kept, own->folded);
	if (*own->folded == '\0') {
		out->is_courtesy = out->is_whole = true;
		out->acts = own->has_thumb ? ACT(ACT_OK) : 0;
		return;
	}
	if (is_question(work, own)) {
		struct finding asked = {0};

		/* Acts that also count in a question: leaving a list, an insult, a withdrawal, what is left
		 * to erase. */
		clause_acts(work, words_ungreeted(own->folded), 0, guards, &asked);
		out->acts =
		    asked.acts &
		    (ACT(ACT_STOP) | ACT(ACT_INSULT) | ACT(ACT_UNCHECKED) |
		     (clause_holds(work, words_codes.requests, own->folded) ? ACT(ACT_DEPARTURE) : 0));
		if (asked.acts & ACT(ACT_CLOSED))
			out->acts |= ACT(ACT_CANCELLED);
		/* "Pouvez-vous nous réserver 4 places ?" is a request, and counts as one. */
		if (!(asked.acts & ACT(ACT_PRESENT) &&
		      clause_holds(work, words_codes.requests, own->folded)) &&
		    !(asked.acts & ACT(ACT_ABSENT) && clause_holds(work, words_codes.cancels, own->folded)))
			return;
	}
	const char *right = words_put_right(work, own->folded), *added = words_added_up(work, right);

	finding = read_parts(work, added, guards, commas, ARRAY_SIZE(commas));
	finding.is_whole &= added == right;
	out->acts = own->asks_on ? acts_before_question(own->folded, finding.acts) : finding.acts;
	if (out->acts & WORDS_WILLING && !(out->acts & ACT(ACT_PRESENT)) &&
	    clause_holds(work, words_codes.relays, own->folded))
		out->acts = (out->acts & ~(unsigned)WORDS_WILLING) | ACT(ACT_OK);
	out->points_back = clause_holds(work, words_codes.points_back, own->folded);
	out->is_courtesy = finding.is_courtesy;
	out->is_whole = is_all_said(finding);
	if (!out->is_courtesy)
		out->hints = hints_of(work, words_ungreeted(right));
	undo(work, words_ungreeted(right), out);
	if (!(out->acts & ACT(ACT_NUMBER)))
		work->number = number;
}

static bool is_cry_for_help(const struct own_text *text, const struct words *words)
{
	static const char *const cries[] = {"aide",  "[aide]",	 "help",     "aidez-moi", "besoin d'aide",
					    "guide", "aide svp", "a l'aide", "aide merci"};
	bool is_cry = false;

	for (size_t i = 0; i < text->count; i++) {
		bool is_one = false;

		for (size_t j = 0; j < ARRAY_SIZE(cries); j++)
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

/* "C'est noté Hélène": courtesy, and the name of the person addressed. */
static bool is_courtesy_to_somebody(struct words_work *work, const struct own_sentence *sentence)
{
	static const char prepositions[] = " a de du le la en par sur pour chez avec dans et ";
	const char *name = strrchr(sentence->written, ' '), *last = strrchr(sentence->folded, ' ');

	if (!name || !last || name[1] < 'A' || name[1] > 'Z' || name[2] == '\0' ||
	    (name[2] >= 'A' && name[2] <= 'Z'))
		return false;
	const char *rest = arena_strndup(work->arena, sentence->folded, (size_t)(last - sentence->folded));
	const char *before = strrchr(rest, ' ');

	if (strstr(prepositions, arena_printf(work->arena, " %s ", before ? before + 1 : rest)))
		return false;
	return words_are_courtesy(work->arena, &work->clock, rest);
}

/* A sentence that only says to whom or from whom the mail is. */
static bool is_address_or_signature(struct words_work *work, const struct own_text *text, size_t at)
{
	const struct own_sentence *sentence = &text->sentences[at];

	return own_text_ends_with_name(work->arena, text, at) || is_courtesy_to_somebody(work, sentence) ||
	       (at > 0 && line_is_desk(sentence->folded)) ||
	       (own_text_greets(text, at) && !is_question(work, sentence));
}

static void read_sentences(struct words_work *work, const struct own_text *text, struct words *out)
{
	out->sentences = arena_array(work->arena, text->count + 1, sizeof(*out->sentences));
	out->count = text->count;
	bool asks = false, is_open = false;

	for (size_t i = 0; i < text->count; i++) {
		struct words_sentence *sentence = &out->sentences[i];

		read_sentence(work, &text->sentences[i], sentence);
		if (!sentence->acts && !sentence->is_courtesy && is_address_or_signature(work, text, i))
			sentence->is_courtesy = sentence->is_whole = true;
		/* "On a trouvé... ah non" */
		if (i > 0 && clause_holds(work, words_codes.unsays, text->sentences[i].folded))
			take_away(&out->sentences[i - 1], WORDS_ANSWERS, 0);
		asks |= is_question(work, &text->sentences[i]);
		is_open |= clause_holds(work, words_codes.still_open, text->sentences[i].folded);
	}
	/* "Nous avons embauché une personne. Il en reste une à trouver." */
	for (size_t i = 0; is_open && i < text->count; i++) {
		out->sentences[i].acts &= ~ACT(ACT_FILLED);
		out->sentences[i].hints &= ~ACT(ACT_FILLED);
	}
	/* "Combien de places reste-t-il ? Nous aurions une dizaine de jeunes.", "Est-ce ouvert aux mineurs ?
	 * J'ai une jeune de 17 ans intéressée." */
	const struct pattern_code *asked_for = work->number == WORDS_SEVERAL_NUMBERS
						   ? words_codes.tentative_number
						   : words_codes.person_asked_for;

	for (size_t i = 0; asks && i < text->count; i++)
		if (clause_holds(work, asked_for, text->sentences[i].folded))
			take_away(&out->sentences[i], ACT(ACT_NUMBER), 0);
	/* A question may mean that nothing is decided yet, but reports and interest in it still count. */
	for (size_t i = 0; asks && i < text->count; i++)
		out->sentences[i].hints &=
		    ACT(ACT_ERASED) | ACT(ACT_FILLED) | ACT(ACT_NOBODY) | ACT(ACT_YES) | ACT(ACT_CURIOUS);
}

/* Whether the sentences that no phrase explains sound like courtesy all the same. */
static bool sounds_courteous(struct words_work *work, const struct own_text *text, const struct words *words)
{
	struct buf rest = {.arena = work->arena};

	for (size_t i = 0; i < text->count; i++) {
		const struct words_sentence *sentence = &words->sentences[i];

		if (is_question(work, &text->sentences[i]) ||
		    clause_holds(work, words_codes.never_courtesy, text->sentences[i].folded))
			return false;
		if (!sentence->is_courtesy)
			buf_printf(&rest, "%s\n", sentence->text);
	}
	return rest.length && tone_score(work->arena, &tone_of_courtesy, buf_text(&rest)) > 0;
}

static void forget_all(struct words *out)
{
	for (size_t i = 0; i < out->count; i++)
		out->sentences[i] = (struct words_sentence){.text = out->sentences[i].text};
	out->is_absence = out->is_help = out->points_at_file = out->sounds_courteous = false;
}

int words_read(struct arena *arena, const struct mail *mail, time_t now, struct words *out, struct err *err)
{
	struct words_work work = {
	    .arena = arena, .now = now, .today = date_of(now), .number = WORDS_NO_NUMBER};
	const struct body *body = own_text_body(arena, mail);

	(void)err;
	*out = (struct words){.number = WORDS_NO_NUMBER};
	pattern_clock_start(&work.clock, ALLOWANCE_MS);
	struct own_text text = own_text_read(arena, &work.clock, body, own_text_sender(arena, mail));

	out->text = cut_text(arena, text.text, &out->is_cut);
	read_sentences(&work, &text, out);
	out->forbidden = forbidden_in(arena, text.text);
	out->is_help = is_cry_for_help(&text, out);
	notice_find_absence(&work, &text, out);
	out->points_at_file = notice_is_all(&work, out, &text, words_codes.pointer, NULL);
	out->sounds_courteous = sounds_courteous(&work, &text, out);
	out->number = work.number;
	out->day = work.has_day ? date_iso(arena, work.day) : NULL;
	/* When reading ran out of time, the text is passed on unread. */
	if (work.clock.is_over)
		forget_all(out);
	return OK;
}
