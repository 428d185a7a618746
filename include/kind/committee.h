/* The steering committee's meeting of a year, as its letters tell it (agreement Art. 3, specification section
 * 7).
 */
#ifndef KIND_COMMITTEE_H
#define KIND_COMMITTEE_H

#include "db/committees.h"
#include "handle/present.h"
#include "kind/audience.h"

/* The served members of both sides. */
int committee_members(struct task *task, struct contact_list *out, struct err *err);

/* {ref, year, when, held_on, day, place, agenda} */
json_t *committee_data(struct task *task, const struct committee *committee);
/* From and to, for people; on: inside a sentence. */
const char *committee_when(struct task *task, const struct committee *committee);
const char *committee_on(struct task *task, const struct committee *committee);
/* Buttons: one more item, another date. */
void committee_item_button(struct task *task, json_t *data, const struct committee *committee);
void committee_move_button(struct task *task, json_t *data, const struct committee *committee);

/* A letter to all members; to the one whose message it answers with the notes on his form. */
struct committee_letter {
	const char *template;
	const char *occasion; /* NULL: that of the message */
	const char *method;   /* of the calendar object; NULL: none */
	const struct enclosure *enclosure;
	json_t *data;
};
/* *count: the members that it goes to. */
int committee_tell(struct task *task, const struct committee *committee,
		   const struct committee_letter *letter, size_t *count, struct err *err);

/* When its agenda goes out, and whether it is owed: neither before it was planned or got its present start
 * nor after it was cancelled. period is the caller's arena's. */
struct committee_due {
	const char *period; /* COM-2027/2027-03-03 */
	time_t at;
	bool is_owed;
};
struct committee_due committee_agenda_due(struct task *task, const struct committee *committee);

#endif
