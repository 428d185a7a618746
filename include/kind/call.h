/* What mailings say about calls (specification section 7). */
#ifndef KIND_CALL_H
#define KIND_CALL_H

#include "db/calls.h"
#include "db/directory.h"
#include "handle/task.h"

/* The data common to all letters about a call. */
int call_data(struct task *task, const struct call *call, json_t **out, struct err *err);
/* Adds the three answer buttons to data, except the answer already `given` ("yes"; NULL: none). */
void call_answers(struct task *task, json_t *data, const struct call *call, const char *given);
/* The mailing list for calls of that kind. */
const char *call_list(const struct call *call);
/* The contact who is told about a call: its asker, or a colleague when the asker is not served.
 * ERR_NOT_FOUND: nobody. */
int call_asker(struct task *task, const struct call *call, struct contact *out, struct err *err);
/* Prepares a letter to the asker, answered with the call's own tag: fills about, thread, invites and the
 * recipient. */
int call_write_to_asker(struct task *task, const struct call *call, struct draft *draft, struct err *err);
/* Whether that contact was asked, and neither it nor a colleague has answered. */
bool call_is_silent(const struct response *responses, size_t count, size_t which);
/* Adds the responses to data: "rows" [{responder, name, email, answer, text, speaker}], count_yes,
 * count_maybe, count_no, count_silent, and the buttons that close the call. */
void call_add_responses(struct task *task, json_t *data, const struct call *call,
			const struct response *responses, size_t count);

#endif
