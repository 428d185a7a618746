/* Articles for the newsletter (specification section 7). Written by src/db/articles.c. */
#ifndef DB_ARTICLES_H
#define DB_ARTICLES_H

#include "db.h"

#include <time.h>

struct article {
	const char *ref, *status;		  /* submitted accepted refused published withdrawn */
	const char *title, *text, *rubric, *link; /* the last two may be NULL */
	bool is_results;			  /* reports achievements of the partnership (Art. 4) */
	int64_t author;				  /* contact id */
	time_t submitted_at;
	const char *newsletter; /* LET-... of the newsletter that contains it; else NULL */
	int64_t message;	/* 0: none */
};

int article_add(struct db *db, const struct article *article, struct err *err);
/* ERR_NOT_FOUND. */
int article_get(struct db *db, struct arena *arena, const char *ref, struct article *out, struct err *err);
/* Overwrites all columns of an existing article. */
int article_update(struct db *db, const struct article *article, struct err *err);
/* Accepted articles not yet in a newsletter, oldest first. */
int articles_waiting(struct db *db, struct arena *arena, struct article **out, size_t *count,
		     struct err *err);

#endif
