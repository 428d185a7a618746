/* The end of a consent by the calendar (specification section 5): a reminder 30 days before, once for each
 * end; then the same erasure as a withdrawal. And the last day of those who are about to be too old. */
#include "calendar.h"
#include "ending.h"

#include "db/consents.h"

enum { REMINDER_DAYS = 30 };

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
	json_t *data = ending_data(task, &candidate, ENDING_EXPIRED.flag, told, count);
	return ending_tell(task, &candidate, "withdrawal_acknowledgement", data, "expired", err);
}

int consent_remind_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct candidate candidate;
	struct date expires;
	const char *until = date_iso(task->arena, date_add_days(date_of(task->now), REMINDER_DAYS));
	int rc = due(candidate_next_to_remind(task->db, task->arena, until, &ref, err), did);
	if (rc || !*did)
		return rc;
	if ((rc = candidate_get(task->db, task->arena, ref, &candidate, err)) ||
	    (rc = candidate_reminded(task->db, ref, err)))
		return rc;
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "given_name", json_string(candidate.given_name));
	json_object_set_new(data, "family_name", json_string(candidate.family_name));
	if (date_parse_iso(candidate.consent_expires_on, &expires))
		json_object_set_new(data, "expires_on", json_string(date_french(task->arena, expires)));
	present_button(data, "Renouveler l’accord", arena_printf(task->arena, "[CV %s]", ref),
		       "Consentement : \nDate du consentement : \nRecueilli par : \n");
	present_button(data, "Retirer ce CV", arena_printf(task->arena, "[RETRAIT %s]", ref), "RETRAIT\n");
	return ending_tell(task, &candidate, "consent_reminder", data,
			   arena_printf(task->arena, "reminder:%s", candidate.consent_expires_on), err);
}

int candidate_age_out_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	int64_t cancelled;
	const char *today = date_iso(task->arena, date_of(task->now));
	int rc = due(candidate_next_past_send_by(task->db, task->arena, today, &ref, err), did);
	if (rc || !*did)
		return rc;
	task->erases = true; /* the day says when somebody was born */
	rc = letters_cancel_about_candidate(task->db, ref, UNSENT_AGE, &cancelled, err);
	return rc ? rc : candidate_forget_send_by(task->db, ref, err);
}
