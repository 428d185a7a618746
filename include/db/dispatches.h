/* Letters to many, between the decision that they go out and the last of them: what all say, and a row a
 * reader who has no letter yet. Written by src/db/dispatches.c. */
#ifndef DB_DISPATCHES_H
#define DB_DISPATCHES_H

#include "db.h"

struct dispatch {
	int64_t id;
	const char *draft; /* JSON: handle/dispatch.c */
	int failures;	   /* to make its next letter, by a fault of its own */
};

struct dispatch_reader {
	int64_t position, contact;
	const char *own; /* JSON, or NULL: what this reader's letter says otherwise */
};

/* Inside the transaction that decides it. readers: a JSON array of [contact, own] in their order. */
int dispatch_add(struct db *db, const char *draft, const char *readers, struct err *err);
/* The oldest; ERR_NOT_FOUND: none. */
int dispatch_next(struct db *db, struct arena *arena, struct dispatch *out, struct err *err);
/* The first who has no letter yet; ERR_NOT_FOUND: all have theirs. */
int dispatch_next_reader(struct db *db, struct arena *arena, int64_t dispatch, struct dispatch_reader *out,
			 struct err *err);
/* Has his letter, in the transaction that queues it. */
int dispatch_told(struct db *db, int64_t dispatch, int64_t position, struct err *err);
int dispatch_end(struct db *db, int64_t dispatch, struct err *err);
int dispatch_count_failure(struct db *db, int64_t dispatch, int *failures, struct err *err);
/* After a letter that was given up; the next begins anew. */
int dispatch_forgive(struct db *db, int64_t dispatch, struct err *err);
/* How many letters are still to be made. */
int dispatches_waiting(struct db *db, int64_t *readers, struct err *err);

#endif
