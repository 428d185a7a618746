/* What the operator has not been told of yet (specification section 7, operator_summary). Written by
 * src/db/operator_news.c. */
#ifndef DB_OPERATOR_NEWS_H
#define DB_OPERATOR_NEWS_H

#include "db.h"

/* A message that waits for a person, or that nobody is believed to have sent. */
struct news_message {
	int64_t id;
	const char *received_at, *kind, *organisation, *ref, *reason; /* all but the first may be NULL */
	bool is_held;
};
/* Those behind `after`, at most `most` of each outcome, by id; held offers only as long as they are held.
 * *total: how many there are of both; *last: the newest message that is decided with all before it. */
int news_messages(struct db *db, struct arena *arena, int64_t after, size_t most, struct news_message **out,
		  size_t *count, int64_t *total, int64_t *last, struct err *err);

/* A letter that failed for good. */
struct news_letter {
	int64_t id;
	const char *template, *organisation,
	    *reply; /* organisation "" for an address outside the directory */
};
int news_letters(struct db *db, struct arena *arena, size_t most, struct news_letter **out, size_t *count,
		 int64_t *total, struct err *err);
/* A report whose newest version was refused, so that a person has to ask for another. *out: its year, 0:
 * there is none; *refused: how many versions were refused until now. */
int news_refused_report(struct db *db, int64_t *out, int64_t *refused, struct err *err);

/* The operator is told of all that failed until now. */
int news_letters_told(struct db *db, struct err *err);

#endif
