/* Where a form's record is, and who is told of it. */
#ifndef KIND_AUDIENCE_H
#define KIND_AUDIENCE_H

#include "handle/present.h"
#include "handle/task.h"

/* Looks the form's place up; on failure adds a fault (unknown, or which ones it may be) and leaves *out
 * empty. ERR_* of the register only. Does nothing when the form has no place. Several places of an offer are
 * the one in which all lie, with the codes of each in the field "place_codes". The form gets place_words,
 * what readers are told. */
int task_place(struct task *task, struct place *out, struct err *err);
/* The code of a territory that is that place: C69387, P69007, D69, A82, R84; FR. */
const char *place_code(struct arena *arena, const struct place *place);
/* The contacts of an audience; appended to *list without repeating an address. */
struct contact_list {
	struct contact *rows;
	size_t count, capacity;
};
int task_audience(struct task *task, const struct audience *audience, struct contact_list *list,
		  struct err *err);
/* One more contact, unless it is there already. Always OK. */
int list_contact(struct arena *arena, struct contact_list *list, const struct contact *contact);
/* [{name, people}] of the organisations in a list, each once, for acknowledgements: "2 personnes". */
json_t *present_organisations(struct arena *arena, const struct contact_list *list);
/* A place of the register as readers are told it: its name and department, or `written` where that names a
 * street or nothing better is known. */
int task_place_words(struct task *task, const struct place *place, const char *written, const char **out,
		     struct err *err);

#endif
