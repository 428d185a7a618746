/* Withdrawal of a consent, as easy as giving it (GDPR 7(3); specification section 5): by reference, by one
 * click, or by the word RETRAIT in an answer to any letter about the young person. One transaction; repeating
 * it has no effect. It works after the end of the agreement too. */
#include "handle/records.h"
#include "handle/task.h"
#include "handlers.h"
#include "kind/ending.h"

#include "base/text.h"

int handle_withdrawal(struct task *task, struct err *err)
{
	struct candidate candidate;
	bool is_own;
	int rc = record_own_candidate(task, &candidate, &is_own, err);
	if (rc)
		return rc;
	if (!is_own)
		return record_refuse_candidate(task, "RETRAIT", err);

	struct letter_recipient *told;
	size_t count;
	const char *by = text_is_blank(task->sender.name) ? task->sender.email : task->sender.name;
	bool was_done = candidate.is_erased;
	rc = was_done ? letters_holders(task->db, task->arena, "cv", candidate.ref, &told, &count, err)
		      : ending_carry_out(task, &candidate, &ENDING_WITHDRAWN, by, &told, &count, err);
	if (rc)
		return rc;
	task_accept(task, candidate.ref, was_done ? "erased before" : "consent withdrawn, CV erased");
	json_t *data;
	if ((rc = ending_data(task, &candidate, was_done ? "was_done" : ENDING_WITHDRAWN.flag, told, count,
			      &data, err)))
		return rc;
	return task_answer(task, "withdrawal_acknowledgement", data, candidate.ref, err);
}
