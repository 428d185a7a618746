/* Erasure that nobody asked for by mail: `passerelle erase`, and the end of the agreement (Art. 5,
 * specification section 8). */
#include "calendar.h"
#include "ending.h"

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

int agreement_erase_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	bool was_done;
	int rc = candidate_next_held(task->db, task->arena, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	return erasure_carry_out(task, ref, &ENDING_AGREEMENT, &was_done, err);
}
