/* The end of a consent by the calendar (specification section 5), with the same erasure as a withdrawal; and
 * the last sending day of candidates close to the age limit. */
#include "handle/task.h"
#include "kind/ending.h"
#include "kind/life.h"

#include "db/consents.h"

static int due(int rc, bool *did)
{
	*did = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int consent_expire_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct candidate candidate;
	struct letter_recipient *told;
	size_t count;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = due(candidate_next_expired(task->db, task->arena, today, &ref, err), did);
	if (rc || !*did)
		return rc;
	if ((rc = candidate_get(task->db, task->arena, ref, &candidate, err)) ||
	    (rc = ending_carry_out(task, &candidate, &ENDING_EXPIRED, "Passerelle", &told, &count, err)))
		return rc;
	json_t *data;
	if ((rc = ending_data(task, &candidate, ENDING_EXPIRED.flag, told, count, &data, err)))
		return rc;
	return ending_tell(task, &candidate, "withdrawal_acknowledgement", data, "expired", err);
}

int candidate_age_out_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	int64_t cancelled;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = due(candidate_next_past_send_by(task->db, task->arena, today, &ref, err), did);
	if (rc || !*did)
		return rc;
	task->erases = true; /* the day would reveal the date of birth */
	rc = letters_cancel_about_candidate(task->db, ref, UNSENT_AGE, &cancelled, err);
	return rc ? rc : candidate_forget_send_by(task->db, ref, err);
}
