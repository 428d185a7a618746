/* The reminder 30 days before a consent ends, once for each end date (specification section 5). */
#include "handle/present.h"
#include "handle/task.h"
#include "mailings.h"

#include "base/phrases.h"
#include "kind/ending.h"

enum { REMINDER_DAYS = 30 };

/* The lines of a form that renews the consent. */
static const char *const RENEWAL[] = {"consent", "consent_date", "collected_by"};

int consent_remind_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct candidate candidate;
	struct date expires;
	const char *until = date_iso(task->arena, date_add_days(date_of(task->now), REMINDER_DAYS));
	int rc = candidate_next_to_remind(task->db, task->arena, until, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = candidate_get(task->db, task->arena, ref, &candidate, err)) ||
	    (rc = candidate_reminded(task->db, ref, err)))
		return rc;
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(ref));
	json_object_set_new(data, "given_name", json_string(candidate.given_name));
	json_object_set_new(data, "family_name", json_string(candidate.family_name));
	if (date_parse_iso(candidate.consent_expires_on, &expires)) {
		const char *day = date_french(task->arena, expires);
		json_object_set_new(data, "expires_on", json_string(day));
		json_object_set_new(data, "day", json_string(strchr(day, ' ') + 1)); /* subjects must be
											short */
	}
	json_object_set_new(data, "initial",
			    json_string(present_initial(task->arena, candidate.family_name)));
	json_t *lines = json_array();
	for (size_t i = 0; i < ARRAY_SIZE(RENEWAL); i++)
		present_fact(lines, phrase_of("field", RENEWAL[i]), "");
	json_object_set_new(data, "form", lines);
	present_button(data, phrase("button.renew"), arena_printf(task->arena, "[CV %s]", ref),
		       present_lines(task->arena, lines));
	present_destructive_button(data, phrase("button.withdraw"),
				   arena_printf(task->arena, "[RETRAIT %s]", ref), "RETRAIT\n");
	return ending_tell(task, &candidate, "consent_reminder", data,
			   arena_printf(task->arena, "reminder:%s", candidate.consent_expires_on), err);
}
