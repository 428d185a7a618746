/* Requests to erase a CV whose consent ended, and the replies to them (specification section 5; GDPR 19).
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

/* Adds a request; no effect when this address was asked before. */
int erasure_request_add(struct db *db, const char *candidate, const char *recipient, time_t now,
			struct err *err);
/* Records the answer of `email`, a contact of the organisation: to its own request or, if it has none, to its
 * colleagues' requests. is_done: the CV is erased; else the answer says why not, which never replaces
 * "erased". */
int erasure_request_answer(struct db *db, const char *candidate, const char *email, int64_t organisation,
			   bool is_done, time_t now, struct err *err);
/* The oldest unanswered request whose letter was sent before `before` and that was not repeated.
 * ERR_NOT_FOUND. */
int erasure_request_next_silent(struct db *db, struct arena *arena, time_t before,
				struct erasure_request *out, struct err *err);
int erasure_request_asked_again(struct db *db, const struct erasure_request *request, time_t now,
				struct err *err);
/* Requests still unanswered whose second letter was sent before `before` and that were not reported to the
 * IMS cell; by candidate. */
int erasure_requests_silent(struct db *db, struct arena *arena, time_t before, struct erasure_request **out,
			    size_t *count, struct err *err);
/* Marks these requests as reported to the IMS cell. */
int erasure_requests_told(struct db *db, time_t before, time_t now, struct err *err);
/* Deletes at most `most` requests made before then; *count: how many. */
int erasure_requests_forget(struct db *db, time_t before, size_t most, int64_t *count, struct err *err);

#endif
