/* Which of our letters a message answers, its subject, and the person at the other end (specification section
 * 2a). */
#ifndef KIND_THREAD_H
#define KIND_THREAD_H

#include "db/calls.h"
#include "db/candidates.h"
#include "db/events.h"
#include "db/offers.h"
#include "handle/task.h"

struct thread_found {
	bool is_known; /* the message answers a letter of ours, or names a record */
	enum thread thread;
	const char *template; /* of the letter; "": unknown */
	const char *ref;      /* the record; NULL: none */
	int64_t refused;      /* the message whose refusal it answers; 0: none */
	bool has_offer, has_candidate, has_event, has_call;
	const char *title; /* title of any other record, in French; NULL: none */
	struct offer offer;
	struct candidate candidate;
	struct event event;
	struct call call;
	/* The reader of a note: a contact, or nobody (contact 0): the help contact. */
	struct contact other;
};

/* Finds the thread by the reply address's token, else by In-Reply-To and References, else by the tag of the
 * subject. */
int thread_find(struct task *task, struct thread_found *out, struct err *err);

#endif
