/* Sums up in one letter the answers that were withheld after a contact had reached its hourly limit
 * (specification section 3, "Answers to one contact are rate-limited"). */
#include "handle/task.h"
#include "mailings.h"

#include "base/text.h"
#include "db/answers.h"

enum { WAIT_S = 3600, MOST_SHOWN = 200 };

static const char *outcome_flag(const char *outcome)
{
	static const char *const FLAGS[][2] = {
	    {"accepted", "is_accepted"}, {"refused", "is_refused"}, {"held", "is_held"}};
	for (size_t i = 0; i < ARRAY_SIZE(FLAGS); i++)
		if (!strcmp(FLAGS[i][0], outcome))
			return FLAGS[i][1];
	return "is_other";
}

static json_t *rows_of(struct task *task, const struct withheld_answer *answers, size_t count)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct withheld_answer *answer = &answers[i];
		time_t at;
		json_t *row = json_object();
		if (time_parse_rfc3339(answer->received_at, &at))
			json_object_set_new(row, "at", json_string(date_french_time(task->arena, at)));
		json_object_set_new(row, "subject", json_string(answer->subject ? answer->subject : ""));
		json_object_set_new(row, "ref", json_string(answer->ref ? answer->ref : ""));
		json_object_set_new(row, "faults", json_string(answer->faults));
		json_object_set_new(row, outcome_flag(answer->outcome), json_true());
		json_array_append_new(rows, row);
	}
	return rows;
}

static int send(struct task *task, const struct contact *contact, const struct withheld_answer *answers,
		size_t count, int64_t total, struct err *err)
{
	json_t *data = task_data(task);
	json_object_set_new(data, "count", json_integer(total));
	json_object_set_new(data, "is_one", json_boolean(total == 1));
	json_object_set_new(data, "messages", rows_of(task, answers, count));
	json_object_set_new(data, "more_count", json_integer(total - (int64_t)count));
	json_object_set_new(data, "has_more", json_boolean(total > (int64_t)count));
	struct draft draft = {
	    .template = "summary",
	    .data = data,
	    .to_email = contact->email,
	    .to_name = contact->name,
	    .contact = contact->id,
	    .occasion = arena_printf(task->arena, "hour:%s", time_utc(task->arena, task->now)),
	    .is_answer = true,
	};
	return task_emit(task, &draft, err);
}

int summary_send_next(struct task *task, bool *did, struct err *err)
{
	struct contact contact;
	struct withheld_answer *answers;
	size_t count;
	int64_t id, total;
	int rc = answers_withheld_next(task->db, task->now - WAIT_S, &id, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = answers_withheld_take(task->db, task->arena, id, MOST_SHOWN, &answers, &count, &total,
					err)) ||
	    (rc = contact_by_id(task->db, task->arena, id, &contact, err)))
		return rc;
	return contact.is_active && !contact.is_bounced ? send(task, &contact, answers, count, total, err)
							: OK;
}
