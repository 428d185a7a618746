/* Articles for the newsletter (specification section 7). Written by src/db/articles.c. */
#ifndef DB_ARTICLES_H
#define DB_ARTICLES_H

#include "db.h"

#include <time.h>

struct article {
	const char *ref, *status;		  /* submitted accepted refused published withdrawn */
	const char *title, *text, *rubric, *link; /* the last two may be NULL */
	bool is_results;			  /* reports what the partnership has achieved (Art. 4) */
	int64_t author;				  /* contact id */
	time_t submitted_at;
	const char *newsletter; /* LET-..., once it stands in one; else NULL */
	int64_t message;	/* 0: none */
};

int article_add(struct db *db, const struct article *article, struct err *err);
/* ERR_NOT_FOUND. */
int article_get(struct db *db, struct arena *arena, const char *ref, struct article *out, struct err *err);
/* Writes all columns of an existing article again. */
int article_update(struct db *db, const struct article *article, struct err *err);
/* Accepted articles that stand in no newsletter yet, oldest first. */
int articles_waiting(struct db *db, struct arena *arena, struct article **out, size_t *count,
		     struct err *err);

#endif
