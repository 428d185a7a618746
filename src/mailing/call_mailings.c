/* What those who are asked by a call, and its asker, hear by the calendar (specification section 7). */
#include "kind/call.h"
#include "mailings.h"

#include "db/mailings.h"
#include "handle/dispatch.h"

enum { DUE_HOUR = 9, REMINDER_DAYS = 3 };

static struct date day_of_reminder(struct date deadline)
{
	return date_working_before(deadline, REMINDER_DAYS);
}

static struct date day_of_summary(struct date deadline)
{
	return date_add_days(deadline, 1);
}

static int remind(struct task *task, const struct call *call, const char *occasion, int64_t *recipients,
		  struct err *err);
static int sum_up(struct task *task, const struct call *call, const char *occasion, int64_t *recipients,
		  struct err *err);

static const struct {
	const char *kind;
	struct date (*day)(struct date deadline);
	int (*send)(struct task *task, const struct call *call, const char *occasion, int64_t *recipients,
		    struct err *err);
	bool needs_open; /* of no use once the deadline is over */
} MAILINGS[] = {
    {"call_reminder", day_of_reminder, remind, true},
    {"call_summary", day_of_summary, sum_up, false},
};

static time_t time_of_utc(const char *utc)
{
	time_t time = 0;
	if (utc)
		time_parse_rfc3339(utc, &time);
	return time;
}

/* To the silent. */
static int remind(struct task *task, const struct call *call, const char *occasion, int64_t *recipients,
		  struct err *err)
{
	struct response *responses;
	size_t count, told = 0;
	json_t *data;
	int rc = responses_of(task->db, task->arena, call->ref, &responses, &count, err);
	if (rc || (rc = call_data(task, call, &data, err)))
		return rc;
	call_answers(task, data, call, NULL);
	struct reader_of *readers = arena_array(task->arena, count, sizeof *readers);
	for (size_t i = 0; i < count; i++)
		if (responses[i].is_served && call_is_silent(responses, count, i))
			readers[told++] = (struct reader_of){.contact = responses[i].contact,
							     .email = responses[i].email,
							     .name = responses[i].name};
	const struct draft draft = {.template = "call_reminder",
				    .data = data,
				    .about = call->ref,
				    .occasion = occasion,
				    .list = call_list(call)};
	*recipients = (int64_t)told;
	return task_emit_each(task, &draft, readers, told, err);
}

/* To the asker. */
static int sum_up(struct task *task, const struct call *call, const char *occasion, int64_t *recipients,
		  struct err *err)
{
	struct response *responses;
	struct contact asker;
	size_t count;
	json_t *data;
	int rc = call_asker(task, call, &asker, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	if ((rc = responses_of(task->db, task->arena, call->ref, &responses, &count, err)) ||
	    (rc = call_data(task, call, &data, err)))
		return rc;
	call_add_responses(task, data, call, responses, count);
	struct draft draft = {.template = "call_summary", .data = data, .occasion = occasion};
	*recipients = 1;
	return call_write_to_asker(task, call, &draft, err);
}

static const char *reason_to_skip(const struct task *task, const struct call *call, size_t mailing,
				  struct date deadline)
{
	if (call->closed_at)
		return "closed";
	bool is_over = date_compare(date_of(task->now), deadline) > 0;
	return MAILINGS[mailing].needs_open && is_over ? "too late" : NULL;
}

static int make(struct task *task, const struct call *call, size_t mailing, struct mailing *row,
		struct err *err)
{
	const char *occasion = arena_printf(task->arena, "%s:%s", row->kind, row->period);
	int rc = row->reason ? OK : MAILINGS[mailing].send(task, call, occasion, &row->recipients, err);
	if (!rc && !row->reason && !row->recipients)
		row->reason = "nobody to tell";
	return rc ? rc : mailing_add(task->db, row, err);
}

/* Makes it when it is due; *next becomes its hour when that is the next one. Nothing was owed before the call
 * was made or once it is closed. */
static int look_at(struct task *task, const struct call *call, size_t mailing, time_t *next, struct err *err)
{
	struct date deadline;
	bool exists;
	if (!date_parse_iso(call->deadline, &deadline))
		return OK;
	struct date day = MAILINGS[mailing].day(deadline);
	struct mailing row = {.kind = MAILINGS[mailing].kind,
			      .period =
				  arena_printf(task->arena, "%s/%s", call->ref, date_iso(task->arena, day)),
			      .due_at = date_at(day, DUE_HOUR, 0),
			      .done_at = task->now,
			      .reason = reason_to_skip(task, call, mailing, deadline)};
	if (row.due_at < time_of_utc(call->opened_at) ||
	    (call->closed_at && row.due_at >= time_of_utc(call->closed_at)))
		return OK;
	if (row.due_at > task->now) {
		*next = !*next || row.due_at < *next ? row.due_at : *next;
		return OK;
	}
	int rc = mailing_exists(task->db, row.kind, row.period, &exists, err);
	return rc || exists ? rc : make(task, call, mailing, &row, err);
}

int call_mailings_next(struct task *task, bool *did, struct err *err)
{
	char *ref;
	struct call call;
	time_t next = 0;
	int rc = call_next_to_look_at(task->db, task->arena, task->now, &ref, err);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	rc = call_get(task->db, task->arena, ref, &call, err);
	for (size_t i = 0; !rc && i < ARRAY_SIZE(MAILINGS); i++)
		rc = look_at(task, &call, i, &next, err);
	call.look_at = next ? time_utc(task->arena, next) : NULL;
	return rc ? rc : call_update(task->db, &call, err);
}
