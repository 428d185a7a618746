/* Holders that don't answer a request to erase a CV within 15 days are asked again; 15 days later the IMS
 * cell is told (specification section 5; GDPR 19). */
#include "handle/present.h"
#include "handle/task.h"
#include "kind/audience.h"
#include "kind/ending.h"
#include "kind/names.h"
#include "mailings.h"

enum { PATIENCE_DAYS = 15, HOUR = 9 };

/* Requests made before this time have had 15 whole days; letters of the calendar are sent in the morning. */
static time_t patience_ends(const struct task *task)
{
	struct date today = date_of(task->now);
	int days = PATIENCE_DAYS - (task->now >= date_at(today, HOUR, 0));
	return date_at(date_add_days(today, -days), 0, 0);
}

int erasure_ask_again_next(struct task *task, bool *did, struct err *err)
{
	struct erasure_request request;
	int rc = erasure_request_next_silent(task->db, task->arena, patience_ends(task), &request, err);
	*did = !rc;
	return rc == ERR_NOT_FOUND ? OK : rc ? rc : ending_ask_again(task, &request, err);
}

/* Names for the IMS cell, which may see all organisations. */
static int add_rows(struct task *task, const struct erasure_request *silent, size_t count, json_t *rows,
		    struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < count; i++) {
		struct candidate candidate;
		const char *name;
		rc = candidate_get(task->db, task->arena, silent[i].candidate, &candidate, err);
		const struct naming naming = {rc ? NULL : candidate.offer, ORGANISATION_IMS};
		if (rc || (rc = name_of_address(task, &naming, silent[i].recipient, &name, err)))
			break;
		json_array_append_new(
		    rows, json_pack("{ss ss ss ss ss}", "ref", candidate.ref, "name", name, "mission_locale",
				    candidate.mission_locale_name, "asked_on",
				    date_french(task->arena, date_of(silent[i].asked_at)), "again_on",
				    date_french(task->arena, date_of(silent[i].asked_again_at))));
	}
	return rc;
}

static int tell_all(struct task *task, const struct contact_list *cell, json_t *data, struct err *err)
{
	const char *day = date_iso(task->arena, date_of(task->now));
	int rc = OK;
	for (size_t i = 0; !rc && i < cell->count; i++) {
		struct draft draft = {
		    .template = "erasure_unanswered",
		    .data = data,
		    .to_email = cell->rows[i].email,
		    .to_name = cell->rows[i].name,
		    .contact = cell->rows[i].id,
		    .about = day,
		    .occasion = "erasure_unanswered",
		};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

int erasure_unanswered_tell_next(struct task *task, bool *did, struct err *err)
{
	struct erasure_request *silent;
	struct contact_list cell = {0};
	size_t count;
	time_t before = patience_ends(task);
	int rc = erasure_requests_silent(task->db, task->arena, before, &silent, &count, err);
	if (!rc && count)
		rc = task_audience(task, &(struct audience){.type = ORGANISATION_IMS, .list = "cv"}, &cell,
				   err);
	*did = !rc && cell.count; /* else they wait until there is somebody to tell */
	if (!*did)
		return rc;
	json_t *data = task_data(task), *rows = json_array();
	json_object_set_new(data, "rows", rows);
	json_object_set_new(data, "count", json_integer((json_int_t)count));
	json_object_set_new(data, "is_one", json_boolean(count == 1));
	if ((rc = add_rows(task, silent, count, rows, err)) || (rc = tell_all(task, &cell, data, err)))
		return rc;
	return erasure_requests_told(task->db, before, task->now, err);
}
