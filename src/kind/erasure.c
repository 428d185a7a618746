/* Erasure that nobody asked for by mail: `passerelle erase`, and the end of the agreement (Art. 5,
 * specification section 8). */
#include "handle/task.h"
#include "kind.h"
#include "kind/ending.h"

int erasure_carry_out(struct task *task, const char *ref, const struct ending *ending, bool *was_done,
		      struct err *err)
{
	struct candidate candidate;
	struct letter_recipient *told;
	size_t count;
	int rc = candidate_get(task->db, task->arena, ref, &candidate, err);
	*was_done = !rc && candidate.is_erased;
	if (rc || *was_done)
		return rc;
	if ((rc = ending_carry_out(task, &candidate, ending, "Passerelle", &told, &count, err)))
		return rc;
	json_t *data = ending_data(task, &candidate, ending->flag, told, count);
	return ending_tell(task, &candidate, "withdrawal_acknowledgement", data, "erased", err);
}

static int agreement_erase_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	bool was_done;
	int rc = candidate_next_held(task->db, task->arena, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	return erasure_carry_out(task, ref, &ENDING_AGREEMENT, &was_done, err);
}

static int erase_subject(struct task *task, bool *did, struct err *err)
{
	bool was_done;
	int rc = erasure_carry_out(task, task->subject, &ENDING_ERASED, &was_done, err);
	*did = !rc && !was_done;
	task->erases = !rc;
	return rc;
}

int kind_erase(struct handle *handle, const char *ref, bool *was_done, struct err *err)
{
	bool did;
	int rc = handle_act(handle, erase_subject, ref, &did, err);
	*was_done = !did;
	return rc;
}

int kind_erase_all(struct handle *handle, size_t *count, struct err *err)
{
	bool did = true;
	int rc = OK;
	*count = 0;
	while (!rc && did) {
		rc = handle_act(handle, agreement_erase_next, NULL, &did, err);
		*count += !rc && did;
	}
	return rc;
}
