/* A record in a few lines of a mailing, and its readers (specification section 7). */
#ifndef KIND_BRIEF_H
#define KIND_BRIEF_H

#include "kind/audience.h"

/* {ref, title, company, place, contract, openings, deadline} */
int brief_offer(struct task *task, const char *ref, json_t **out, struct err *err);
/* {ref, title, when, place, organiser, deadline} */
int brief_event(struct task *task, const char *ref, json_t **out, struct err *err);

/* {ref, title, what, organisation, place, deadline} */
int brief_call(struct task *task, const char *ref, json_t **out, struct err *err);
/* Adds answer buttons where the reader may answer: a CV to an offer for a mission locale, yes or no to an
 * event or call for any guest. part: "offer", "event", "call". */
void brief_answers(struct task *task, json_t *entry, const char *part, const char *ref,
		   enum organisation_type reader);

/* Readers on the list whose territory contains the offer's place, except companies, which are competitors. */
int brief_offer_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err);
/* Readers on the list that the event addresses, by its announcer's kind or its `Invités`; never its
 * announcer. */
int brief_event_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err);
/* Readers on the list that the call addresses, by kind and territory; never those who get a copy of it. */
int brief_call_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
		       struct err *err);

#endif
