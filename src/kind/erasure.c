/* Erasures not requested by mail: `passerelle erase`, and the end of the agreement (Art. 5, specification
 * section 8). */
#include "agreement.h"
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
	json_t *data;
	if ((rc = ending_data(task, &candidate, ending->flag, told, count, &data, err)))
		return rc;
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

static int end_subject(struct task *task, const struct ending *ending, bool *did, struct err *err)
{
	bool was_done;
	int rc = erasure_carry_out(task, task->subject, ending, &was_done, err);
	*did = !rc && !was_done;
	task->erases = !rc;
	return rc;
}

static int erase_subject(struct task *task, bool *did, struct err *err)
{
	return end_subject(task, &ENDING_ERASED, did, err);
}

static int withdraw_subject(struct task *task, bool *did, struct err *err)
{
	return end_subject(task, &ENDING_WITHDRAWN, did, err);
}

static int expire_subject(struct task *task, bool *did, struct err *err)
{
	return end_subject(task, &ENDING_EXPIRED, did, err);
}

int kind_end_again(struct handle *handle, const char *ref, const char *event, bool *was_done, struct err *err)
{
	bool did;
	due_action *action = !strcmp(event, "withdrawn") ? withdraw_subject
			     : !strcmp(event, "expired") ? expire_subject
							 : erase_subject;
	int rc = handle_act(handle, action, ref, &did, err);
	*was_done = !did;
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
