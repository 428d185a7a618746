/* Free text in answer to a letter (specification section 2a): thanks, an answer in words, or a note to the
 * person at the other end.
 *
 * words_read splits the sender's own text into sentences and says what each means independently of the
 * letter; it runs in the reader process. words_settle then interprets the sentences, and only those, as an
 * answer to a given letter, once the register has identified that. */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include "base/date.h"
#include "decode.h"

/* What a sentence says in a main clause, present or past, without negation, condition, future or question. */
enum act {
	ACT_OK, /* "ok", "d'accord", a thumb: nothing else */
	ACT_YES,
	ACT_NO,
	ACT_MAYBE,
	ACT_CURIOUS,   /* wants to know more */
	ACT_PRESENT,   /* will come */
	ACT_ABSENT,    /* won't come */
	ACT_NUMBER,    /* a number of people who come */
	ACT_FILLED,    /* the post is filled */
	ACT_CLOSED,    /* the offer may be closed */
	ACT_INTERVIEW, /* an interview is planned or took place */
	ACT_HIRED,     /* the candidate was hired */
	ACT_REJECTED,  /* the candidate was rejected */
	ACT_RETAINED,  /* for an interview or for the post: unclear which */
	ACT_ELSEWHERE, /* the candidate found something else, or is no longer interested */
	ACT_ERASED,    /* the CV was erased */
	ACT_KEPT,      /* somebody still has a copy of the CV */
	ACT_UNCHECKED, /* the writer is going to check whether somebody still has one */
	ACT_DONE,      /* what was asked is done, without saying what */
	ACT_WITHDRAWN, /* the consent was withdrawn */
	ACT_RENEWED,   /* the consent is to be renewed */
	ACT_DEPARTURE, /* something is to be withdrawn, but not clearly the consent, or not clearly now */
	ACT_NOBODY,    /* no candidate for an offer */
	ACT_CANCELLED, /* something was cancelled */
	ACT_DECIDED,   /* approved or declined, in answer to a letter that asks for it */
	ACT_STOP,      /* no more letters of this kind */
	ACT_INSULT,
	ACT_COUNT
};

struct words_sentence {
	const char *text;      /* as written, on one line except for wrapped lines */
	unsigned acts;	       /* bits 1u << enum act */
	unsigned hints;	       /* the same bits, for what single words suggest */
	bool is_courtesy;      /* only greeting, thanks, receipt, or a promise to look into it */
	bool is_whole;	       /* fully understood: an act and courtesy, no other remark */
	bool points_back;      /* asks to remove something that stands elsewhere: "vous pouvez l'enlever" */
	bool is_about_erasure; /* asks for an erasure or reports one */
	bool tells_why_kept;   /* says why the CV was not erased, or where a copy stays: no question, and no
				  promise */
};

enum { WORDS_NO_NUMBER = -1, WORDS_SEVERAL_NUMBERS = -2 };

struct words {
	struct words_sentence *sentences;
	size_t count;
	const char *text; /* the own text without greeting, signature and footers; at most 4,000 characters */
	bool is_cut;	  /* the text was longer */
	bool is_absence;  /* only "absent jusqu'au" and a substitute's address */
	bool is_help;	  /* only AIDE */
	bool points_at_file;   /* only "voir pièce jointe" */
	bool sounds_courteous; /* what no phrase explains has the tone of thanks or small talk */
	int number;	       /* of people who come, or a value above */
	const char *day;       /* YYYY-MM-DD: a past day in the text, within the last three months; or NULL */
	const char *forbidden; /* information about a person that may not be passed on (section 5), in French;
				  or NULL */
};

/* Reads the own lines of the plain part, else those of the HTML part. ERR_LIMIT: the patterns took too
 * long. */
int words_read(struct arena *arena, const struct mail *mail, time_t now, struct words *out, struct err *err);
/* Compiles the phrases; extract_init calls it. */
int words_init(struct err *err);

/* What the letter was about and what it asked, according to the register. */
enum thread {
	THREAD_OTHER,	      /* no question */
	THREAD_INVITATION,    /* invitation to an event, not answered yet */
	THREAD_ATTENDANCE,    /* invitation to an event, answered before */
	THREAD_OFFER,	      /* somebody else's offer: do you have a candidate? */
	THREAD_OWN_OFFER,     /* an offer of the sender's organisation */
	THREAD_CV,	      /* a CV received: what came of it? */
	THREAD_OWN_CANDIDATE, /* a CV of the sender's mission locale */
	THREAD_CONSENT,	      /* a CV of the sender's mission locale whose consent ends: is it renewed? */
	THREAD_ERASURE,	      /* erasure of a CV: is it done? */
	THREAD_OWN_EVENT,     /* an event of the sender's organisation */
	THREAD_CALL,	      /* somebody else's call to the sender's organisation: can you help? Not answered
				 yet */
	THREAD_CALL_ANSWERED, /* somebody else's call, answered before */
	THREAD_OWN_CALL,      /* a call of the sender's organisation */
	THREAD_APPROVAL,      /* do you agree to an offer, an article, a report, a regional agreement? */
	THREAD_TERMINATION,   /* do you end the agreement? */
	THREAD_COUNT
};

enum reading_kind {
	READING_COURTESY,
	READING_ANSWER, /* given by `act` */
	READING_TWO,	/* must be asked back; `act` says between what */
	READING_ABSENCE,
	READING_HELP,
	READING_NOTE,
};

struct words_reading {
	enum reading_kind kind;
	enum act act;
	const char *remark; /* the rest of the text, to be passed on with an answer; "" for nothing */
	bool is_about_erasure, tells_why_kept, is_insult;
};

struct words_reading words_settle(struct arena *arena, const struct words *words, enum thread thread);

#endif
