/* Where a form's record is, and who is told of it. */
#ifndef KIND_AUDIENCE_H
#define KIND_AUDIENCE_H

#include "handle/present.h"
#include "handle/task.h"

/* Looks up the form's place. On failure adds a fault (unknown or ambiguous) and leaves *out empty. No effect
 * when the form has no place. For several places of an offer, *out is the smallest place that contains all,
 * and field "place_codes" gets their codes. Field place_words gets the text for readers. ERR_* of the
 * register only. */
int task_place(struct task *task, struct place *out, struct err *err);
/* The territory code of a place: C69387, P69007, D69, A82, R84; FR. */
const char *place_code(struct arena *arena, const struct place *place);
/* The contacts of an audience, appended to *list without duplicate addresses. */
struct contact_list {
	struct contact *rows;
	size_t count, capacity;
};
int task_audience(struct task *task, const struct audience *audience, struct contact_list *list,
		  struct err *err);
/* Narrows an audience to a place: contacts that cover the commune or postal code, or that are inside a larger
 * area. */
void audience_of_place(struct task *task, const struct place *place, struct audience *audience);
/* Appends a contact unless its address is in the list. Always OK. */
int list_contact(struct arena *arena, struct contact_list *list, const struct contact *contact);
/* Removes a contact from the list. */
void list_leave_out(struct contact_list *list, int64_t contact);
/* [{name, people}] of the organisations in a list, without duplicates, for acknowledgements; people: "2
 * personnes". */
json_t *present_organisations(struct arena *arena, const struct contact_list *list);
/* A place as readers see it: its name and department, or `written` when that names a street or nothing better
 * is known. */
int task_place_words(struct task *task, const struct place *place, const char *written, const char **out,
		     struct err *err);

#endif
