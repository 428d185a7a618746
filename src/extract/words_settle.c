/* Interprets the sentences as an answer to one letter: one row a thread. */
#include "words_phrases.h"

#include "base/text.h"

enum {
	CURIOUS = ACT(ACT_MAYBE) | ACT(ACT_CURIOUS),
	ATTENDING = ACT(ACT_PRESENT) | ACT(ACT_ABSENT) | ACT(ACT_MAYBE),
	NOT_COMING = ACT(ACT_NO) | ACT(ACT_ABSENT) | ACT(ACT_NOBODY) | ACT(ACT_REJECTED),
};

/* Acts that answer, strongest first, with the result; acts that are asked back; acts that are only courtesy
 * here. */
struct thread_row {
	struct {
		unsigned acts;
		enum act answer;
	} answers[6];
	unsigned asked_back;
	unsigned courtesy;
	unsigned told;	/* acts without a form here: the sentence is a remark */
	unsigned hints; /* acts for which hints count here */
};

static const struct thread_row rows[THREAD_COUNT] = {
    [THREAD_OTHER] = {.asked_back = ACT(ACT_STOP), .courtesy = ACT(ACT_OK) | ACT(ACT_YES) | ACT(ACT_DONE)},
    [THREAD_INVITATION] = {.answers = {{ACT(ACT_MAYBE), ACT_MAYBE},
				       {NOT_COMING, ACT_NO},
				       {WORDS_COMING, ACT_YES}},
			   .asked_back = ACT(ACT_OK) | ACT(ACT_CANCELLED) | ACT(ACT_STOP),
			   .hints = ATTENDING},
    [THREAD_ATTENDANCE] = {.answers = {{ACT(ACT_MAYBE), ACT_MAYBE},
				       {NOT_COMING, ACT_NO},
				       {WORDS_COMING, ACT_YES}},
			   .asked_back = ACT(ACT_CANCELLED) | ACT(ACT_STOP),
			   .courtesy = ACT(ACT_OK),
			   .hints = ATTENDING},
    [THREAD_OFFER] = {.answers = {{ACT(ACT_NOBODY), ACT_NOBODY}},
		      .asked_back = ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_STOP),
		      .courtesy = ACT(ACT_OK) | ACT(ACT_DONE),
		      .hints = ACT(ACT_NOBODY)},
    [THREAD_OWN_OFFER] = {.answers = {{ACT(ACT_FILLED), ACT_FILLED}, {ACT(ACT_CLOSED), ACT_CLOSED}},
			  .asked_back = ACT(ACT_CANCELLED) | ACT(ACT_STOP) | ACT(ACT_HIRED),
			  .courtesy = ACT(ACT_OK) | ACT(ACT_YES) | ACT(ACT_DONE),
			  .hints = ACT(ACT_FILLED) | ACT(ACT_CLOSED) | ACT(ACT_HIRED)},
    [THREAD_CV] = {.answers = {{ACT(ACT_REJECTED), ACT_REJECTED},
			       {ACT(ACT_HIRED), ACT_HIRED},
			       {ACT(ACT_INTERVIEW), ACT_INTERVIEW}},
		   .asked_back = ACT(ACT_RETAINED) | ACT(ACT_ELSEWHERE) | ACT(ACT_FILLED) | ACT(ACT_CLOSED) |
				 ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_CURIOUS) | ACT(ACT_CANCELLED) |
				 ACT(ACT_STOP),
		   .courtesy = ACT(ACT_OK),
		   .hints = WORDS_OUTCOMES | ACT(ACT_CURIOUS) | ACT(ACT_ELSEWHERE) | ACT(ACT_FILLED)},
    [THREAD_OWN_CANDIDATE] = {.answers = {{ACT(ACT_WITHDRAWN), ACT_WITHDRAWN}},
			      .asked_back = ACT(ACT_ELSEWHERE) | ACT(ACT_DEPARTURE) | ACT(ACT_STOP),
			      .courtesy = ACT(ACT_OK) | ACT(ACT_YES),
			      .hints = ACT(ACT_ELSEWHERE) | ACT(ACT_DEPARTURE)},
    [THREAD_CONSENT] = {.answers = {{ACT(ACT_WITHDRAWN), ACT_WITHDRAWN}},
			.asked_back = ACT(ACT_RENEWED) | ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_OK) |
				      ACT(ACT_ELSEWHERE) | ACT(ACT_DEPARTURE) | ACT(ACT_HIRED) |
				      ACT(ACT_STOP),
			.hints = ACT(ACT_ELSEWHERE) | ACT(ACT_DEPARTURE) | ACT(ACT_RENEWED)},
    [THREAD_ERASURE] = {.answers = {{ACT(ACT_ERASED) | ACT(ACT_DONE), ACT_ERASED}},
			.asked_back = ACT(ACT_YES) | ACT(ACT_STOP),
			.courtesy = ACT(ACT_OK),
			.told = ACT(ACT_KEPT),
			.hints = ACT(ACT_ERASED)},
    [THREAD_CALL] = {.answers = {{CURIOUS, ACT_MAYBE}, {NOT_COMING, ACT_NO}, {WORDS_WILLING, ACT_YES}},
		     .asked_back = ACT(ACT_OK) | ACT(ACT_CANCELLED) | ACT(ACT_STOP),
		     .told = ACT(ACT_NUMBER),
		     .hints = ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_ABSENT) | CURIOUS},
    [THREAD_CALL_ANSWERED] = {.answers = {{CURIOUS, ACT_MAYBE},
					  {NOT_COMING, ACT_NO},
					  {WORDS_WILLING, ACT_YES}},
			      .asked_back = ACT(ACT_CANCELLED) | ACT(ACT_STOP),
			      .courtesy = ACT(ACT_OK),
			      .told = ACT(ACT_NUMBER),
			      .hints = ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_ABSENT) | CURIOUS},
    [THREAD_OWN_CALL] = {.asked_back = ACT(ACT_FILLED) | ACT(ACT_CLOSED) | ACT(ACT_CANCELLED) | ACT(ACT_STOP),
			 .courtesy = ACT(ACT_OK) | ACT(ACT_YES)},
    /* These are never decided by free text. */
    [THREAD_APPROVAL] = {.asked_back = ACT(ACT_DECIDED) | ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_OK) |
				       ACT(ACT_CANCELLED) | ACT(ACT_STOP)},
    [THREAD_TERMINATION] = {.asked_back = ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_OK) | ACT(ACT_CANCELLED) |
					  ACT(ACT_STOP)},
    [THREAD_OWN_EVENT] = {.asked_back = ACT(ACT_CANCELLED) | ACT(ACT_STOP),
			  .courtesy = ACT(ACT_OK) | ACT(ACT_YES),
			  .hints = ACT(ACT_CANCELLED)},
};

static unsigned all_answers(const struct thread_row *row)
{
	unsigned acts = 0;

	for (size_t i = 0; i < sizeof(row->answers) / sizeof(row->answers[0]); i++)
		acts |= row->answers[i].acts;
	return acts;
}

/* Hints count only when no sentence answers with certainty. */
static unsigned acts_of(const struct words *words, const struct thread_row *row)
{
	unsigned acts = 0, hints = 0;

	for (size_t i = 0; i < words->count; i++) {
		acts |= words->sentences[i].acts;
		hints |= words->sentences[i].hints;
	}
	/* "D'accord, notre directrice interviendra" */
	return acts & (all_answers(row) | row->asked_back) & ~ACT(ACT_OK) ? acts
									  : acts | (hints & row->hints);
}

/* The sentences with more than acts and courtesy, as written. */
static const char *remark_of(struct arena *arena, const struct words *words, const struct thread_row *row,
			     unsigned understood, unsigned dropped)
{
	struct buf remark = {.arena = arena};
	bool is_answer = understood & all_answers(row);

	for (size_t i = 0; i < words->count; i++) {
		const struct words_sentence *sentence = &words->sentences[i];
		/* "On se voit jeudi" is courteous, but tells when the interview is. */
		bool is_courtesy = sentence->is_courtesy && !(sentence->acts & understood & WORDS_OUTCOMES) &&
				   !(sentence->acts & row->told & ACT(ACT_KEPT));
		bool is_known =
		    sentence->acts & dropped || is_courtesy ||
		    (sentence->is_whole && sentence->acts & understood && !(sentence->acts & row->told) &&
		     (is_answer || !(sentence->acts & ~understood)));

		if (!is_known)
			buf_printf(&remark, "%s%s", remark.length ? "\n" : "", sentence->text);
	}
	return buf_text(&remark);
}

/* Contradictions: yes and no, hired and rejected, nobody and somebody, erased and kept, or not checked. */
static bool contradicts(enum thread thread, unsigned acts, int number)
{
	bool is_attendance = thread == THREAD_INVITATION || thread == THREAD_ATTENDANCE;

	if (is_attendance)
		return (acts & WORDS_COMING && acts & NOT_COMING) ||
		       (number == WORDS_SEVERAL_NUMBERS && acts & (WORDS_COMING | ACT(ACT_MAYBE)));
	if (thread == THREAD_CALL || thread == THREAD_CALL_ANSWERED)
		return acts & WORDS_WILLING && acts & NOT_COMING;
	if (thread == THREAD_ERASURE)
		/* "C'est fait, elle est embauchée" is about something else. */
		return (acts & (ACT(ACT_KEPT) | ACT(ACT_UNCHECKED)) &&
			acts & (ACT(ACT_ERASED) | ACT(ACT_DONE))) ||
		       (acts & ACT(ACT_DONE) && acts & (WORDS_OUTCOMES | ACT(ACT_FILLED)));
	if (thread == THREAD_OFFER)
		return acts & ACT(ACT_NOBODY) && acts & ACT(ACT_YES);
	if (thread == THREAD_CV)
		return acts & ACT(ACT_REJECTED) && acts & (ACT(ACT_HIRED) | ACT(ACT_YES));
	return false;
}

/* "Le permis B n'est pas obligatoire, vous pouvez l'enlever": the condition, not the offer. */
static bool closes_something_else(const struct words *words, const char *remark)
{
	for (size_t i = 0; *remark && i < words->count; i++)
		if (words->sentences[i].acts & ACT(ACT_CLOSED) && words->sentences[i].points_back)
			return true;
	return false;
}

/* Whether a sentence is neither courtesy nor one of the acts. */
static bool says_more(const struct words *words, unsigned acts)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct words_sentence *sentence = &words->sentences[i];

		if (!sentence->is_courtesy && !((sentence->acts | sentence->hints) & acts))
			return true;
	}
	return false;
}

static enum act lowest(unsigned acts)
{
	unsigned act = 0;

	while (!(acts & 1u << act))
		act++;
	return (enum act)act;
}

static struct words_reading settle_acts(struct arena *arena, const struct words *words, enum thread thread,
					unsigned acts)
{
	const struct thread_row *row = &rows[thread];
	unsigned answers = acts & all_answers(row), asked = acts & row->asked_back;
	struct words_reading reading = {.kind = READING_NOTE, .remark = ""};

	/* "Stop, il retire son accord" is about the person, not about letters. */
	if (asked & ACT(ACT_STOP) && !(acts & (ACT(ACT_WITHDRAWN) | ACT(ACT_DEPARTURE)))) {
		reading.kind = READING_TWO;
		reading.act = ACT_STOP;
		return reading;
	}
	if (contradicts(thread, acts, words->number)) {
		reading.kind = READING_TWO;
		reading.act = thread == THREAD_CV      ? ACT_RETAINED
			      : thread == THREAD_OFFER ? ACT_YES
						       : ACT_NUMBER;
		return reading;
	}
	for (size_t i = 0; answers && i < sizeof(row->answers) / sizeof(row->answers[0]); i++) {
		if (!(row->answers[i].acts & acts))
			continue;
		reading.kind = READING_ANSWER;
		reading.act = row->answers[i].answer;
		/* A withdrawal passes on nothing else about the person. */
		reading.remark =
		    remark_of(arena, words, row, answers | row->courtesy | ACT(ACT_OK) | ACT(ACT_YES),
			      acts & ACT(ACT_WITHDRAWN));
		if (reading.act == ACT_CLOSED && closes_something_else(words, reading.remark))
			reading =
			    (struct words_reading){.kind = READING_TWO, .act = ACT_CANCELLED, .remark = ""};
		return reading;
	}
	/* "Son profil nous intéresse. Est-elle mobile ?" */
	if (asked == ACT(ACT_CURIOUS) && says_more(words, asked))
		return reading;
	/* "Ok" and a question is a question; "ok pour elle" is no more than "ok" where no outcome is asked.
	 */
	if (asked && (asked & ~ACT(ACT_OK) || !*remark_of(arena, words, row, asked | ACT(ACT_RETAINED), 0))) {
		reading.kind = READING_TWO;
		reading.act = lowest(asked & ~ACT(ACT_OK) ? asked & ~ACT(ACT_OK) : asked);
	}
	return reading;
}

struct words_reading words_settle(struct arena *arena, const struct words *words, enum thread thread)
{
	const struct thread_row *row = &rows[thread];
	struct words_reading reading = {.kind = READING_NOTE, .remark = ""};
	unsigned acts = acts_of(words, row);

	/* "Enzo est embauché, vous pouvez retirer l'annonce" */
	if (thread == THREAD_OWN_OFFER && acts & ACT(ACT_HIRED) && acts & ACT(ACT_CLOSED))
		acts |= ACT(ACT_FILLED);
	if (words->is_absence)
		reading.kind = READING_ABSENCE;
	else if (words->is_help)
		reading.kind = READING_HELP;
	else if (words->sounds_courteous && !(acts & (all_answers(row) | row->asked_back | ACT(ACT_INSULT))))
		reading.kind = READING_COURTESY;
	else if (!(acts & ACT(ACT_INSULT)))
		reading = settle_acts(arena, words, thread, acts);
	if (reading.kind == READING_NOTE && !words->is_absence &&
	    !*remark_of(arena, words, row, row->courtesy, 0))
		reading.kind = READING_COURTESY;
	reading.is_insult = acts & ACT(ACT_INSULT);
	for (size_t i = 0; i < words->count; i++) {
		reading.is_about_erasure |= words->sentences[i].is_about_erasure;
		reading.tells_why_kept |= words->sentences[i].tells_why_kept;
	}
	return reading;
}
