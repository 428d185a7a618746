/* Who was asked to erase a CV whose consent ended, and what came of it (specification section 5; GDPR 19).
 * Written by src/db/erasure_requests.c. */
#ifndef DB_ERASURE_REQUESTS_H
#define DB_ERASURE_REQUESTS_H

#include "db.h"

#include <time.h>

struct erasure_request {
	const char *candidate;
	const char *recipient; /* the address that was asked */
	time_t asked_at, asked_again_at;
};

/* An address that was asked before stays as it is. */
int erasure_request_add(struct db *db, const char *candidate, const char *recipient, time_t now,
			struct err *err);
/* The contact `email` of an organisation has answered: its own request, or where it has none those of its
 * colleagues. is_done: erased; else the answer says why not, which undoes no "erased". */
int erasure_request_answer(struct db *db, const char *candidate, const char *email, int64_t organisation,
			   bool is_done, time_t now, struct err *err);
/* The longest silent one whose letter went out before `before`, asked once only. ERR_NOT_FOUND. */
int erasure_request_next_silent(struct db *db, struct arena *arena, time_t before,
				struct erasure_request *out, struct err *err);
int erasure_request_asked_again(struct db *db, const struct erasure_request *request, time_t now,
				struct err *err);
/* Those whose second letter went out before `before`, silent still, of whom the IMS cell was not told; by
 * candidate. */
int erasure_requests_silent(struct db *db, struct arena *arena, time_t before, struct erasure_request **out,
			    size_t *count, struct err *err);
/* The IMS cell was told of those. */
int erasure_requests_told(struct db *db, time_t before, time_t now, struct err *err);
/* Deletes at most `most` that were asked before; *count says how many. */
int erasure_requests_forget(struct db *db, time_t before, size_t most, int64_t *count, struct err *err);

#endif
