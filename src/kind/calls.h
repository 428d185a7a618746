/* What the files about calls share: call.c (a new one, its end), call_form.c (form and register),
 * call_readers.c (who is asked), call_letters.c (who is told what), call_answer.c (what was answered). */
#ifndef KIND_CALLS_H
#define KIND_CALLS_H

#include "kind/audience.h"
#include "kind/call.h"

enum { CALL_OPEN_DAYS = 30, CALL_WORKING_DAYS = 3 };

/* What makes calls of one form what they are. */
struct call_type {
	enum kind form;
	const char *series;
	const char *list; /* by which they go out */
};
/* Of a call's reference; NULL: it is none. */
const struct call_type *call_type_of(const char *ref);
const struct call_type *call_type_of_form(enum kind form);

/* --- call_form.c --- */

/* The call that the form describes; faults go to the form. *place is where it is. */
int call_read(struct task *task, struct call *out, struct place *place, struct err *err);
/* Where a call of the register is. */
struct place call_place(const struct call *call);

/* --- call_readers.c --- */

/* Who is asked by that list, where the asker is of that kind (specification section 7). */
int call_readers(struct task *task, const struct call *call, enum organisation_type asker, const char *list,
		 struct contact_list *out, struct err *err);
/* The association of its region, which gets a copy; never the asker. */
int call_observers(struct task *task, const struct call *call, struct contact_list *out, struct err *err);

/* --- call_letters.c --- */

/* Asks each of them and sends the copies. */
int call_tell(struct task *task, const struct call *call, const struct contact_list *asked,
	      const struct contact_list *observers, struct err *err);
int call_acknowledge(struct task *task, const struct call *call, const struct contact_list *asked,
		     struct err *err);
/* The asker hears of an answer: yes, maybe, or a no that was something else before. */
int call_tell_answer(struct task *task, const struct call *call, const struct response *response,
		     struct err *err);
int call_acknowledge_answer(struct task *task, const struct call *call, const struct response *response,
			    struct err *err);
/* Who stood in for a call hears of its end: those that is_chosen names are chosen, the others thanked, or all
 * hear that it is cancelled. The asker gets the counts. */
int call_tell_end(struct task *task, const struct call *call, const struct response *responses,
		  const bool *is_chosen, size_t count, struct err *err);

/* --- call_answer.c --- */

/* [REPONSE PAR-…]: of a form of kind rsvp whose reference is a call's. */
int call_take_answer(struct task *task, struct err *err);

#endif
