/* Shared by the files about calls: call.c (new calls, their end), call_form.c (form and register),
 * call_readers.c (who is asked), call_letters.c (letters), call_answer.c (answers). */
#ifndef KIND_CALLS_H
#define KIND_CALLS_H

#include "kind/audience.h"
#include "kind/call.h"

enum { CALL_OPEN_DAYS = 30, CALL_WORKING_DAYS = 3 };

/* Properties of each kind of call. */
struct call_type {
	enum kind form;
	const char *series;
	const char *list; /* mailing list for them */
};
/* By a reference; NULL: not a call. */
const struct call_type *call_type_of(const char *ref);
const struct call_type *call_type_of_form(enum kind form);

/* --- call_form.c --- */

/* Reads the call in the form; faults go to the form. *place: its place. */
int call_read(struct task *task, struct call *out, struct place *place, struct err *err);
/* The place of a stored call. */
struct place call_place(const struct call *call);

/* --- call_readers.c --- */

/* The contacts asked by that list, for an asker of that kind (specification section 7). */
int call_readers(struct task *task, const struct call *call, enum organisation_type asker, const char *list,
		 struct contact_list *out, struct err *err);
/* The association of the call's region, which gets a copy, except the asker. */
int call_observers(struct task *task, const struct call *call, struct contact_list *out, struct err *err);

/* --- call_letters.c --- */

/* Asks each contact and sends the copies. */
int call_tell(struct task *task, const struct call *call, const struct contact_list *asked,
	      const struct contact_list *observers, struct err *err);
int call_acknowledge(struct task *task, const struct call *call, const struct contact_list *asked,
		     struct err *err);
/* Tells the asker of an answer: yes, maybe, or a no that changes an earlier answer. */
int call_tell_answer(struct task *task, const struct call *call, const struct response *response,
		     struct err *err);
int call_acknowledge_answer(struct task *task, const struct call *call, const struct response *response,
			    struct err *err);
/* Tells the contacts who offered help of the end: those for which is_chosen is true are chosen, the others
 * thanked, or all are told of the cancellation. The asker gets the counts. */
int call_tell_end(struct task *task, const struct call *call, const struct response *responses,
		  const bool *is_chosen, size_t count, struct err *err);

/* --- call_answer.c --- */

/* Handles [REPONSE PAR-…]: a form of kind rsvp with a call's reference. */
int call_take_answer(struct task *task, struct err *err);

#endif
