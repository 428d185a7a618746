/* What people simply write in answer to a letter (specification section 2a): thanks, an answer in words, or a
 * note to whoever is at the other end.
 *
 * words_read takes the sender's own text apart into sentences, each with what it says whatever the letter
 * was; it runs in the reader process. words_settle then reads them as an answer to one letter, once the
 * register has told which that was; it looks at nothing but the sentences. */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include "base/date.h"
#include "decode.h"

/* What a sentence says in a main clause, present or past, without negation, condition, future or question. */
enum act {
	ACT_OK, /* "ok", "d'accord", a thumb: nothing more */
	ACT_YES,
	ACT_NO,
	ACT_MAYBE,
	ACT_CURIOUS,   /* we would like to know more */
	ACT_PRESENT,   /* we come */
	ACT_ABSENT,    /* we don't come */
	ACT_NUMBER,    /* of those who come */
	ACT_FILLED,    /* the post */
	ACT_CLOSED,    /* the offer may be */
	ACT_INTERVIEW, /* there is one, or was */
	ACT_HIRED,     /* the candidate is */
	ACT_REJECTED,  /* the candidate is not retained */
	ACT_RETAINED,  /* for an interview or for the post: it isn't said */
	ACT_ELSEWHERE, /* the candidate has found something else, or wants no more */
	ACT_ERASED,    /* the CV is */
	ACT_KEPT,      /* somebody has a copy of it still */
	ACT_DONE,      /* what was asked is, whatever that was */
	ACT_WITHDRAWN, /* the consent is */
	ACT_RENEWED,   /* the consent is to be */
	ACT_DEPARTURE, /* something is to be withdrawn, but not clearly the consent, or not clearly now */
	ACT_NOBODY,    /* no candidate for an offer */
	ACT_CANCELLED, /* something is */
	ACT_DECIDED,   /* something is approved or declined: said to a letter that asks for it */
	ACT_STOP,      /* no more letters of this kind */
	ACT_INSULT,
	ACT_COUNT
};

struct words_sentence {
	const char *text;      /* as written, on one line but for wrapped lines */
	unsigned acts;	       /* bits 1u << enum act */
	unsigned hints;	       /* the same: what it seems to say by single words */
	bool is_courtesy;      /* nothing but greeting, thanks, receipt, a promise to see to it */
	bool is_whole;	       /* all of it was understood: an act and courtesy, no remark besides */
	bool is_about_erasure; /* asks or tells about one */
	bool tells_why_kept;   /* why there is none, or where a copy stays: no question, and no promise */
};

enum { WORDS_NO_NUMBER = -1, WORDS_SEVERAL_NUMBERS = -2 };

struct words {
	struct words_sentence *sentences;
	size_t count;
	const char *text; /* the own text without greeting, signature and footers; at most 4,000 characters */
	bool is_cut;	  /* there was more */
	bool is_absence;  /* "absent jusqu'au", a substitute's address, and nothing else */
	bool is_help;	  /* AIDE alone */
	bool points_at_file; /* "voir pièce jointe" and nothing else */
	int number;	     /* of people who come, or one of the above */
	const char
	    *day; /* YYYY-MM-DD: a past day that the text names, within the last three months; or NULL */
	const char *forbidden; /* what about a person may not be passed on (section 5), in French; or NULL */
};

/* Reads the own lines of both parts (the plain one, or else the HTML one). ERR_LIMIT: the patterns took too
 * long. */
int words_read(struct arena *arena, const struct mail *mail, time_t now, struct words *out, struct err *err);
/* Compiles the phrases; extract_init calls it. */
int words_init(struct err *err);

/* What the letter was about and asked, as the register tells. */
enum thread {
	THREAD_OTHER,	      /* it asked nothing */
	THREAD_INVITATION,    /* do you come? No answer yet. */
	THREAD_ATTENDANCE,    /* the same, answered before */
	THREAD_OFFER,	      /* somebody else's: have you a candidate? */
	THREAD_OWN_OFFER,     /* the sender's organisation's */
	THREAD_CV,	      /* received: what came of it? */
	THREAD_OWN_CANDIDATE, /* the sender's mission locale's */
	THREAD_CONSENT,	      /* the same, whose consent ends: is it renewed? */
	THREAD_ERASURE,	      /* of a CV: is it done? */
	THREAD_OWN_EVENT,     /* the sender's organisation's */
	THREAD_CALL,	      /* somebody else's, to the sender's organisation: can you help? No answer yet */
	THREAD_CALL_ANSWERED, /* the same, answered before */
	THREAD_OWN_CALL,      /* the sender's organisation's */
	THREAD_APPROVAL,      /* do you agree to an offer, an article, a report, a regional agreement? */
	THREAD_TERMINATION,   /* do you end the agreement? */
	THREAD_COUNT
};

enum reading_kind {
	READING_COURTESY,
	READING_ANSWER, /* act says which */
	READING_TWO,	/* to be asked back; act says between what */
	READING_ABSENCE,
	READING_HELP,
	READING_NOTE,
};

struct words_reading {
	enum reading_kind kind;
	enum act act;
	const char *remark; /* what stands beside an answer, to be passed on with it; "" for nothing */
	bool is_about_erasure, tells_why_kept, is_insult;
};

struct words_reading words_settle(struct arena *arena, const struct words *words, enum thread thread);

#endif
