/* Tells the operator of contacts suspended by bounces (specification section 3). */
#include "base/phrases.h"
#include "handle/present.h"
#include "handle/task.h"
#include "mailings.h"

#include "base/log.h"
#include "base/text.h"
#include "db/bounces.h"

static json_t *suspension_data(struct task *task, const struct suspension *suspension)
{
	const char *const facts[][2] = {
	    {phrase("label.organisation"), suspension->organisation},
	    {phrase("field.contact"), suspension->name},
	    {phrase("label.address"), suspension->email},
	    {phrase("label.server_code"), suspension->status},
	    {phrase("label.letter"),
	     arena_printf(task->arena, "%lld (%s)", (long long)suspension->letter, suspension->template)},
	};
	json_t *data = task_data(task), *list = json_array();
	for (size_t i = 0; i < ARRAY_SIZE(facts); i++)
		json_array_append_new(list, json_pack("{ss ss}", "label", facts[i][0], "value", facts[i][1]));
	present_list(data, "facts", list);
	json_object_set_new(data, "email", json_string(suspension->email));
	json_object_set_new(data, "organisation", json_string(suspension->organisation));
	return data;
}

/* Tells the operator once of each suspension, whatever caused it. */
int suspension_tell_next(struct task *task, bool *did, struct err *err)
{
	struct suspension suspension;
	struct err none = {0};
	int rc = suspension_next(task->db, task->arena, &suspension, &none);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : err_set(err, rc, "%s", none.text);
	log_event(LOG_LEVEL_WARNING, "contact.suspended", "contact=%lld letter=%lld status=%s",
		  (long long)suspension.contact, (long long)suspension.letter, suspension.status);
	if (!text_is_blank(task->options->operator_address)) {
		struct draft draft = {
		    .template = "address_suspended",
		    .data = suspension_data(task, &suspension),
		    .to_email = task->options->operator_address,
		    .to_name = "",
		    .occasion =
			arena_printf(task->arena, "suspended:%lld:%lld:%lld", (long long)suspension.contact,
				     (long long)suspension.letter, (long long)task->now),
		};
		if ((rc = task_emit(task, &draft, err)))
			return rc;
	}
	return suspension_told(task->db, suspension.contact, err);
}

/* At most once an hour: the occasion is the hour. */
int suspensions_stopped_tell(struct task *task, bool *did, struct err *err)
{
	enum { HOUR_S = 3600 };
	int rc = suspensions_stopped_take(task->db, did, err);
	if (rc || !*did)
		return rc;
	log_event(LOG_LEVEL_ERROR, "suspensions.stopped", "most=%d", MOST_SUSPENSIONS);
	if (text_is_blank(task->options->operator_address))
		return OK;
	json_t *data = task_data(task);
	json_object_set_new(data, "most", json_integer(MOST_SUSPENSIONS));
	struct draft draft = {
	    .template = "suspensions_stopped",
	    .data = data,
	    .to_email = task->options->operator_address,
	    .to_name = "",
	    .occasion = arena_printf(task->arena, "stopped:%lld", (long long)(task->now / HOUR_S)),
	};
	return task_emit(task, &draft, err);
}
