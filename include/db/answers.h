/* Answers withheld because their contact had reached its hourly limit; one letter sums them up later. Written
 * by src/db/answers.c. */
#ifndef DB_ANSWERS_H
#define DB_ANSWERS_H

#include "db.h"

#include <time.h>

/* How many answers (letters with the null sender) were queued for a contact since then. */
int answers_count(struct db *db, int64_t contact, time_t since, int64_t *count, int64_t *bytes,
		  struct err *err);
/* How many of those answered no form. */
int answers_without_form(struct db *db, int64_t contact, time_t since, int64_t *count, struct err *err);

/* Messages with a form that tells others, by organisation; each message counts once. */
int broadcasts_count(struct db *db, int64_t organisation, time_t since, int64_t *count, struct err *err);
int broadcast_add(struct db *db, int64_t message, int64_t organisation, time_t now, struct err *err);

/* Withholds the answer to this message until the summary. faults: the French text that a refusal would have
 * listed, or "". */
int answer_withhold(struct db *db, int64_t contact, int64_t message, const char *faults, time_t now,
		    struct err *err);

/* The contact whose oldest withheld answer is from `until` or earlier; ERR_NOT_FOUND: none. */
int answers_withheld_next(struct db *db, time_t until, int64_t *contact, struct err *err);

struct withheld_answer {
	const char *received_at, *subject, *outcome, *ref; /* of the message; subject and ref may be NULL */
	const char *faults;
};
/* Takes all withheld answers of a contact: at most `most`, oldest first; *total: how many there were. */
int answers_withheld_take(struct db *db, struct arena *arena, int64_t contact, size_t most,
			  struct withheld_answer **out, size_t *count, int64_t *total, struct err *err);

#endif
