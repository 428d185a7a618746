/* Which of our letters a message answers, what that was about, and who is at the other end (specification
 * section 2a). */
#ifndef KIND_THREAD_H
#define KIND_THREAD_H

#include "db/calls.h"
#include "db/candidates.h"
#include "db/events.h"
#include "db/offers.h"
#include "handle/task.h"

struct thread_found {
	bool is_known; /* it answers a letter of ours, or names a record */
	enum thread thread;
	const char *template; /* of the letter; "": not known */
	const char *ref;      /* of the record; NULL: none */
	int64_t refused;      /* the message whose refusal it answers; 0: none */
	bool has_offer, has_candidate, has_event, has_call;
	const char *title; /* of another record, in French; NULL: none of these */
	struct offer offer;
	struct candidate candidate;
	struct event event;
	struct call call;
	/* Who reads a note: somebody of the directory, or nobody (contact 0): the person who helps. */
	struct contact other;
};

/* Reads the reply address's token, or else In-Reply-To and References, or else the tag of the subject. */
int thread_find(struct task *task, struct thread_found *out, struct err *err);

#endif
