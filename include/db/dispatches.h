/* Letters to many, from the decision to send them until the last one is made: the common draft, and a row for
 * each reader whose letter is not made yet. Written by src/db/dispatches.c. */
#ifndef DB_DISPATCHES_H
#define DB_DISPATCHES_H

#include "db.h"

struct dispatch {
	int64_t id;
	const char *draft; /* JSON: handle/dispatch.c */
	int failures;	   /* failures in making its next letter */
};

struct dispatch_reader {
	int64_t position, contact;
	const char *own; /* JSON, or NULL: what differs in this reader's letter */
};

/* Call inside the transaction that decides it. readers: a JSON array of [contact, own], in order. */
int dispatch_add(struct db *db, const char *draft, const char *readers, struct err *err);
/* The oldest unfinished one; ERR_NOT_FOUND: none. */
int dispatch_next(struct db *db, struct arena *arena, struct dispatch *out, struct err *err);
/* The first reader without a letter; ERR_NOT_FOUND: all have theirs. */
int dispatch_next_reader(struct db *db, struct arena *arena, int64_t dispatch, struct dispatch_reader *out,
			 struct err *err);
/* Marks a reader as done, in the transaction that queues the letter. */
int dispatch_told(struct db *db, int64_t dispatch, int64_t position, struct err *err);
int dispatch_end(struct db *db, int64_t dispatch, struct err *err);
int dispatch_count_failure(struct db *db, int64_t dispatch, int *failures, struct err *err);
/* Resets the count of failures, after a letter was given up. */
int dispatch_forgive(struct db *db, int64_t dispatch, struct err *err);

#endif
