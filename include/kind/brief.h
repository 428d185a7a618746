/* A record in a few lines of a mailing, and whom it concerns there (specification section 7). */
#ifndef KIND_BRIEF_H
#define KIND_BRIEF_H

#include "kind/audience.h"

/* {ref, title, company, place, contract, openings, deadline} */
int brief_offer(struct task *task, const char *ref, json_t **out, struct err *err);
/* {ref, title, when, place, organiser, deadline} */
int brief_event(struct task *task, const char *ref, json_t **out, struct err *err);

/* {ref, title, what, organisation, place, deadline} */
int brief_call(struct task *task, const char *ref, json_t **out, struct err *err);
/* Buttons for whoever may answer it: a CV to an offer from a mission locale, a yes or a no to an event or a
 * call from any guest. part: "offer", "event", "call". */
void brief_answers(struct task *task, json_t *entry, const char *part, const char *ref,
		   enum organisation_type reader);

/* Those of the list whose territory holds the offer's place, but companies: they are its competitors. */
int brief_offer_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err);
/* Those of the list whom the event addresses: by who announced it, or by its `Invités`; never its announcer.
 */
int brief_event_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
			struct err *err);
/* Those of the list whom the call addresses by their kind and territory; never those who get a copy of it. */
int brief_call_readers(struct task *task, const char *ref, const char *list, struct contact_list *out,
		       struct err *err);

#endif
