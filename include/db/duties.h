/* The duties of both sides (agreement Art. 3) and the evidence for them. Most are derived from the register;
 * those on the partners' own sites are reported by mail. Written by src/db/duties.c. */
#ifndef DB_DUTIES_H
#define DB_DUTIES_H

#include "db.h"

#include <time.h>

struct duty { /* columns of the view duties */
	const char *id, *party, *text;
	bool is_once;
	bool is_reported;		/* reported by the party: it happens on its own site */
	const char *done_on, *evidence; /* NULL: not done */
};

/* Both sides' duties of a year ("2027") and their one-time duties, in the order of the agreement, ims
 * first. */
int duties_of(struct db *db, struct arena *arena, const char *year, struct duty **out, size_t *count,
	      struct err *err);

/* ERR_NOT_FOUND: no such duty. */
int duty_find(struct db *db, struct arena *arena, const char *id, struct duty *out, struct err *err);

struct duty_report {
	const char *id, *link;
	time_t reported_at;
	int64_t contact;
	int64_t message; /* 0: none */
};
/* Stores a report. A later report of the same duty replaces the link, but the day stays that of the first. */
int duty_report(struct db *db, const struct duty_report *report, struct err *err);

/* Opens a year: its duties are checked from now on. Idempotent. */
int duty_year_begin(struct db *db, const char *year, struct err *err);
int duty_year_has_begun(struct db *db, const char *year, bool *has, struct err *err);
/* The number of offers of the year, and of those that came with a forum. */
int duty_offers(struct db *db, const char *year, int64_t *all, int64_t *with_forum, struct err *err);

#endif
