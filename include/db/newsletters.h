/* Newsletters: their items, and who reads which (specification section 7). Written by
 * src/db/newsletters.c. */
#ifndef DB_NEWSLETTERS_H
#define DB_NEWSLETTERS_H

#include "db/directory.h"

#include <time.h>

struct newsletter {
	const char *ref, *period; /* LET-2027-01, 2027-01 */
	time_t due_at, made_at;
	bool is_first;	     /* carries the article on the signature */
	int64_t last_reader; /* contact id: readers up to this one have their letters */
	int64_t recipients;
	bool is_done;
};

/* ERR_NOT_FOUND. */
int newsletter_get(struct db *db, struct arena *arena, const char *ref, struct newsletter *out,
		   struct err *err);
/* The newsletter that is being sent. ERR_NOT_FOUND: none. */
int newsletter_unfinished(struct db *db, struct arena *arena, struct newsletter *out, struct err *err);
int newsletter_add(struct db *db, const struct newsletter *newsletter, struct err *err);
int newsletter_update(struct db *db, const struct newsletter *newsletter, struct err *err);
/* Whether a newsletter was ever sent. */
int newsletter_any(struct db *db, bool *any, struct err *err);

struct newsletter_item {
	int64_t position;
	const char *part; /* article, offer, event, call */
	const char *ref;
	const char *data;  /* JSON, as of when the newsletter was made */
	bool is_for_all;   /* for every reader; else for those of newsletter_address */
	bool is_addressed; /* its readers are decided */
};

int newsletter_item_add(struct db *db, const char *ref, const struct newsletter_item *item, struct err *err);
/* The next item whose readers are not decided. ERR_NOT_FOUND: none. */
int newsletter_item_next(struct db *db, struct arena *arena, const char *ref, struct newsletter_item *out,
			 struct err *err);
int newsletter_item_settle(struct db *db, const char *ref, int64_t position, struct err *err);
int newsletter_address(struct db *db, const char *ref, int64_t position, int64_t contact, struct err *err);
/* The items for one reader, in order; contact 0: all items. */
int newsletter_items(struct db *db, struct arena *arena, const char *ref, int64_t contact,
		     struct newsletter_item **out, size_t *count, struct err *err);
/* Nobody was sent any item: all count as never shown. */
int newsletter_forget_items(struct db *db, const char *ref, struct err *err);
/* Marks its articles as published. */
int newsletter_publish(struct db *db, const char *ref, struct err *err);

/* Readers (list newsletter) with an id above `after`, at most `most`, by id. */
int newsletter_readers(struct db *db, struct arena *arena, int64_t after, size_t most, struct contact **out,
		       size_t *count, struct err *err);
/* Open offers that were in no newsletter; open events that begin before `until`. */
int newsletter_offers(struct db *db, struct arena *arena, char ***out, size_t *count, struct err *err);
int newsletter_events(struct db *db, struct arena *arena, time_t now, time_t until, char ***out,
		      size_t *count, struct err *err);
/* Whether a newsletter has told this contact of the event or call. */
int newsletter_tells(struct db *db, const char *event, int64_t contact, bool *tells, struct err *err);

#endif
