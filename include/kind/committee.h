/* The steering committee's yearly meeting in letters (agreement Art. 3, specification section 7). */
#ifndef KIND_COMMITTEE_H
#define KIND_COMMITTEE_H

#include "db/committees.h"
#include "handle/present.h"
#include "kind/audience.h"

/* The served members of both sides. */
int committee_members(struct task *task, struct contact_list *out, struct err *err);

/* {ref, year, when, held_on, day, place, agenda} */
json_t *committee_data(struct task *task, const struct committee *committee);
/* Start and end as text; committee_on for use inside a sentence. */
const char *committee_when(struct task *task, const struct committee *committee);
const char *committee_on(struct task *task, const struct committee *committee);
/* Buttons: add an agenda item; propose another date. */
void committee_item_button(struct task *task, json_t *data, const struct committee *committee);
void committee_move_button(struct task *task, json_t *data, const struct committee *committee);

/* A letter to all members; the sender of the answered message gets the notes on the form too. */
struct committee_letter {
	const char *template;
	const char *occasion; /* NULL: the message's */
	const char *method;   /* of the calendar object; NULL: no calendar */
	const struct enclosure *enclosure;
	json_t *data;
};
/* *count: how many members it goes to. */
int committee_tell(struct task *task, const struct committee *committee,
		   const struct committee_letter *letter, size_t *count, struct err *err);

/* When the agenda is sent, and whether it is owed: not when that time was before the meeting was planned or
 * last rescheduled, nor after it was cancelled. period is in the caller's arena. */
struct committee_due {
	const char *period; /* COM-2027/2027-03-03 */
	time_t at;
	bool is_owed;
};
struct committee_due committee_agenda_due(struct task *task, const struct committee *committee);

#endif
