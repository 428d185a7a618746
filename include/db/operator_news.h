/* News for the operator's next summary (specification section 7, operator_summary). Written by
 * src/db/operator_news.c. */
#ifndef DB_OPERATOR_NEWS_H
#define DB_OPERATOR_NEWS_H

#include "db.h"

/* A message that needs a person, or whose sender is not believed. */
struct news_message {
	int64_t id;
	const char *received_at, *kind, *organisation, *ref, *reason; /* all but the first may be NULL */
	bool is_held;
};
/* Messages with ids above `after`, by id, at most `most` of each outcome; offers only while they are held.
 * *total: how many there are of both outcomes; *last: the newest id up to which all messages are decided. */
int news_messages(struct db *db, struct arena *arena, int64_t after, size_t most, struct news_message **out,
		  size_t *count, int64_t *total, int64_t *last, struct err *err);

/* A letter that failed permanently. */
struct news_letter {
	int64_t id;
	const char *template, *organisation,
	    *reply; /* organisation "" for an address outside the directory */
};
int news_letters(struct db *db, struct arena *arena, size_t most, struct news_letter **out, size_t *count,
		 int64_t *total, struct err *err);
/* A report whose newest version was refused, so that a person must request another. *out: its year, 0: none;
 * *refused: how many versions were refused. */
int news_refused_report(struct db *db, int64_t *out, int64_t *refused, struct err *err);

/* Marks all failed letters as reported to the operator. */
int news_letters_told(struct db *db, struct err *err);

#endif
