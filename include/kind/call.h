/* Calls as mailings tell them (specification section 7). */
#ifndef KIND_CALL_H
#define KIND_CALL_H

#include "db/calls.h"
#include "db/directory.h"
#include "handle/task.h"

/* What every letter about a call says. */
int call_data(struct task *task, const struct call *call, json_t **out, struct err *err);
/* The three answers, added to data's buttons; but for the one that was given ("yes"; NULL: none). */
void call_answers(struct task *task, json_t *data, const struct call *call, const char *given);
/* The list by which calls of that reference go out. */
const char *call_list(const struct call *call);
/* Whoever hears of a call: its asker, or while that address is not served a colleague. ERR_NOT_FOUND: nobody.
 */
int call_asker(struct task *task, const struct call *call, struct contact *out, struct err *err);
/* A letter to the asker that the call's own tag answers: fills about, thread, invites and the recipient. */
int call_write_to_asker(struct task *task, const struct call *call, struct draft *draft, struct err *err);
/* Whether that contact was asked, and neither it nor a colleague has answered. */
bool call_is_silent(const struct response *responses, size_t count, size_t which);
/* What was answered, "rows": [{responder, name, email, answer, text, speaker}], with the counts count_yes,
 * count_maybe, count_no, count_silent and the buttons that close the call. */
void call_add_responses(struct task *task, json_t *data, const struct call *call,
			const struct response *responses, size_t count);

#endif
