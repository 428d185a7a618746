/* The duties of both sides (agreement Art. 3) and what is evidence of them: derived from the register, but
 * for what happens on the partners' own sites, which they report. Written by src/db/duties.c. */
#ifndef DB_DUTIES_H
#define DB_DUTIES_H

#include "db.h"

#include <time.h>

struct duty { /* columns of the view duties */
	const char *id, *party, *text;
	bool is_once;
	bool is_reported;		/* by the party itself: it happens on its own site */
	const char *done_on, *evidence; /* NULL: nothing yet */
};

/* Both sides' duties of a year ("2027") and those done once, in the agreement's order, ims first. */
int duties_of(struct db *db, struct arena *arena, const char *year, struct duty **out, size_t *count,
	      struct err *err);

/* ERR_NOT_FOUND: there is no such duty. */
int duty_find(struct db *db, struct arena *arena, const char *id, struct duty *out, struct err *err);

struct duty_report {
	const char *id, *link;
	time_t reported_at;
	int64_t contact;
	int64_t message; /* 0: none */
};
/* A later report of the same duty brings a new link; the day stays that of the first. */
int duty_report(struct db *db, const struct duty_report *report, struct err *err);

/* The year has begun: its duties are looked for. Once however often. */
int duty_year_begin(struct db *db, const char *year, struct err *err);
int duty_year_has_begun(struct db *db, const char *year, bool *has, struct err *err);
/* Offers of the year, and those of them that came with a forum. */
int duty_offers(struct db *db, const char *year, int64_t *all, int64_t *with_forum, struct err *err);

#endif
